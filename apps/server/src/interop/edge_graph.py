"""Lets Qdrant's own engine build an HNSW graph over random vectors, packs the shard, and tells what it answers over its graph.

stdin:  {"shard": directory, "archive": path of the shard snapshot to make, "points": count, "dim": size, "delete": count, "queries": count,
         "cases": {name: {"ef": width or null, "exact": bool, "group": value of a payload field or null}}}
stdout: {"queries": [vector], "answers": {case: [[[id, score]]]}, "seconds": {case: of all queries}}
Points come in bunches, as real vectors do. Point i has the payload {"group": i % 3}.
"""
import io
import json
import os
import random
import sys
import tarfile
import time

import qdrant_edge as q

BUNCHES = 200


def build(task, vector):
    os.makedirs(task["shard"], exist_ok=True)
    config = q.EdgeConfig(
        vectors=q.EdgeVectorParams(size=task["dim"], distance=q.Distance.Cosine),
        hnsw_config=q.HnswIndexConfig(m=16, ef_construct=100, full_scan_threshold=10),
        optimizers=q.EdgeOptimizersConfig(default_segment_number=1, indexing_threshold=10),
    )
    shard = q.EdgeShard.create(task["shard"], config)
    step = 1000
    for first in range(0, task["points"], step):
        ids = range(first, min(first + step, task["points"]))
        shard.update(q.UpdateOperation.upsert_points([q.Point(i, vector(), {"group": i % 3}) for i in ids]))
    shard.optimize()
    shard.update(q.UpdateOperation.delete_points([i * 7 for i in range(task["delete"])]))
    shard.flush()
    return shard


def pack(directory, path):
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:

        def add(name, content):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))

        segments = os.path.join(directory, "segments")
        for root, _, names in os.walk(segments):
            for name in names:
                with open(os.path.join(root, name), "rb") as file:
                    content = file.read()
                uuid, _, below = os.path.relpath(os.path.join(root, name), segments).partition(os.sep)
                add(f"segments/{uuid}/files/{below}", content)
        add("wal/closed-1000000", b"wal\x00\x01\x02\x03\x04")
        add("replica_state.json", b'{"is_local":true,"this_peer_id":1,"peers":{"1":"Active"}}')
        add("shard_config.json", b'{"type":"ReplicaSet"}')


def ask(shard, vector, case):
    condition = q.FieldCondition(key="group", match=q.MatchValue(case["group"])) if case.get("group") is not None else None
    request = q.QueryRequest(
        limit=10,
        query=q.Query.Nearest(vector),
        filter=q.Filter(must=[condition]) if condition else None,
        params=q.SearchParams(hnsw_ef=case.get("ef"), exact=case.get("exact", False)),
    )
    return [[p.id, p.score] for p in shard.query(request)]


def main():
    task = json.load(sys.stdin)
    draw = random.Random(20_261_122)
    centres = [[draw.gauss(0, 1) for _ in range(task["dim"])] for _ in range(BUNCHES)]

    def vector():
        return [x + draw.gauss(0, 1.6) for x in draw.choice(centres)]

    shard = build(task, vector)
    queries = [vector() for _ in range(task["queries"])]
    answers, seconds = {}, {}
    for name, case in task["cases"].items():
        start = time.perf_counter()
        answers[name] = [ask(shard, one, case) for one in queries]
        seconds[name] = time.perf_counter() - start
    shard.close()
    pack(task["shard"], task["archive"])
    json.dump({"queries": queries, "answers": answers, "seconds": seconds}, sys.stdout)


main()
