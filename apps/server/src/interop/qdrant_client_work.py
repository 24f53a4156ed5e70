"""The official Python client, over REST and gRPC, does its everyday work; every assertion names what it expects.

stdin: {"url": REST address, "grpc_port": port, "prefer_grpc": bool}    stdout: {"ok": true}
"""
import json
import sys
import urllib.request

from qdrant_client import QdrantClient, models

task = json.load(sys.stdin)
client = QdrantClient(url=task["url"], grpc_port=task["grpc_port"], prefer_grpc=task["prefer_grpc"], timeout=30)
name = "python-grpc" if task["prefer_grpc"] else "python-rest"


def check(what, actual, expected):
    assert actual == expected, f"{what}: {actual!r}, expected {expected!r}"


check("create", client.create_collection(name, vectors_config={"text": models.VectorParams(size=3, distance=models.Distance.COSINE)},
                                         sparse_vectors_config={"words": models.SparseVectorParams()}), True)
points = [models.PointStruct(id=i, vector={"text": [i, 1.0, 2.0], "words": models.SparseVector(indices=[i, 1000], values=[1.0, 0.5])},
                             payload={"n": i, "city": "Berlin" if i % 2 else "Paris", "price": i * 1.0}) for i in range(60)]
check("upsert", client.upsert(name, points, wait=True).status, models.UpdateStatus.COMPLETED)
paris = models.Filter(must=[models.FieldCondition(key="city", match=models.MatchValue(value="Paris"))])
found = client.query_points(name, query=[59.0, 1.0, 2.0], using="text", query_filter=paris, limit=2, with_payload=True).points
check("query", [p.id for p in found], [58, 56])
check("sparse query", client.query_points(name, query=models.SparseVector(indices=[7], values=[2.0]), using="words", limit=1).points[0].id, 7)
page, offset = client.scroll(name, limit=40, with_vectors=True)
rest, end = client.scroll(name, limit=40, offset=offset)
check("scroll", [p.id for p in page + rest], list(range(60)))
check("end of scroll", end, None)
check("count", client.count(name, count_filter=paris).count, 30)
client.set_payload(name, {"seen": True}, points=[1, 2], wait=True)
client.delete(name, models.PointIdsList(points=[0]), wait=True)
check("retrieve", client.retrieve(name, [1, 0, 2], with_payload=["seen"])[1].payload, {"seen": True})
before = {p.id: p for p in client.scroll(name, limit=100, with_vectors=True)[0]}

snapshot = client.create_snapshot(name)
check("list", [s.name for s in client.list_snapshots(name)], [snapshot.name])
data = urllib.request.urlopen(f"{task['url']}/collections/{name}/snapshots/{snapshot.name}").read()
check("size", len(data), snapshot.size)
client.delete_collection(name)
check("gone", client.collection_exists(name), False)
boundary = "x" * 32
body = (f"--{boundary}\r\nContent-Disposition: form-data; name=\"snapshot\"; filename=\"up.snapshot\"\r\n\r\n").encode() + data + f"\r\n--{boundary}--\r\n".encode()
request = urllib.request.Request(f"{task['url']}/collections/{name}/snapshots/upload?priority=snapshot", data=body, method="POST",
                                 headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})
check("upload", json.load(urllib.request.urlopen(request))["result"], True)
after = {p.id: p for p in client.scroll(name, limit=100, with_vectors=True)[0]}
check("ids after recovery", sorted(after), sorted(before))
for i, p in before.items():
    check(f"payload of {i}", after[i].payload, p.payload)
    check(f"vector of {i}", after[i].vector, p.vector)
json.dump({"ok": True}, sys.stdout)
