from qdrant_client import QdrantClient
client = QdrantClient("localhost", port=6333)
snapshot_info = client.create_snapshot(
collection_name="my_collection"
)
print(f"Snapshot created: {snapshot_info.name}")
