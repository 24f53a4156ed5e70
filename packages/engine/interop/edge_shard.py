"""Works on a shard directory with Qdrant's own engine (qdrant-edge-py) and tells what it finds.

stdin:  {"shard": directory, "operations": [[name, argument, ...]], "optimize": bool}
        or {"create": directory, "vectors": {name: [size, distance]}, "operations": [...]}
stdout: {"before": [point], "errors": [text or null per operation], "after": [point]}; a point is {"id", "vector", "payload"},
        sparse vectors are {"indices", "values"}. "after" is read from the directory anew.
"""
import json
import os
import sys

import qdrant_edge as q
from edge_reading import everything, typed

U = q.UpdateOperation


OPERATIONS = {
    "upsert": lambda points: U.upsert_points([q.Point(p["id"], typed(p["vector"]), p.get("payload")) for p in points]),
    "delete": lambda ids: U.delete_points(ids),
    "update_vectors": lambda points: U.update_vectors([q.PointVectors(p["id"], typed(p["vector"])) for p in points]),
    "delete_vectors": lambda ids, names: U.delete_vectors(ids, names),
    "set_payload": lambda ids, payload, key=None: U.set_payload(ids, payload, key),
    "overwrite_payload": lambda ids, payload: U.overwrite_payload(ids, payload),
    "delete_payload": lambda ids, keys: U.delete_payload(ids, keys),
    "clear_payload": lambda ids: U.clear_payload(ids),
}


def main():
    task = json.load(sys.stdin)
    directory = task.get("shard") or task["create"]
    if "create" in task:
        os.makedirs(directory, exist_ok=True)
        vectors = {name: q.EdgeVectorParams(size=size, distance=getattr(q.Distance, distance)) for name, (size, distance) in task["vectors"].items()}
        shard = q.EdgeShard.create(directory, q.EdgeConfig(vectors=vectors))
    else:
        shard = q.EdgeShard.load(directory)
    answer = {"before": everything(shard), "errors": []}
    for name, *arguments in task.get("operations", []):
        try:
            shard.update(OPERATIONS[name](*arguments))
            answer["errors"].append(None)
        except Exception as error:
            answer["errors"].append(str(error))
    if task.get("optimize"):
        shard.optimize()
    shard.flush()
    shard.close()
    shard = q.EdgeShard.load(directory)
    answer["after"] = everything(shard)
    shard.close()
    json.dump(answer, sys.stdout)


main()
