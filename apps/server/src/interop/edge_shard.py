"""Opens a shard with Qdrant's own engine and tells what it finds.

stdin:  {"shard": directory, "queries": [{"using": name, "vector": v}], "write": [{"id", "vector", "payload"}], "optimize": bool}
stdout: {"points": [{"id", "vector", "payload"}], "results": [[{"id", "score"}]], "after": [{"id", "vector", "payload"}]}
Sparse vectors are {"indices": [...], "values": [...]} on both sides.
"""
import json
import sys

from edge_reading import everything, typed
from qdrant_edge import EdgeShard, Point, Query, QueryRequest, UpdateOperation


def main():
    task = json.load(sys.stdin)
    shard = EdgeShard.load(task["shard"])
    answer = {"points": everything(shard), "results": []}
    for query in task.get("queries", []):
        using = query["using"] or None
        request = QueryRequest(limit=10, query=Query.Nearest(typed(query["vector"]), using=using))
        answer["results"].append([{"id": str(p.id), "score": p.score} for p in shard.query(request)])
    written = [Point(id=p["id"], vector=typed(p["vector"]), payload=p.get("payload")) for p in task.get("write", [])]
    if written:
        shard.update(UpdateOperation.upsert_points(written))
    if task.get("optimize"):
        shard.optimize()
    shard.flush()
    shard.close()
    shard = EdgeShard.load(task["shard"])
    answer["after"] = everything(shard)
    shard.close()
    json.dump(answer, sys.stdout)


main()
