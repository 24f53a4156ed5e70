"""Opens a shard with Qdrant's own engine and tells what it finds.

stdin:  {"shard": directory, "queries": [{"using": name, "vector": v}], "write": [{"id", "vector", "payload"}], "optimize": bool}
stdout: {"points": [{"id", "vector", "payload"}], "results": [[{"id", "score"}]], "after": [{"id", "vector", "payload"}]}
Sparse vectors are {"indices": [...], "values": [...]} on both sides.
"""
import json
import sys

from qdrant_edge import EdgeShard, Point, Query, QueryRequest, ScrollRequest, SparseVector, UpdateOperation


def plain(vector):
    if isinstance(vector, SparseVector):
        return {"indices": list(vector.indices), "values": list(vector.values)}
    if isinstance(vector, dict):
        return {name: plain(value) for name, value in vector.items()}
    return [plain(row) if isinstance(row, (list, tuple)) else row for row in vector] if vector is not None else None


def typed(vector):
    if isinstance(vector, dict) and "indices" in vector:
        return SparseVector(vector["indices"], vector["values"])
    if isinstance(vector, dict):
        return {name: typed(value) for name, value in vector.items()}
    return vector


def everything(shard):
    points, offset = [], None
    while True:
        page, offset = shard.scroll(ScrollRequest(offset=offset, limit=100, with_payload=True, with_vector=True))
        points += [{"id": str(p.id), "vector": plain(p.vector), "payload": p.payload or {}} for p in page]
        if offset is None:
            return points


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
