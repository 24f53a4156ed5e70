import grpc
from qdrant_client import QdrantClient
client = QdrantClient("localhost", port=6334, prefer_grpc=True)
snapshot_info = client.create_snapshot(collection_name="my_collection")
