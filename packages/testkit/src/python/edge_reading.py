"""Points of a shard of Qdrant's own engine as JSON, and back.

A point is {"id", "vector", "payload"}; sparse vectors are {"indices", "values"}.
"""
from qdrant_edge import ScrollRequest, SparseVector


def plain(vector):
    """A vector of the engine as JSON."""
    if isinstance(vector, SparseVector):
        return {"indices": list(vector.indices), "values": list(vector.values)}
    if isinstance(vector, dict):
        return {name: plain(value) for name, value in vector.items()}
    if vector is None:
        return None
    return [plain(row) if isinstance(row, (list, tuple)) else row for row in vector]


def typed(vector):
    """A vector from JSON as the engine takes it."""
    if isinstance(vector, dict) and "indices" in vector:
        return SparseVector(vector["indices"], vector["values"])
    if isinstance(vector, dict):
        return {name: typed(value) for name, value in vector.items()}
    return vector


def everything(shard):
    """All points of a shard."""
    points, offset = [], None
    while True:
        page, offset = shard.scroll(ScrollRequest(offset=offset, limit=100, with_payload=True, with_vector=True))
        points += [{"id": str(p.id), "vector": plain(p.vector), "payload": p.payload or {}} for p in page]
        if offset is None:
            return points
