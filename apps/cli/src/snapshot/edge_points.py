"""Recovers a shard snapshot with Qdrant's own engine, writes to it, and tells what it holds.

stdin:  {"snapshot": file, "directory": a path that does not exist, "delete": [id], "optimize": bool}
stdout: {"before": [point], "after": [point]}; a point is {"id", "vector", "payload"}, sparse vectors are {"indices", "values"}.
"""
import json
import sys

from edge_reading import everything
from qdrant_edge import EdgeShard, UpdateOperation


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
