"""Follows or leads another shard by partial snapshots, with Qdrant's own engine.

stdin:  {"shard": directory, "unpack": archive of a whole shard, "update": partial archive}
        or {"shard": directory, "create": {name: size}, "write": [{"id", "vector", "payload"}], "delete": [id], "optimize": bool,
            "receiver": manifest, "archive": path of the partial archive to make for it}
        All but "shard" may be absent.
stdout: {"manifest": of the shard at the end, "points": [{"id", "vector", "payload"}], "files": [paths in the archive made]}
"""
import io
import json
import os
import sys
import tarfile

import qdrant_edge as q
from edge_reading import everything


def is_outdated(file, ours, held):
    if held is None or file not in held["file_versions"]:
        return True
    current, theirs = ours["file_versions"][file], held["file_versions"][file]
    current = ours["segment_version"] if current is None else current
    theirs = held["segment_version"] if theirs is None else theirs
    return theirs < current or (theirs == 0 and current == 0)


def pack(shard, directory, receiver, path):
    """The engine applies partial archives and makes none: this one is made by its rules."""
    files = []
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:

        def add(name, content):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
            files.append(name)

        version = 0
        for uuid, manifest in shard.snapshot_manifest().items():
            version = max(version, manifest["segment_version"])
            names = [f for f in manifest["file_versions"] if is_outdated(f, manifest, receiver.get(uuid))]
            for name in names + ["segment.json", "version.info"]:
                with open(os.path.join(directory, "segments", uuid, name), "rb") as file:
                    add(f"segments/{uuid}/files/{name}", file.read())
            add(f"segments/{uuid}/files/segment_manifest.json", json.dumps(manifest).encode())
        add(f"wal/closed-{version + 1}", b"wal\x00\x01\x02\x03\x04")
        add("replica_state.json", b'{"is_local":true,"this_peer_id":1,"peers":{"1":"Active"}}')
        add("shard_config.json", b'{"type":"ReplicaSet"}')
    return files


def main():
    task = json.load(sys.stdin)
    directory, files = task["shard"], []
    if "unpack" in task:
        q.EdgeShard.unpack_snapshot(task["unpack"], directory)
    if "create" in task:
        os.makedirs(directory, exist_ok=True)
        vectors = {name: q.EdgeVectorParams(size=size, distance=q.Distance.Dot) for name, size in task["create"].items()}
        q.EdgeShard.create(directory, q.EdgeConfig(vectors=vectors)).close()
    shard = q.EdgeShard.load(directory)
    if "update" in task:
        shard.update_from_snapshot(task["update"])
    if task.get("write"):
        shard.update(q.UpdateOperation.upsert_points([q.Point(p["id"], p["vector"], p["payload"]) for p in task["write"]]))
    if task.get("delete"):
        shard.update(q.UpdateOperation.delete_points(task["delete"]))
    if task.get("optimize"):
        shard.optimize()
    shard.flush()
    if "archive" in task:
        files = pack(shard, directory, task["receiver"], task["archive"])
    answer = {"manifest": shard.snapshot_manifest(), "points": everything(shard), "files": files}
    shard.close()
    json.dump(answer, sys.stdout)


main()
