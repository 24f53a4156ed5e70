// Generated from openapi/ by tools/src/gen.ts. Do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** root */
        get: operations["root"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** telemetry */
        get: operations["telemetry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** metrics */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** healthz */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** livez */
        get: operations["livez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** readyz */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_issues */
        get: operations["get_issues"];
        put?: never;
        post?: never;
        /** clear_issues */
        delete: operations["clear_issues"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_quotas */
        get: operations["get_quotas"];
        /** update_quotas */
        put: operations["update_quotas"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cluster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** cluster_status */
        get: operations["cluster_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cluster/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** cluster_telemetry */
        get: operations["cluster_telemetry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cluster/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** recover_current_peer */
        post: operations["recover_current_peer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cluster/peer/{peer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** remove_peer */
        delete: operations["remove_peer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/cluster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** collection_cluster_info */
        get: operations["collection_cluster_info"];
        put?: never;
        /** update_collection_cluster */
        post: operations["update_collection_cluster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_collections */
        get: operations["get_collections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_collection */
        get: operations["get_collection"];
        /** create_collection */
        put: operations["create_collection"];
        post?: never;
        /** delete_collection */
        delete: operations["delete_collection"];
        options?: never;
        head?: never;
        /** update_collection */
        patch: operations["update_collection"];
        trace?: never;
    };
    "/collections/{collection_name}/exists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** collection_exists */
        get: operations["collection_exists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/vectors/{vector_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** create_vector_name */
        put: operations["create_vector_name"];
        post?: never;
        /** delete_vector_name */
        delete: operations["delete_vector_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/optimizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_optimizations */
        get: operations["get_optimizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** update_aliases */
        post: operations["update_aliases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_collection_aliases */
        get: operations["get_collection_aliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_collections_aliases */
        get: operations["get_collections_aliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** create_field_index */
        put: operations["create_field_index"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/index/{field_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** delete_field_index */
        delete: operations["delete_field_index"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_point */
        get: operations["get_point"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** upsert_points */
        put: operations["upsert_points"];
        /** get_points */
        post: operations["get_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** delete_points */
        post: operations["delete_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/vectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** update_vectors */
        put: operations["update_vectors"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/vectors/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** delete_vectors */
        post: operations["delete_vectors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** overwrite_payload */
        put: operations["overwrite_payload"];
        /** set_payload */
        post: operations["set_payload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/payload/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** delete_payload */
        post: operations["delete_payload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/payload/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** clear_payload */
        post: operations["clear_payload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** batch_update */
        post: operations["batch_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/scroll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** scroll_points */
        post: operations["scroll_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** count_points */
        post: operations["count_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/facet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** facet */
        post: operations["facet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** query_points */
        post: operations["query_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/query/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** query_batch_points */
        post: operations["query_batch_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/query/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** query_points_groups */
        post: operations["query_points_groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/search/matrix/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** search_matrix_pairs */
        post: operations["search_matrix_pairs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/search/matrix/offsets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** search_matrix_offsets */
        post: operations["search_matrix_offsets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * search_points
         * @deprecated
         */
        post: operations["search_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/search/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * search_batch_points
         * @deprecated
         */
        post: operations["search_batch_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/search/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * search_point_groups
         * @deprecated
         */
        post: operations["search_point_groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/recommend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * recommend_points
         * @deprecated
         */
        post: operations["recommend_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/recommend/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * recommend_batch_points
         * @deprecated
         */
        post: operations["recommend_batch_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/recommend/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * recommend_point_groups
         * @deprecated
         */
        post: operations["recommend_point_groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/discover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * discover_points
         * @deprecated
         */
        post: operations["discover_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/points/discover/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * discover_batch_points
         * @deprecated
         */
        post: operations["discover_batch_points"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/snapshots/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** recover_from_uploaded_snapshot */
        post: operations["recover_from_uploaded_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/snapshots/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** recover_from_snapshot */
        put: operations["recover_from_snapshot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_snapshots */
        get: operations["list_snapshots"];
        put?: never;
        /** create_snapshot */
        post: operations["create_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/snapshots/{snapshot_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_snapshot */
        get: operations["get_snapshot"];
        put?: never;
        post?: never;
        /** delete_snapshot */
        delete: operations["delete_snapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_full_snapshots */
        get: operations["list_full_snapshots"];
        put?: never;
        /** create_full_snapshot */
        post: operations["create_full_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshots/{snapshot_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_full_snapshot */
        get: operations["get_full_snapshot"];
        put?: never;
        post?: never;
        /** delete_full_snapshot */
        delete: operations["delete_full_snapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_shard_keys */
        get: operations["list_shard_keys"];
        /** create_shard_key */
        put: operations["create_shard_key"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** delete_shard_key */
        post: operations["delete_shard_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** stream_shard_snapshot */
        get: operations["stream_shard_snapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshots/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** recover_shard_from_uploaded_snapshot */
        post: operations["recover_shard_from_uploaded_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshots/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** recover_shard_from_snapshot */
        put: operations["recover_shard_from_snapshot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** list_shard_snapshots */
        get: operations["list_shard_snapshots"];
        put?: never;
        /** create_shard_snapshot */
        post: operations["create_shard_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshots/{snapshot_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_shard_snapshot */
        get: operations["get_shard_snapshot"];
        put?: never;
        post?: never;
        /** delete_shard_snapshot */
        delete: operations["delete_shard_snapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshot/partial/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** create_partial_snapshot */
        post: operations["create_partial_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshot/partial/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** get_partial_snapshot_manifest */
        get: operations["get_partial_snapshot_manifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshot/partial/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** recover_partial_snapshot */
        post: operations["recover_partial_snapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/collections/{collection_name}/shards/{shard_id}/snapshot/partial/recover_from": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** recover_partial_snapshot_from */
        post: operations["recover_partial_snapshot_from"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        VersionInfo: {
            title: string;
            version: string;
            commit?: string | null;
        };
        ErrorResponse: {
            /** Format: float */
            time?: number;
            status?: {
                error?: string;
            };
            result?: {
                [key: string]: unknown;
            } | null;
        };
        AppFeaturesTelemetry: {
            debug: boolean;
            service_debug_feature: boolean;
            recovery_mode: boolean;
            gpu: boolean;
            rocksdb: boolean;
            staging: boolean;
        };
        FeatureFlags: {
            /** @default false */
            all?: boolean;
            /** @default true */
            incremental_hnsw_building?: boolean;
            /** @default true */
            appendable_quantization?: boolean;
            /** @default true */
            single_file_mmap_vector_storage?: boolean;
            /** @default true */
            async_payload_storage?: boolean;
            /** @default false */
            write_segment_manifest?: boolean;
            /** @default false */
            append_only_mutations?: boolean;
            /** @default false */
            compact_bitmask?: boolean;
            /** @default false */
            serverless_compatible?: boolean;
        };
        LowMemoryMode: "disabled" | "no_resident" | "no_populate";
        HnswGlobalConfig: {
            /**
             * Format: double
             * @default 0.3
             */
            healing_threshold?: number;
        };
        /** @enum {string} */
        CpuEndian: "little" | "big" | "other";
        GpuDeviceTelemetry: {
            name: string;
        };
        RunningEnvironmentTelemetry: {
            distribution?: string | null;
            distribution_version?: string | null;
            is_docker: boolean;
            /** Format: uint */
            cores?: number | null;
            /** Format: float */
            cpu_cores_used?: number | null;
            /** Format: uint */
            ram_size?: number | null;
            /** Format: uint */
            disk_size?: number | null;
            cpu_flags: string;
            cpu_endian?: components["schemas"]["CpuEndian"] | null;
            gpu_devices?: components["schemas"]["GpuDeviceTelemetry"][] | null;
        };
        AuditTelemetry: {
            dir: string;
            rotation: string;
            /** Format: uint */
            max_log_files: number;
            trust_forwarded_headers: boolean;
            log_api: boolean;
            /** Format: uint */
            dir_size_bytes?: number | null;
        };
        AppBuildTelemetry: {
            name: string;
            version: string;
            features?: components["schemas"]["AppFeaturesTelemetry"] | null;
            runtime_features?: components["schemas"]["FeatureFlags"] | null;
            low_memory_mode?: components["schemas"]["LowMemoryMode"] | null;
            hnsw_global_config?: components["schemas"]["HnswGlobalConfig"] | null;
            system?: components["schemas"]["RunningEnvironmentTelemetry"] | null;
            jwt_rbac?: boolean | null;
            hide_jwt_dashboard?: boolean | null;
            audit?: components["schemas"]["AuditTelemetry"] | null;
            /** Format: date-time */
            startup: string;
        };
        /** @enum {string} */
        Distance: "Cosine" | "Euclid" | "Dot" | "Manhattan";
        /** @enum {string} */
        Memory: "cold" | "cached" | "pinned";
        HnswConfigDiff: {
            /** Format: uint */
            m?: number | null;
            /** Format: uint */
            ef_construct?: number | null;
            /** Format: uint */
            full_scan_threshold?: number | null;
            /** Format: uint */
            max_indexing_threads?: number | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            /** Format: uint */
            payload_m?: number | null;
            inline_storage?: boolean | null;
        };
        /** @enum {string} */
        ScalarType: "int8";
        ScalarQuantizationConfig: {
            type: components["schemas"]["ScalarType"];
            /** Format: float */
            quantile?: number | null;
            always_ram?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
        };
        ScalarQuantization: {
            scalar: components["schemas"]["ScalarQuantizationConfig"];
        };
        /** @enum {string} */
        CompressionRatio: "x4" | "x8" | "x16" | "x32" | "x64";
        ProductQuantizationConfig: {
            compression: components["schemas"]["CompressionRatio"];
            always_ram?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
        };
        ProductQuantization: {
            product: components["schemas"]["ProductQuantizationConfig"];
        };
        /** @enum {string} */
        BinaryQuantizationEncoding: "one_bit" | "two_bits" | "one_and_half_bits";
        /** @enum {string} */
        BinaryQuantizationQueryEncoding: "default" | "binary" | "scalar4bits" | "scalar8bits";
        BinaryQuantizationConfig: {
            always_ram?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            encoding?: components["schemas"]["BinaryQuantizationEncoding"] | null;
            query_encoding?: components["schemas"]["BinaryQuantizationQueryEncoding"] | null;
        };
        BinaryQuantization: {
            binary: components["schemas"]["BinaryQuantizationConfig"];
        };
        /** @enum {string} */
        TurboQuantBitSize: "bits1" | "bits1_5" | "bits2" | "bits4";
        TurboQuantQuantizationConfig: {
            always_ram?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            bits?: components["schemas"]["TurboQuantBitSize"] | null;
        };
        TurboQuantization: {
            turbo: components["schemas"]["TurboQuantQuantizationConfig"];
        };
        QuantizationConfig: components["schemas"]["ScalarQuantization"] | components["schemas"]["ProductQuantization"] | components["schemas"]["BinaryQuantization"] | components["schemas"]["TurboQuantization"];
        /** @enum {string} */
        Datatype: "float32" | "uint8" | "float16" | "turbo4";
        /** @enum {string} */
        MultiVectorComparator: "max_sim";
        MultiVectorConfig: {
            comparator: components["schemas"]["MultiVectorComparator"];
        };
        VectorParams: {
            /** Format: uint64 */
            size: number;
            distance: components["schemas"]["Distance"];
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            datatype?: components["schemas"]["Datatype"] | null;
            multivector_config?: components["schemas"]["MultiVectorConfig"] | null;
        };
        VectorsConfig: components["schemas"]["VectorParams"] | {
            [key: string]: components["schemas"]["VectorParams"];
        };
        /** @enum {string} */
        ShardingMethod: "auto" | "custom";
        PayloadStorageParams: {
            memory?: components["schemas"]["Memory"] | null;
        };
        SparseIndexParams: {
            /** Format: uint */
            full_scan_threshold?: number | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            datatype?: components["schemas"]["Datatype"] | null;
        };
        /** @enum {string} */
        Modifier: "none" | "idf";
        SparseVectorParams: {
            index?: components["schemas"]["SparseIndexParams"] | null;
            modifier?: components["schemas"]["Modifier"] | null;
        };
        CollectionParams: {
            vectors?: components["schemas"]["VectorsConfig"];
            /**
             * Format: uint32
             * @default 1
             */
            shard_number?: number;
            sharding_method?: components["schemas"]["ShardingMethod"] | null;
            /**
             * Format: uint32
             * @default 1
             */
            replication_factor?: number;
            /**
             * Format: uint32
             * @default 1
             */
            write_consistency_factor?: number;
            /** Format: uint32 */
            read_fan_out_factor?: number | null;
            /** Format: uint64 */
            read_fan_out_delay_ms?: number | null;
            /** @default true */
            on_disk_payload?: boolean | null;
            payload?: components["schemas"]["PayloadStorageParams"] | null;
            sparse_vectors?: {
                [key: string]: components["schemas"]["SparseVectorParams"];
            } | null;
        };
        HnswConfig: {
            /** Format: uint */
            m: number;
            /** Format: uint */
            ef_construct: number;
            /** Format: uint */
            full_scan_threshold: number;
            /**
             * Format: uint
             * @default 0
             */
            max_indexing_threads?: number;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            /** Format: uint */
            payload_m?: number | null;
            inline_storage?: boolean | null;
        };
        OptimizersConfig: {
            /**
             * Format: double
             * @default 0.2
             */
            deleted_threshold?: number;
            /**
             * Format: uint
             * @default 1000
             */
            vacuum_min_vector_number?: number;
            /** Format: uint */
            default_segment_number: number;
            /**
             * Format: uint
             * @default null
             */
            max_segment_size?: number | null;
            /**
             * Format: uint
             * @default null
             */
            memmap_threshold?: number | null;
            /**
             * Format: uint
             * @default null
             */
            indexing_threshold?: number | null;
            /** Format: uint64 */
            flush_interval_sec: number;
            /**
             * Format: uint
             * @default null
             */
            max_optimization_threads?: number | null;
            /** @default null */
            prevent_unoptimized?: boolean | null;
        };
        WalConfig: {
            /** Format: uint */
            wal_capacity_mb: number;
            /** Format: uint */
            wal_segments_ahead: number;
            /**
             * Format: uint
             * @default 1
             */
            wal_retain_closed?: number;
        };
        StrictModeMultivectorOutput: {
            /** Format: uint */
            max_vectors?: number | null;
        };
        StrictModeMultivectorConfigOutput: {
            [key: string]: components["schemas"]["StrictModeMultivectorOutput"];
        };
        StrictModeSparseOutput: {
            /** Format: uint */
            max_length?: number | null;
        };
        StrictModeSparseConfigOutput: {
            [key: string]: components["schemas"]["StrictModeSparseOutput"];
        };
        StrictModeConfigOutput: {
            enabled?: boolean | null;
            /** Format: uint */
            max_query_limit?: number | null;
            /** Format: uint */
            max_timeout?: number | null;
            unindexed_filtering_retrieve?: boolean | null;
            unindexed_filtering_update?: boolean | null;
            /** Format: uint */
            search_max_hnsw_ef?: number | null;
            search_allow_exact?: boolean | null;
            /** Format: double */
            search_max_oversampling?: number | null;
            /** Format: uint */
            upsert_max_batchsize?: number | null;
            /** Format: uint */
            search_max_batchsize?: number | null;
            /** Format: uint */
            max_collection_vector_size_bytes?: number | null;
            /** Format: uint */
            read_rate_limit?: number | null;
            /** Format: uint */
            write_rate_limit?: number | null;
            /** Format: uint */
            max_collection_payload_size_bytes?: number | null;
            /** Format: uint */
            max_points_count?: number | null;
            /** Format: uint */
            filter_max_conditions?: number | null;
            /** Format: uint */
            condition_max_size?: number | null;
            multivector_config?: components["schemas"]["StrictModeMultivectorConfigOutput"] | null;
            sparse_config?: components["schemas"]["StrictModeSparseConfigOutput"] | null;
            /** Format: uint */
            max_payload_index_count?: number | null;
            /** Format: uint8 */
            max_resident_memory_percent?: number | null;
        };
        Payload: {
            [key: string]: unknown;
        };
        CollectionConfigTelemetry: {
            params: components["schemas"]["CollectionParams"];
            hnsw_config: components["schemas"]["HnswConfig"];
            optimizer_config: components["schemas"]["OptimizersConfig"];
            wal_config: components["schemas"]["WalConfig"];
            /** @default null */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            strict_mode_config?: components["schemas"]["StrictModeConfigOutput"] | null;
            /**
             * Format: uuid
             * @default null
             */
            uuid?: string | null;
            metadata?: components["schemas"]["Payload"] | null;
        };
        ShardKey: string | number;
        /** @enum {string} */
        ShardStatus: "green" | "yellow" | "grey" | "red";
        /** @enum {string} */
        SegmentType: "plain" | "indexed" | "special";
        /** @enum {string} */
        PayloadSchemaType: "keyword" | "integer" | "float" | "geo" | "text" | "bool" | "datetime" | "uuid";
        /** @enum {string} */
        KeywordIndexType: "keyword";
        KeywordIndexParams: {
            type: components["schemas"]["KeywordIndexType"];
            is_tenant?: boolean | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
            prefix?: boolean | null;
        };
        /** @enum {string} */
        IntegerIndexType: "integer";
        IntegerIndexParams: {
            type: components["schemas"]["IntegerIndexType"];
            lookup?: boolean | null;
            range?: boolean | null;
            is_principal?: boolean | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
        };
        /** @enum {string} */
        FloatIndexType: "float";
        FloatIndexParams: {
            type: components["schemas"]["FloatIndexType"];
            is_principal?: boolean | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
        };
        /** @enum {string} */
        GeoIndexType: "geo";
        GeoIndexParams: {
            type: components["schemas"]["GeoIndexType"];
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
        };
        /** @enum {string} */
        TextIndexType: "text";
        /** @enum {string} */
        TokenizerType: "prefix" | "whitespace" | "word" | "multilingual";
        /** @enum {string} */
        Language: "arabic" | "azerbaijani" | "basque" | "bengali" | "catalan" | "chinese" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hebrew" | "hinglish" | "hungarian" | "indonesian" | "italian" | "japanese" | "kazakh" | "nepali" | "norwegian" | "portuguese" | "romanian" | "russian" | "slovene" | "spanish" | "swedish" | "tajik" | "turkish";
        StopwordsSet: {
            languages?: components["schemas"]["Language"][] | null;
            custom?: string[] | null;
        };
        StopwordsInterface: components["schemas"]["Language"] | components["schemas"]["StopwordsSet"];
        /** @enum {string} */
        Snowball: "snowball";
        /** @enum {string} */
        SnowballLanguage: "arabic" | "armenian" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "tamil" | "turkish";
        SnowballParams: {
            type: components["schemas"]["Snowball"];
            language: components["schemas"]["SnowballLanguage"];
        };
        /** @enum {string} */
        NoStemmer: "none";
        DisabledStemmerParams: {
            type: components["schemas"]["NoStemmer"];
        };
        StemmingAlgorithm: components["schemas"]["SnowballParams"] | components["schemas"]["DisabledStemmerParams"];
        TextIndexParams: {
            type: components["schemas"]["TextIndexType"];
            tokenizer?: components["schemas"]["TokenizerType"];
            /** Format: uint */
            min_token_len?: number | null;
            /** Format: uint */
            max_token_len?: number | null;
            lowercase?: boolean | null;
            ascii_folding?: boolean | null;
            phrase_matching?: boolean | null;
            stopwords?: components["schemas"]["StopwordsInterface"] | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            stemmer?: components["schemas"]["StemmingAlgorithm"] | null;
            enable_hnsw?: boolean | null;
        };
        /** @enum {string} */
        BoolIndexType: "bool";
        BoolIndexParams: {
            type: components["schemas"]["BoolIndexType"];
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
        };
        /** @enum {string} */
        DatetimeIndexType: "datetime";
        DatetimeIndexParams: {
            type: components["schemas"]["DatetimeIndexType"];
            is_principal?: boolean | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
        };
        /** @enum {string} */
        UuidIndexType: "uuid";
        UuidIndexParams: {
            type: components["schemas"]["UuidIndexType"];
            is_tenant?: boolean | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
            enable_hnsw?: boolean | null;
        };
        PayloadSchemaParams: components["schemas"]["KeywordIndexParams"] | components["schemas"]["IntegerIndexParams"] | components["schemas"]["FloatIndexParams"] | components["schemas"]["GeoIndexParams"] | components["schemas"]["TextIndexParams"] | components["schemas"]["BoolIndexParams"] | components["schemas"]["DatetimeIndexParams"] | components["schemas"]["UuidIndexParams"];
        PayloadIndexInfo: {
            data_type: components["schemas"]["PayloadSchemaType"];
            params?: components["schemas"]["PayloadSchemaParams"] | null;
            /** Format: uint */
            points: number;
        };
        /** @enum {string} */
        IoBackend: "mmap" | "io_uring";
        VectorDataInfo: {
            /** Format: uint */
            num_vectors: number;
            /** Format: uint */
            num_indexed_vectors: number;
            /** Format: uint */
            num_deleted_vectors: number;
            io_backend?: components["schemas"]["IoBackend"] | null;
        };
        SegmentInfo: {
            /** Format: uuid */
            uuid: string;
            segment_type: components["schemas"]["SegmentType"];
            /** Format: uint */
            num_vectors: number;
            /** Format: uint */
            num_points: number;
            /** Format: uint */
            num_deferred_points?: number | null;
            /** Format: uint */
            num_deleted_deferred_points?: number | null;
            /** Format: uint */
            num_indexed_vectors: number;
            /** Format: uint */
            num_deleted_vectors: number;
            /** Format: uint */
            vectors_size_bytes: number;
            /** Format: uint */
            payloads_size_bytes: number;
            /** Format: uint */
            ram_usage_bytes: number;
            /** Format: uint */
            disk_usage_bytes: number;
            is_appendable: boolean;
            index_schema: {
                [key: string]: components["schemas"]["PayloadIndexInfo"];
            };
            vector_data: {
                [key: string]: components["schemas"]["VectorDataInfo"];
            };
            payload_storage_io_backend?: components["schemas"]["IoBackend"] | null;
            /** Format: uint32 */
            deferred_internal_id?: number | null;
        };
        VectorStorageType: "Memory" | "Mmap" | "ChunkedMmap" | "InRamChunkedMmap" | "InRamMmap" | "Empty";
        Indexes: {
            /** @enum {string} */
            type: "plain";
            options: {
                [key: string]: unknown;
            };
        } | {
            /** @enum {string} */
            type: "hnsw";
            options: components["schemas"]["HnswConfig"];
        };
        /** @enum {string} */
        VectorStorageDatatype: "float32" | "float16" | "uint8" | "turbo4";
        VectorDataConfig: {
            /** Format: uint */
            size: number;
            distance: components["schemas"]["Distance"];
            storage_type: components["schemas"]["VectorStorageType"];
            index: components["schemas"]["Indexes"];
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            multivector_config?: components["schemas"]["MultiVectorConfig"] | null;
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
        };
        SparseIndexType: "MutableRam" | "ImmutableRam" | "Mmap";
        SparseIndexConfig: {
            /** Format: uint */
            full_scan_threshold?: number | null;
            index_type: components["schemas"]["SparseIndexType"];
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
            memory?: components["schemas"]["Memory"] | null;
        };
        SparseVectorStorageType: "mmap" | "empty";
        SparseVectorDataConfig: {
            index: components["schemas"]["SparseIndexConfig"];
            storage_type?: components["schemas"]["SparseVectorStorageType"];
            modifier?: components["schemas"]["Modifier"] | null;
        };
        PayloadStorageType: {
            /** @enum {string} */
            type: "mmap";
        } | {
            /** @enum {string} */
            type: "in_ram_mmap";
        };
        SegmentConfig: {
            /** @default {} */
            vector_data?: {
                [key: string]: components["schemas"]["VectorDataConfig"];
            };
            sparse_vector_data?: {
                [key: string]: components["schemas"]["SparseVectorDataConfig"];
            };
            payload_storage_type: components["schemas"]["PayloadStorageType"];
        };
        OperationDurationStatistics: {
            /** Format: uint */
            count: number;
            /** Format: uint */
            fail_count?: number | null;
            /** Format: float */
            avg_duration_micros?: number | null;
            /** Format: float */
            min_duration_micros?: number | null;
            /** Format: float */
            max_duration_micros?: number | null;
            /** Format: uint64 */
            total_duration_micros?: number | null;
            /** Format: date-time */
            last_responded?: string | null;
        };
        VectorIndexSearchesTelemetry: {
            index_name?: string | null;
            unfiltered_plain: components["schemas"]["OperationDurationStatistics"];
            unfiltered_hnsw: components["schemas"]["OperationDurationStatistics"];
            unfiltered_sparse: components["schemas"]["OperationDurationStatistics"];
            filtered_plain: components["schemas"]["OperationDurationStatistics"];
            filtered_small_cardinality: components["schemas"]["OperationDurationStatistics"];
            filtered_large_cardinality: components["schemas"]["OperationDurationStatistics"];
            filtered_exact: components["schemas"]["OperationDurationStatistics"];
            filtered_sparse: components["schemas"]["OperationDurationStatistics"];
            unfiltered_exact: components["schemas"]["OperationDurationStatistics"];
        };
        PayloadIndexTelemetry: {
            field_name?: string | null;
            index_type: string;
            /** Format: uint */
            points_values_count: number;
            /** Format: uint */
            points_count: number;
            /** Format: uint */
            histogram_bucket_size?: number | null;
        };
        SegmentTelemetry: {
            info: components["schemas"]["SegmentInfo"];
            config: components["schemas"]["SegmentConfig"];
            vector_index_searches: components["schemas"]["VectorIndexSearchesTelemetry"][];
            payload_field_indices: components["schemas"]["PayloadIndexTelemetry"][];
        };
        OptimizersStatus: "ok" | {
            error: string;
        };
        TrackerStatus: ("optimizing" | "done") | {
            cancelled: string;
        } | {
            error: string;
        };
        TrackerTelemetry: {
            name: string;
            /** Format: uuid */
            uuid: string;
            segment_ids: number[];
            segment_uuids: string[];
            status: components["schemas"]["TrackerStatus"];
            /** Format: date-time */
            start_at: string;
            /** Format: date-time */
            end_at?: string | null;
        };
        OptimizerTelemetry: {
            status: components["schemas"]["OptimizersStatus"];
            optimizations: components["schemas"]["OperationDurationStatistics"];
            log?: components["schemas"]["TrackerTelemetry"][] | null;
        };
        ShardUpdateQueueInfo: {
            /** Format: uint */
            length: number;
            /** Format: uint */
            op_num?: number | null;
            /** Format: uint */
            deferred_points?: number | null;
        };
        LocalShardTelemetry: {
            variant_name?: string | null;
            status?: components["schemas"]["ShardStatus"] | null;
            /** Format: uint */
            total_optimized_points: number;
            /** Format: uint */
            vectors_size_bytes?: number | null;
            /** Format: uint */
            payloads_size_bytes?: number | null;
            /** Format: uint */
            num_points?: number | null;
            /** Format: uint */
            num_vectors?: number | null;
            num_vectors_by_name?: {
                [key: string]: number;
            } | null;
            segments?: components["schemas"]["SegmentTelemetry"][] | null;
            optimizations?: components["schemas"]["OptimizerTelemetry"] | null;
            async_scorer?: boolean | null;
            indexed_only_excluded_vectors?: {
                [key: string]: number;
            } | null;
            update_queue?: components["schemas"]["ShardUpdateQueueInfo"] | null;
        };
        RemoteShardTelemetry: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            peer_id: number;
            searches?: components["schemas"]["OperationDurationStatistics"] | null;
            updates?: components["schemas"]["OperationDurationStatistics"] | null;
        };
        /** @enum {string} */
        ReplicaState: "Active" | "Dead" | "Partial" | "Initializing" | "Listener" | "PartialSnapshot" | "Recovery" | "Resharding" | "ReshardingScaleDown" | "ActiveRead" | "ManualRecovery";
        PartialSnapshotTelemetry: {
            /** Format: uint */
            ongoing_create_snapshot_requests: number;
            is_recovering: boolean;
            /** Format: uint64 */
            recovery_timestamp: number;
        };
        ReplicaSetTelemetry: {
            /** Format: uint32 */
            id: number;
            key?: components["schemas"]["ShardKey"] | null;
            local?: components["schemas"]["LocalShardTelemetry"] | null;
            remote: components["schemas"]["RemoteShardTelemetry"][];
            replicate_states: {
                [key: string]: components["schemas"]["ReplicaState"];
            };
            partial_snapshot?: components["schemas"]["PartialSnapshotTelemetry"] | null;
        };
        /** @enum {string} */
        ShardTransferMethod: "stream_records" | "snapshot" | "wal_delta" | "resharding_stream_records";
        ShardTransferInfo: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint32 */
            to_shard_id?: number | null;
            /** Format: uint64 */
            from: number;
            /** Format: uint64 */
            to: number;
            sync: boolean;
            method?: components["schemas"]["ShardTransferMethod"] | null;
            comment?: string | null;
        };
        /** @enum {string} */
        ReshardingDirection: "up" | "down";
        ReshardingInfo: {
            direction: components["schemas"]["ReshardingDirection"];
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            peer_id: number;
            shard_key?: components["schemas"]["ShardKey"] | null;
        };
        ShardCleanStatusProgressTelemetry: {
            /** Format: uint */
            deleted_points: number;
        };
        ShardCleanStatusFailedTelemetry: {
            reason: string;
        };
        ShardCleanStatusTelemetry: ("started" | "done" | "cancelled") | {
            progress: components["schemas"]["ShardCleanStatusProgressTelemetry"];
        } | {
            failed: components["schemas"]["ShardCleanStatusFailedTelemetry"];
        };
        CollectionTelemetry: {
            id: string;
            /** Format: uint64 */
            init_time_ms?: number | null;
            config?: components["schemas"]["CollectionConfigTelemetry"] | null;
            shards?: components["schemas"]["ReplicaSetTelemetry"][] | null;
            transfers?: components["schemas"]["ShardTransferInfo"][] | null;
            resharding?: components["schemas"]["ReshardingInfo"][] | null;
            shard_clean_tasks?: {
                [key: string]: components["schemas"]["ShardCleanStatusTelemetry"];
            } | null;
        };
        CollectionsAggregatedTelemetry: {
            /** Format: uint */
            vectors: number;
            optimizers_status: components["schemas"]["OptimizersStatus"];
            params: components["schemas"]["CollectionParams"];
        };
        CollectionTelemetryEnum: components["schemas"]["CollectionTelemetry"] | components["schemas"]["CollectionsAggregatedTelemetry"];
        CollectionSnapshotTelemetry: {
            id: string;
            /** Format: uint */
            running_snapshots?: number | null;
            /** Format: uint */
            running_snapshot_recovery?: number | null;
            /** Format: uint */
            total_snapshot_creations?: number | null;
        };
        CollectionsTelemetry: {
            /** Format: uint */
            number_of_collections: number;
            /** Format: uint */
            max_collections?: number | null;
            collections?: components["schemas"]["CollectionTelemetryEnum"][] | null;
            snapshots?: components["schemas"]["CollectionSnapshotTelemetry"][] | null;
        };
        /** @enum {string} */
        StateRole: "Follower" | "Candidate" | "Leader" | "PreCandidate";
        ConsensusThreadStatus: {
            /** @enum {string} */
            consensus_thread_status: "working";
            /** Format: date-time */
            last_update: string;
        } | {
            /** @enum {string} */
            consensus_thread_status: "stopped";
        } | {
            /** @enum {string} */
            consensus_thread_status: "stopped_with_err";
            err: string;
        };
        ClusterStatusTelemetry: {
            /** Format: uint */
            number_of_peers: number;
            /** Format: uint64 */
            term: number;
            /** Format: uint64 */
            commit: number;
            /** Format: uint */
            pending_operations: number;
            role?: components["schemas"]["StateRole"] | null;
            is_voter: boolean;
            /** Format: uint64 */
            peer_id?: number | null;
            consensus_thread_status: components["schemas"]["ConsensusThreadStatus"];
        };
        P2pConfigTelemetry: {
            /** Format: uint */
            connection_pool_size: number;
        };
        ConsensusConfigTelemetry: {
            /** Format: uint */
            max_message_queue_size: number;
            /** Format: uint64 */
            tick_period_ms: number;
            /** Format: uint64 */
            bootstrap_timeout_sec: number;
        };
        ClusterConfigTelemetry: {
            /** Format: uint64 */
            grpc_timeout_ms: number;
            p2p: components["schemas"]["P2pConfigTelemetry"];
            consensus: components["schemas"]["ConsensusConfigTelemetry"];
        };
        PeerInfo: {
            uri: string;
        };
        PeerMetadata: {
            version: string;
        };
        ClusterTelemetry: {
            enabled: boolean;
            status?: components["schemas"]["ClusterStatusTelemetry"] | null;
            config?: components["schemas"]["ClusterConfigTelemetry"] | null;
            peers?: {
                [key: string]: components["schemas"]["PeerInfo"];
            } | null;
            peer_metadata?: {
                [key: string]: components["schemas"]["PeerMetadata"];
            } | null;
            metadata?: {
                [key: string]: unknown;
            } | null;
            resharding_enabled?: boolean | null;
        };
        WebApiTelemetry: {
            responses: {
                [key: string]: {
                    [key: string]: components["schemas"]["OperationDurationStatistics"];
                };
            };
            per_collection_responses?: {
                [key: string]: {
                    [key: string]: {
                        [key: string]: components["schemas"]["OperationDurationStatistics"];
                    };
                };
            };
        };
        GrpcTelemetry: {
            responses: {
                [key: string]: {
                    [key: string]: components["schemas"]["OperationDurationStatistics"];
                };
            };
            per_collection_responses?: {
                [key: string]: {
                    [key: string]: {
                        [key: string]: components["schemas"]["OperationDurationStatistics"];
                    };
                };
            };
        };
        RequestsTelemetry: {
            rest: components["schemas"]["WebApiTelemetry"];
            grpc: components["schemas"]["GrpcTelemetry"];
        };
        MemoryTelemetry: {
            /** Format: uint */
            active_bytes: number;
            /** Format: uint */
            allocated_bytes: number;
            /** Format: uint */
            metadata_bytes: number;
            /** Format: uint */
            resident_bytes: number;
            /** Format: uint */
            retained_bytes: number;
        };
        HardwareUsage: {
            /** Format: uint */
            cpu: number;
            /** Format: uint */
            payload_io_read: number;
            /** Format: uint */
            payload_io_write: number;
            /** Format: uint */
            payload_index_io_read: number;
            /** Format: uint */
            payload_index_io_write: number;
            /** Format: uint */
            vector_io_read: number;
            /** Format: uint */
            vector_io_write: number;
        };
        HardwareTelemetry: {
            collection_data: {
                [key: string]: components["schemas"]["HardwareUsage"];
            };
        };
        SearchThreadPoolTelemetry: {
            mode: string;
            /** Format: uint */
            high_cpu_threads: number;
            /** Format: uint */
            high_io_threads: number;
        };
        QuotaConfig: {
            /** @default false */
            enabled?: boolean;
            /** Format: uint8 */
            max_resident_memory_percent?: number | null;
            /** Format: uint8 */
            max_disk_usage_percent?: number | null;
            /** Format: uint8 */
            release_margin_percent?: number | null;
        };
        QuotaExceeded: {
            resident_memory?: boolean | null;
            disk_usage?: boolean | null;
        };
        QuotaTelemetry: {
            config: components["schemas"]["QuotaConfig"];
            exceeded: components["schemas"]["QuotaExceeded"];
        };
        TelemetryData: {
            id: string;
            app?: components["schemas"]["AppBuildTelemetry"] | null;
            collections: components["schemas"]["CollectionsTelemetry"];
            cluster?: components["schemas"]["ClusterTelemetry"] | null;
            requests?: components["schemas"]["RequestsTelemetry"] | null;
            memory?: components["schemas"]["MemoryTelemetry"] | null;
            hardware?: components["schemas"]["HardwareTelemetry"] | null;
            search_pool?: components["schemas"]["SearchThreadPoolTelemetry"] | null;
            quota?: components["schemas"]["QuotaTelemetry"] | null;
        };
        /** @enum {string} */
        AnswerStatus: "ok";
        /** Format: double */
        AnswerTime: number;
        ModelUsage: {
            /** Format: uint64 */
            tokens: number;
        };
        InferenceUsage: {
            models: {
                [key: string]: components["schemas"]["ModelUsage"];
            };
        };
        Usage: {
            hardware?: components["schemas"]["HardwareUsage"] | null;
            inference?: components["schemas"]["InferenceUsage"] | null;
        };
        AnswerUsage: components["schemas"]["Usage"] | null;
        QuotaUsage: {
            /** Format: uint8 */
            resident_memory_percent?: number | null;
            /** Format: uint8 */
            disk_usage_percent?: number | null;
        };
        PeerQuotaUsage: {
            exceeded: boolean;
            /** Format: uint8 */
            resident_memory_percent?: number | null;
            /** Format: uint8 */
            disk_usage_percent?: number | null;
        };
        QuotaStatus: {
            config: components["schemas"]["QuotaConfig"];
            usage: components["schemas"]["QuotaUsage"];
            peers?: {
                [key: string]: components["schemas"]["PeerQuotaUsage"];
            } | null;
        };
        RaftInfo: {
            /** Format: uint64 */
            term: number;
            /** Format: uint64 */
            commit: number;
            /** Format: uint */
            pending_operations: number;
            /** Format: uint64 */
            leader?: number | null;
            role?: components["schemas"]["StateRole"] | null;
            is_voter: boolean;
        };
        MessageSendErrors: {
            /** Format: uint */
            count: number;
            latest_error?: string | null;
            /** Format: date-time */
            latest_error_timestamp?: string | null;
        };
        ClusterStatus: {
            /** @enum {string} */
            status: "disabled";
        } | {
            /** @enum {string} */
            status: "enabled";
            /** Format: uint64 */
            peer_id: number;
            peers: {
                [key: string]: components["schemas"]["PeerInfo"];
            };
            raft_info: components["schemas"]["RaftInfo"];
            consensus_thread_status: components["schemas"]["ConsensusThreadStatus"];
            message_send_failures: {
                [key: string]: components["schemas"]["MessageSendErrors"];
            };
        };
        DistributedReplicaTelemetry: {
            /** Format: uint64 */
            peer_id: number;
            state: components["schemas"]["ReplicaState"];
            status?: components["schemas"]["ShardStatus"] | null;
            /** Format: uint */
            total_optimized_points?: number | null;
            /** Format: uint */
            vectors_size_bytes?: number | null;
            /** Format: uint */
            payloads_size_bytes?: number | null;
            /** Format: uint */
            num_points?: number | null;
            /** Format: uint */
            num_vectors?: number | null;
            num_vectors_by_name?: {
                [key: string]: number;
            } | null;
            shard_cleaning_status?: components["schemas"]["ShardCleanStatusTelemetry"] | null;
            partial_snapshot?: components["schemas"]["PartialSnapshotTelemetry"] | null;
        };
        DistributedShardTelemetry: {
            /** Format: uint32 */
            id: number;
            key?: components["schemas"]["ShardKey"] | null;
            replicas: components["schemas"]["DistributedReplicaTelemetry"][];
        };
        DistributedCollectionTelemetry: {
            id: string;
            shards?: components["schemas"]["DistributedShardTelemetry"][] | null;
            reshardings?: components["schemas"]["ReshardingInfo"][] | null;
            shard_transfers?: components["schemas"]["ShardTransferInfo"][] | null;
        };
        DistributedPeerDetails: {
            version: string;
            role?: components["schemas"]["StateRole"] | null;
            is_voter: boolean;
            /** Format: uint64 */
            term: number;
            /** Format: uint64 */
            commit: number;
            /** Format: uint64 */
            num_pending_operations: number;
            consensus_thread_status: components["schemas"]["ConsensusThreadStatus"];
        };
        DistributedPeerInfo: {
            uri: string;
            responsive: boolean;
            details?: components["schemas"]["DistributedPeerDetails"] | null;
        };
        DistributedClusterTelemetry: {
            enabled: boolean;
            /** Format: uint64 */
            number_of_peers?: number | null;
            peers: {
                [key: string]: components["schemas"]["DistributedPeerInfo"];
            };
        };
        DistributedTelemetryData: {
            collections: {
                [key: string]: components["schemas"]["DistributedCollectionTelemetry"];
            };
            cluster?: components["schemas"]["DistributedClusterTelemetry"] | null;
        };
        LocalShardInfo: {
            /** Format: uint32 */
            shard_id: number;
            shard_key?: components["schemas"]["ShardKey"] | null;
            /** Format: uint */
            points_count: number;
            state: components["schemas"]["ReplicaState"];
        };
        RemoteShardInfo: {
            /** Format: uint32 */
            shard_id: number;
            shard_key?: components["schemas"]["ShardKey"] | null;
            /** Format: uint64 */
            peer_id: number;
            state: components["schemas"]["ReplicaState"];
        };
        CollectionClusterInfo: {
            /** Format: uint64 */
            peer_id: number;
            /** Format: uint */
            shard_count: number;
            local_shards: components["schemas"]["LocalShardInfo"][];
            remote_shards: components["schemas"]["RemoteShardInfo"][];
            shard_transfers: components["schemas"]["ShardTransferInfo"][];
            resharding_operations?: components["schemas"]["ReshardingInfo"][] | null;
        };
        MoveShard: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            to_peer_id: number;
            /** Format: uint64 */
            from_peer_id: number;
            method?: components["schemas"]["ShardTransferMethod"] | null;
        };
        MoveShardOperation: {
            move_shard: components["schemas"]["MoveShard"];
        };
        ReplicateShard: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            to_peer_id: number;
            /** Format: uint64 */
            from_peer_id: number;
            method?: components["schemas"]["ShardTransferMethod"] | null;
        };
        ReplicateShardOperation: {
            replicate_shard: components["schemas"]["ReplicateShard"];
        };
        AbortShardTransfer: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            to_peer_id: number;
            /** Format: uint64 */
            from_peer_id: number;
        };
        AbortTransferOperation: {
            abort_transfer: components["schemas"]["AbortShardTransfer"];
        };
        Replica: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            peer_id: number;
        };
        DropReplicaOperation: {
            drop_replica: components["schemas"]["Replica"];
        };
        CreateShardingKey: {
            shard_key: components["schemas"]["ShardKey"];
            /** Format: uint32 */
            shards_number?: number | null;
            /** Format: uint32 */
            replication_factor?: number | null;
            placement?: number[] | null;
            initial_state?: components["schemas"]["ReplicaState"] | null;
        };
        CreateShardingKeyOperation: {
            create_sharding_key: components["schemas"]["CreateShardingKey"];
        };
        DropShardingKey: {
            shard_key: components["schemas"]["ShardKey"];
        };
        DropShardingKeyOperation: {
            drop_sharding_key: components["schemas"]["DropShardingKey"];
        };
        RestartTransfer: {
            /** Format: uint32 */
            shard_id: number;
            /** Format: uint64 */
            from_peer_id: number;
            /** Format: uint64 */
            to_peer_id: number;
            method: components["schemas"]["ShardTransferMethod"];
        };
        RestartTransferOperation: {
            restart_transfer: components["schemas"]["RestartTransfer"];
        };
        StartResharding: {
            direction: components["schemas"]["ReshardingDirection"];
            /** Format: uint64 */
            peer_id?: number | null;
            shard_key?: components["schemas"]["ShardKey"] | null;
        };
        StartReshardingOperation: {
            start_resharding: components["schemas"]["StartResharding"];
        };
        AbortResharding: {
            [key: string]: unknown;
        };
        AbortReshardingOperation: {
            abort_resharding: components["schemas"]["AbortResharding"];
        };
        ValueVariants: string | (number | bigint) | boolean;
        MatchValue: {
            value: components["schemas"]["ValueVariants"];
        };
        MatchText: {
            text: string;
        };
        MatchTextAny: {
            text_any: string;
        };
        MatchPhrase: {
            phrase: string;
        };
        MatchPrefix: {
            prefix: string;
        };
        AnyVariants: string[] | (number | bigint)[];
        MatchAny: {
            any: components["schemas"]["AnyVariants"];
        };
        MatchExcept: {
            except: components["schemas"]["AnyVariants"];
        };
        Match: components["schemas"]["MatchValue"] | components["schemas"]["MatchText"] | components["schemas"]["MatchTextAny"] | components["schemas"]["MatchPhrase"] | components["schemas"]["MatchPrefix"] | components["schemas"]["MatchAny"] | components["schemas"]["MatchExcept"];
        Range: {
            /** Format: double */
            lt?: number | null;
            /** Format: double */
            gt?: number | null;
            /** Format: double */
            gte?: number | null;
            /** Format: double */
            lte?: number | null;
        };
        DatetimeRange: {
            /** Format: date-time */
            lt?: string | null;
            /** Format: date-time */
            gt?: string | null;
            /** Format: date-time */
            gte?: string | null;
            /** Format: date-time */
            lte?: string | null;
        };
        RangeInterface: components["schemas"]["Range"] | components["schemas"]["DatetimeRange"];
        GeoPoint: {
            /** Format: double */
            lon: number;
            /** Format: double */
            lat: number;
        };
        GeoBoundingBox: {
            top_left: components["schemas"]["GeoPoint"];
            bottom_right: components["schemas"]["GeoPoint"];
        };
        GeoRadius: {
            center: components["schemas"]["GeoPoint"];
            /** Format: double */
            radius: number;
        };
        GeoLineString: {
            points: components["schemas"]["GeoPoint"][];
        };
        GeoPolygon: {
            exterior: components["schemas"]["GeoLineString"];
            interiors?: components["schemas"]["GeoLineString"][] | null;
        };
        ValuesCount: {
            /** Format: uint */
            lt?: number | null;
            /** Format: uint */
            gt?: number | null;
            /** Format: uint */
            gte?: number | null;
            /** Format: uint */
            lte?: number | null;
        };
        FieldCondition: {
            /** Format: json-path */
            key: string;
            match?: components["schemas"]["Match"] | null;
            range?: components["schemas"]["RangeInterface"] | null;
            geo_bounding_box?: components["schemas"]["GeoBoundingBox"] | null;
            geo_radius?: components["schemas"]["GeoRadius"] | null;
            geo_polygon?: components["schemas"]["GeoPolygon"] | null;
            values_count?: components["schemas"]["ValuesCount"] | null;
            is_empty?: boolean | null;
            is_null?: boolean | null;
        };
        PayloadField: {
            /** Format: json-path */
            key: string;
        };
        IsEmptyCondition: {
            is_empty: components["schemas"]["PayloadField"];
        };
        IsNullCondition: {
            is_null: components["schemas"]["PayloadField"];
        };
        ExtendedPointId: (number | bigint) | string;
        HasIdCondition: {
            has_id: components["schemas"]["ExtendedPointId"][];
        };
        HasVectorCondition: {
            has_vector: string;
        };
        Slice: {
            /** Format: uint32 */
            total: number;
            /** Format: uint32 */
            index: number;
        };
        SliceCondition: {
            slice: components["schemas"]["Slice"];
        };
        Filter: {
            should?: components["schemas"]["Condition"] | components["schemas"]["Condition"][] | null;
            min_should?: components["schemas"]["MinShould"] | null;
            must?: components["schemas"]["Condition"] | components["schemas"]["Condition"][] | null;
            must_not?: components["schemas"]["Condition"] | components["schemas"]["Condition"][] | null;
        };
        Nested: {
            /** Format: json-path */
            key: string;
            filter: components["schemas"]["Filter"];
        };
        NestedCondition: {
            nested: components["schemas"]["Nested"];
        };
        Condition: components["schemas"]["FieldCondition"] | components["schemas"]["IsEmptyCondition"] | components["schemas"]["IsNullCondition"] | components["schemas"]["HasIdCondition"] | components["schemas"]["HasVectorCondition"] | components["schemas"]["SliceCondition"] | components["schemas"]["NestedCondition"] | components["schemas"]["Filter"];
        MinShould: {
            conditions: components["schemas"]["Condition"][];
            /** Format: uint */
            min_count: number;
        };
        ReplicatePoints: {
            filter?: components["schemas"]["Filter"] | null;
            from_shard_key: components["schemas"]["ShardKey"];
            to_shard_key: components["schemas"]["ShardKey"];
        };
        ReplicatePointsOperation: {
            replicate_points: components["schemas"]["ReplicatePoints"];
        };
        ClusterOperations: components["schemas"]["MoveShardOperation"] | components["schemas"]["ReplicateShardOperation"] | components["schemas"]["AbortTransferOperation"] | components["schemas"]["DropReplicaOperation"] | components["schemas"]["CreateShardingKeyOperation"] | components["schemas"]["DropShardingKeyOperation"] | components["schemas"]["RestartTransferOperation"] | components["schemas"]["StartReshardingOperation"] | components["schemas"]["AbortReshardingOperation"] | components["schemas"]["ReplicatePointsOperation"];
        CollectionDescription: {
            name: string;
        };
        CollectionsResponse: {
            collections: components["schemas"]["CollectionDescription"][];
        };
        /** @enum {string} */
        CollectionStatus: "green" | "yellow" | "grey" | "red";
        CollectionWarning: {
            message: string;
        };
        CollectionConfig: {
            params: components["schemas"]["CollectionParams"];
            hnsw_config: components["schemas"]["HnswConfig"];
            optimizer_config: components["schemas"]["OptimizersConfig"];
            wal_config?: components["schemas"]["WalConfig"] | null;
            /** @default null */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            strict_mode_config?: components["schemas"]["StrictModeConfigOutput"] | null;
            metadata?: components["schemas"]["Payload"] | null;
        };
        UpdateQueueInfo: {
            /** Format: uint */
            length: number;
            /** Format: uint */
            deferred_points?: number | null;
        };
        CollectionInfo: {
            status: components["schemas"]["CollectionStatus"];
            optimizer_status: components["schemas"]["OptimizersStatus"];
            warnings?: components["schemas"]["CollectionWarning"][];
            /** Format: uint */
            indexed_vectors_count?: number | null;
            /** Format: uint */
            points_count?: number | null;
            /** Format: uint */
            segments_count: number;
            config: components["schemas"]["CollectionConfig"];
            payload_schema: {
                [key: string]: components["schemas"]["PayloadIndexInfo"];
            };
            update_queue?: components["schemas"]["UpdateQueueInfo"] | null;
        };
        WalConfigDiff: {
            /** Format: uint */
            wal_capacity_mb?: number | null;
            /** Format: uint */
            wal_segments_ahead?: number | null;
            /** Format: uint */
            wal_retain_closed?: number | null;
        };
        /** @enum {string} */
        MaxOptimizationThreadsSetting: "auto";
        MaxOptimizationThreads: components["schemas"]["MaxOptimizationThreadsSetting"] | number;
        OptimizersConfigDiff: {
            /** Format: double */
            deleted_threshold?: number | null;
            /** Format: uint */
            vacuum_min_vector_number?: number | null;
            /** Format: uint */
            default_segment_number?: number | null;
            /** Format: uint */
            max_segment_size?: number | null;
            /** Format: uint */
            memmap_threshold?: number | null;
            /** Format: uint */
            indexing_threshold?: number | null;
            /** Format: uint64 */
            flush_interval_sec?: number | null;
            max_optimization_threads?: components["schemas"]["MaxOptimizationThreads"] | null;
            /** @default null */
            prevent_unoptimized?: boolean | null;
        };
        StrictModeMultivector: {
            /** Format: uint */
            max_vectors?: number | null;
        };
        StrictModeMultivectorConfig: {
            [key: string]: components["schemas"]["StrictModeMultivector"];
        };
        StrictModeSparse: {
            /** Format: uint */
            max_length?: number | null;
        };
        StrictModeSparseConfig: {
            [key: string]: components["schemas"]["StrictModeSparse"];
        };
        StrictModeConfig: {
            enabled?: boolean | null;
            /** Format: uint */
            max_query_limit?: number | null;
            /** Format: uint */
            max_timeout?: number | null;
            unindexed_filtering_retrieve?: boolean | null;
            unindexed_filtering_update?: boolean | null;
            /** Format: uint */
            search_max_hnsw_ef?: number | null;
            search_allow_exact?: boolean | null;
            /** Format: double */
            search_max_oversampling?: number | null;
            /** Format: uint */
            upsert_max_batchsize?: number | null;
            /** Format: uint */
            search_max_batchsize?: number | null;
            /** Format: uint */
            max_collection_vector_size_bytes?: number | null;
            /** Format: uint */
            read_rate_limit?: number | null;
            /** Format: uint */
            write_rate_limit?: number | null;
            /** Format: uint */
            max_collection_payload_size_bytes?: number | null;
            /** Format: uint */
            max_points_count?: number | null;
            /** Format: uint */
            filter_max_conditions?: number | null;
            /** Format: uint */
            condition_max_size?: number | null;
            multivector_config?: components["schemas"]["StrictModeMultivectorConfig"] | null;
            sparse_config?: components["schemas"]["StrictModeSparseConfig"] | null;
            /** Format: uint */
            max_payload_index_count?: number | null;
            /** Format: uint8 */
            max_resident_memory_percent?: number | null;
        };
        CreateCollection: {
            vectors?: components["schemas"]["VectorsConfig"];
            /**
             * Format: uint32
             * @default null
             */
            shard_number?: number | null;
            /** @default null */
            sharding_method?: components["schemas"]["ShardingMethod"] | null;
            /**
             * Format: uint32
             * @default null
             */
            replication_factor?: number | null;
            /**
             * Format: uint32
             * @default null
             */
            write_consistency_factor?: number | null;
            /** @default null */
            on_disk_payload?: boolean | null;
            /** @default null */
            payload?: components["schemas"]["PayloadStorageParams"] | null;
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            wal_config?: components["schemas"]["WalConfigDiff"] | null;
            optimizers_config?: components["schemas"]["OptimizersConfigDiff"] | null;
            /** @default null */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            sparse_vectors?: {
                [key: string]: components["schemas"]["SparseVectorParams"];
            } | null;
            strict_mode_config?: components["schemas"]["StrictModeConfig"] | null;
            metadata?: components["schemas"]["Payload"] | null;
        };
        /** @enum {string} */
        Disabled: "Disabled";
        QuantizationConfigDiff: components["schemas"]["ScalarQuantization"] | components["schemas"]["ProductQuantization"] | components["schemas"]["BinaryQuantization"] | components["schemas"]["TurboQuantization"] | components["schemas"]["Disabled"];
        VectorParamsDiff: {
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            quantization_config?: components["schemas"]["QuantizationConfigDiff"] | null;
            on_disk?: boolean | null;
            memory?: components["schemas"]["Memory"] | null;
        };
        VectorsConfigDiff: {
            [key: string]: components["schemas"]["VectorParamsDiff"];
        };
        CollectionParamsDiff: {
            /** Format: uint32 */
            replication_factor?: number | null;
            /** Format: uint32 */
            write_consistency_factor?: number | null;
            /** Format: uint32 */
            read_fan_out_factor?: number | null;
            /** Format: uint64 */
            read_fan_out_delay_ms?: number | null;
            /** @default null */
            on_disk_payload?: boolean | null;
            payload?: components["schemas"]["PayloadStorageParams"] | null;
        };
        SparseVectorsConfig: {
            [key: string]: components["schemas"]["SparseVectorParams"];
        };
        UpdateCollection: {
            vectors?: components["schemas"]["VectorsConfigDiff"] | null;
            optimizers_config?: components["schemas"]["OptimizersConfigDiff"] | null;
            params?: components["schemas"]["CollectionParamsDiff"] | null;
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            /** @default null */
            quantization_config?: components["schemas"]["QuantizationConfigDiff"] | null;
            sparse_vectors?: components["schemas"]["SparseVectorsConfig"] | null;
            strict_mode_config?: components["schemas"]["StrictModeConfig"] | null;
            metadata?: components["schemas"]["Payload"] | null;
        };
        CollectionExistence: {
            exists: boolean;
        };
        /** @enum {string} */
        WriteOrdering: "weak" | "medium" | "strong";
        DenseVectorConfig: {
            /** Format: uint */
            size: number;
            distance: components["schemas"]["Distance"];
            multivector_config?: components["schemas"]["MultiVectorConfig"] | null;
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
        };
        DenseVectorNameConfig: {
            dense: components["schemas"]["DenseVectorConfig"];
        };
        SparseVectorConfig: {
            modifier?: components["schemas"]["Modifier"] | null;
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
        };
        SparseVectorNameConfig: {
            sparse: components["schemas"]["SparseVectorConfig"];
        };
        VectorNameConfig: components["schemas"]["DenseVectorNameConfig"] | components["schemas"]["SparseVectorNameConfig"];
        /** @enum {string} */
        UpdateStatus: "acknowledged" | "completed" | "wait_timeout";
        UpdateResult: {
            /** Format: uint64 */
            operation_id?: number | null;
            status: components["schemas"]["UpdateStatus"];
        };
        OptimizationsSummary: {
            /** Format: uint */
            queued_optimizations: number;
            /** Format: uint */
            queued_segments: number;
            /** Format: uint */
            queued_points: number;
            /** Format: uint */
            idle_segments: number;
        };
        OptimizationSegmentInfo: {
            /** Format: uuid */
            uuid: string;
            /** Format: uint */
            points_count: number;
        };
        ProgressTree: {
            name: string;
            /** Format: date-time */
            started_at?: string | null;
            /** Format: date-time */
            finished_at?: string | null;
            /** Format: double */
            duration_sec?: number | null;
            /** Format: uint64 */
            done?: number | null;
            /** Format: uint64 */
            total?: number | null;
            children?: components["schemas"]["ProgressTree"][];
        };
        Optimization: {
            /** Format: uuid */
            uuid: string;
            optimizer: string;
            status: components["schemas"]["TrackerStatus"];
            segments: components["schemas"]["OptimizationSegmentInfo"][];
            progress: components["schemas"]["ProgressTree"];
        };
        PendingOptimization: {
            optimizer: string;
            segments: components["schemas"]["OptimizationSegmentInfo"][];
        };
        OptimizationsResponse: {
            summary: components["schemas"]["OptimizationsSummary"];
            running: components["schemas"]["Optimization"][];
            queued?: components["schemas"]["PendingOptimization"][] | null;
            completed?: components["schemas"]["Optimization"][] | null;
            idle_segments?: components["schemas"]["OptimizationSegmentInfo"][] | null;
        };
        CreateAlias: {
            collection_name: string;
            alias_name: string;
        };
        CreateAliasOperation: {
            create_alias: components["schemas"]["CreateAlias"];
        };
        DeleteAlias: {
            alias_name: string;
        };
        DeleteAliasOperation: {
            delete_alias: components["schemas"]["DeleteAlias"];
        };
        RenameAlias: {
            old_alias_name: string;
            new_alias_name: string;
        };
        RenameAliasOperation: {
            rename_alias: components["schemas"]["RenameAlias"];
        };
        AliasOperations: components["schemas"]["CreateAliasOperation"] | components["schemas"]["DeleteAliasOperation"] | components["schemas"]["RenameAliasOperation"];
        ChangeAliasesOperation: {
            actions: components["schemas"]["AliasOperations"][];
        };
        AliasDescription: {
            alias_name: string;
            collection_name: string;
        };
        CollectionsAliasesResponse: {
            aliases: components["schemas"]["AliasDescription"][];
        };
        PayloadFieldSchema: components["schemas"]["PayloadSchemaType"] | components["schemas"]["PayloadSchemaParams"];
        CreateFieldIndex: {
            /** Format: json-path */
            field_name: string;
            field_schema?: components["schemas"]["PayloadFieldSchema"] | null;
        };
        /** @enum {string} */
        ReadConsistencyType: "majority" | "quorum" | "all";
        ReadConsistency: number | components["schemas"]["ReadConsistencyType"];
        SparseVector: {
            indices: number[];
            values: number[];
        };
        VectorOutput: number[] | components["schemas"]["SparseVector"] | number[][];
        VectorStructOutput: number[] | number[][] | {
            [key: string]: components["schemas"]["VectorOutput"];
        };
        OrderValue: (number | bigint) | number;
        Record: {
            id: components["schemas"]["ExtendedPointId"];
            payload?: components["schemas"]["Payload"] | null;
            vector?: components["schemas"]["VectorStructOutput"] | null;
            shard_key?: components["schemas"]["ShardKey"] | null;
            order_value?: components["schemas"]["OrderValue"] | null;
        };
        Bm25Config: {
            /**
             * Format: double
             * @default 1.2
             */
            k?: number;
            /**
             * Format: double
             * @default 0.75
             */
            b?: number;
            /**
             * Format: double
             * @default 256
             */
            avg_len?: number;
            tokenizer?: components["schemas"]["TokenizerType"];
            language?: string | null;
            lowercase?: boolean | null;
            ascii_folding?: boolean | null;
            stopwords?: components["schemas"]["StopwordsInterface"] | null;
            stemmer?: components["schemas"]["StemmingAlgorithm"] | null;
            /** Format: uint */
            min_token_len?: number | null;
            /** Format: uint */
            max_token_len?: number | null;
        };
        DocumentOptions: {
            [key: string]: unknown;
        } | components["schemas"]["Bm25Config"];
        Document: {
            text: string;
            model: string;
            options?: components["schemas"]["DocumentOptions"] | null;
        };
        Image: {
            image: unknown;
            model: string;
            options?: {
                [key: string]: unknown;
            } | null;
        };
        InferenceObject: {
            object: unknown;
            model: string;
            options?: {
                [key: string]: unknown;
            } | null;
        };
        Vector: number[] | components["schemas"]["SparseVector"] | number[][] | components["schemas"]["Document"] | components["schemas"]["Image"] | components["schemas"]["InferenceObject"];
        BatchVectorStruct: number[][] | number[][][] | {
            [key: string]: components["schemas"]["Vector"][];
        } | components["schemas"]["Document"][] | components["schemas"]["Image"][] | components["schemas"]["InferenceObject"][];
        Batch: {
            ids: components["schemas"]["ExtendedPointId"][];
            vectors: components["schemas"]["BatchVectorStruct"];
            payloads?: (components["schemas"]["Payload"] | null)[] | null;
        };
        ShardKeyWithFallback: {
            target: components["schemas"]["ShardKey"];
            fallback: components["schemas"]["ShardKey"];
        };
        ShardKeySelector: components["schemas"]["ShardKey"] | components["schemas"]["ShardKey"][] | components["schemas"]["ShardKeyWithFallback"];
        /** @enum {string} */
        UpdateMode: "upsert" | "insert_only" | "update_only";
        PointsBatch: {
            batch: components["schemas"]["Batch"];
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            update_filter?: components["schemas"]["Filter"] | null;
            update_mode?: components["schemas"]["UpdateMode"] | null;
        };
        VectorStruct: number[] | number[][] | {
            [key: string]: components["schemas"]["Vector"];
        } | components["schemas"]["Document"] | components["schemas"]["Image"] | components["schemas"]["InferenceObject"];
        PointStruct: {
            id: components["schemas"]["ExtendedPointId"];
            vector: components["schemas"]["VectorStruct"];
            payload?: components["schemas"]["Payload"] | null;
        };
        PointsList: {
            points: components["schemas"]["PointStruct"][];
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            update_filter?: components["schemas"]["Filter"] | null;
            update_mode?: components["schemas"]["UpdateMode"] | null;
        };
        PointInsertOperations: components["schemas"]["PointsBatch"] | components["schemas"]["PointsList"];
        PayloadSelectorInclude: {
            include: string[];
        };
        PayloadSelectorExclude: {
            exclude: string[];
        };
        PayloadSelector: components["schemas"]["PayloadSelectorInclude"] | components["schemas"]["PayloadSelectorExclude"];
        WithPayloadInterface: boolean | string[] | components["schemas"]["PayloadSelector"];
        WithVector: boolean | string[];
        PointRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            ids: components["schemas"]["ExtendedPointId"][];
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"];
        };
        PointIdsList: {
            points: components["schemas"]["ExtendedPointId"][];
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        FilterSelector: {
            filter: components["schemas"]["Filter"];
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        PointsSelector: components["schemas"]["PointIdsList"] | components["schemas"]["FilterSelector"];
        PointVectors: {
            id: components["schemas"]["ExtendedPointId"];
            vector: components["schemas"]["VectorStruct"];
        };
        UpdateVectors: {
            points: components["schemas"]["PointVectors"][];
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            update_filter?: components["schemas"]["Filter"] | null;
        };
        DeleteVectors: {
            points?: components["schemas"]["ExtendedPointId"][] | null;
            filter?: components["schemas"]["Filter"] | null;
            vector: string[];
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        SetPayload: {
            payload: components["schemas"]["Payload"];
            points?: components["schemas"]["ExtendedPointId"][] | null;
            filter?: components["schemas"]["Filter"] | null;
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** Format: json-path */
            key?: string | null;
        };
        DeletePayload: {
            keys: string[];
            points?: components["schemas"]["ExtendedPointId"][] | null;
            filter?: components["schemas"]["Filter"] | null;
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        UpsertOperation: {
            upsert: components["schemas"]["PointInsertOperations"];
        };
        DeleteOperation: {
            delete: components["schemas"]["PointsSelector"];
        };
        SetPayloadOperation: {
            set_payload: components["schemas"]["SetPayload"];
        };
        OverwritePayloadOperation: {
            overwrite_payload: components["schemas"]["SetPayload"];
        };
        DeletePayloadOperation: {
            delete_payload: components["schemas"]["DeletePayload"];
        };
        ClearPayloadOperation: {
            clear_payload: components["schemas"]["PointsSelector"];
        };
        UpdateVectorsOperation: {
            update_vectors: components["schemas"]["UpdateVectors"];
        };
        DeleteVectorsOperation: {
            delete_vectors: components["schemas"]["DeleteVectors"];
        };
        UpdateOperation: components["schemas"]["UpsertOperation"] | components["schemas"]["DeleteOperation"] | components["schemas"]["SetPayloadOperation"] | components["schemas"]["OverwritePayloadOperation"] | components["schemas"]["DeletePayloadOperation"] | components["schemas"]["ClearPayloadOperation"] | components["schemas"]["UpdateVectorsOperation"] | components["schemas"]["DeleteVectorsOperation"];
        UpdateOperations: {
            operations: components["schemas"]["UpdateOperation"][];
        };
        /** @enum {string} */
        Direction: "asc" | "desc";
        StartFrom: (number | bigint) | number | string;
        OrderBy: {
            /** Format: json-path */
            key: string;
            direction?: components["schemas"]["Direction"] | null;
            start_from?: components["schemas"]["StartFrom"] | null;
        };
        OrderByInterface: string | components["schemas"]["OrderBy"];
        ScrollRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            offset?: components["schemas"]["ExtendedPointId"] | null;
            /** Format: uint */
            limit?: number | null;
            filter?: components["schemas"]["Filter"] | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"];
            order_by?: components["schemas"]["OrderByInterface"] | null;
        };
        ScrollResult: {
            points: components["schemas"]["Record"][];
            next_page_offset?: components["schemas"]["ExtendedPointId"] | null;
        };
        CountRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            filter?: components["schemas"]["Filter"] | null;
            /** @default true */
            exact?: boolean;
        };
        CountResult: {
            /** Format: uint */
            count: number;
        };
        FacetRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** Format: json-path */
            key: string;
            /** Format: uint */
            limit?: number | null;
            filter?: components["schemas"]["Filter"] | null;
            exact?: boolean | null;
        };
        FacetValue: string | (number | bigint) | boolean;
        FacetValueHit: {
            value: components["schemas"]["FacetValue"];
            /** Format: uint */
            count: number;
        };
        FacetResponse: {
            hits: components["schemas"]["FacetValueHit"][];
        };
        Prefetch: {
            /** @default null */
            prefetch?: components["schemas"]["Prefetch"] | components["schemas"]["Prefetch"][] | null;
            query?: components["schemas"]["QueryInterface"] | null;
            using?: string | null;
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            /** Format: float */
            score_threshold?: number | null;
            /** Format: uint */
            limit?: number | null;
            /** @default null */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        VectorInput: number[] | components["schemas"]["SparseVector"] | number[][] | components["schemas"]["ExtendedPointId"] | components["schemas"]["Document"] | components["schemas"]["Image"] | components["schemas"]["InferenceObject"];
        Mmr: {
            /** Format: float */
            diversity?: number | null;
            /** Format: uint */
            candidates_limit?: number | null;
        };
        NearestQuery: {
            nearest: components["schemas"]["VectorInput"];
            mmr?: components["schemas"]["Mmr"] | null;
        };
        /** @enum {string} */
        RecommendStrategy: "average_vector" | "best_score" | "sum_scores";
        RecommendInput: {
            positive?: components["schemas"]["VectorInput"][] | null;
            negative?: components["schemas"]["VectorInput"][] | null;
            strategy?: components["schemas"]["RecommendStrategy"] | null;
        };
        RecommendQuery: {
            recommend: components["schemas"]["RecommendInput"];
        };
        ContextPair: {
            positive: components["schemas"]["VectorInput"];
            negative: components["schemas"]["VectorInput"];
        };
        DiscoverInput: {
            target: components["schemas"]["VectorInput"];
            context: components["schemas"]["ContextPair"] | components["schemas"]["ContextPair"][] | null;
        };
        DiscoverQuery: {
            discover: components["schemas"]["DiscoverInput"];
        };
        ContextInput: components["schemas"]["ContextPair"] | components["schemas"]["ContextPair"][] | null;
        ContextQuery: {
            context: components["schemas"]["ContextInput"];
        };
        OrderByQuery: {
            order_by: components["schemas"]["OrderByInterface"];
        };
        /** @enum {string} */
        Fusion: "rrf" | "dbsf";
        FusionQuery: {
            fusion: components["schemas"]["Fusion"];
        };
        Rrf: {
            /**
             * Format: uint
             * @default null
             */
            k?: number | null;
            weights?: number[] | null;
        };
        RrfQuery: {
            rrf: components["schemas"]["Rrf"];
        };
        GeoDistanceParams: {
            origin: components["schemas"]["GeoPoint"];
            /** Format: json-path */
            to: string;
        };
        GeoDistance: {
            geo_distance: components["schemas"]["GeoDistanceParams"];
        };
        DatetimeExpression: {
            datetime: string;
        };
        DatetimeKeyExpression: {
            /** Format: json-path */
            datetime_key: string;
        };
        Expression: number | string | components["schemas"]["Condition"] | components["schemas"]["GeoDistance"] | components["schemas"]["DatetimeExpression"] | components["schemas"]["DatetimeKeyExpression"] | components["schemas"]["MultExpression"] | components["schemas"]["SumExpression"] | components["schemas"]["NegExpression"] | components["schemas"]["AbsExpression"] | components["schemas"]["DivExpression"] | components["schemas"]["SqrtExpression"] | components["schemas"]["PowExpression"] | components["schemas"]["ExpExpression"] | components["schemas"]["Log10Expression"] | components["schemas"]["LnExpression"] | components["schemas"]["LinDecayExpression"] | components["schemas"]["ExpDecayExpression"] | components["schemas"]["GaussDecayExpression"];
        MultExpression: {
            mult: components["schemas"]["Expression"][];
        };
        SumExpression: {
            sum: components["schemas"]["Expression"][];
        };
        NegExpression: {
            neg: components["schemas"]["Expression"];
        };
        AbsExpression: {
            abs: components["schemas"]["Expression"];
        };
        DivParams: {
            left: components["schemas"]["Expression"];
            right: components["schemas"]["Expression"];
            /** Format: float */
            by_zero_default?: number | null;
        };
        DivExpression: {
            div: components["schemas"]["DivParams"];
        };
        SqrtExpression: {
            sqrt: components["schemas"]["Expression"];
        };
        PowParams: {
            base: components["schemas"]["Expression"];
            exponent: components["schemas"]["Expression"];
        };
        PowExpression: {
            pow: components["schemas"]["PowParams"];
        };
        ExpExpression: {
            exp: components["schemas"]["Expression"];
        };
        Log10Expression: {
            log10: components["schemas"]["Expression"];
        };
        LnExpression: {
            ln: components["schemas"]["Expression"];
        };
        DecayParamsExpression: {
            x: components["schemas"]["Expression"];
            target?: components["schemas"]["Expression"] | null;
            /** Format: float */
            scale?: number | null;
            /** Format: float */
            midpoint?: number | null;
        };
        LinDecayExpression: {
            lin_decay: components["schemas"]["DecayParamsExpression"];
        };
        ExpDecayExpression: {
            exp_decay: components["schemas"]["DecayParamsExpression"];
        };
        GaussDecayExpression: {
            gauss_decay: components["schemas"]["DecayParamsExpression"];
        };
        FormulaQuery: {
            formula: components["schemas"]["Expression"];
            /** @default {} */
            defaults?: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        Sample: "random";
        SampleQuery: {
            sample: components["schemas"]["Sample"];
        };
        FeedbackItem: {
            example: components["schemas"]["VectorInput"];
            /** Format: float */
            score: number;
        };
        NaiveFeedbackStrategyParams: {
            /** Format: float */
            a: number;
            /** Format: float */
            b: number;
            /** Format: float */
            c: number;
        };
        NaiveFeedbackStrategy: {
            naive: components["schemas"]["NaiveFeedbackStrategyParams"];
        };
        FeedbackStrategy: components["schemas"]["NaiveFeedbackStrategy"];
        RelevanceFeedbackInput: {
            target: components["schemas"]["VectorInput"];
            feedback: components["schemas"]["FeedbackItem"][];
            strategy: components["schemas"]["FeedbackStrategy"];
        };
        RelevanceFeedbackQuery: {
            relevance_feedback: components["schemas"]["RelevanceFeedbackInput"];
        };
        Query: components["schemas"]["NearestQuery"] | components["schemas"]["RecommendQuery"] | components["schemas"]["DiscoverQuery"] | components["schemas"]["ContextQuery"] | components["schemas"]["OrderByQuery"] | components["schemas"]["FusionQuery"] | components["schemas"]["RrfQuery"] | components["schemas"]["FormulaQuery"] | components["schemas"]["SampleQuery"] | components["schemas"]["RelevanceFeedbackQuery"];
        QueryInterface: components["schemas"]["VectorInput"] | components["schemas"]["Query"];
        QuantizationSearchParams: {
            /** @default false */
            ignore?: boolean;
            rescore?: boolean | null;
            /** Format: double */
            oversampling?: number | null;
        };
        AcornSearchParams: {
            /** @default false */
            enable?: boolean;
            /** Format: double */
            max_selectivity?: number | null;
        };
        /** @enum {string} */
        IdfScope: "global";
        IdfCorpusParams: {
            corpus: components["schemas"]["Filter"];
        };
        IdfParams: components["schemas"]["IdfScope"] | components["schemas"]["IdfCorpusParams"];
        SearchParams: {
            /** Format: uint */
            hnsw_ef?: number | null;
            /** @default false */
            exact?: boolean;
            quantization?: components["schemas"]["QuantizationSearchParams"] | null;
            /** @default false */
            indexed_only?: boolean;
            acorn?: components["schemas"]["AcornSearchParams"] | null;
            idf?: components["schemas"]["IdfParams"] | null;
        };
        LookupLocation: {
            collection: string;
            /** @default null */
            vector?: string | null;
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        QueryRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @default null */
            prefetch?: components["schemas"]["Prefetch"] | components["schemas"]["Prefetch"][] | null;
            query?: components["schemas"]["QueryInterface"] | null;
            using?: string | null;
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            /** Format: float */
            score_threshold?: number | null;
            /** Format: uint */
            limit?: number | null;
            /** Format: uint */
            offset?: number | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @default null */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        ScoredPoint: {
            id: components["schemas"]["ExtendedPointId"];
            /** Format: uint64 */
            version: number;
            /** Format: float */
            score: number;
            payload?: components["schemas"]["Payload"] | null;
            vector?: components["schemas"]["VectorStructOutput"] | null;
            shard_key?: components["schemas"]["ShardKey"] | null;
            order_value?: components["schemas"]["OrderValue"] | null;
        };
        QueryResponse: {
            points: components["schemas"]["ScoredPoint"][];
        };
        QueryRequestBatch: {
            searches: components["schemas"]["QueryRequest"][];
        };
        WithLookup: {
            collection: string;
            /** @default true */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @default null */
            with_vectors?: components["schemas"]["WithVector"] | null;
        };
        WithLookupInterface: string | components["schemas"]["WithLookup"];
        QueryGroupsRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @default null */
            prefetch?: components["schemas"]["Prefetch"] | components["schemas"]["Prefetch"][] | null;
            query?: components["schemas"]["QueryInterface"] | null;
            using?: string | null;
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            /** Format: float */
            score_threshold?: number | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @default null */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
            /** Format: json-path */
            group_by: string;
            /** Format: uint */
            group_size?: number | null;
            /** Format: uint */
            limit?: number | null;
            with_lookup?: components["schemas"]["WithLookupInterface"] | null;
        };
        GroupId: string | (number | bigint) | (number | bigint);
        PointGroup: {
            hits: components["schemas"]["ScoredPoint"][];
            id: components["schemas"]["GroupId"];
            lookup?: components["schemas"]["Record"] | null;
        };
        GroupsResult: {
            groups: components["schemas"]["PointGroup"][];
        };
        SearchMatrixRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            filter?: components["schemas"]["Filter"] | null;
            /** Format: uint */
            sample?: number | null;
            /** Format: uint */
            limit?: number | null;
            using?: string | null;
        };
        SearchMatrixPair: {
            a: components["schemas"]["ExtendedPointId"];
            b: components["schemas"]["ExtendedPointId"];
            /** Format: float */
            score: number;
        };
        SearchMatrixPairsResponse: {
            pairs: components["schemas"]["SearchMatrixPair"][];
        };
        SearchMatrixOffsetsResponse: {
            offsets_row: number[];
            offsets_col: number[];
            scores: number[];
            ids: components["schemas"]["ExtendedPointId"][];
        };
        NamedVector: {
            name: string;
            vector: number[];
        };
        NamedSparseVector: {
            name: string;
            vector: components["schemas"]["SparseVector"];
        };
        NamedVectorStruct: number[] | components["schemas"]["NamedVector"] | components["schemas"]["NamedSparseVector"];
        SearchRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            vector: components["schemas"]["NamedVectorStruct"];
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            /** Format: uint */
            limit: number;
            /** Format: uint */
            offset?: number | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            /** Format: float */
            score_threshold?: number | null;
        };
        SearchRequestBatch: {
            searches: components["schemas"]["SearchRequest"][];
        };
        SearchGroupsRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            vector: components["schemas"]["NamedVectorStruct"];
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            /** Format: float */
            score_threshold?: number | null;
            /** Format: json-path */
            group_by: string;
            /** Format: uint32 */
            group_size: number;
            /** Format: uint32 */
            limit: number;
            with_lookup?: components["schemas"]["WithLookupInterface"] | null;
        };
        RecommendExample: components["schemas"]["ExtendedPointId"] | number[] | components["schemas"]["SparseVector"];
        UsingVector: string;
        RecommendRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @default [] */
            positive?: components["schemas"]["RecommendExample"][];
            /** @default [] */
            negative?: components["schemas"]["RecommendExample"][];
            strategy?: components["schemas"]["RecommendStrategy"] | null;
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            /** Format: uint */
            limit: number;
            /** Format: uint */
            offset?: number | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            /** Format: float */
            score_threshold?: number | null;
            using?: components["schemas"]["UsingVector"] | null;
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        RecommendRequestBatch: {
            searches: components["schemas"]["RecommendRequest"][];
        };
        RecommendGroupsRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @default [] */
            positive?: components["schemas"]["RecommendExample"][];
            /** @default [] */
            negative?: components["schemas"]["RecommendExample"][];
            strategy?: components["schemas"]["RecommendStrategy"] | null;
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            /** Format: float */
            score_threshold?: number | null;
            using?: components["schemas"]["UsingVector"] | null;
            lookup_from?: components["schemas"]["LookupLocation"] | null;
            /** Format: json-path */
            group_by: string;
            /** Format: uint32 */
            group_size: number;
            /** Format: uint32 */
            limit: number;
            with_lookup?: components["schemas"]["WithLookupInterface"] | null;
        };
        ContextExamplePair: {
            positive: components["schemas"]["RecommendExample"];
            negative: components["schemas"]["RecommendExample"];
        };
        DiscoverRequest: {
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            target?: components["schemas"]["RecommendExample"] | null;
            context?: components["schemas"]["ContextExamplePair"][] | null;
            filter?: components["schemas"]["Filter"] | null;
            params?: components["schemas"]["SearchParams"] | null;
            /** Format: uint */
            limit: number;
            /** Format: uint */
            offset?: number | null;
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            with_vector?: components["schemas"]["WithVector"] | null;
            using?: components["schemas"]["UsingVector"] | null;
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        DiscoverRequestBatch: {
            searches: components["schemas"]["DiscoverRequest"][];
        };
        /** @enum {string} */
        SnapshotPriority: "no_sync" | "snapshot" | "replica";
        AcceptedResponse: {
            /** @enum {string} */
            status: "accepted";
            /** Format: double */
            time: number;
        };
        SnapshotRecover: {
            /** Format: uri */
            location: string;
            /** @default null */
            priority?: components["schemas"]["SnapshotPriority"] | null;
            /** @default null */
            checksum?: string | null;
            /** @default null */
            api_key?: string | null;
        };
        SnapshotDescription: {
            name: string;
            /** Format: partial-date-time */
            creation_time?: string | null;
            /** Format: uint64 */
            size: number;
            checksum?: string | null;
        };
        ShardKeyDescription: {
            key: components["schemas"]["ShardKey"];
        };
        ShardKeysResponse: {
            shard_keys?: components["schemas"]["ShardKeyDescription"][] | null;
        };
        ShardSnapshotLocation: string;
        ShardSnapshotRecover: {
            location: components["schemas"]["ShardSnapshotLocation"];
            /** @default null */
            priority?: components["schemas"]["SnapshotPriority"] | null;
            /** @default null */
            checksum?: string | null;
            /** @default null */
            api_key?: string | null;
        };
        FileVersion: number | string;
        SegmentManifest: {
            segment_id: string;
            /** Format: uint64 */
            segment_version: number;
            file_versions?: {
                [key: string]: components["schemas"]["FileVersion"];
            };
        };
        SnapshotManifest: {
            [key: string]: components["schemas"]["SegmentManifest"];
        };
        FileManifestEntry: {
            path: string;
            hash: string;
        };
        FileManifest: {
            files: components["schemas"]["FileManifestEntry"][];
        };
        PartialSnapshotManifest: components["schemas"]["SnapshotManifest"] | components["schemas"]["FileManifest"];
        PartialSnapshotRecoverFrom: {
            /** Format: uri */
            peer_url: string;
            api_key?: string | null;
        };
    };
    responses: {
        /** @description BadRequest */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "BadRequest"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description UnexpectedError */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "UnexpectedError"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unauthorized */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Unauthorized"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Forbidden */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Forbidden"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unprocessable */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Unprocessable"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description TooManyRequests */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "TooManyRequests"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description InternalError */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "InternalError"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description NotImplemented */
        NotImplemented: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "NotImplemented"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Unavailable */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Unavailable"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Standalone */
        Standalone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Standalone"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description NotFound */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "NotFound"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Conflict */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Conflict"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description InsufficientStorage */
        InsufficientStorage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "InsufficientStorage"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Accepted */
        Accepted: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": "accepted",
                 *       "time": 0.000003
                 *     }
                 */
                "application/json": components["schemas"]["AcceptedResponse"];
            };
        };
        /** @description BadGateway */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "BadGateway"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description RangeNotSatisfiable */
        RangeNotSatisfiable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "RangeNotSatisfiable"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    root: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    telemetry: {
        parameters: {
            query?: {
                anonymize?: boolean;
                details_level?: number;
                per_collection?: boolean;
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["TelemetryData"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    metrics: {
        parameters: {
            query?: {
                anonymize?: boolean;
                per_collection?: boolean;
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example some shards are not ready */
                    "text/plain": string;
                };
            };
        };
    };
    get_issues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: {
                            [key: string]: unknown;
                        };
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
        };
    };
    clear_issues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_quotas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["QuotaStatus"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    update_quotas: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaConfig"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    cluster_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ClusterStatus"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    cluster_telemetry: {
        parameters: {
            query?: {
                details_level?: number;
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["DistributedTelemetryData"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_current_peer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["Standalone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    remove_peer: {
        parameters: {
            query?: {
                timeout?: number;
                force?: boolean;
            };
            header?: never;
            path: {
                peer_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["Standalone"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    collection_cluster_info: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CollectionClusterInfo"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    update_collection_cluster: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClusterOperations"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["Standalone"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_collections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CollectionsResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_collection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CollectionInfo"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_collection: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCollection"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_collection: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    update_collection: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCollection"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    collection_exists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CollectionExistence"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_vector_name: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
                vector_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VectorNameConfig"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_vector_name: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
                vector_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_optimizations: {
        parameters: {
            query?: {
                with?: string;
                completed_limit?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["OptimizationsResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    update_aliases: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeAliasesOperation"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_collection_aliases: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CollectionsAliasesResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_collections_aliases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CollectionsAliasesResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_field_index: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFieldIndex"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_field_index: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
                field_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_point: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
            };
            header?: never;
            path: {
                collection_name: string;
                id: components["schemas"]["ExtendedPointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["Record"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    upsert_points: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointInsertOperations"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["Record"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_points: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointsSelector"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    update_vectors: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateVectors"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_vectors: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteVectors"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    overwrite_payload: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPayload"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    set_payload: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetPayload"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_payload: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeletePayload"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    clear_payload: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointsSelector"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    batch_update: {
        parameters: {
            query?: {
                wait?: boolean;
                ordering?: components["schemas"]["WriteOrdering"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateOperations"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["UpdateResult"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    scroll_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScrollRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScrollResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    count_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["CountResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    facet: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FacetRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["FacetResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    query_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["QueryResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    query_batch_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryRequestBatch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["QueryResponse"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    query_points_groups: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryGroupsRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["GroupsResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    search_matrix_pairs: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchMatrixRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SearchMatrixPairsResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    search_matrix_offsets: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchMatrixRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SearchMatrixOffsetsResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    search_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScoredPoint"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    search_batch_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRequestBatch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScoredPoint"][][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    search_point_groups: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchGroupsRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["GroupsResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recommend_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecommendRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScoredPoint"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recommend_batch_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecommendRequestBatch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScoredPoint"][][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recommend_point_groups: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecommendGroupsRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["GroupsResult"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    discover_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscoverRequest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScoredPoint"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    discover_batch_points: {
        parameters: {
            query?: {
                consistency?: components["schemas"]["ReadConsistency"];
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscoverRequestBatch"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ScoredPoint"][][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_from_uploaded_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
                priority?: components["schemas"]["SnapshotPriority"];
                checksum?: string;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The archive itself, as the one part of the form; its file name is kept for listings.
                     */
                    snapshot?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_from_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotRecover"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    list_snapshots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SnapshotDescription"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SnapshotDescription"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    list_full_snapshots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SnapshotDescription"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_full_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SnapshotDescription"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_full_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_full_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    list_shard_keys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["ShardKeysResponse"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_shard_key: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateShardingKey"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["Standalone"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_shard_key: {
        parameters: {
            query?: {
                timeout?: number;
            };
            header?: never;
            path: {
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DropShardingKey"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["Standalone"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    stream_shard_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_shard_from_uploaded_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
                priority?: components["schemas"]["SnapshotPriority"];
                checksum?: string;
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The archive itself, as the one part of the form; its file name is kept for listings.
                     */
                    snapshot?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean | null;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_shard_from_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShardSnapshotRecover"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    list_shard_snapshots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SnapshotDescription"][];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_shard_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["SnapshotDescription"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_shard_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_shard_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    create_partial_snapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartialSnapshotManifest"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description Nothing changed. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_partial_snapshot_manifest: {
        parameters: {
            query?: {
                format?: "segments" | "files";
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: components["schemas"]["PartialSnapshotManifest"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_partial_snapshot: {
        parameters: {
            query?: {
                wait?: boolean;
                priority?: components["schemas"]["SnapshotPriority"];
                checksum?: string;
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The archive itself, as the one part of the form; its file name is kept for listings.
                     */
                    snapshot?: string;
                };
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: null;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_partial_snapshot_from: {
        parameters: {
            query?: {
                wait?: boolean;
            };
            header?: never;
            path: {
                collection_name: string;
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartialSnapshotRecoverFrom"];
            };
        };
        responses: {
            /** @description Success. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        result: boolean;
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            501: components["responses"]["NotImplemented"];
            502: components["responses"]["BadGateway"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
