"""Recovers a shard snapshot with Qdrant's own engine, writes to it, and tells what it holds.

stdin:  {"snapshot": file, "directory": a path that does not exist, "delete": [id], "optimize": bool}
stdout: {"before": [point], "after": [point]}; a point is {"id", "vector", "payload"}, sparse vectors are {"indices", "values"}.
"""
import json
import sys

from qdrant_edge import EdgeShard, ScrollRequest, SparseVector, UpdateOperation


def plain(vector):
    if isinstance(vector, SparseVector):
        return {"indices": list(vector.indices), "values": list(vector.values)}
    if isinstance(vector, dict):
        return {name: plain(value) for name, value in vector.items()}
    if vector is None:
        return None
    return [plain(row) if isinstance(row, (list, tuple)) else row for row in vector]


def everything(shard):
    points, offset = [], None
    while True:
        page, offset = shard.scroll(ScrollRequest(offset=offset, limit=100, with_payload=True, with_vector=True))
        points += [{"id": str(p.id), "vector": plain(p.vector), "payload": p.payload or {}} for p in page]
        if offset is None:
            return points


def main():
    task = json.load(sys.stdin)
    EdgeShard.unpack_snapshot(task["snapshot"], task["directory"])
    shard = EdgeShard.load(task["directory"])
    answer = {"before": everything(shard)}
    if task.get("delete"):
        shard.update(UpdateOperation.delete_points(task["delete"]))
    if task.get("optimize"):
        shard.optimize()
    shard.flush()
    shard.close()
    shard = EdgeShard.load(task["directory"])
    answer["after"] = everything(shard)
    shard.close()
    json.dump(answer, sys.stdout)


main()
