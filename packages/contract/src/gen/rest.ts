// Generated from openapi/ by tools/src/gen.ts. Do not edit.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell what is running
         * @description Name and version of the software. Open without credentials, for probes and for clients that check compatibility.
         */
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
        /**
         * Tell what the server knows of itself
         * @description Version, settings, collections, counts and times. Collections the caller may not see are left out. Higher levels of detail cost more.
         */
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
        /**
         * Give metrics for Prometheus
         * @description Gauges, counters and histograms of the process, the collections, the requests and the work on snapshots, in the text form of Prometheus.
         */
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
        /**
         * Tell whether the server answers
         * @description For probes of Kubernetes and the like. Open without credentials.
         */
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
        /**
         * Tell whether the server is alive
         * @description For probes of Kubernetes and the like. Open without credentials.
         */
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
        /**
         * Tell whether the server is ready
         * @description Ready once all shards are loaded. For probes of Kubernetes and the like. Open without credentials.
         */
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
        /**
         * List remarks on performance
         * @description What the server has noticed, such as filters on fields without an index, with a way to mend it.
         */
        get: operations["get_issues"];
        put?: never;
        post?: never;
        /**
         * Forget remarks on performance
         * @description Empties the list.
         */
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
        /**
         * Tell the limits on the machine
         * @description Limits on memory and disk, and what is used.
         */
        get: operations["get_quotas"];
        /**
         * Set the limits on the machine
         * @description Replaces all limits. What is left out is not limited any more.
         */
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
        /**
         * Tell the state of the cluster
         * @description A single node answers `disabled`.
         */
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
        /**
         * Tell what the cluster knows of itself
         * @description Collections and nodes as one. Needs a cluster.
         */
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
        /**
         * Bring this node back into the cluster
         * @description Fetches the state agreed upon anew. Needs a cluster.
         */
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
        /**
         * Remove a node from the cluster
         * @description Refused while the node holds shards, unless forced. Needs a cluster.
         */
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
        /**
         * Tell where the shards of a collection are
         * @description Shards of this node with their states and counts, those of other nodes, and transfers.
         */
        get: operations["collection_cluster_info"];
        put?: never;
        /**
         * Move, copy or remove shards
         * @description One change to the shards of a collection. Needs a cluster.
         */
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
        /**
         * List collections
         * @description Names of all collections the caller may see.
         */
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
        /**
         * Tell state and settings of a collection
         * @description Counts, traffic light, settings with defaults filled in, and payload indexes.
         */
        get: operations["get_collection"];
        /**
         * Create a collection
         * @description Everything but the name has a default. Answers when the collection can be written to. Fails when the name is taken by a collection or an alias.
         */
        put: operations["create_collection"];
        post?: never;
        /**
         * Delete a collection
         * @description Removes all data and the aliases. Snapshots stay in the store. An alias is not followed.
         */
        delete: operations["delete_collection"];
        options?: never;
        head?: never;
        /**
         * Change settings of a collection
         * @description What is left out stays. Segments that do not fit the new settings are rebuilt in the background. Size and distance of vectors, the number of shards and the log cannot be changed.
         */
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
        /**
         * Tell whether a collection exists
         * @description True for collections and for aliases. Never answers 404.
         */
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
        /**
         * Add a vector to a collection
         * @description Existing points do not have it until they are updated.
         */
        put: operations["create_vector_name"];
        post?: never;
        /**
         * Remove a vector from a collection
         * @description Removes the vector from all points.
         */
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
        /**
         * Tell what the optimizer does
         * @description Running work with its progress; on demand also waiting and finished work.
         */
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
        /**
         * Change aliases
         * @description Creates, removes and renames aliases, in order. Use it to switch an application from one collection to another in one step.
         */
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
        /**
         * List aliases of a collection
         * @description A collection that does not exist has none.
         */
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
        /**
         * List all aliases
         * @description Aliases of all collections the caller may see.
         */
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
        /**
         * Create a payload index
         * @description Makes filters on this field fast. Creating the same index again changes nothing; one of another type takes its place. An index can change what matches: a `text` match goes by words with an index and by parts of the string without.
         */
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
        /**
         * Delete a payload index
         * @description Filters on the field still work, slower. An index that does not exist is no error.
         */
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
        /**
         * Fetch a point
         * @description Gives payload and vectors. Answers 404 when there is no such point.
         */
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
        /**
         * Write points
         * @description Writes points as a whole, in rows or columns; those with known ids are replaced. One point with a wrong vector refuses the whole request.
         */
        put: operations["upsert_points"];
        /**
         * Fetch points by id
         * @description Missing ids are left out, repeated ones answered once; the order is kept. By default with payload and without vectors.
         */
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
        /**
         * Delete points
         * @description By ids or by filter. Ids that do not exist are no error.
         */
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
        /**
         * Write vectors of existing points
         * @description Other vectors and the payload stay. A point that does not exist is an error.
         */
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
        /**
         * Remove vectors from points
         * @description Removes the named vectors; the points stay.
         */
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
        /**
         * Replace payload
         * @description Replaces the whole payload by the given one.
         */
        put: operations["overwrite_payload"];
        /**
         * Write payload keys
         * @description Writes the given keys and leaves others.
         */
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
        /**
         * Remove payload keys
         * @description Removes the given keys and leaves others.
         */
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
        /**
         * Remove all payload
         * @description The points and their vectors stay.
         */
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
        /**
         * Apply several writes in order
         * @description Each write gets a result of its own. The first that fails ends the request; those before it stay.
         */
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
        /**
         * Read points page by page
         * @description In the order of their ids, or of a payload field. Give `next_page_offset` of an answer as `offset` of the next request until it is `null`.
         */
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
        /**
         * Count points
         * @description All, or those that meet a filter.
         */
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
        /**
         * Count values of a field
         * @description For each value of an indexed field the number of points that have it, the most frequent first.
         */
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
        /**
         * Search
         * @description One entry to every kind of search: nearest points, recommendation, discovery, context, sorted and random reads, fusion of several searches, formulas and feedback.
         */
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
        /**
         * Search several times
         * @description Independent searches in one request. An empty list is no error.
         */
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
        /**
         * Search in groups
         * @description As a search, with the results put into groups by a payload field.
         */
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
        /**
         * Measure distances in a sample, as pairs
         * @description Takes points by chance and gives for each its nearest in the sample.
         */
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
        /**
         * Measure distances in a sample, as a sparse matrix
         * @description Takes points by chance and gives for each its nearest in the sample, in the form that numerical libraries take.
         */
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
         * Search nearest points, older form
         * @deprecated
         * @description Use `points/query` in new code.
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
         * Search nearest points several times, older form
         * @deprecated
         * @description Use `points/query/batch` in new code.
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
         * Search nearest points in groups, older form
         * @deprecated
         * @description Use `points/query/groups` in new code.
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
         * Recommend points, older form
         * @deprecated
         * @description Use `points/query` with `recommend` in new code.
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
         * Recommend points several times, older form
         * @deprecated
         * @description Use `points/query/batch` with `recommend` in new code.
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
         * Recommend points in groups, older form
         * @deprecated
         * @description Use `points/query/groups` with `recommend` in new code.
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
         * Discover points, older form
         * @deprecated
         * @description Use `points/query` with `discover` or `context` in new code.
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
         * Discover points several times, older form
         * @deprecated
         * @description Use `points/query/batch` with `discover` or `context` in new code.
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
        /**
         * Recover a collection from an upload
         * @description Takes the archive as a form with one file. It is hashed while it is written to disk, checked as a whole and put in place in one step. There is no limit on its size. The file stays in the list of snapshots.
         */
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
        /**
         * Recover a collection from a location
         * @description Fetches an archive, checks it as a whole and puts it in place of the collection in one step. Until then the old data answers, and it stays when anything fails. Vectors and shards of an existing collection must fit those of the archive. Can be switched off for addresses on the network.
         */
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
        /**
         * List snapshots of a collection
         * @description Those that were made here and those that were uploaded.
         */
        get: operations["list_snapshots"];
        put?: never;
        /**
         * Make a snapshot of a collection
         * @description Captures vectors, payloads, indexes and settings of one moment, without stopping reads or writes. The archive is a tar file that any server of this format restores. `wait=false` answers at once; watch the list for the result.
         */
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
        /**
         * Download a snapshot of a collection
         * @description Parts can be asked for with `Range`. `ETag` and `Content-Length` are given. Errors are plain text.
         */
        get: operations["get_snapshot"];
        put?: never;
        post?: never;
        /**
         * Delete a snapshot of a collection
         * @description Removes archive and checksum.
         */
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
        /**
         * List snapshots of the whole storage
         * @description Those at the root of the store.
         */
        get: operations["list_full_snapshots"];
        put?: never;
        /**
         * Make a snapshot of the whole storage
         * @description All collections and aliases in one archive. It is restored when a server starts, not over the API.
         */
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
        /**
         * Download a snapshot of the whole storage
         * @description Parts can be asked for with `Range`. Errors are plain text.
         */
        get: operations["get_full_snapshot"];
        put?: never;
        post?: never;
        /**
         * Delete a snapshot of the whole storage
         * @description Removes archive and checksum.
         */
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
        /**
         * List shard keys of a collection
         * @description Only collections with custom sharding have any.
         */
        get: operations["list_shard_keys"];
        /**
         * Create a shard key
         * @description Makes the shards of the key. Needs a cluster.
         */
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
        /**
         * Delete a shard key
         * @description Removes the shards of the key with all their points. Needs a cluster.
         */
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
        /**
         * Make and download a snapshot of a shard
         * @description Made and sent in one pass; nothing is stored on the server. The length is not known beforehand.
         */
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
        /**
         * Recover a shard from an upload
         * @description As the recovery of a collection, for one shard. The collection must exist.
         */
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
        /**
         * Recover a shard from a location
         * @description As the recovery of a collection, for one shard. The collection must exist.
         */
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
        /**
         * List snapshots of a shard
         * @description Those that were made here and those that were uploaded.
         */
        get: operations["list_shard_snapshots"];
        put?: never;
        /**
         * Make a snapshot of a shard
         * @description As that of a collection, for one shard and without the settings.
         */
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
        /**
         * Download a snapshot of a shard
         * @description Parts can be asked for with `Range`. Errors are plain text.
         */
        get: operations["get_shard_snapshot"];
        put?: never;
        post?: never;
        /**
         * Delete a snapshot of a shard
         * @description Removes archive and checksum.
         */
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
        /**
         * Make a snapshot of what has changed in a shard
         * @description Takes the manifest of the receiver and sends only files that are missing or older there, in one pass. Insists on `Content-Type: application/json`; its errors are plain text.
         */
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
        /**
         * Tell what a shard consists of
         * @description The manifest to send to `partial/create` of another node.
         */
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
        /**
         * Apply what has changed to a shard
         * @description Takes an archive of `partial/create` as a form with one file, checks it and merges it into the shard in one step. Archives of whole shards are refused.
         */
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
        /**
         * Fetch what has changed from another node and apply it
         * @description Sends the manifest of this shard to the same shard of the other node and applies what comes back. One at a time for each shard.
         */
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
        /** @description What is running. */
        VersionInfo: {
            /** @description Name of the software. */
            title: string;
            /** @description Version of the API it speaks. */
            version: string;
            /** @description Commit it was built from. Left out when not known. */
            commit?: string | null;
        };
        /** @description Where in an archive something is wrong, and what. */
        ErrorDetails: {
            /** @description File in the archive, with `/`. */
            file?: string;
            /**
             * Format: uint64
             * @description Byte in that file, or in the archive when no file is named.
             */
            offset?: number;
            /** @description Setting that differs, as `vectors.size`. */
            field?: string;
            /** @description What should be there. */
            expected?: unknown;
            /** @description What is there. */
            found?: unknown;
            /** @description What can be done. */
            remedy?: string;
        };
        /** @description Why a request failed. */
        ErrorResponse: {
            /**
             * Format: float
             * @description Seconds the request took. 0 when it was refused before it was read.
             */
            time?: number;
            /** @description What went wrong. */
            status?: {
                /** @description The reason, for a human reader. Its beginning tells the kind. */
                error?: string;
            };
            /** @description Nothing; there for the form. */
            result?: {
                [key: string]: unknown;
            } | null;
            /** @description The same reason once more, for readers that look for it at the top. */
            error?: string;
            /** @description The same for programs, where an archive was refused; file and byte are those inside of it. */
            details?: components["schemas"]["ErrorDetails"];
        };
        /** @description What the software was built with. */
        AppFeaturesTelemetry: {
            /** @description With checks for developers. */
            debug: boolean;
            /** @description With routes for debugging. */
            service_debug_feature: boolean;
            /** @description Started only to be repaired: collections are not loaded. */
            recovery_mode: boolean;
            /** @description With support for graphics processors. */
            gpu: boolean;
            /** @description With support for the old storage. */
            rocksdb: boolean;
            /** @description With routes for tests. */
            staging: boolean;
        };
        /** @description Switches the server was started with. */
        FeatureFlags: {
            /**
             * @description All of them on.
             * @default false
             */
            all?: boolean;
            /**
             * @description Reuse an existing graph when a new one is built.
             * @default true
             */
            incremental_hnsw_building?: boolean;
            /**
             * @description Quantize also in segments that take writes.
             * @default true
             */
            appendable_quantization?: boolean;
            /**
             * @description Vectors of a segment in one mapped file.
             * @default true
             */
            single_file_mmap_vector_storage?: boolean;
            /**
             * @description Payloads may be read through the kernel's asynchronous interface.
             * @default true
             */
            async_payload_storage?: boolean;
            /**
             * @description Write a list of segments beside them for readers in other processes.
             * @default false
             */
            write_segment_manifest?: boolean;
            /**
             * @description New segments are only appended to; changes write the point anew.
             * @default false
             */
            append_only_mutations?: boolean;
            /**
             * @description Write bit masks in their compact form.
             * @default false
             */
            compact_bitmask?: boolean;
            /**
             * @description The switches that a service without fixed machines needs.
             * @default false
             */
            serverless_compatible?: boolean;
        };
        /** @description How data is loaded at the start, whatever is configured. `disabled`: as configured. `no_resident`: nothing pinned in memory. `no_populate`: nothing read in advance either. */
        LowMemoryMode: "disabled" | "no_resident" | "no_populate";
        /** @description Settings for all graph indexes. */
        HnswGlobalConfig: {
            /**
             * Format: double
             * @description An existing graph is mended instead of built anew while at most this share of its points is gone. 0 never mends.
             * @default 0.3
             */
            healing_threshold?: number;
        };
        /**
         * @description Order of bytes.
         * @enum {string}
         */
        CpuEndian: "little" | "big" | "other";
        /** @description A graphics processor. */
        GpuDeviceTelemetry: {
            /** @description Its name. */
            name: string;
        };
        /** @description The machine. */
        RunningEnvironmentTelemetry: {
            /** @description Operating system. */
            distribution?: string | null;
            /** @description Its version. */
            distribution_version?: string | null;
            /** @description Whether it runs in a container. */
            is_docker: boolean;
            /**
             * Format: uint
             * @description Number of CPUs.
             */
            cores?: number | null;
            /**
             * Format: float
             * @description How many CPUs are busy with this process.
             */
            cpu_cores_used?: number | null;
            /**
             * Format: uint
             * @description Memory in kilobytes.
             */
            ram_size?: number | null;
            /**
             * Format: uint
             * @description Disk of the storage in kilobytes.
             */
            disk_size?: number | null;
            /** @description What the CPU can do, as far as it matters. */
            cpu_flags: string;
            /** @description Order of bytes. */
            cpu_endian?: components["schemas"]["CpuEndian"] | null;
            /** @description Graphics processors. */
            gpu_devices?: components["schemas"]["GpuDeviceTelemetry"][] | null;
        };
        /** @description The log of requests. */
        AuditTelemetry: {
            /** @description Where it is. */
            dir: string;
            /** @description How often a new file is begun. */
            rotation: string;
            /**
             * Format: uint
             * @description How many files are kept.
             */
            max_log_files: number;
            /** @description Whether the address of the caller is taken from headers of a proxy. */
            trust_forwarded_headers: boolean;
            /** @description Whether the log can be read over the API. */
            log_api: boolean;
            /**
             * Format: uint
             * @description Bytes it takes.
             */
            dir_size_bytes?: number | null;
        };
        /** @description The software and what it runs on. */
        AppBuildTelemetry: {
            /** @description Name of the software. */
            name: string;
            /** @description Version of the API it speaks. */
            version: string;
            /** @description What it was built with. */
            features?: components["schemas"]["AppFeaturesTelemetry"] | null;
            /** @description Switches it was started with. */
            runtime_features?: components["schemas"]["FeatureFlags"] | null;
            /** @description How data is loaded at the start. */
            low_memory_mode?: components["schemas"]["LowMemoryMode"] | null;
            /** @description Settings for all graph indexes. */
            hnsw_global_config?: components["schemas"]["HnswGlobalConfig"] | null;
            /** @description The machine. */
            system?: components["schemas"]["RunningEnvironmentTelemetry"] | null;
            /** @description Whether access tokens are in use. */
            jwt_rbac?: boolean | null;
            /** @description Whether the dashboard hides its page for tokens. */
            hide_jwt_dashboard?: boolean | null;
            /** @description The log of requests, when there is one. */
            audit?: components["schemas"]["AuditTelemetry"] | null;
            /**
             * Format: date-time
             * @description When the process started.
             */
            startup: string;
        };
        /**
         * @description How two vectors are compared. `Cosine`: the angle; vectors are normalised when stored. `Dot`: the product. For both, higher is closer. `Euclid` and `Manhattan`: the distance; lower is closer.
         * @enum {string}
         */
        Distance: "Cosine" | "Euclid" | "Dot" | "Manhattan";
        /**
         * @description Where data is held while in use; it is on disk in any case. `cold`: read from disk when needed and cached as it is used. `cached`: read into the cache of the operating system at the start, may be pushed out. `pinned`: in memory for good.
         * @enum {string}
         */
        Memory: "cold" | "cached" | "pinned";
        /** @description Parameters of the graph index; what is left out keeps its default or its present value. */
        HnswConfigDiff: {
            /**
             * Format: uint
             * @description Links of each point in the graph. More find better and take more memory. 0 builds no graph. Default 16.
             */
            m?: number | null;
            /**
             * Format: uint
             * @description How many candidates are looked at when a point is linked. More make a better graph and take longer. Default 100.
             */
            ef_construct?: number | null;
            /**
             * Format: uint
             * @description In kilobytes of vector data (256 float32 numbers are one). When a filter leaves less than this, points are compared one by one instead of walking the graph. Default 10000.
             */
            full_scan_threshold?: number | null;
            /**
             * Format: uint
             * @description Threads for building one graph. Default 0, which chooses by the number of CPUs.
             */
            max_indexing_threads?: number | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /**
             * Format: uint
             * @description Links of each point within the values of indexed fields. Default: as `m`.
             */
            payload_m?: number | null;
            /** @description Put copies of the vectors into the graph file, which saves reads from disk and takes more space. Needs quantization. Default `false`. */
            inline_storage?: boolean | null;
        };
        /**
         * @description `int8`: one byte for each number.
         * @enum {string}
         */
        ScalarType: "int8";
        /** @description Compression of each number to one byte. */
        ScalarQuantizationConfig: {
            /** @description The stored type. */
            type: components["schemas"]["ScalarType"];
            /**
             * Format: float
             * @description Share of the values that must fit into the range of a byte; the rest is cut off. From 0.5 to 1. Left out, the whole range is used.
             */
            quantile?: number | null;
            /** @description Older switch: keep the quantized vectors in memory even when the originals are on disk. Superseded by `memory`. */
            always_ram?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
        };
        /** @description Compression of each number by itself. */
        ScalarQuantization: {
            /** @description Its parameters. */
            scalar: components["schemas"]["ScalarQuantizationConfig"];
        };
        /**
         * @description How much smaller than float32: 4, 8, 16, 32 or 64 times.
         * @enum {string}
         */
        CompressionRatio: "x4" | "x8" | "x16" | "x32" | "x64";
        /** @description Compression by code books. */
        ProductQuantizationConfig: {
            /** @description How much smaller than float32. */
            compression: components["schemas"]["CompressionRatio"];
            /** @description Older switch: keep the quantized vectors in memory even when the originals are on disk. Superseded by `memory`. */
            always_ram?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
        };
        /** @description Compression of groups of numbers by the nearest entry of a code book. */
        ProductQuantization: {
            /** @description Its parameters. */
            product: components["schemas"]["ProductQuantizationConfig"];
        };
        /**
         * @description Bits for each stored number: one, one and a half, or two.
         * @enum {string}
         */
        BinaryQuantizationEncoding: "one_bit" | "two_bits" | "one_and_half_bits";
        /**
         * @description Precision of the vector that is searched for: `default` and `binary` one bit as stored, `scalar4bits` four, `scalar8bits` eight.
         * @enum {string}
         */
        BinaryQuantizationQueryEncoding: "default" | "binary" | "scalar4bits" | "scalar8bits";
        /** @description Compression to bits. */
        BinaryQuantizationConfig: {
            /** @description Older switch: keep the quantized vectors in memory even when the originals are on disk. Superseded by `memory`. */
            always_ram?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Bits for each stored number. Default `one_bit`. */
            encoding?: components["schemas"]["BinaryQuantizationEncoding"] | null;
            /** @description Precision of the vector that is searched for. More bits find better. Default: as stored. */
            query_encoding?: components["schemas"]["BinaryQuantizationQueryEncoding"] | null;
        };
        /** @description Compression of each number to one or two bits. */
        BinaryQuantization: {
            /** @description Its parameters. */
            binary: components["schemas"]["BinaryQuantizationConfig"];
        };
        /**
         * @description Bits for each number: 1, 1.5, 2 or 4.
         * @enum {string}
         */
        TurboQuantBitSize: "bits1" | "bits1_5" | "bits2" | "bits4";
        /** @description Compression after rotation. */
        TurboQuantQuantizationConfig: {
            /** @description Older switch: keep the quantized vectors in memory even when the originals are on disk. Superseded by `memory`. */
            always_ram?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Bits for each number. */
            bits?: components["schemas"]["TurboQuantBitSize"] | null;
        };
        /** @description Compression after a rotation that spreads information evenly over the dimensions. */
        TurboQuantization: {
            /** @description Its parameters. */
            turbo: components["schemas"]["TurboQuantQuantizationConfig"];
        };
        /** @description How vectors are compressed for faster search. The originals stay. */
        QuantizationConfig: components["schemas"]["ScalarQuantization"] | components["schemas"]["ProductQuantization"] | components["schemas"]["BinaryQuantization"] | components["schemas"]["TurboQuantization"];
        /**
         * @description How numbers are stored. `float32`: as given. `float16`: half the size. `uint8`: whole numbers from 0 to 255, a quarter of the size. `turbo4`: four bits, packed by the turbo method.
         * @enum {string}
         */
        Datatype: "float32" | "uint8" | "float16" | "turbo4";
        /**
         * @description `max_sim`: for each vector of the query the best match in the stored list, summed up.
         * @enum {string}
         */
        MultiVectorComparator: "max_sim";
        /** @description Makes each value of a vector a list of vectors of equal length. */
        MultiVectorConfig: {
            /** @description How two lists are compared. */
            comparator: components["schemas"]["MultiVectorComparator"];
        };
        /** @description What one dense vector looks like. */
        VectorParams: {
            /**
             * Format: uint64
             * @description Number of dimensions. 0 is refused as malformed, more than 65536 as out of bounds.
             */
            size: number;
            /** @description How two vectors are compared. */
            distance: components["schemas"]["Distance"];
            /** @description Parameters of the graph index of this vector; what is left out follows the collection. */
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            /** @description Compression of this vector; left out, it follows the collection. */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            /** @description Older switch: read the original vectors from disk when needed. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the original vectors are held. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description How numbers are stored. Default `float32`. Vectors come back as they are stored. */
            datatype?: components["schemas"]["Datatype"] | null;
            /** @description Makes each value a list of vectors; says how two lists are compared. */
            multivector_config?: components["schemas"]["MultiVectorConfig"] | null;
        };
        /** @description The dense vectors of a collection: the parameters of one unnamed vector, or a map from name to parameters. */
        VectorsConfig: components["schemas"]["VectorParams"] | {
            [key: string]: components["schemas"]["VectorParams"];
        };
        /**
         * @description `auto`: points are spread by a hash of their id. `custom`: shards are created by key, and each request names the keys it means.
         * @enum {string}
         */
        ShardingMethod: "auto" | "custom";
        /** @description Where payloads are held. */
        PayloadStorageParams: {
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
        };
        /** @description Index of a sparse vector. */
        SparseIndexParams: {
            /**
             * Format: uint
             * @description With fewer candidates than this, they are compared one by one instead of through the index.
             */
            full_scan_threshold?: number | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description How values are stored in the index. Default `float32`. */
            datatype?: components["schemas"]["Datatype"] | null;
        };
        /**
         * @description `none`, or `idf`: each dimension of the query counts by how rare it is in the collection.
         * @enum {string}
         */
        Modifier: "none" | "idf";
        /** @description What one sparse vector looks like. Sparse vectors are compared by their product. */
        SparseVectorParams: {
            /** @description Parameters of the index of this vector. */
            index?: components["schemas"]["SparseIndexParams"] | null;
            /** @description Correction of the scores by how rare each dimension is. */
            modifier?: components["schemas"]["Modifier"] | null;
        };
        /** @description Vectors, shards and replication of a collection. */
        CollectionParams: {
            /** @description The dense vectors: one unnamed, or several by name. Empty when there are only sparse ones. */
            vectors?: components["schemas"]["VectorsConfig"];
            /**
             * Format: uint32
             * @description Number of shards, fixed at creation. With custom sharding, the number of shards a new key gets.
             * @default 1
             */
            shard_number?: number;
            /** @description How points are spread over shards. Left out for `auto`. */
            sharding_method?: components["schemas"]["ShardingMethod"] | null;
            /**
             * Format: uint32
             * @description On how many nodes each shard is kept. Stored and answered here, where there is one node.
             * @default 1
             */
            replication_factor?: number;
            /**
             * Format: uint32
             * @description How many copies must confirm a write before it is acknowledged. Stored and answered here, where there is one copy.
             * @default 1
             */
            write_consistency_factor?: number;
            /**
             * Format: uint32
             * @description Ask this many more copies of a shard at the same time and take the fastest answer. Stored; one node has nobody else to ask.
             */
            read_fan_out_factor?: number | null;
            /**
             * Format: uint64
             * @description Wait this many milliseconds for the first copy before asking others. Stored; one node has nobody else to ask.
             */
            read_fan_out_delay_ms?: number | null;
            /**
             * @description Older switch: leave payloads on disk and read them when needed. Superseded by `payload.memory`.
             * @default true
             */
            on_disk_payload?: boolean | null;
            /** @description Where payloads are held. */
            payload?: components["schemas"]["PayloadStorageParams"] | null;
            /** @description The sparse vectors, by name. */
            sparse_vectors?: {
                [key: string]: components["schemas"]["SparseVectorParams"];
            } | null;
        };
        /** @description The graph index in force. */
        HnswConfig: {
            /**
             * Format: uint
             * @description Links of each point in the graph. More find better and take more memory. 0 builds no graph.
             */
            m: number;
            /**
             * Format: uint
             * @description How many candidates are looked at when a point is linked. More make a better graph and take longer.
             */
            ef_construct: number;
            /**
             * Format: uint
             * @description In kilobytes of vector data (256 float32 numbers are one). When a filter leaves less than this, points are compared one by one instead of walking the graph.
             */
            full_scan_threshold: number;
            /**
             * Format: uint
             * @description Threads for building one graph. 0 chooses by the number of CPUs.
             * @default 0
             */
            max_indexing_threads?: number;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /**
             * Format: uint
             * @description Links of each point within the values of indexed fields. Left out, as `m`.
             */
            payload_m?: number | null;
            /** @description Whether copies of the vectors lie within the graph file, which saves reads from disk and takes more space. */
            inline_storage?: boolean | null;
        };
        /** @description When segments are merged, indexed and cleaned. Sizes are in kilobytes of vector data: 256 float32 numbers are one. */
        OptimizersConfig: {
            /**
             * Format: double
             * @description A segment is cleaned when this share of its vectors is deleted.
             * @default 0.2
             */
            deleted_threshold?: number;
            /**
             * Format: uint
             * @description Segments with fewer vectors are not cleaned.
             * @default 1000
             */
            vacuum_min_vector_number?: number;
            /**
             * Format: uint
             * @description How many segments to aim for. 0 takes the number of CPUs.
             */
            default_segment_number: number;
            /**
             * Format: uint
             * @description Segments are not merged beyond this many kilobytes. None derives it from the number of CPUs.
             * @default null
             */
            max_segment_size?: number | null;
            /**
             * Format: uint
             * @description Older setting: from this many kilobytes on, vectors of a segment are mapped from disk.
             * @default null
             */
            memmap_threshold?: number | null;
            /**
             * Format: uint
             * @description From this many kilobytes on, a segment gets a graph index. 0 switches indexing off.
             * @default null
             */
            indexing_threshold?: number | null;
            /**
             * Format: uint64
             * @description Longest time, in seconds, between forced writes of changed data to disk.
             */
            flush_interval_sec: number;
            /**
             * Format: uint
             * @description How many optimizations may run at once for a shard. None chooses by load, 0 stops them.
             * @default null
             */
            max_optimization_threads?: number | null;
            /**
             * @description Hide points from searches until they are indexed, so that searches stay fast during bulk loads.
             * @default null
             */
            prevent_unoptimized?: boolean | null;
        };
        /** @description Files of the write-ahead log of a shard. */
        WalConfig: {
            /**
             * Format: uint
             * @description Size of one file in megabytes.
             */
            wal_capacity_mb: number;
            /**
             * Format: uint
             * @description How many files to create before they are needed.
             */
            wal_segments_ahead: number;
            /**
             * Format: uint
             * @description How many files to keep after everything in them is on disk elsewhere.
             * @default 1
             */
            wal_retain_closed?: number;
        };
        /** @description Limit for one multivector in force. */
        StrictModeMultivectorOutput: {
            /**
             * Format: uint
             * @description Most vectors in one value.
             */
            max_vectors?: number | null;
        };
        /** @description Limits for multivectors in force, by name of the vector. */
        StrictModeMultivectorConfigOutput: {
            [key: string]: components["schemas"]["StrictModeMultivectorOutput"];
        };
        /** @description Limit for one sparse vector in force. */
        StrictModeSparseOutput: {
            /**
             * Format: uint
             * @description Most entries in one value.
             */
            max_length?: number | null;
        };
        /** @description Limits for sparse vectors in force, by name of the vector. */
        StrictModeSparseConfigOutput: {
            [key: string]: components["schemas"]["StrictModeSparseOutput"];
        };
        /** @description The limits in force. What is left out is not limited. */
        StrictModeConfigOutput: {
            /** @description Whether the limits apply. */
            enabled?: boolean | null;
            /**
             * Format: uint
             * @description Largest `limit` of a request.
             */
            max_query_limit?: number | null;
            /**
             * Format: uint
             * @description Largest `timeout` of a request, in seconds.
             */
            max_timeout?: number | null;
            /** @description Whether reads may filter on fields without an index. */
            unindexed_filtering_retrieve?: boolean | null;
            /** @description Whether writes may select points by fields without an index. */
            unindexed_filtering_update?: boolean | null;
            /**
             * Format: uint
             * @description Largest `hnsw_ef` of a search.
             */
            search_max_hnsw_ef?: number | null;
            /** @description Whether searches may ask for `exact`. */
            search_allow_exact?: boolean | null;
            /**
             * Format: double
             * @description Largest `oversampling` of a search.
             */
            search_max_oversampling?: number | null;
            /**
             * Format: uint
             * @description Most points in one upsert.
             */
            upsert_max_batchsize?: number | null;
            /**
             * Format: uint
             * @description Most searches in one batch.
             */
            search_max_batchsize?: number | null;
            /**
             * Format: uint
             * @description Most bytes of vectors in the collection.
             */
            max_collection_vector_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Most reads a minute for each copy of a shard.
             */
            read_rate_limit?: number | null;
            /**
             * Format: uint
             * @description Most writes a minute for each copy of a shard.
             */
            write_rate_limit?: number | null;
            /**
             * Format: uint
             * @description Most bytes of payload in the collection.
             */
            max_collection_payload_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Most points in the collection.
             */
            max_points_count?: number | null;
            /**
             * Format: uint
             * @description Most conditions in one filter.
             */
            filter_max_conditions?: number | null;
            /**
             * Format: uint
             * @description Most values in one condition.
             */
            condition_max_size?: number | null;
            /** @description Limits for multivectors, by name of the vector. */
            multivector_config?: components["schemas"]["StrictModeMultivectorConfigOutput"] | null;
            /** @description Limits for sparse vectors, by name of the vector. */
            sparse_config?: components["schemas"]["StrictModeSparseConfigOutput"] | null;
            /**
             * Format: uint
             * @description Most payload indexes in the collection.
             */
            max_payload_index_count?: number | null;
            /**
             * Format: uint8
             * @description Share of the machine's memory, in percent, above which writes that need memory are refused.
             */
            max_resident_memory_percent?: number | null;
        };
        /** @description A JSON object of your own: any keys, any values, any depth. Whole numbers beyond 2^53 are kept exactly. */
        Payload: {
            [key: string]: unknown;
        };
        /** @description Settings of a collection. */
        CollectionConfigTelemetry: {
            /** @description Vectors, shards and replication. */
            params: components["schemas"]["CollectionParams"];
            /** @description Parameters of the graph index. */
            hnsw_config: components["schemas"]["HnswConfig"];
            /** @description When segments are merged, indexed and cleaned. */
            optimizer_config: components["schemas"]["OptimizersConfig"];
            /** @description Files of the write-ahead log. */
            wal_config: components["schemas"]["WalConfig"];
            /**
             * @description How vectors are compressed for faster search. None means no compression.
             * @default null
             */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            /** @description Limits on requests. */
            strict_mode_config?: components["schemas"]["StrictModeConfigOutput"] | null;
            /**
             * Format: uuid
             * @description Identity of the collection, which survives a restart and differs after deletion and creation.
             * @default null
             */
            uuid?: string | null;
            /** @description Free data of the application. */
            metadata?: components["schemas"]["Payload"] | null;
        };
        /** @description Name of a shard for custom sharding: a string or a whole number. */
        ShardKey: string | number;
        /**
         * @description Traffic light of a shard, as that of a collection.
         * @enum {string}
         */
        ShardStatus: "green" | "yellow" | "grey" | "red";
        /**
         * @description `plain`: without graph. `indexed`: with graph. `special`: neither, a stand-in during other work.
         * @enum {string}
         */
        SegmentType: "plain" | "indexed" | "special";
        /**
         * @description What an index holds. `keyword`: whole strings. `integer`: 64-bit whole numbers. `float`: 64-bit numbers. `geo`: places. `text`: words of a text. `bool`: true or false. `datetime`: moments. `uuid`: UUIDs.
         * @enum {string}
         */
        PayloadSchemaType: "keyword" | "integer" | "float" | "geo" | "text" | "bool" | "datetime" | "uuid";
        /**
         * @description `keyword`.
         * @enum {string}
         */
        KeywordIndexType: "keyword";
        /** @description Index of whole strings. */
        KeywordIndexParams: {
            /** @description `keyword`. */
            type: components["schemas"]["KeywordIndexType"];
            /** @description The values divide the points among tenants, and nearly every search names one: points of a tenant are kept together. Default `false`. */
            is_tenant?: boolean | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
            /** @description Also answer `match.prefix` on this field. Default `false`. */
            prefix?: boolean | null;
        };
        /**
         * @description `integer`.
         * @enum {string}
         */
        IntegerIndexType: "integer";
        /** @description Index of 64-bit whole numbers. */
        IntegerIndexParams: {
            /** @description `integer`. */
            type: components["schemas"]["IntegerIndexType"];
            /** @description Answer whether a value is equal. Default `true`. */
            lookup?: boolean | null;
            /** @description Answer whether a value lies in a range, and sort by it. Default `true`. */
            range?: boolean | null;
            /** @description Nearly every search filters or sorts by this field: points are kept in its order. Default `false`. */
            is_principal?: boolean | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /**
         * @description `float`.
         * @enum {string}
         */
        FloatIndexType: "float";
        /** @description Index of 64-bit floating point numbers. */
        FloatIndexParams: {
            /** @description `float`. */
            type: components["schemas"]["FloatIndexType"];
            /** @description Nearly every search filters or sorts by this field: points are kept in its order. Default `false`. */
            is_principal?: boolean | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /**
         * @description `geo`.
         * @enum {string}
         */
        GeoIndexType: "geo";
        /** @description Index of places. */
        GeoIndexParams: {
            /** @description `geo`. */
            type: components["schemas"]["GeoIndexType"];
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /**
         * @description `text`.
         * @enum {string}
         */
        TextIndexType: "text";
        /**
         * @description How text is cut into tokens. `prefix`: at non-letters, and every beginning of a word is a token, too. `whitespace`: at blanks. `word`: at everything that is not a letter or digit. `multilingual`: by the rules of the script, for languages without blanks between words.
         * @enum {string}
         */
        TokenizerType: "prefix" | "whitespace" | "word" | "multilingual";
        /**
         * @description A language with a known list of words to ignore. Two-letter codes are taken as well (`en`).
         * @enum {string}
         */
        Language: "arabic" | "azerbaijani" | "basque" | "bengali" | "catalan" | "chinese" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hebrew" | "hinglish" | "hungarian" | "indonesian" | "italian" | "japanese" | "kazakh" | "nepali" | "norwegian" | "portuguese" | "romanian" | "russian" | "slovene" | "spanish" | "swedish" | "tajik" | "turkish";
        /** @description Words to ignore, put together. */
        StopwordsSet: {
            /** @description The usual words of these languages. */
            languages?: components["schemas"]["Language"][] | null;
            /** @description These words. */
            custom?: string[] | null;
        };
        /** @description Words to ignore: the usual ones of a language, or a set. */
        StopwordsInterface: components["schemas"]["Language"] | components["schemas"]["StopwordsSet"];
        /**
         * @description `snowball`.
         * @enum {string}
         */
        Snowball: "snowball";
        /**
         * @description A language with Snowball rules. Two-letter codes are taken as well (`en`).
         * @enum {string}
         */
        SnowballLanguage: "arabic" | "armenian" | "danish" | "dutch" | "english" | "finnish" | "french" | "german" | "greek" | "hungarian" | "italian" | "norwegian" | "portuguese" | "romanian" | "russian" | "spanish" | "swedish" | "tamil" | "turkish";
        /** @description Stemming by the Snowball rules of a language. */
        SnowballParams: {
            /** @description `snowball`. */
            type: components["schemas"]["Snowball"];
            /** @description The language. */
            language: components["schemas"]["SnowballLanguage"];
        };
        /**
         * @description `none`.
         * @enum {string}
         */
        NoStemmer: "none";
        /** @description No stemming. */
        DisabledStemmerParams: {
            /** @description `none`. */
            type: components["schemas"]["NoStemmer"];
        };
        /** @description How words are reduced to their stem. */
        StemmingAlgorithm: components["schemas"]["SnowballParams"] | components["schemas"]["DisabledStemmerParams"];
        /** @description Index of the words of a text. */
        TextIndexParams: {
            /** @description `text`. */
            type: components["schemas"]["TextIndexType"];
            /** @description How text is cut into tokens. Default `word`. */
            tokenizer?: components["schemas"]["TokenizerType"];
            /**
             * Format: uint
             * @description Tokens shorter than this are left out.
             */
            min_token_len?: number | null;
            /**
             * Format: uint
             * @description Tokens longer than this are left out.
             */
            max_token_len?: number | null;
            /** @description Turn tokens to lower case, so that matching ignores case. Default `true`. */
            lowercase?: boolean | null;
            /** @description Turn accented letters into their plain ASCII form, so that `é` matches `e`. Default `false`. */
            ascii_folding?: boolean | null;
            /** @description Remember the order of words, for `match.phrase`. Default `false`. */
            phrase_matching?: boolean | null;
            /** @description Words to ignore: those of a language, of several, or your own. */
            stopwords?: components["schemas"]["StopwordsInterface"] | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Reduces words to their stem before they are compared. None by default. */
            stemmer?: components["schemas"]["StemmingAlgorithm"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /**
         * @description `bool`.
         * @enum {string}
         */
        BoolIndexType: "bool";
        /** @description Index of true and false. */
        BoolIndexParams: {
            /** @description `bool`. */
            type: components["schemas"]["BoolIndexType"];
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /**
         * @description `datetime`.
         * @enum {string}
         */
        DatetimeIndexType: "datetime";
        /** @description Index of moments in time, to the microsecond. */
        DatetimeIndexParams: {
            /** @description `datetime`. */
            type: components["schemas"]["DatetimeIndexType"];
            /** @description Nearly every search filters or sorts by this field: points are kept in its order. Default `false`. */
            is_principal?: boolean | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /**
         * @description `uuid`.
         * @enum {string}
         */
        UuidIndexType: "uuid";
        /** @description Index of UUIDs: as `keyword`, in less memory, and any way to write the same UUID matches. */
        UuidIndexParams: {
            /** @description `uuid`. */
            type: components["schemas"]["UuidIndexType"];
            /** @description The values divide the points among tenants, and nearly every search names one: points of a tenant are kept together. Default `false`. */
            is_tenant?: boolean | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
            /** @description Whether the graph of the collection gets additional links within the values of this field, which makes filtered searches on it better. Takes effect when `payload_m` is above 0. Default `true`. */
            enable_hnsw?: boolean | null;
        };
        /** @description Type of an index with its parameters. */
        PayloadSchemaParams: components["schemas"]["KeywordIndexParams"] | components["schemas"]["IntegerIndexParams"] | components["schemas"]["FloatIndexParams"] | components["schemas"]["GeoIndexParams"] | components["schemas"]["TextIndexParams"] | components["schemas"]["BoolIndexParams"] | components["schemas"]["DatetimeIndexParams"] | components["schemas"]["UuidIndexParams"];
        /** @description An existing payload index. */
        PayloadIndexInfo: {
            /** @description Type of the values. */
            data_type: components["schemas"]["PayloadSchemaType"];
            /** @description Parameters it was created with. Left out when only the type was given. */
            params?: components["schemas"]["PayloadSchemaParams"] | null;
            /**
             * Format: uint
             * @description How many points have a value in it.
             */
            points: number;
        };
        /**
         * @description `mmap`: mapped files. `io_uring`: the kernel's asynchronous interface.
         * @enum {string}
         */
        IoBackend: "mmap" | "io_uring";
        /** @description One vector of a segment. */
        VectorDataInfo: {
            /**
             * Format: uint
             * @description Vectors.
             */
            num_vectors: number;
            /**
             * Format: uint
             * @description Vectors an index covers.
             */
            num_indexed_vectors: number;
            /**
             * Format: uint
             * @description Vectors that are deleted.
             */
            num_deleted_vectors: number;
            /** @description How they are read. */
            io_backend?: components["schemas"]["IoBackend"] | null;
        };
        /** @description Counts and sizes of a segment. */
        SegmentInfo: {
            /**
             * Format: uuid
             * @description Identity of the segment, also the name of its directory.
             */
            uuid: string;
            /** @description What kind it is. */
            segment_type: components["schemas"]["SegmentType"];
            /**
             * Format: uint
             * @description Vectors.
             */
            num_vectors: number;
            /**
             * Format: uint
             * @description Points.
             */
            num_points: number;
            /**
             * Format: uint
             * @description Points hidden until they are indexed.
             */
            num_deferred_points?: number | null;
            /**
             * Format: uint
             * @description Hidden points that are deleted.
             */
            num_deleted_deferred_points?: number | null;
            /**
             * Format: uint
             * @description Vectors an index covers.
             */
            num_indexed_vectors: number;
            /**
             * Format: uint
             * @description Vectors that are deleted and still take space.
             */
            num_deleted_vectors: number;
            /**
             * Format: uint
             * @description Bytes of vectors.
             */
            vectors_size_bytes: number;
            /**
             * Format: uint
             * @description Bytes of payloads.
             */
            payloads_size_bytes: number;
            /**
             * Format: uint
             * @description Bytes in memory.
             */
            ram_usage_bytes: number;
            /**
             * Format: uint
             * @description Bytes on disk.
             */
            disk_usage_bytes: number;
            /** @description Whether it takes new points. */
            is_appendable: boolean;
            /** @description Its payload indexes, by path. */
            index_schema: {
                [key: string]: components["schemas"]["PayloadIndexInfo"];
            };
            /** @description Its vectors, by name. */
            vector_data: {
                [key: string]: components["schemas"]["VectorDataInfo"];
            };
            /** @description How payloads are read. */
            payload_storage_io_backend?: components["schemas"]["IoBackend"] | null;
            /**
             * Format: uint32
             * @description First hidden point, by its number within the segment.
             */
            deferred_internal_id?: number | null;
        };
        /** @description Kind of storage of vectors: in memory, mapped, mapped in pieces, either of them kept in memory, or without data. */
        VectorStorageType: "Memory" | "Mmap" | "ChunkedMmap" | "InRamChunkedMmap" | "InRamMmap" | "Empty";
        /** @description Kind of index of a vector. */
        Indexes: {
            /**
             * @description `plain`: no index, every vector is compared.
             * @enum {string}
             */
            type: "plain";
            /** @description An empty object. */
            options: {
                [key: string]: unknown;
            };
        } | {
            /**
             * @description `hnsw`: a graph.
             * @enum {string}
             */
            type: "hnsw";
            /** @description Its parameters. */
            options: components["schemas"]["HnswConfig"];
        };
        /**
         * @description How numbers are stored: `float32`, `float16`, `uint8` or `turbo4`.
         * @enum {string}
         */
        VectorStorageDatatype: "float32" | "float16" | "uint8" | "turbo4";
        /** @description Storage of one dense vector in a segment. */
        VectorDataConfig: {
            /**
             * Format: uint
             * @description Number of dimensions.
             */
            size: number;
            /** @description How two vectors are compared. */
            distance: components["schemas"]["Distance"];
            /** @description Kind of storage. */
            storage_type: components["schemas"]["VectorStorageType"];
            /** @description Kind of index. */
            index: components["schemas"]["Indexes"];
            /** @description How vectors are compressed for faster search. None means no compression. */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            /** @description How two lists of vectors are compared, for multivectors. */
            multivector_config?: components["schemas"]["MultiVectorConfig"] | null;
            /** @description How numbers are stored. */
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
        };
        /** @description Kind of index: in memory and changing, in memory and fixed, or mapped. */
        SparseIndexType: "MutableRam" | "ImmutableRam" | "Mmap";
        /** @description Index of a sparse vector in a segment. */
        SparseIndexConfig: {
            /**
             * Format: uint
             * @description With fewer candidates than this, they are compared one by one.
             */
            full_scan_threshold?: number | null;
            /** @description Kind of index. */
            index_type: components["schemas"]["SparseIndexType"];
            /** @description How values are stored. */
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
        };
        /** @description Kind of storage: mapped, or without data. */
        SparseVectorStorageType: "mmap" | "empty";
        /** @description Storage of one sparse vector in a segment. */
        SparseVectorDataConfig: {
            /** @description Its index. */
            index: components["schemas"]["SparseIndexConfig"];
            /** @description Kind of storage. */
            storage_type?: components["schemas"]["SparseVectorStorageType"];
            /** @description Correction of the scores by how rare each dimension is. */
            modifier?: components["schemas"]["Modifier"] | null;
        };
        /** @description Kind of storage of payloads. */
        PayloadStorageType: {
            /**
             * @description `mmap`: mapped.
             * @enum {string}
             */
            type: "mmap";
        } | {
            /**
             * @description `in_ram_mmap`: mapped and kept in memory.
             * @enum {string}
             */
            type: "in_ram_mmap";
        };
        /** @description Storages of a segment. */
        SegmentConfig: {
            /**
             * @description Dense vectors, by name.
             * @default {}
             */
            vector_data?: {
                [key: string]: components["schemas"]["VectorDataConfig"];
            };
            /** @description Sparse vectors, by name. */
            sparse_vector_data?: {
                [key: string]: components["schemas"]["SparseVectorDataConfig"];
            };
            /** @description Storage of the payloads. */
            payload_storage_type: components["schemas"]["PayloadStorageType"];
        };
        /** @description How often something was done and how long it took. */
        OperationDurationStatistics: {
            /**
             * Format: uint
             * @description How often.
             */
            count: number;
            /**
             * Format: uint
             * @description How often it failed.
             */
            fail_count?: number | null;
            /**
             * Format: float
             * @description Mean time in microseconds, of late.
             */
            avg_duration_micros?: number | null;
            /**
             * Format: float
             * @description Shortest time in microseconds.
             */
            min_duration_micros?: number | null;
            /**
             * Format: float
             * @description Longest time in microseconds.
             */
            max_duration_micros?: number | null;
            /**
             * Format: uint64
             * @description All times together in microseconds.
             */
            total_duration_micros?: number | null;
            /**
             * Format: date-time
             * @description When it was last done.
             */
            last_responded?: string | null;
        };
        /** @description Searches in one vector of a segment, by the way they took. */
        VectorIndexSearchesTelemetry: {
            /** @description Name of the vector. */
            index_name?: string | null;
            /** @description Without filter, comparing all. */
            unfiltered_plain: components["schemas"]["OperationDurationStatistics"];
            /** @description Without filter, through the graph. */
            unfiltered_hnsw: components["schemas"]["OperationDurationStatistics"];
            /** @description Without filter, in a sparse index. */
            unfiltered_sparse: components["schemas"]["OperationDurationStatistics"];
            /** @description With filter, comparing all that pass. */
            filtered_plain: components["schemas"]["OperationDurationStatistics"];
            /** @description With filter, few points left, compared one by one. */
            filtered_small_cardinality: components["schemas"]["OperationDurationStatistics"];
            /** @description With filter, many points left, through the graph. */
            filtered_large_cardinality: components["schemas"]["OperationDurationStatistics"];
            /** @description With filter, asked to be exact. */
            filtered_exact: components["schemas"]["OperationDurationStatistics"];
            /** @description With filter, in a sparse index. */
            filtered_sparse: components["schemas"]["OperationDurationStatistics"];
            /** @description Without filter, asked to be exact. */
            unfiltered_exact: components["schemas"]["OperationDurationStatistics"];
        };
        /** @description A payload index of a segment. */
        PayloadIndexTelemetry: {
            /** @description Path of the field. */
            field_name?: string | null;
            /** @description Kind of index. */
            index_type: string;
            /**
             * Format: uint
             * @description Values in it.
             */
            points_values_count: number;
            /**
             * Format: uint
             * @description Points in it.
             */
            points_count: number;
            /**
             * Format: uint
             * @description Size of the pieces in which values are counted, for indexes of numbers.
             */
            histogram_bucket_size?: number | null;
        };
        /** @description A segment. */
        SegmentTelemetry: {
            /** @description Its counts and sizes. */
            info: components["schemas"]["SegmentInfo"];
            /** @description Its storages. */
            config: components["schemas"]["SegmentConfig"];
            /** @description Searches in it, by vector. */
            vector_index_searches: components["schemas"]["VectorIndexSearchesTelemetry"][];
            /** @description Its payload indexes. */
            payload_field_indices: components["schemas"]["PayloadIndexTelemetry"][];
        };
        /** @description `ok`, or what went wrong in the background. */
        OptimizersStatus: "ok" | {
            /** @description What went wrong. */
            error: string;
        };
        /** @description How a run stands: `optimizing`, `done`, or why it ended early. */
        TrackerStatus: ("optimizing" | "done") | {
            /** @description Why it was called off. */
            cancelled: string;
        } | {
            /** @description Why it failed. */
            error: string;
        };
        /** @description One run of an optimizer. */
        TrackerTelemetry: {
            /** @description Which optimizer. */
            name: string;
            /**
             * Format: uuid
             * @description Identity of the run.
             */
            uuid: string;
            /** @description Numbers of the segments it read. */
            segment_ids: number[];
            /** @description Identities of the segments it read. */
            segment_uuids: string[];
            /** @description How it stands. */
            status: components["schemas"]["TrackerStatus"];
            /**
             * Format: date-time
             * @description When it began.
             */
            start_at: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            end_at?: string | null;
        };
        /** @description What the optimizer of a shard has done. */
        OptimizerTelemetry: {
            /** @description Whether it is healthy. */
            status: components["schemas"]["OptimizersStatus"];
            /** @description Counts and times. */
            optimizations: components["schemas"]["OperationDurationStatistics"];
            /** @description Its last runs. */
            log?: components["schemas"]["TrackerTelemetry"][] | null;
        };
        /** @description Writes on their way in a shard. */
        ShardUpdateQueueInfo: {
            /**
             * Format: uint
             * @description How many.
             */
            length: number;
            /**
             * Format: uint
             * @description Number of the last one.
             */
            op_num?: number | null;
            /**
             * Format: uint
             * @description Points hidden until they are indexed.
             */
            deferred_points?: number | null;
        };
        /** @description The copy of a shard on this node. */
        LocalShardTelemetry: {
            /** @description What kind of copy it is, when not an ordinary one. */
            variant_name?: string | null;
            /** @description Traffic light of the shard. */
            status?: components["schemas"]["ShardStatus"] | null;
            /**
             * Format: uint
             * @description Points the optimizer has gone through since the start.
             */
            total_optimized_points: number;
            /**
             * Format: uint
             * @description Bytes of vectors.
             */
            vectors_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Bytes of payloads.
             */
            payloads_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Points.
             */
            num_points?: number | null;
            /**
             * Format: uint
             * @description Vectors.
             */
            num_vectors?: number | null;
            /** @description Vectors, by name. */
            num_vectors_by_name?: {
                [key: string]: number;
            } | null;
            /** @description Its segments. */
            segments?: components["schemas"]["SegmentTelemetry"][] | null;
            /** @description What the optimizer has done. */
            optimizations?: components["schemas"]["OptimizerTelemetry"] | null;
            /** @description Whether vectors are read asynchronously while they are compared. */
            async_scorer?: boolean | null;
            /** @description Vectors that `indexed_only` searches leave out, by name. */
            indexed_only_excluded_vectors?: {
                [key: string]: number;
            } | null;
            /** @description Writes on their way. */
            update_queue?: components["schemas"]["ShardUpdateQueueInfo"] | null;
        };
        /** @description A copy of a shard on another node. */
        RemoteShardTelemetry: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Number of the node in its cluster.
             */
            peer_id: number;
            /** @description Searches sent to it. */
            searches?: components["schemas"]["OperationDurationStatistics"] | null;
            /** @description Writes sent to it. */
            updates?: components["schemas"]["OperationDurationStatistics"] | null;
        };
        /**
         * @description State of one copy of a shard. `Active`: answers. `Dead`: out of date or failed. `Partial`, `PartialSnapshot`, `Recovery`: being filled. `Initializing`: being created. `Listener`: takes writes only. `Resharding`, `ReshardingScaleDown`: taking part in a change of the number of shards. `ActiveRead`: answers reads while it catches up. `ManualRecovery`: waits for an operator.
         * @enum {string}
         */
        ReplicaState: "Active" | "Dead" | "Partial" | "Initializing" | "Listener" | "PartialSnapshot" | "Recovery" | "Resharding" | "ReshardingScaleDown" | "ActiveRead" | "ManualRecovery";
        /** @description State of partial snapshots of a shard. */
        PartialSnapshotTelemetry: {
            /**
             * Format: uint
             * @description Snapshots being made.
             */
            ongoing_create_snapshot_requests: number;
            /** @description Whether one is being applied. */
            is_recovering: boolean;
            /**
             * Format: uint64
             * @description When one was last applied, in seconds since 1970.
             */
            recovery_timestamp: number;
        };
        /** @description A shard and its copies. */
        ReplicaSetTelemetry: {
            /**
             * Format: uint32
             * @description Number of the shard.
             */
            id: number;
            /** @description Its key, for custom sharding. */
            key?: components["schemas"]["ShardKey"] | null;
            /** @description The copy on this node. */
            local?: components["schemas"]["LocalShardTelemetry"] | null;
            /** @description Copies on other nodes. */
            remote: components["schemas"]["RemoteShardTelemetry"][];
            /** @description State of each copy, by node. */
            replicate_states: {
                [key: string]: components["schemas"]["ReplicaState"];
            };
            /** @description State of partial snapshots. */
            partial_snapshot?: components["schemas"]["PartialSnapshotTelemetry"] | null;
        };
        /**
         * @description How a shard travels. `stream_records`: point by point. `snapshot`: as a snapshot. `wal_delta`: only the missing writes. `resharding_stream_records`: point by point into another shard.
         * @enum {string}
         */
        ShardTransferMethod: "stream_records" | "snapshot" | "wal_delta" | "resharding_stream_records";
        /** @description A shard on its way from node to node. */
        ShardTransferInfo: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint32
             * @description Shard it becomes, when that is another.
             */
            to_shard_id?: number | null;
            /**
             * Format: uint64
             * @description Node that sends.
             */
            from: number;
            /**
             * Format: uint64
             * @description Node that receives.
             */
            to: number;
            /** @description Whether the sender keeps its copy. */
            sync: boolean;
            /** @description How the data travels. The server chooses when left out. */
            method?: components["schemas"]["ShardTransferMethod"] | null;
            /** @description How it stands, for a human reader. */
            comment?: string | null;
        };
        /**
         * @description `up`: one shard more. `down`: one shard fewer.
         * @enum {string}
         */
        ReshardingDirection: "up" | "down";
        /** @description A change of the number of shards in progress. */
        ReshardingInfo: {
            /** @description More or fewer. */
            direction: components["schemas"]["ReshardingDirection"];
            /**
             * Format: uint32
             * @description The shard added or removed.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Node of that shard.
             */
            peer_id: number;
            /** @description Key of that shard, for custom sharding. */
            shard_key?: components["schemas"]["ShardKey"] | null;
        };
        /** @description How far the removal is. */
        ShardCleanStatusProgressTelemetry: {
            /**
             * Format: uint
             * @description Points removed so far.
             */
            deleted_points: number;
        };
        /** @description Why the removal failed. */
        ShardCleanStatusFailedTelemetry: {
            /** @description The reason. */
            reason: string;
        };
        /** @description State of removing points that belong elsewhere. */
        ShardCleanStatusTelemetry: ("started" | "done" | "cancelled") | {
            /** @description How far it is. */
            progress: components["schemas"]["ShardCleanStatusProgressTelemetry"];
        } | {
            /** @description Why it failed. */
            failed: components["schemas"]["ShardCleanStatusFailedTelemetry"];
        };
        /** @description A collection in full. */
        CollectionTelemetry: {
            /** @description Name of the collection. */
            id: string;
            /**
             * Format: uint64
             * @description How long it took to open, in milliseconds.
             */
            init_time_ms?: number | null;
            /** @description Its settings. */
            config?: components["schemas"]["CollectionConfigTelemetry"] | null;
            /** @description Its shards. */
            shards?: components["schemas"]["ReplicaSetTelemetry"][] | null;
            /** @description Shards on their way. */
            transfers?: components["schemas"]["ShardTransferInfo"][] | null;
            /** @description Changes of the number of shards in progress. */
            resharding?: components["schemas"]["ReshardingInfo"][] | null;
            /** @description State of removing points that belong elsewhere, by shard. */
            shard_clean_tasks?: {
                [key: string]: components["schemas"]["ShardCleanStatusTelemetry"];
            } | null;
        };
        /** @description A collection summed up. */
        CollectionsAggregatedTelemetry: {
            /**
             * Format: uint
             * @description Vectors.
             */
            vectors: number;
            /** @description Whether the optimizer is healthy. */
            optimizers_status: components["schemas"]["OptimizersStatus"];
            /** @description Vectors, shards and replication. */
            params: components["schemas"]["CollectionParams"];
        };
        /** @description A collection in full, or summed up. */
        CollectionTelemetryEnum: components["schemas"]["CollectionTelemetry"] | components["schemas"]["CollectionsAggregatedTelemetry"];
        /** @description Work on snapshots of a collection. */
        CollectionSnapshotTelemetry: {
            /** @description Name of the collection. */
            id: string;
            /**
             * Format: uint
             * @description Snapshots being made.
             */
            running_snapshots?: number | null;
            /**
             * Format: uint
             * @description Recoveries in progress.
             */
            running_snapshot_recovery?: number | null;
            /**
             * Format: uint
             * @description Snapshots made since the start.
             */
            total_snapshot_creations?: number | null;
        };
        /** @description The collections. */
        CollectionsTelemetry: {
            /**
             * Format: uint
             * @description How many there are.
             */
            number_of_collections: number;
            /**
             * Format: uint
             * @description How many there may be.
             */
            max_collections?: number | null;
            /** @description One entry for each, from details level 2 on. */
            collections?: components["schemas"]["CollectionTelemetryEnum"][] | null;
            /** @description Work on snapshots, by collection. */
            snapshots?: components["schemas"]["CollectionSnapshotTelemetry"][] | null;
        };
        /**
         * @description Role of a node: it follows, stands for election, leads, or asks whether to stand.
         * @enum {string}
         */
        StateRole: "Follower" | "Candidate" | "Leader" | "PreCandidate";
        /** @description State of the thread that works on agreement. */
        ConsensusThreadStatus: {
            /**
             * @description `working`.
             * @enum {string}
             */
            consensus_thread_status: "working";
            /**
             * Format: date-time
             * @description When it last did something.
             */
            last_update: string;
        } | {
            /**
             * @description `stopped`.
             * @enum {string}
             */
            consensus_thread_status: "stopped";
        } | {
            /**
             * @description `stopped_with_err`.
             * @enum {string}
             */
            consensus_thread_status: "stopped_with_err";
            /** @description Why it stopped. */
            err: string;
        };
        /** @description State of the agreement among nodes. */
        ClusterStatusTelemetry: {
            /**
             * Format: uint
             * @description How many nodes there are.
             */
            number_of_peers: number;
            /**
             * Format: uint64
             * @description Number of the present term.
             */
            term: number;
            /**
             * Format: uint64
             * @description Number of the last entry agreed upon.
             */
            commit: number;
            /**
             * Format: uint
             * @description Entries not yet applied on this node.
             */
            pending_operations: number;
            /** @description Role of this node. */
            role?: components["schemas"]["StateRole"] | null;
            /** @description Whether this node has a vote. */
            is_voter: boolean;
            /**
             * Format: uint64
             * @description Number of the node in its cluster.
             */
            peer_id?: number | null;
            /** @description State of the thread that works on it. */
            consensus_thread_status: components["schemas"]["ConsensusThreadStatus"];
        };
        /** @description Connections among nodes. */
        P2pConfigTelemetry: {
            /**
             * Format: uint
             * @description Connections to each node.
             */
            connection_pool_size: number;
        };
        /** @description Agreement among nodes. */
        ConsensusConfigTelemetry: {
            /**
             * Format: uint
             * @description Messages that may wait.
             */
            max_message_queue_size: number;
            /**
             * Format: uint64
             * @description Time between two steps, in milliseconds.
             */
            tick_period_ms: number;
            /**
             * Format: uint64
             * @description Longest wait when joining, in seconds.
             */
            bootstrap_timeout_sec: number;
        };
        /** @description Settings of the cluster. */
        ClusterConfigTelemetry: {
            /**
             * Format: uint64
             * @description Longest wait for another node, in milliseconds.
             */
            grpc_timeout_ms: number;
            /** @description Connections among nodes. */
            p2p: components["schemas"]["P2pConfigTelemetry"];
            /** @description Agreement among nodes. */
            consensus: components["schemas"]["ConsensusConfigTelemetry"];
        };
        /** @description A node. */
        PeerInfo: {
            /** @description Its address within the cluster. */
            uri: string;
        };
        /** @description What a node says of itself. */
        PeerMetadata: {
            /** @description Version of its software. */
            version: string;
        };
        /** @description State of the cluster. */
        ClusterTelemetry: {
            /** @description Whether the node is part of one. */
            enabled: boolean;
            /** @description State of the agreement among nodes. */
            status?: components["schemas"]["ClusterStatusTelemetry"] | null;
            /** @description Settings. */
            config?: components["schemas"]["ClusterConfigTelemetry"] | null;
            /** @description All nodes, by number. */
            peers?: {
                [key: string]: components["schemas"]["PeerInfo"];
            } | null;
            /** @description What nodes say of themselves, by number. */
            peer_metadata?: {
                [key: string]: components["schemas"]["PeerMetadata"];
            } | null;
            /** @description Free data kept by the cluster. */
            metadata?: {
                [key: string]: unknown;
            } | null;
            /** @description Whether the number of shards can be changed. */
            resharding_enabled?: boolean | null;
        };
        /** @description Requests over REST. */
        WebApiTelemetry: {
            /** @description By route, then by status. */
            responses: {
                [key: string]: {
                    [key: string]: components["schemas"]["OperationDurationStatistics"];
                };
            };
            /** @description By collection, route and status, when asked for. */
            per_collection_responses?: {
                [key: string]: {
                    [key: string]: {
                        [key: string]: components["schemas"]["OperationDurationStatistics"];
                    };
                };
            };
        };
        /** @description Requests over gRPC. */
        GrpcTelemetry: {
            /** @description By method, then by status. */
            responses: {
                [key: string]: {
                    [key: string]: components["schemas"]["OperationDurationStatistics"];
                };
            };
            /** @description By collection, method and status, when asked for. */
            per_collection_responses?: {
                [key: string]: {
                    [key: string]: {
                        [key: string]: components["schemas"]["OperationDurationStatistics"];
                    };
                };
            };
        };
        /** @description Counts and times of requests. */
        RequestsTelemetry: {
            /** @description Over REST. */
            rest: components["schemas"]["WebApiTelemetry"];
            /** @description Over gRPC. */
            grpc: components["schemas"]["GrpcTelemetry"];
        };
        /** @description Memory of the process, in bytes. */
        MemoryTelemetry: {
            /**
             * Format: uint
             * @description In pages that are in use.
             */
            active_bytes: number;
            /**
             * Format: uint
             * @description Given out by the allocator.
             */
            allocated_bytes: number;
            /**
             * Format: uint
             * @description For the allocator itself.
             */
            metadata_bytes: number;
            /**
             * Format: uint
             * @description In physical memory.
             */
            resident_bytes: number;
            /**
             * Format: uint
             * @description Kept by the allocator for later.
             */
            retained_bytes: number;
        };
        /** @description Work of a machine. */
        HardwareUsage: {
            /**
             * Format: uint
             * @description Compute units spent.
             */
            cpu: number;
            /**
             * Format: uint
             * @description Bytes read from payload storage.
             */
            payload_io_read: number;
            /**
             * Format: uint
             * @description Bytes written to payload storage.
             */
            payload_io_write: number;
            /**
             * Format: uint
             * @description Bytes read from payload indexes.
             */
            payload_index_io_read: number;
            /**
             * Format: uint
             * @description Bytes written to payload indexes.
             */
            payload_index_io_write: number;
            /**
             * Format: uint
             * @description Bytes read from vector storage.
             */
            vector_io_read: number;
            /**
             * Format: uint
             * @description Bytes written to vector storage.
             */
            vector_io_write: number;
        };
        /** @description Work spent for each collection. */
        HardwareTelemetry: {
            /** @description By name of the collection. */
            collection_data: {
                [key: string]: components["schemas"]["HardwareUsage"];
            };
        };
        /** @description Threads for searches. */
        SearchThreadPoolTelemetry: {
            /** @description How they are shared out. */
            mode: string;
            /**
             * Format: uint
             * @description Threads for work of the CPU.
             */
            high_cpu_threads: number;
            /**
             * Format: uint
             * @description Threads that wait for the disk.
             */
            high_io_threads: number;
        };
        /** @description Limits on the machine. What is left out is not limited. */
        QuotaConfig: {
            /**
             * @description Whether the limits apply.
             * @default false
             */
            enabled?: boolean;
            /**
             * Format: uint8
             * @description Writes that need memory are refused from this share of memory on, in percent.
             */
            max_resident_memory_percent?: number | null;
            /**
             * Format: uint8
             * @description Writes that need disk are refused from this share of the disk on, in percent.
             */
            max_disk_usage_percent?: number | null;
            /**
             * Format: uint8
             * @description How far, in percentage points, usage must fall below a limit before writes are taken again.
             */
            release_margin_percent?: number | null;
        };
        /** @description Which limits are exceeded. */
        QuotaExceeded: {
            /** @description Memory. */
            resident_memory?: boolean | null;
            /** @description Disk. */
            disk_usage?: boolean | null;
        };
        /** @description Limits on the machine. */
        QuotaTelemetry: {
            /** @description The limits. */
            config: components["schemas"]["QuotaConfig"];
            /** @description Which are exceeded. */
            exceeded: components["schemas"]["QuotaExceeded"];
        };
        /** @description What the server knows of itself. More with a higher `details_level`. */
        TelemetryData: {
            /** @description Identity of the process, new at each start. */
            id: string;
            /** @description The software and what it runs on. */
            app?: components["schemas"]["AppBuildTelemetry"] | null;
            /** @description The collections. */
            collections: components["schemas"]["CollectionsTelemetry"];
            /** @description State of the cluster. */
            cluster?: components["schemas"]["ClusterTelemetry"] | null;
            /** @description Counts and times of requests. */
            requests?: components["schemas"]["RequestsTelemetry"] | null;
            /** @description Memory of the process. */
            memory?: components["schemas"]["MemoryTelemetry"] | null;
            /** @description Work spent for each collection. */
            hardware?: components["schemas"]["HardwareTelemetry"] | null;
            /** @description Threads for searches. */
            search_pool?: components["schemas"]["SearchThreadPoolTelemetry"] | null;
            /** @description Limits on the machine. */
            quota?: components["schemas"]["QuotaTelemetry"] | null;
        };
        /**
         * @description `ok`: the request succeeded.
         * @enum {string}
         */
        AnswerStatus: "ok";
        /**
         * Format: double
         * @description Seconds the request took.
         */
        AnswerTime: number;
        /** @description Work of one model. */
        ModelUsage: {
            /**
             * Format: uint64
             * @description Tokens it has read.
             */
            tokens: number;
        };
        /** @description Work of models. */
        InferenceUsage: {
            /** @description By name of the model. */
            models: {
                [key: string]: components["schemas"]["ModelUsage"];
            };
        };
        /** @description What a request has cost. Given when `hardware_reporting` is on. */
        Usage: {
            /** @description Work of this machine. */
            hardware?: components["schemas"]["HardwareUsage"] | null;
            /** @description Work of models. */
            inference?: components["schemas"]["InferenceUsage"] | null;
        };
        /** @description What the request has cost, when `hardware_reporting` is on. */
        AnswerUsage: components["schemas"]["Usage"] | null;
        /** @description What a node uses. */
        QuotaUsage: {
            /**
             * Format: uint8
             * @description Share of memory the process holds, in percent.
             */
            resident_memory_percent?: number | null;
            /**
             * Format: uint8
             * @description Share of the disk of the storage that is full, in percent.
             */
            disk_usage_percent?: number | null;
        };
        /** @description What another node uses. */
        PeerQuotaUsage: {
            /** @description Whether it is over a limit. */
            exceeded: boolean;
            /**
             * Format: uint8
             * @description Share of memory its process holds, in percent.
             */
            resident_memory_percent?: number | null;
            /**
             * Format: uint8
             * @description Share of its disk that is full, in percent.
             */
            disk_usage_percent?: number | null;
        };
        /** @description Limits on the machine and how near they are. */
        QuotaStatus: {
            /** @description The limits. */
            config: components["schemas"]["QuotaConfig"];
            /** @description What this node uses now. */
            usage: components["schemas"]["QuotaUsage"];
            /** @description What other nodes use, by number. */
            peers?: {
                [key: string]: components["schemas"]["PeerQuotaUsage"];
            } | null;
        };
        /** @description State of the agreement among nodes. */
        RaftInfo: {
            /**
             * Format: uint64
             * @description Number of the present term.
             */
            term: number;
            /**
             * Format: uint64
             * @description Number of the last entry agreed upon.
             */
            commit: number;
            /**
             * Format: uint
             * @description Entries not yet applied on this node.
             */
            pending_operations: number;
            /**
             * Format: uint64
             * @description Number of the leading node.
             */
            leader?: number | null;
            /** @description Role of this node. */
            role?: components["schemas"]["StateRole"] | null;
            /** @description Whether this node has a vote. */
            is_voter: boolean;
        };
        /** @description Messages that did not get through to a node. */
        MessageSendErrors: {
            /**
             * Format: uint
             * @description How many.
             */
            count: number;
            /** @description The last error. */
            latest_error?: string | null;
            /**
             * Format: date-time
             * @description When that was.
             */
            latest_error_timestamp?: string | null;
        };
        /** @description Whether the node is part of a cluster, and how that stands. Always `disabled` here. */
        ClusterStatus: {
            /**
             * @description `disabled`: the node is by itself.
             * @enum {string}
             */
            status: "disabled";
        } | {
            /**
             * @description `enabled`: the node is part of a cluster.
             * @enum {string}
             */
            status: "enabled";
            /**
             * Format: uint64
             * @description Number of this node.
             */
            peer_id: number;
            /** @description All nodes, by number. */
            peers: {
                [key: string]: components["schemas"]["PeerInfo"];
            };
            /** @description State of the agreement among the nodes. */
            raft_info: components["schemas"]["RaftInfo"];
            /** @description State of the thread that works on it. */
            consensus_thread_status: components["schemas"]["ConsensusThreadStatus"];
            /** @description Messages that did not get through, by address. */
            message_send_failures: {
                [key: string]: components["schemas"]["MessageSendErrors"];
            };
        };
        /** @description One copy of a shard. */
        DistributedReplicaTelemetry: {
            /**
             * Format: uint64
             * @description Number of the node in its cluster.
             */
            peer_id: number;
            /** @description State within its set. */
            state: components["schemas"]["ReplicaState"];
            /** @description Traffic light of the copy. */
            status?: components["schemas"]["ShardStatus"] | null;
            /**
             * Format: uint
             * @description Points the optimizer has gone through since the start.
             */
            total_optimized_points?: number | null;
            /**
             * Format: uint
             * @description Bytes of vectors.
             */
            vectors_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Bytes of payloads.
             */
            payloads_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Points.
             */
            num_points?: number | null;
            /**
             * Format: uint
             * @description Vectors.
             */
            num_vectors?: number | null;
            /** @description Vectors, by name. */
            num_vectors_by_name?: {
                [key: string]: number;
            } | null;
            /** @description State of removing points that belong elsewhere. */
            shard_cleaning_status?: components["schemas"]["ShardCleanStatusTelemetry"] | null;
            /** @description State of partial snapshots. */
            partial_snapshot?: components["schemas"]["PartialSnapshotTelemetry"] | null;
        };
        /** @description A shard over all nodes. */
        DistributedShardTelemetry: {
            /**
             * Format: uint32
             * @description Number of the shard.
             */
            id: number;
            /** @description Its key, for custom sharding. */
            key?: components["schemas"]["ShardKey"] | null;
            /** @description Its copies. */
            replicas: components["schemas"]["DistributedReplicaTelemetry"][];
        };
        /** @description A collection over all nodes. */
        DistributedCollectionTelemetry: {
            /** @description Name of the collection. */
            id: string;
            /** @description Its shards. */
            shards?: components["schemas"]["DistributedShardTelemetry"][] | null;
            /** @description Changes of the number of shards in progress. */
            reshardings?: components["schemas"]["ReshardingInfo"][] | null;
            /** @description Shards on their way. */
            shard_transfers?: components["schemas"]["ShardTransferInfo"][] | null;
        };
        /** @description What a node says of itself. */
        DistributedPeerDetails: {
            /** @description Version of its software. */
            version: string;
            /** @description Its role. */
            role?: components["schemas"]["StateRole"] | null;
            /** @description Whether it has a vote. */
            is_voter: boolean;
            /**
             * Format: uint64
             * @description Number of its present term.
             */
            term: number;
            /**
             * Format: uint64
             * @description Number of the last entry it has agreed upon.
             */
            commit: number;
            /**
             * Format: uint64
             * @description Entries it has not yet applied.
             */
            num_pending_operations: number;
            /** @description State of the thread that works on agreement. */
            consensus_thread_status: components["schemas"]["ConsensusThreadStatus"];
        };
        /** @description A node as seen from here. */
        DistributedPeerInfo: {
            /** @description Its address. */
            uri: string;
            /** @description Whether it answered. */
            responsive: boolean;
            /** @description What it said of itself. */
            details?: components["schemas"]["DistributedPeerDetails"] | null;
        };
        /** @description Nodes of a cluster. */
        DistributedClusterTelemetry: {
            /** @description Whether the node is part of a cluster. */
            enabled: boolean;
            /**
             * Format: uint64
             * @description How many nodes there are.
             */
            number_of_peers?: number | null;
            /** @description The nodes, by number. */
            peers: {
                [key: string]: components["schemas"]["DistributedPeerInfo"];
            };
        };
        /** @description Telemetry of a whole cluster. */
        DistributedTelemetryData: {
            /** @description By name of the collection. */
            collections: {
                [key: string]: components["schemas"]["DistributedCollectionTelemetry"];
            };
            /** @description State of the nodes. */
            cluster?: components["schemas"]["DistributedClusterTelemetry"] | null;
        };
        /** @description A shard on this node. */
        LocalShardInfo: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /** @description Its key, for custom sharding. */
            shard_key?: components["schemas"]["ShardKey"] | null;
            /**
             * Format: uint
             * @description How many points it has.
             */
            points_count: number;
            /** @description Its state. */
            state: components["schemas"]["ReplicaState"];
        };
        /** @description A shard on another node. */
        RemoteShardInfo: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /** @description Its key, for custom sharding. */
            shard_key?: components["schemas"]["ShardKey"] | null;
            /**
             * Format: uint64
             * @description Number of the node in its cluster.
             */
            peer_id: number;
            /** @description Its state. */
            state: components["schemas"]["ReplicaState"];
        };
        /** @description Where the shards of a collection are. */
        CollectionClusterInfo: {
            /**
             * Format: uint64
             * @description Number of this node.
             */
            peer_id: number;
            /**
             * Format: uint
             * @description Number of shards.
             */
            shard_count: number;
            /** @description Shards on this node. */
            local_shards: components["schemas"]["LocalShardInfo"][];
            /** @description Shards on other nodes. */
            remote_shards: components["schemas"]["RemoteShardInfo"][];
            /** @description Shards on their way. */
            shard_transfers: components["schemas"]["ShardTransferInfo"][];
            /** @description Changes of the number of shards in progress. */
            resharding_operations?: components["schemas"]["ReshardingInfo"][] | null;
        };
        /** @description A shard to move. */
        MoveShard: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Node that receives.
             */
            to_peer_id: number;
            /**
             * Format: uint64
             * @description Node that sends.
             */
            from_peer_id: number;
            /** @description How the data travels. The server chooses when left out. */
            method?: components["schemas"]["ShardTransferMethod"] | null;
        };
        /** @description Moves a shard to another node. */
        MoveShardOperation: {
            /** @description Which and where. */
            move_shard: components["schemas"]["MoveShard"];
        };
        /** @description A shard to copy. */
        ReplicateShard: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Node that receives.
             */
            to_peer_id: number;
            /**
             * Format: uint64
             * @description Node that sends.
             */
            from_peer_id: number;
            /** @description How the data travels. The server chooses when left out. */
            method?: components["schemas"]["ShardTransferMethod"] | null;
        };
        /** @description Copies a shard to another node. */
        ReplicateShardOperation: {
            /** @description Which and where. */
            replicate_shard: components["schemas"]["ReplicateShard"];
        };
        /** @description A transfer to call off. */
        AbortShardTransfer: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Node that receives.
             */
            to_peer_id: number;
            /**
             * Format: uint64
             * @description Node that sends.
             */
            from_peer_id: number;
        };
        /** @description Calls a transfer off. */
        AbortTransferOperation: {
            /** @description Which one. */
            abort_transfer: components["schemas"]["AbortShardTransfer"];
        };
        /** @description A copy of a shard. */
        Replica: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Number of the node in its cluster.
             */
            peer_id: number;
        };
        /** @description Removes a copy of a shard. */
        DropReplicaOperation: {
            /** @description Which one. */
            drop_replica: components["schemas"]["Replica"];
        };
        /** @description A shard key to create. */
        CreateShardingKey: {
            /** @description The key. */
            shard_key: components["schemas"]["ShardKey"];
            /**
             * Format: uint32
             * @description Number of shards it gets. Default: that of the collection.
             */
            shards_number?: number | null;
            /**
             * Format: uint32
             * @description Copies of each of its shards. Default: that of the collection.
             */
            replication_factor?: number | null;
            /** @description Nodes its shards go to. All by default. */
            placement?: number[] | null;
            /** @description State its shards start in. Default `Active`. */
            initial_state?: components["schemas"]["ReplicaState"] | null;
        };
        /** @description Creates a shard key. */
        CreateShardingKeyOperation: {
            /** @description The key and its parameters. */
            create_sharding_key: components["schemas"]["CreateShardingKey"];
        };
        /** @description A shard key to remove, with all its points. */
        DropShardingKey: {
            /** @description The key. */
            shard_key: components["schemas"]["ShardKey"];
        };
        /** @description Removes a shard key with its points. */
        DropShardingKeyOperation: {
            /** @description The key. */
            drop_sharding_key: components["schemas"]["DropShardingKey"];
        };
        /** @description A transfer to start again. */
        RestartTransfer: {
            /**
             * Format: uint32
             * @description Number of the shard within the collection.
             */
            shard_id: number;
            /**
             * Format: uint64
             * @description Node that sends.
             */
            from_peer_id: number;
            /**
             * Format: uint64
             * @description Node that receives.
             */
            to_peer_id: number;
            /** @description How the data travels. The server chooses when left out. */
            method: components["schemas"]["ShardTransferMethod"];
        };
        /** @description Starts a transfer again, perhaps by another method. */
        RestartTransferOperation: {
            /** @description Which one and how. */
            restart_transfer: components["schemas"]["RestartTransfer"];
        };
        /** @description A change of the number of shards. */
        StartResharding: {
            /** @description More or fewer. */
            direction: components["schemas"]["ReshardingDirection"];
            /**
             * Format: uint64
             * @description Node for the new shard. Chosen when left out.
             */
            peer_id?: number | null;
            /** @description Key whose shards are changed, for custom sharding. */
            shard_key?: components["schemas"]["ShardKey"] | null;
        };
        /** @description Begins to change the number of shards. */
        StartReshardingOperation: {
            /** @description Direction and place. */
            start_resharding: components["schemas"]["StartResharding"];
        };
        /** @description An empty object. */
        AbortResharding: {
            [key: string]: unknown;
        };
        /** @description Calls a change of the number of shards off. */
        AbortReshardingOperation: {
            /** @description An empty object. */
            abort_resharding: components["schemas"]["AbortResharding"];
        };
        /** @description A string, a whole number or a truth value. Numbers are compared exactly, also beyond 2^53. */
        ValueVariants: string | (number | bigint) | boolean;
        /** @description Equal to a value. */
        MatchValue: {
            /** @description The value. */
            value: components["schemas"]["ValueVariants"];
        };
        /** @description All words of the text occur. With a `text` index by its tokens, without as a part of the string, case counting. */
        MatchText: {
            /** @description The words. */
            text: string;
        };
        /** @description At least one word of the text occurs. */
        MatchTextAny: {
            /** @description The words. */
            text_any: string;
        };
        /** @description The words occur one after another, in this order. Needs a `text` index with `phrase_matching` to go by words. */
        MatchPhrase: {
            /** @description The words. */
            phrase: string;
        };
        /** @description The string begins with this. */
        MatchPrefix: {
            /** @description The beginning. */
            prefix: string;
        };
        /** @description Strings, or whole numbers. */
        AnyVariants: string[] | (number | bigint)[];
        /** @description Equal to one of several values. */
        MatchAny: {
            /** @description The values, all strings or all whole numbers. */
            any: components["schemas"]["AnyVariants"];
        };
        /** @description There is a value, and it is none of these. */
        MatchExcept: {
            /** @description The values, all strings or all whole numbers. */
            except: components["schemas"]["AnyVariants"];
        };
        /** @description How a value is compared, told by its key. */
        Match: components["schemas"]["MatchValue"] | components["schemas"]["MatchText"] | components["schemas"]["MatchTextAny"] | components["schemas"]["MatchPhrase"] | components["schemas"]["MatchPrefix"] | components["schemas"]["MatchAny"] | components["schemas"]["MatchExcept"];
        /** @description A range of numbers. Bounds left out are open. */
        Range: {
            /**
             * Format: double
             * @description Below this.
             */
            lt?: number | null;
            /**
             * Format: double
             * @description Above this.
             */
            gt?: number | null;
            /**
             * Format: double
             * @description This or above.
             */
            gte?: number | null;
            /**
             * Format: double
             * @description This or below.
             */
            lte?: number | null;
        };
        /** @description A range of moments, in RFC 3339; without a zone they are read as UTC. Bounds left out are open. */
        DatetimeRange: {
            /**
             * Format: date-time
             * @description Below this.
             */
            lt?: string | null;
            /**
             * Format: date-time
             * @description Above this.
             */
            gt?: string | null;
            /**
             * Format: date-time
             * @description This or above.
             */
            gte?: string | null;
            /**
             * Format: date-time
             * @description This or below.
             */
            lte?: string | null;
        };
        /** @description A range of numbers or of moments. */
        RangeInterface: components["schemas"]["Range"] | components["schemas"]["DatetimeRange"];
        /** @description A place on the earth, in degrees. */
        GeoPoint: {
            /**
             * Format: double
             * @description Longitude, from -180 to 180.
             */
            lon: number;
            /**
             * Format: double
             * @description Latitude, from -90 to 90.
             */
            lat: number;
        };
        /** @description A rectangle on the map. It may cross the date line: then its left edge has the greater longitude. */
        GeoBoundingBox: {
            /** @description North-western corner. */
            top_left: components["schemas"]["GeoPoint"];
            /** @description South-eastern corner. */
            bottom_right: components["schemas"]["GeoPoint"];
        };
        /** @description A circle on the earth. */
        GeoRadius: {
            /** @description Its middle. */
            center: components["schemas"]["GeoPoint"];
            /**
             * Format: double
             * @description Its radius in metres.
             */
            radius: number;
        };
        /** @description A closed line: at least four places, the last equal to the first. */
        GeoLineString: {
            /** @description The places in order. */
            points: components["schemas"]["GeoPoint"][];
        };
        /** @description An area with holes. */
        GeoPolygon: {
            /** @description Its outline. */
            exterior: components["schemas"]["GeoLineString"];
            /** @description Outlines of holes. */
            interiors?: components["schemas"]["GeoLineString"][] | null;
        };
        /** @description How many values a field has. A single value counts 1, a missing field 0. */
        ValuesCount: {
            /**
             * Format: uint
             * @description Fewer than this.
             */
            lt?: number | null;
            /**
             * Format: uint
             * @description More than this.
             */
            gt?: number | null;
            /**
             * Format: uint
             * @description This many or more.
             */
            gte?: number | null;
            /**
             * Format: uint
             * @description This many or fewer.
             */
            lte?: number | null;
        };
        /** @description A condition on the values at a path. A list of values meets it when one of them does. At least one test must be given; several must all hold. */
        FieldCondition: {
            /**
             * Format: json-path
             * @description Path of the field, as `a.b` or `a[].b`; keys with other characters in quotes.
             */
            key: string;
            /** @description The value equals, contains or begins with something. */
            match?: components["schemas"]["Match"] | null;
            /** @description The value lies between numbers or moments. */
            range?: components["schemas"]["RangeInterface"] | null;
            /** @description The place lies in a rectangle. */
            geo_bounding_box?: components["schemas"]["GeoBoundingBox"] | null;
            /** @description The place lies within a circle. */
            geo_radius?: components["schemas"]["GeoRadius"] | null;
            /** @description The place lies within a polygon. */
            geo_polygon?: components["schemas"]["GeoPolygon"] | null;
            /** @description How many values there are. */
            values_count?: components["schemas"]["ValuesCount"] | null;
            /** @description Whether the field is missing, `null` or `[]`. */
            is_empty?: boolean | null;
            /** @description Whether the field is `null`. */
            is_null?: boolean | null;
        };
        /** @description A payload field. */
        PayloadField: {
            /**
             * Format: json-path
             * @description Its path, as `a.b` or `a[].b`.
             */
            key: string;
        };
        /** @description The field is missing, `null` or `[]`. */
        IsEmptyCondition: {
            /** @description Which field. */
            is_empty: components["schemas"]["PayloadField"];
        };
        /** @description The field is there and `null`. */
        IsNullCondition: {
            /** @description Which field. */
            is_null: components["schemas"]["PayloadField"];
        };
        /** @description Id of a point: a whole number from 0 to 2^64 - 1, or a UUID. UUIDs are taken with hyphens, without, in braces or as `urn:uuid:`, in any case, and come back in lower case with hyphens. A number in quotes is not an id. */
        ExtendedPointId: (number | bigint) | string;
        /** @description The id is one of these. */
        HasIdCondition: {
            /** @description The ids. */
            has_id: components["schemas"]["ExtendedPointId"][];
        };
        /** @description The point has this vector. */
        HasVectorCondition: {
            /** @description Name of the vector; the unnamed one is `""`. */
            has_vector: string;
        };
        /** @description One of `total` parts that do not overlap and cover everything, for parallel reads and samples. The part of an id is SipHash-2-4 of its bytes (key zero) modulo `total`, the same everywhere and for good. */
        Slice: {
            /**
             * Format: uint32
             * @description How many parts there are.
             */
            total: number;
            /**
             * Format: uint32
             * @description Which one, counted from 0; below `total`.
             */
            index: number;
        };
        /** @description The point belongs to one of several equal parts of all ids. */
        SliceCondition: {
            /** @description Which part of how many. */
            slice: components["schemas"]["Slice"];
        };
        /** @description Conditions a point must meet, joined by their roles. All roles that are given must hold at once. A role may be one condition or a list. */
        Filter: {
            /** @description At least one of these must hold. */
            should?: components["schemas"]["Condition"] | components["schemas"]["Condition"][] | null;
            /** @description At least some number of these must hold. */
            min_should?: components["schemas"]["MinShould"] | null;
            /** @description All of these must hold. */
            must?: components["schemas"]["Condition"] | components["schemas"]["Condition"][] | null;
            /** @description None of these may hold. */
            must_not?: components["schemas"]["Condition"] | components["schemas"]["Condition"][] | null;
        };
        /** @description A filter on the elements of a list of objects. */
        Nested: {
            /**
             * Format: json-path
             * @description Path of the list.
             */
            key: string;
            /** @description What one element must meet; paths start at the element. */
            filter: components["schemas"]["Filter"];
        };
        /** @description One element of a list of objects meets all of a filter by itself. */
        NestedCondition: {
            /** @description List and filter. */
            nested: components["schemas"]["Nested"];
        };
        /** @description One condition, told by its key, or a filter within the filter. */
        Condition: components["schemas"]["FieldCondition"] | components["schemas"]["IsEmptyCondition"] | components["schemas"]["IsNullCondition"] | components["schemas"]["HasIdCondition"] | components["schemas"]["HasVectorCondition"] | components["schemas"]["SliceCondition"] | components["schemas"]["NestedCondition"] | components["schemas"]["Filter"];
        /** @description A number of conditions that must hold. */
        MinShould: {
            /** @description The conditions. */
            conditions: components["schemas"]["Condition"][];
            /**
             * Format: uint
             * @description How many of them must hold, at least.
             */
            min_count: number;
        };
        /** @description Points to copy. */
        ReplicatePoints: {
            /** @description Which points. All when left out. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Key they are under. */
            from_shard_key: components["schemas"]["ShardKey"];
            /** @description Key they go to. */
            to_shard_key: components["schemas"]["ShardKey"];
        };
        /** @description Copies points from one shard key to another. */
        ReplicatePointsOperation: {
            /** @description Which and where. */
            replicate_points: components["schemas"]["ReplicatePoints"];
        };
        /** @description A change to the shards of a collection, told by its key. */
        ClusterOperations: components["schemas"]["MoveShardOperation"] | components["schemas"]["ReplicateShardOperation"] | components["schemas"]["AbortTransferOperation"] | components["schemas"]["DropReplicaOperation"] | components["schemas"]["CreateShardingKeyOperation"] | components["schemas"]["DropShardingKeyOperation"] | components["schemas"]["RestartTransferOperation"] | components["schemas"]["StartReshardingOperation"] | components["schemas"]["AbortReshardingOperation"] | components["schemas"]["ReplicatePointsOperation"];
        /** @description A collection in a list. */
        CollectionDescription: {
            /** @description Name of the collection. */
            name: string;
        };
        /** @description The collections that exist, as far as the caller may see them. */
        CollectionsResponse: {
            /** @description One entry for each collection, without order. */
            collections: components["schemas"]["CollectionDescription"][];
        };
        /**
         * @description `green`: all is done. `yellow`: the optimizer is at work. `grey`: work is pending and will start with the next write. `red`: something failed, see `optimizer_status`.
         * @enum {string}
         */
        CollectionStatus: "green" | "yellow" | "grey" | "red";
        /** @description A remark about a collection. */
        CollectionWarning: {
            /** @description The remark, for a human reader. */
            message: string;
        };
        /** @description All settings of a collection, defaults filled in. */
        CollectionConfig: {
            /** @description Vectors, shards and replication. */
            params: components["schemas"]["CollectionParams"];
            /** @description Parameters of the graph index. */
            hnsw_config: components["schemas"]["HnswConfig"];
            /** @description When segments are merged, indexed and cleaned. */
            optimizer_config: components["schemas"]["OptimizersConfig"];
            /** @description Size and number of the files of the write-ahead log. */
            wal_config?: components["schemas"]["WalConfig"] | null;
            /**
             * @description How vectors are compressed for faster search. None means no compression.
             * @default null
             */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            /** @description Limits on what requests may ask for. Left out when never set. */
            strict_mode_config?: components["schemas"]["StrictModeConfigOutput"] | null;
            /** @description Free data of the application about this collection. Left out when never set. */
            metadata?: components["schemas"]["Payload"] | null;
        };
        /** @description Writes on their way. */
        UpdateQueueInfo: {
            /**
             * Format: uint
             * @description Writes that are accepted but not yet applied.
             */
            length: number;
            /**
             * Format: uint
             * @description Points that are stored but not shown to searches until the optimizer has indexed them.
             */
            deferred_points?: number | null;
        };
        /** @description State, counts and settings of one collection. */
        CollectionInfo: {
            /** @description Traffic light of the whole collection, the worst of its shards. */
            status: components["schemas"]["CollectionStatus"];
            /** @description Whether the background work is healthy. */
            optimizer_status: components["schemas"]["OptimizersStatus"];
            /** @description Remarks about settings that hurt, such as an index that cannot be used. Left out when there are none. */
            warnings?: components["schemas"]["CollectionWarning"][];
            /**
             * Format: uint
             * @description How many vectors a vector index covers. Approximate while work is going on; a point with several vectors counts several times.
             */
            indexed_vectors_count?: number | null;
            /**
             * Format: uint
             * @description How many points there are, deleted ones excluded. Approximate while the optimizer moves points.
             */
            points_count?: number | null;
            /**
             * Format: uint
             * @description How many segments all shards together have. Depends on the number of CPUs and grows and shrinks by itself.
             */
            segments_count: number;
            /** @description The settings in force, defaults filled in. */
            config: components["schemas"]["CollectionConfig"];
            /** @description The payload indexes, by path of the field. */
            payload_schema: {
                [key: string]: components["schemas"]["PayloadIndexInfo"];
            };
            /** @description Writes that are accepted but not yet applied. */
            update_queue?: components["schemas"]["UpdateQueueInfo"] | null;
        };
        /** @description Files of the write-ahead log of a shard; what is left out keeps its default. */
        WalConfigDiff: {
            /**
             * Format: uint
             * @description Size of one file in megabytes. Default 32.
             */
            wal_capacity_mb?: number | null;
            /**
             * Format: uint
             * @description How many files to create before they are needed. Default 0.
             */
            wal_segments_ahead?: number | null;
            /**
             * Format: uint
             * @description How many files to keep after everything in them is on disk elsewhere. Default 1.
             */
            wal_retain_closed?: number | null;
        };
        /**
         * @description `auto`: choose by load.
         * @enum {string}
         */
        MaxOptimizationThreadsSetting: "auto";
        /** @description A number of optimizations, or `auto` to choose by load. */
        MaxOptimizationThreads: components["schemas"]["MaxOptimizationThreadsSetting"] | number;
        /** @description Settings of the optimizer; what is left out keeps its default or its present value. Sizes are in kilobytes of vector data: 256 float32 numbers are one. */
        OptimizersConfigDiff: {
            /**
             * Format: double
             * @description A segment is cleaned when this share of its vectors is deleted, from 0 to 1. Default 0.2.
             */
            deleted_threshold?: number | null;
            /**
             * Format: uint
             * @description Segments with fewer vectors are not cleaned. Default 1000.
             */
            vacuum_min_vector_number?: number | null;
            /**
             * Format: uint
             * @description How many segments to aim for. Default 0, which takes the number of CPUs.
             */
            default_segment_number?: number | null;
            /**
             * Format: uint
             * @description Segments are not merged beyond this many kilobytes. Derived from the number of CPUs when left out.
             */
            max_segment_size?: number | null;
            /**
             * Format: uint
             * @description Older setting: from this many kilobytes on, vectors of a segment are mapped from disk.
             */
            memmap_threshold?: number | null;
            /**
             * Format: uint
             * @description From this many kilobytes on, a segment gets a graph index. 0 switches indexing off. Default 10000.
             */
            indexing_threshold?: number | null;
            /**
             * Format: uint64
             * @description Longest time, in seconds, between forced writes of changed data to disk. Default 5.
             */
            flush_interval_sec?: number | null;
            /** @description How many optimizations may run at once for a shard: a number, or `auto`. 0 stops them. */
            max_optimization_threads?: components["schemas"]["MaxOptimizationThreads"] | null;
            /**
             * @description Hide points from searches until they are indexed, so that searches stay fast during bulk loads.
             * @default null
             */
            prevent_unoptimized?: boolean | null;
        };
        /** @description Limit for one multivector. */
        StrictModeMultivector: {
            /**
             * Format: uint
             * @description Most vectors in one value.
             */
            max_vectors?: number | null;
        };
        /** @description Limits for multivectors, by name of the vector. */
        StrictModeMultivectorConfig: {
            [key: string]: components["schemas"]["StrictModeMultivector"];
        };
        /** @description Limit for one sparse vector. */
        StrictModeSparse: {
            /**
             * Format: uint
             * @description Most entries in one value.
             */
            max_length?: number | null;
        };
        /** @description Limits for sparse vectors, by name of the vector. */
        StrictModeSparseConfig: {
            [key: string]: components["schemas"]["StrictModeSparse"];
        };
        /** @description Limits on requests, so that one client cannot bring the service down. What is left out is not limited. */
        StrictModeConfig: {
            /** @description Whether the limits apply. */
            enabled?: boolean | null;
            /**
             * Format: uint
             * @description Largest `limit` of a request that has no limit of its own kind.
             */
            max_query_limit?: number | null;
            /**
             * Format: uint
             * @description Largest `timeout` of a request, in seconds.
             */
            max_timeout?: number | null;
            /** @description Whether reads may filter on fields without an index. */
            unindexed_filtering_retrieve?: boolean | null;
            /** @description Whether writes may select points by fields without an index. */
            unindexed_filtering_update?: boolean | null;
            /**
             * Format: uint
             * @description Largest `hnsw_ef` of a search.
             */
            search_max_hnsw_ef?: number | null;
            /** @description Whether searches may ask for `exact`. */
            search_allow_exact?: boolean | null;
            /**
             * Format: double
             * @description Largest `oversampling` of a search in quantized vectors.
             */
            search_max_oversampling?: number | null;
            /**
             * Format: uint
             * @description Most points in one upsert.
             */
            upsert_max_batchsize?: number | null;
            /**
             * Format: uint
             * @description Most searches in one batch.
             */
            search_max_batchsize?: number | null;
            /**
             * Format: uint
             * @description Most bytes of vectors in the collection, copies not counted.
             */
            max_collection_vector_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Most reads a minute for each copy of a shard.
             */
            read_rate_limit?: number | null;
            /**
             * Format: uint
             * @description Most writes a minute for each copy of a shard.
             */
            write_rate_limit?: number | null;
            /**
             * Format: uint
             * @description Most bytes of payload in the collection.
             */
            max_collection_payload_size_bytes?: number | null;
            /**
             * Format: uint
             * @description Most points in the collection. Checked against a count that lags a little.
             */
            max_points_count?: number | null;
            /**
             * Format: uint
             * @description Most conditions in one filter.
             */
            filter_max_conditions?: number | null;
            /**
             * Format: uint
             * @description Most values in one condition, such as those of `match.any`.
             */
            condition_max_size?: number | null;
            /** @description Limits for multivectors, by name of the vector. */
            multivector_config?: components["schemas"]["StrictModeMultivectorConfig"] | null;
            /** @description Limits for sparse vectors, by name of the vector. */
            sparse_config?: components["schemas"]["StrictModeSparseConfig"] | null;
            /**
             * Format: uint
             * @description Most payload indexes in the collection.
             */
            max_payload_index_count?: number | null;
            /**
             * Format: uint8
             * @description Writes that need memory are refused while the process holds more than this share of the machine's memory, in percent.
             */
            max_resident_memory_percent?: number | null;
        };
        /** @description What a new collection looks like. Everything has a default; a collection without any vector is allowed. */
        CreateCollection: {
            /** @description The dense vectors: the parameters of one unnamed vector, or a map of named ones. */
            vectors?: components["schemas"]["VectorsConfig"];
            /**
             * Format: uint32
             * @description Number of shards. Default 1; with custom sharding the number of shards a new key gets.
             * @default null
             */
            shard_number?: number | null;
            /**
             * @description How points are spread over shards. Default `auto`.
             * @default null
             */
            sharding_method?: components["schemas"]["ShardingMethod"] | null;
            /**
             * Format: uint32
             * @description On how many nodes each shard is kept. Default 1.
             * @default null
             */
            replication_factor?: number | null;
            /**
             * Format: uint32
             * @description How many copies must confirm a write. Default 1.
             * @default null
             */
            write_consistency_factor?: number | null;
            /**
             * @description Older switch: leave payloads on disk and read them when needed. Default `true`. Superseded by `payload.memory`.
             * @default null
             */
            on_disk_payload?: boolean | null;
            /**
             * @description Where payloads are held.
             * @default null
             */
            payload?: components["schemas"]["PayloadStorageParams"] | null;
            /** @description Parameters of the graph index, for all vectors that do not set their own. */
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            /** @description Size and number of the files of the write-ahead log. Fixed at creation. */
            wal_config?: components["schemas"]["WalConfigDiff"] | null;
            /** @description When segments are merged, indexed and cleaned. */
            optimizers_config?: components["schemas"]["OptimizersConfigDiff"] | null;
            /**
             * @description How vectors are compressed, for all vectors that do not set their own.
             * @default null
             */
            quantization_config?: components["schemas"]["QuantizationConfig"] | null;
            /** @description The sparse vectors, by name. */
            sparse_vectors?: {
                [key: string]: components["schemas"]["SparseVectorParams"];
            } | null;
            /** @description Limits on what requests may ask for. */
            strict_mode_config?: components["schemas"]["StrictModeConfig"] | null;
            /** @description Free data of the application, stored with the collection and kept in snapshots. */
            metadata?: components["schemas"]["Payload"] | null;
        };
        /**
         * @description `Disabled`: no compression.
         * @enum {string}
         */
        Disabled: "Disabled";
        /** @description A new compression, or `Disabled` to switch it off. */
        QuantizationConfigDiff: components["schemas"]["ScalarQuantization"] | components["schemas"]["ProductQuantization"] | components["schemas"]["BinaryQuantization"] | components["schemas"]["TurboQuantization"] | components["schemas"]["Disabled"];
        /** @description Changes to one dense vector. */
        VectorParamsDiff: {
            /** @description Changes to the graph index of this vector. */
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            /** @description A new compression of this vector, or `Disabled`. */
            quantization_config?: components["schemas"]["QuantizationConfigDiff"] | null;
            /** @description Older switch for the place of the data: `true` leaves it on disk, `false` brings it into memory. Superseded by `memory`, which wins when both are given. */
            on_disk?: boolean | null;
            /** @description Where the data is held while the collection is open. It is on disk in any case. */
            memory?: components["schemas"]["Memory"] | null;
        };
        /** @description Changes to dense vectors, by name; the unnamed vector is `""`. A name that does not exist is refused. */
        VectorsConfigDiff: {
            [key: string]: components["schemas"]["VectorParamsDiff"];
        };
        /** @description Changes to replication and payload storage. */
        CollectionParamsDiff: {
            /**
             * Format: uint32
             * @description On how many nodes each shard is kept. Stored and answered here, where there is one node.
             */
            replication_factor?: number | null;
            /**
             * Format: uint32
             * @description How many copies must confirm a write before it is acknowledged. Stored and answered here, where there is one copy.
             */
            write_consistency_factor?: number | null;
            /**
             * Format: uint32
             * @description Ask this many more copies of a shard at the same time and take the fastest answer.
             */
            read_fan_out_factor?: number | null;
            /**
             * Format: uint64
             * @description Wait this many milliseconds for the first copy before asking others.
             */
            read_fan_out_delay_ms?: number | null;
            /**
             * @description Older switch: leave payloads on disk and read them when needed. Superseded by `payload.memory`.
             * @default null
             */
            on_disk_payload?: boolean | null;
            /** @description Where payloads are held. */
            payload?: components["schemas"]["PayloadStorageParams"] | null;
        };
        /** @description Sparse vectors, by name. */
        SparseVectorsConfig: {
            [key: string]: components["schemas"]["SparseVectorParams"];
        };
        /** @description Changes to a collection. What is left out stays as it is. */
        UpdateCollection: {
            /** @description Changes to dense vectors, by name; the unnamed vector is `""`. */
            vectors?: components["schemas"]["VectorsConfigDiff"] | null;
            /** @description Changes to the optimizer. Field by field; the rest stays. */
            optimizers_config?: components["schemas"]["OptimizersConfigDiff"] | null;
            /** @description Changes to replication and payload storage. */
            params?: components["schemas"]["CollectionParamsDiff"] | null;
            /** @description Changes to the graph index. Segments that do not fit any more are rebuilt. */
            hnsw_config?: components["schemas"]["HnswConfigDiff"] | null;
            /**
             * @description A new compression, or `Disabled` to switch it off.
             * @default null
             */
            quantization_config?: components["schemas"]["QuantizationConfigDiff"] | null;
            /** @description Changes to sparse vectors, by name. */
            sparse_vectors?: components["schemas"]["SparseVectorsConfig"] | null;
            /** @description Changes to the limits. Field by field; the rest stays. */
            strict_mode_config?: components["schemas"]["StrictModeConfig"] | null;
            /** @description Merged into the metadata key by key; a key given as `null` is removed. */
            metadata?: components["schemas"]["Payload"] | null;
        };
        /** @description Whether there is such a collection. */
        CollectionExistence: {
            /** @description `true` when there is a collection or an alias of that name. */
            exists: boolean;
        };
        /**
         * @description How writes of several nodes are ordered. `weak`: as they come. `medium`: through one node that may change. `strong`: through one fixed node. On one node all three are the same.
         * @enum {string}
         */
        WriteOrdering: "weak" | "medium" | "strong";
        /** @description Parameters of a dense vector that is added later. */
        DenseVectorConfig: {
            /**
             * Format: uint
             * @description Number of dimensions.
             */
            size: number;
            /** @description How two vectors are compared. */
            distance: components["schemas"]["Distance"];
            /** @description Makes each value a list of vectors; says how two lists are compared. */
            multivector_config?: components["schemas"]["MultiVectorConfig"] | null;
            /** @description How numbers are stored. Default `float32`. */
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
        };
        /** @description A dense vector to add. */
        DenseVectorNameConfig: {
            /** @description Its parameters. */
            dense: components["schemas"]["DenseVectorConfig"];
        };
        /** @description Parameters of a sparse vector that is added later. */
        SparseVectorConfig: {
            /** @description Correction of the scores by how rare each dimension is. */
            modifier?: components["schemas"]["Modifier"] | null;
            /** @description How numbers are stored in the index. Default `float32`. */
            datatype?: components["schemas"]["VectorStorageDatatype"] | null;
        };
        /** @description A sparse vector to add. */
        SparseVectorNameConfig: {
            /** @description Its parameters. */
            sparse: components["schemas"]["SparseVectorConfig"];
        };
        /** @description What a vector that is added to a collection looks like: dense or sparse. */
        VectorNameConfig: components["schemas"]["DenseVectorNameConfig"] | components["schemas"]["SparseVectorNameConfig"];
        /**
         * @description `acknowledged`: safely logged, will be applied. `completed`: applied, reads see it. `wait_timeout`: logged, but not applied before the time ran out.
         * @enum {string}
         */
        UpdateStatus: "acknowledged" | "completed" | "wait_timeout";
        /** @description What became of a write. */
        UpdateResult: {
            /**
             * Format: uint64
             * @description Number of the write in its shard, counting up; the version of the points it touched. Left out when nothing was written.
             */
            operation_id?: number | null;
            /** @description How far it got. */
            status: components["schemas"]["UpdateStatus"];
        };
        /** @description Counts of waiting work. */
        OptimizationsSummary: {
            /**
             * Format: uint
             * @description How many optimizations wait.
             */
            queued_optimizations: number;
            /**
             * Format: uint
             * @description How many segments they would read.
             */
            queued_segments: number;
            /**
             * Format: uint
             * @description How many points those segments hold.
             */
            queued_points: number;
            /**
             * Format: uint
             * @description How many segments need nothing.
             */
            idle_segments: number;
        };
        /** @description A segment as the optimizer sees it. */
        OptimizationSegmentInfo: {
            /**
             * Format: uuid
             * @description Identity of the segment, also the name of its directory.
             */
            uuid: string;
            /**
             * Format: uint
             * @description How many points it holds.
             */
            points_count: number;
        };
        /** @description A step of longer work, with the steps it consists of. */
        ProgressTree: {
            /** @description What is done in this step. */
            name: string;
            /**
             * Format: date-time
             * @description When it began. Left out while it has not.
             */
            started_at?: string | null;
            /**
             * Format: date-time
             * @description When it ended. Left out while it has not.
             */
            finished_at?: string | null;
            /**
             * Format: double
             * @description How long a finished step took, in seconds.
             */
            duration_sec?: number | null;
            /**
             * Format: uint64
             * @description Units of work done.
             */
            done?: number | null;
            /**
             * Format: uint64
             * @description Units of work there are in all, when known.
             */
            total?: number | null;
            /** @description The steps within this one. */
            children?: components["schemas"]["ProgressTree"][];
        };
        /** @description One run of an optimizer. */
        Optimization: {
            /**
             * Format: uuid
             * @description Identity of the run.
             */
            uuid: string;
            /** @description Which one: `indexing`, `merge`, `vacuum` and so on. */
            optimizer: string;
            /** @description How it stands. */
            status: components["schemas"]["TrackerStatus"];
            /** @description The segments it reads. */
            segments: components["schemas"]["OptimizationSegmentInfo"][];
            /** @description Its steps, with times and counts. */
            progress: components["schemas"]["ProgressTree"];
        };
        /** @description An optimization that waits. */
        PendingOptimization: {
            /** @description Which optimizer will run. */
            optimizer: string;
            /** @description The segments it will read. */
            segments: components["schemas"]["OptimizationSegmentInfo"][];
        };
        /** @description What the optimizer does, will do and has done. */
        OptimizationsResponse: {
            /** @description Counts of what is waiting. */
            summary: components["schemas"]["OptimizationsSummary"];
            /** @description At work now. */
            running: components["schemas"]["Optimization"][];
            /** @description Waiting for a free slot. Given when asked for with `with=queued`. */
            queued?: components["schemas"]["PendingOptimization"][] | null;
            /** @description Done lately, the last first. Given when asked for with `with=completed`. */
            completed?: components["schemas"]["Optimization"][] | null;
            /** @description Segments that need nothing. Given when asked for with `with=idle_segments`. */
            idle_segments?: components["schemas"]["OptimizationSegmentInfo"][] | null;
        };
        /** @description A new alias. */
        CreateAlias: {
            /** @description The collection it stands for. Must exist. */
            collection_name: string;
            /** @description Its name. Must not be that of a collection. */
            alias_name: string;
        };
        /** @description Creates an alias, or points an existing one elsewhere. */
        CreateAliasOperation: {
            /** @description Name and target. */
            create_alias: components["schemas"]["CreateAlias"];
        };
        /** @description The alias to remove. */
        DeleteAlias: {
            /** @description Its name. */
            alias_name: string;
        };
        /** @description Removes an alias. One that does not exist is no error. */
        DeleteAliasOperation: {
            /** @description Which one. */
            delete_alias: components["schemas"]["DeleteAlias"];
        };
        /** @description The alias to rename. */
        RenameAlias: {
            /** @description Present name. */
            old_alias_name: string;
            /** @description Name it gets. */
            new_alias_name: string;
        };
        /** @description Gives an alias another name, taking the place of one that has it. */
        RenameAliasOperation: {
            /** @description Old and new name. */
            rename_alias: components["schemas"]["RenameAlias"];
        };
        /** @description One change to an alias. */
        AliasOperations: components["schemas"]["CreateAliasOperation"] | components["schemas"]["DeleteAliasOperation"] | components["schemas"]["RenameAliasOperation"];
        /** @description Changes to aliases, applied in order. What was applied before one that fails stays applied. */
        ChangeAliasesOperation: {
            /** @description The changes. */
            actions: components["schemas"]["AliasOperations"][];
        };
        /** @description An alias. */
        AliasDescription: {
            /** @description Its name. */
            alias_name: string;
            /** @description The collection it stands for. */
            collection_name: string;
        };
        /** @description Aliases that exist. */
        CollectionsAliasesResponse: {
            /** @description One entry for each alias. */
            aliases: components["schemas"]["AliasDescription"][];
        };
        /** @description Type of an indexed field, alone or with parameters. */
        PayloadFieldSchema: components["schemas"]["PayloadSchemaType"] | components["schemas"]["PayloadSchemaParams"];
        /** @description A payload index to create. */
        CreateFieldIndex: {
            /**
             * Format: json-path
             * @description Path of the field, as `a.b` or `a[].b`.
             */
            field_name: string;
            /** @description Type of the values, or type and parameters. Left out, the type is taken from values already stored; that fails when there are none. */
            field_schema?: components["schemas"]["PayloadFieldSchema"] | null;
        };
        /**
         * @description `majority`: points that more than half of the copies have. `quorum`: asks more than half, gives what all of those have. `all`: asks every copy, gives what all have.
         * @enum {string}
         */
        ReadConsistencyType: "majority" | "quorum" | "all";
        /** @description How many copies must agree on an answer: a number, or a word. On one node there is nothing to compare. */
        ReadConsistency: number | components["schemas"]["ReadConsistencyType"];
        /** @description A vector of which only the entries other than zero are written down. */
        SparseVector: {
            /** @description Which dimensions have an entry. Each at most once, in any order. */
            indices: number[];
            /** @description The entries, one for each dimension, in the same order. */
            values: number[];
        };
        /** @description One vector: dense, sparse, or a list of vectors. */
        VectorOutput: number[] | components["schemas"]["SparseVector"] | number[][];
        /** @description Vectors of a point: the unnamed one as a list of numbers or of lists, or a map of named ones. */
        VectorStructOutput: number[] | number[][] | {
            [key: string]: components["schemas"]["VectorOutput"];
        };
        /** @description A value that points were sorted by. Moments are given in microseconds since 1970. */
        OrderValue: (number | bigint) | number;
        /** @description A point as it is stored. */
        Record: {
            /** @description Id of the point. */
            id: components["schemas"]["ExtendedPointId"];
            /** @description Its payload, as far as asked for; `{}` when it has none. */
            payload?: components["schemas"]["Payload"] | null;
            /** @description Its vectors, as far as asked for. */
            vector?: components["schemas"]["VectorStructOutput"] | null;
            /** @description Key of the shard it lies in, for custom sharding. */
            shard_key?: components["schemas"]["ShardKey"] | null;
            /** @description The value it was sorted by, for sorted reads. */
            order_value?: components["schemas"]["OrderValue"] | null;
        };
        /** @description Parameters of `qdrant/bm25`, which turns a text into a sparse vector of its words. */
        Bm25Config: {
            /**
             * Format: double
             * @description How soon further occurrences of a word stop to count. Higher is later.
             * @default 1.2
             */
            k?: number;
            /**
             * Format: double
             * @description How much long texts are held back. 0 is not at all, 1 in full.
             * @default 0.75
             */
            b?: number;
            /**
             * Format: double
             * @description Length, in words, that counts as average.
             * @default 256
             */
            avg_len?: number;
            /** @description How text is cut into tokens. Default `word`. */
            tokenizer?: components["schemas"]["TokenizerType"];
            /** @description Language of the text, for words to ignore and for stems. Default `english`; `none` for neither. */
            language?: string | null;
            /** @description Turn tokens to lower case, so that matching ignores case. Default `true`. */
            lowercase?: boolean | null;
            /** @description Turn accented letters into their plain ASCII form, so that `é` matches `e`. Default `false`. */
            ascii_folding?: boolean | null;
            /** @description Words to ignore: those of a language, of several, or your own. */
            stopwords?: components["schemas"]["StopwordsInterface"] | null;
            /** @description Reduces words to their stem before they are compared. None by default. */
            stemmer?: components["schemas"]["StemmingAlgorithm"] | null;
            /**
             * Format: uint
             * @description Tokens shorter than this are left out.
             */
            min_token_len?: number | null;
            /**
             * Format: uint
             * @description Tokens longer than this are left out.
             */
            max_token_len?: number | null;
        };
        /** @description Parameters of a model: those of `qdrant/bm25`, or any others. */
        DocumentOptions: {
            [key: string]: unknown;
        } | components["schemas"]["Bm25Config"];
        /** @description A text, of which the server computes a vector. Only the model `qdrant/bm25` is built in; others need an inference service. */
        Document: {
            /** @description The text. */
            text: string;
            /** @description Name of the model. */
            model: string;
            /** @description Parameters of the model. */
            options?: components["schemas"]["DocumentOptions"] | null;
        };
        /** @description An image, of which an inference service computes a vector. */
        Image: {
            /** @description Address of the image or its bytes in Base64. */
            image: unknown;
            /** @description Name of the model. */
            model: string;
            /** @description Parameters of the model. */
            options?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Any thing of which an inference service computes a vector. */
        InferenceObject: {
            /** @description The thing, as the model expects it. */
            object: unknown;
            /** @description Name of the model. */
            model: string;
            /** @description Parameters of the model. */
            options?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description One vector: dense, sparse, a list of vectors, or something to compute it from. */
        Vector: number[] | components["schemas"]["SparseVector"] | number[][] | components["schemas"]["Document"] | components["schemas"]["Image"] | components["schemas"]["InferenceObject"];
        /** @description Vectors of many points: of the unnamed vector, dense or multi; of named vectors; or things to compute them from. */
        BatchVectorStruct: number[][] | number[][][] | {
            [key: string]: components["schemas"]["Vector"][];
        } | components["schemas"]["Document"][] | components["schemas"]["Image"][] | components["schemas"]["InferenceObject"][];
        /** @description Points as columns of equal length. */
        Batch: {
            /** @description The ids. */
            ids: components["schemas"]["ExtendedPointId"][];
            /** @description The vectors: a list for the unnamed vector, or a map from name to list. */
            vectors: components["schemas"]["BatchVectorStruct"];
            /** @description The payloads; `null` for a point without. */
            payloads?: (components["schemas"]["Payload"] | null)[] | null;
        };
        /** @description A shard key and the one to use while the first has no active shard. */
        ShardKeyWithFallback: {
            /** @description The key meant. */
            target: components["schemas"]["ShardKey"];
            /** @description The key used instead. */
            fallback: components["schemas"]["ShardKey"];
        };
        /** @description One shard key, several, or one with a stand-in. */
        ShardKeySelector: components["schemas"]["ShardKey"] | components["schemas"]["ShardKey"][] | components["schemas"]["ShardKeyWithFallback"];
        /**
         * @description `upsert`: write in any case. `insert_only`: leave existing points alone. `update_only`: leave missing points missing.
         * @enum {string}
         */
        UpdateMode: "upsert" | "insert_only" | "update_only";
        /** @description Points to write, as columns. */
        PointsBatch: {
            /** @description The columns. */
            batch: components["schemas"]["Batch"];
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description Write only points that do not exist yet or whose stored state meets this filter. */
            update_filter?: components["schemas"]["Filter"] | null;
            /** @description What to do with ids that exist and with ids that do not. Default `upsert`. */
            update_mode?: components["schemas"]["UpdateMode"] | null;
        };
        /** @description Vectors of a point: the unnamed one, dense or multi; a map of named ones; or something to compute the unnamed one from. A dense vector must not be empty, rows of a multivector must have the same length. */
        VectorStruct: number[] | number[][] | {
            [key: string]: components["schemas"]["Vector"];
        } | components["schemas"]["Document"] | components["schemas"]["Image"] | components["schemas"]["InferenceObject"];
        /** @description A point to write. It takes the place of one with the same id, as a whole. */
        PointStruct: {
            /** @description Id of the point. */
            id: components["schemas"]["ExtendedPointId"];
            /** @description Its vectors. `{}` for a point without any. */
            vector: components["schemas"]["VectorStruct"];
            /** @description Its payload. None when left out. */
            payload?: components["schemas"]["Payload"] | null;
        };
        /** @description Points to write, as rows. */
        PointsList: {
            /** @description The points. */
            points: components["schemas"]["PointStruct"][];
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description Write only points that do not exist yet or whose stored state meets this filter. */
            update_filter?: components["schemas"]["Filter"] | null;
            /** @description What to do with ids that exist and with ids that do not. Default `upsert`. */
            update_mode?: components["schemas"]["UpdateMode"] | null;
        };
        /** @description Points to write: as columns (`batch`) or as rows (`points`). */
        PointInsertOperations: components["schemas"]["PointsBatch"] | components["schemas"]["PointsList"];
        /** @description Only these paths. */
        PayloadSelectorInclude: {
            /** @description Paths to give, as `a.b` or `a[].b`. */
            include: string[];
        };
        /** @description Everything but these paths. */
        PayloadSelectorExclude: {
            /** @description Paths to leave out, as `a.b` or `a[].b`. */
            exclude: string[];
        };
        /** @description A selection of payload paths. */
        PayloadSelector: components["schemas"]["PayloadSelectorInclude"] | components["schemas"]["PayloadSelectorExclude"];
        /** @description Which parts of the payload come back: all or nothing, a list of paths, or a selection. */
        WithPayloadInterface: boolean | string[] | components["schemas"]["PayloadSelector"];
        /** @description Which vectors come back: all, none, or those named. */
        WithVector: boolean | string[];
        /** @description Points to fetch by id. */
        PointRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description The ids. Missing ones are left out of the answer, repeated ones answered once; the order is kept. */
            ids: components["schemas"]["ExtendedPointId"][];
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"];
        };
        /** @description Points by id. */
        PointIdsList: {
            /** @description The ids. */
            points: components["schemas"]["ExtendedPointId"][];
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        /** @description Points by filter. */
        FilterSelector: {
            /** @description All points that meet it are selected. An empty filter selects every point. */
            filter: components["schemas"]["Filter"];
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        /** @description Points by id or by filter. */
        PointsSelector: components["schemas"]["PointIdsList"] | components["schemas"]["FilterSelector"];
        /** @description New vectors of one point. */
        PointVectors: {
            /** @description Id of the point. Must exist. */
            id: components["schemas"]["ExtendedPointId"];
            /** @description The vectors to write; vectors not named stay. */
            vector: components["schemas"]["VectorStruct"];
        };
        /** @description Vectors to write to points that exist. Other vectors and the payload stay. */
        UpdateVectors: {
            /** @description The points and their new vectors. */
            points: components["schemas"]["PointVectors"][];
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description Write only points whose stored state meets this filter. */
            update_filter?: components["schemas"]["Filter"] | null;
        };
        /** @description Named vectors to remove from points chosen by id or filter; the points stay. */
        DeleteVectors: {
            /** @description Ids of the points. */
            points?: components["schemas"]["ExtendedPointId"][] | null;
            /** @description Remove from all points that meet this. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Names of the vectors to remove; the unnamed one is `""`. */
            vector: string[];
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        /** @description Payload to write to points chosen by id or filter; one of the two must be given. */
        SetPayload: {
            /** @description The keys and values to write. */
            payload: components["schemas"]["Payload"];
            /** @description Ids of the points. */
            points?: components["schemas"]["ExtendedPointId"][] | null;
            /** @description Write to all points that meet this. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /**
             * Format: json-path
             * @description Write below this path instead of at the top, as `a.b` or `a[]`.
             */
            key?: string | null;
        };
        /** @description Keys to remove from points chosen by id or filter; one of the two must be given. */
        DeletePayload: {
            /** @description Paths to remove, as `a.b` or `a[].b`. */
            keys: string[];
            /** @description Ids of the points. */
            points?: components["schemas"]["ExtendedPointId"][] | null;
            /** @description Remove from all points that meet this. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        /** @description Writes points. */
        UpsertOperation: {
            /** @description The points. */
            upsert: components["schemas"]["PointInsertOperations"];
        };
        /** @description Deletes points. */
        DeleteOperation: {
            /** @description Which points. */
            delete: components["schemas"]["PointsSelector"];
        };
        /** @description Writes payload keys, leaving others. */
        SetPayloadOperation: {
            /** @description Keys and points. */
            set_payload: components["schemas"]["SetPayload"];
        };
        /** @description Replaces whole payloads. */
        OverwritePayloadOperation: {
            /** @description Payload and points. */
            overwrite_payload: components["schemas"]["SetPayload"];
        };
        /** @description Removes payload keys. */
        DeletePayloadOperation: {
            /** @description Keys and points. */
            delete_payload: components["schemas"]["DeletePayload"];
        };
        /** @description Removes all payload. */
        ClearPayloadOperation: {
            /** @description Which points. */
            clear_payload: components["schemas"]["PointsSelector"];
        };
        /** @description Writes vectors of existing points. */
        UpdateVectorsOperation: {
            /** @description Points and vectors. */
            update_vectors: components["schemas"]["UpdateVectors"];
        };
        /** @description Removes named vectors. */
        DeleteVectorsOperation: {
            /** @description Names and points. */
            delete_vectors: components["schemas"]["DeleteVectors"];
        };
        /** @description One write of a batch; its only key says which. */
        UpdateOperation: components["schemas"]["UpsertOperation"] | components["schemas"]["DeleteOperation"] | components["schemas"]["SetPayloadOperation"] | components["schemas"]["OverwritePayloadOperation"] | components["schemas"]["DeletePayloadOperation"] | components["schemas"]["ClearPayloadOperation"] | components["schemas"]["UpdateVectorsOperation"] | components["schemas"]["DeleteVectorsOperation"];
        /** @description Writes to apply in order. */
        UpdateOperations: {
            /** @description The writes. Each gets a result of its own; one that fails ends the request, those before it stay. */
            operations: components["schemas"]["UpdateOperation"][];
        };
        /**
         * @description `asc`: small to great. `desc`: great to small.
         * @enum {string}
         */
        Direction: "asc" | "desc";
        /** @description A value to start from: a number or a moment. */
        StartFrom: (number | bigint) | number | string;
        /** @description How to sort. */
        OrderBy: {
            /**
             * Format: json-path
             * @description Path of the field. It needs an index of integers, floats or moments.
             */
            key: string;
            /** @description Ascending or descending. Default `asc`. */
            direction?: components["schemas"]["Direction"] | null;
            /** @description First value to give, inclusive. */
            start_from?: components["schemas"]["StartFrom"] | null;
        };
        /** @description A field to sort by, or field, direction and start. */
        OrderByInterface: string | components["schemas"]["OrderBy"];
        /** @description A page of points, in the order of their ids or of a payload field. */
        ScrollRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description First id of the page, as `next_page_offset` of the page before gave it. Not together with `order_by`. */
            offset?: components["schemas"]["ExtendedPointId"] | null;
            /**
             * Format: uint
             * @description Points on the page. Default 10.
             */
            limit?: number | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Which parts of the payload come back. Default: all. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"];
            /** @description Sort by this field, which needs an index of integers, floats or moments. There is no next page then: start again from the last value. */
            order_by?: components["schemas"]["OrderByInterface"] | null;
        };
        /** @description A page of points. */
        ScrollResult: {
            /** @description The points. Ids that are numbers come first, ascending, then UUIDs. */
            points: components["schemas"]["Record"][];
            /** @description Where the next page starts; `null` at the end. */
            next_page_offset?: components["schemas"]["ExtendedPointId"] | null;
        };
        /** @description Points to count. */
        CountRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /**
             * @description Count one by one. `false` allows an estimate, which is faster on large collections.
             * @default true
             */
            exact?: boolean;
        };
        /** @description A count. */
        CountResult: {
            /**
             * Format: uint
             * @description How many points meet the filter.
             */
            count: number;
        };
        /** @description Values of a field to count. */
        FacetRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /**
             * Format: json-path
             * @description Path of the field. It needs an index of keywords, whole numbers, truth values or UUIDs.
             */
            key: string;
            /**
             * Format: uint
             * @description How many values to give. Default 10.
             */
            limit?: number | null;
            /** @description Count only points that meet this. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Count one by one, instead of by estimates of the segments. Default `false`. */
            exact?: boolean | null;
        };
        /** @description A string, a whole number or a truth value. */
        FacetValue: string | (number | bigint) | boolean;
        /** @description A value and its count. */
        FacetValueHit: {
            /** @description The value. */
            value: components["schemas"]["FacetValue"];
            /**
             * Format: uint
             * @description How many points have it.
             */
            count: number;
        };
        /** @description Counted values. */
        FacetResponse: {
            /** @description The values, the most frequent first, then in order. */
            hits: components["schemas"]["FacetValueHit"][];
        };
        /** @description A search that runs before another one and gives it its candidates. */
        Prefetch: {
            /**
             * @description Searches to run first. Their results are the only candidates of this one; they may hold prefetches themselves.
             * @default null
             */
            prefetch?: components["schemas"]["Prefetch"] | components["schemas"]["Prefetch"][] | null;
            /** @description What to search for. Left out, points are taken by id. */
            query?: components["schemas"]["QueryInterface"] | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: string | null;
            /** @description Conditions a candidate must meet. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
            /**
             * Format: uint
             * @description How many candidates to give. Default 10.
             */
            limit?: number | null;
            /**
             * @description Takes the vectors of the point ids in the query from another collection or another vector name.
             * @default null
             */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        /** @description Something that stands for a vector: a vector, the id of a point (which is then left out of the results), or something to compute it from. */
        VectorInput: number[] | components["schemas"]["SparseVector"] | number[][] | components["schemas"]["ExtendedPointId"] | components["schemas"]["Document"] | components["schemas"]["Image"] | components["schemas"]["InferenceObject"];
        /** @description Maximal marginal relevance: each next result is weighed by how much it differs from those before. */
        Mmr: {
            /**
             * Format: float
             * @description From 0, only closeness counts, to 1, only difference counts. Default 0.5.
             */
            diversity?: number | null;
            /**
             * Format: uint
             * @description How many nearest points to choose from. Default: `limit`.
             */
            candidates_limit?: number | null;
        };
        /** @description The points nearest to a vector. */
        NearestQuery: {
            /** @description The vector, or the point whose vector it is. */
            nearest: components["schemas"]["VectorInput"];
            /** @description Prefer results that differ from each other. */
            mmr?: components["schemas"]["Mmr"] | null;
        };
        /**
         * @description `average_vector`: one search with the mean of the positives moved away from the negatives; needs positives. `best_score`: each point by its best positive, unless a negative is closer. `sum_scores`: positives added, negatives taken away. Default `average_vector`.
         * @enum {string}
         */
        RecommendStrategy: "average_vector" | "best_score" | "sum_scores";
        /** @description Examples; at least one of either kind. */
        RecommendInput: {
            /** @description Look for what is like these. */
            positive?: components["schemas"]["VectorInput"][] | null;
            /** @description Stay away from what is like these. */
            negative?: components["schemas"]["VectorInput"][] | null;
            /** @description How the examples make a score. */
            strategy?: components["schemas"]["RecommendStrategy"] | null;
        };
        /** @description Points like some examples and unlike others. */
        RecommendQuery: {
            /** @description The examples. */
            recommend: components["schemas"]["RecommendInput"];
        };
        /** @description Two examples that divide the space. */
        ContextPair: {
            /** @description The side to be on. */
            positive: components["schemas"]["VectorInput"];
            /** @description The side to stay away from. */
            negative: components["schemas"]["VectorInput"];
        };
        /** @description A target and the pairs that guide the search to it. */
        DiscoverInput: {
            /** @description Look for what is near this. */
            target: components["schemas"]["VectorInput"];
            /** @description Pairs of examples. Points on the side of the positive of more pairs come first. */
            context: components["schemas"]["ContextPair"] | components["schemas"]["ContextPair"][] | null;
        };
        /** @description Points near a target, within the region that pairs of examples mark out. */
        DiscoverQuery: {
            /** @description Target and pairs. */
            discover: components["schemas"]["DiscoverInput"];
        };
        /** @description One pair, several, or none. */
        ContextInput: components["schemas"]["ContextPair"] | components["schemas"]["ContextPair"][] | null;
        /** @description Points on the right side of pairs of examples, without a target. */
        ContextQuery: {
            /** @description The pairs. */
            context: components["schemas"]["ContextInput"];
        };
        /** @description Points in the order of a payload field. */
        OrderByQuery: {
            /** @description The field, or field, direction and start. */
            order_by: components["schemas"]["OrderByInterface"];
        };
        /**
         * @description `rrf`: by rank, each list gives `1 / (2 + rank)` counted from 0. `dbsf`: by score, after each list is brought to the same mean and spread.
         * @enum {string}
         */
        Fusion: "rrf" | "dbsf";
        /** @description The results of the prefetches, put into one list. */
        FusionQuery: {
            /** @description How. */
            fusion: components["schemas"]["Fusion"];
        };
        /** @description Reciprocal rank fusion: each list gives `1 / (k + rank)` to its points. */
        Rrf: {
            /**
             * Format: uint
             * @description How little the first ranks stand out. Default 2.
             * @default null
             */
            k?: number | null;
            /** @description Weight of each prefetch, in their order. All the same by default. */
            weights?: number[] | null;
        };
        /** @description The results of the prefetches, put into one list by rank, with parameters. */
        RrfQuery: {
            /** @description The parameters. */
            rrf: components["schemas"]["Rrf"];
        };
        /** @description Two places. */
        GeoDistanceParams: {
            /** @description The one. */
            origin: components["schemas"]["GeoPoint"];
            /**
             * Format: json-path
             * @description Path of the payload field that holds the other.
             */
            to: string;
        };
        /** @description Distance in metres between two places. */
        GeoDistance: {
            /** @description The places. */
            geo_distance: components["schemas"]["GeoDistanceParams"];
        };
        /** @description A moment, as seconds since 1970. */
        DatetimeExpression: {
            /** @description The moment, in RFC 3339. */
            datetime: string;
        };
        /** @description A moment from the payload, as seconds since 1970. */
        DatetimeKeyExpression: {
            /**
             * Format: json-path
             * @description Path of the field.
             */
            datetime_key: string;
        };
        /** @description A number; a variable in quotes, `$score` or `$score[n]` for the score of a prefetch, or the path of a number in the payload; a condition, which counts 1 or 0; or an operation, told by its key. */
        Expression: number | string | components["schemas"]["Condition"] | components["schemas"]["GeoDistance"] | components["schemas"]["DatetimeExpression"] | components["schemas"]["DatetimeKeyExpression"] | components["schemas"]["MultExpression"] | components["schemas"]["SumExpression"] | components["schemas"]["NegExpression"] | components["schemas"]["AbsExpression"] | components["schemas"]["DivExpression"] | components["schemas"]["SqrtExpression"] | components["schemas"]["PowExpression"] | components["schemas"]["ExpExpression"] | components["schemas"]["Log10Expression"] | components["schemas"]["LnExpression"] | components["schemas"]["LinDecayExpression"] | components["schemas"]["ExpDecayExpression"] | components["schemas"]["GaussDecayExpression"];
        /** @description Product. */
        MultExpression: {
            /** @description The factors. */
            mult: components["schemas"]["Expression"][];
        };
        /** @description Sum. */
        SumExpression: {
            /** @description The terms. */
            sum: components["schemas"]["Expression"][];
        };
        /** @description Negation. */
        NegExpression: {
            /** @description What is negated. */
            neg: components["schemas"]["Expression"];
        };
        /** @description Absolute value. */
        AbsExpression: {
            /** @description Of this. */
            abs: components["schemas"]["Expression"];
        };
        /** @description Dividend and divisor. */
        DivParams: {
            /** @description The dividend. */
            left: components["schemas"]["Expression"];
            /** @description The divisor. */
            right: components["schemas"]["Expression"];
            /**
             * Format: float
             * @description Result when the divisor is 0. Without it that is an error.
             */
            by_zero_default?: number | null;
        };
        /** @description Quotient. */
        DivExpression: {
            /** @description Dividend and divisor. */
            div: components["schemas"]["DivParams"];
        };
        /** @description Square root. */
        SqrtExpression: {
            /** @description Of this. */
            sqrt: components["schemas"]["Expression"];
        };
        /** @description Base and exponent. */
        PowParams: {
            /** @description The base. */
            base: components["schemas"]["Expression"];
            /** @description The exponent. */
            exponent: components["schemas"]["Expression"];
        };
        /** @description Power. */
        PowExpression: {
            /** @description Base and exponent. */
            pow: components["schemas"]["PowParams"];
        };
        /** @description Power of e. */
        ExpExpression: {
            /** @description The exponent. */
            exp: components["schemas"]["Expression"];
        };
        /** @description Logarithm to the base 10. */
        Log10Expression: {
            /** @description Of this. */
            log10: components["schemas"]["Expression"];
        };
        /** @description Natural logarithm. */
        LnExpression: {
            /** @description Of this. */
            ln: components["schemas"]["Expression"];
        };
        /** @description A curve that is 1 at its target and falls to both sides. */
        DecayParamsExpression: {
            /** @description The value. */
            x: components["schemas"]["Expression"];
            /** @description Where the curve is 1. Default 0. */
            target?: components["schemas"]["Expression"] | null;
            /**
             * Format: float
             * @description Distance from the target at which the curve has fallen to `midpoint`. Default 1.
             */
            scale?: number | null;
            /**
             * Format: float
             * @description Height of the curve at `scale`, between 0 and 1. Default 0.5.
             */
            midpoint?: number | null;
        };
        /** @description Falls in a straight line with the distance from a target, down to 0. */
        LinDecayExpression: {
            /** @description The parameters. */
            lin_decay: components["schemas"]["DecayParamsExpression"];
        };
        /** @description Falls exponentially with the distance from a target. */
        ExpDecayExpression: {
            /** @description The parameters. */
            exp_decay: components["schemas"]["DecayParamsExpression"];
        };
        /** @description Falls along a bell curve with the distance from a target. */
        GaussDecayExpression: {
            /** @description The parameters. */
            gauss_decay: components["schemas"]["DecayParamsExpression"];
        };
        /** @description A score computed from the scores of the prefetches and from the payload. Needs a prefetch. */
        FormulaQuery: {
            /** @description The formula. */
            formula: components["schemas"]["Expression"];
            /**
             * @description Values for payload fields and scores a point does not have, by name. Without one, such a point is an error.
             * @default {}
             */
            defaults?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description `random`: by chance.
         * @enum {string}
         */
        Sample: "random";
        /** @description Any points. */
        SampleQuery: {
            /** @description How they are chosen. */
            sample: components["schemas"]["Sample"];
        };
        /** @description A result and its mark. */
        FeedbackItem: {
            /** @description The result: a point or a vector. */
            example: components["schemas"]["VectorInput"];
            /**
             * Format: float
             * @description How well it fits, as judged by a better model or a human. Higher is better.
             */
            score: number;
        };
        /** @description For each pair of examples, `a * score + confidence^b * c * delta`, summed up. */
        NaiveFeedbackStrategyParams: {
            /**
             * Format: float
             * @description Weight of the nearness to the target.
             */
            a: number;
            /**
             * Format: float
             * @description How much more pairs count whose marks differ clearly.
             */
            b: number;
            /**
             * Format: float
             * @description Weight of the nearness to the better example of a pair over the worse.
             */
            c: number;
        };
        /** @description A formula over pairs of differently marked examples. */
        NaiveFeedbackStrategy: {
            /** @description Its parameters. */
            naive: components["schemas"]["NaiveFeedbackStrategyParams"];
        };
        /** @description How marks change scores, told by its key. */
        FeedbackStrategy: components["schemas"]["NaiveFeedbackStrategy"];
        /** @description A search and what was thought of its results. */
        RelevanceFeedbackInput: {
            /** @description What was searched for. */
            target: components["schemas"]["VectorInput"];
            /** @description Results with a mark each; at least one. */
            feedback: components["schemas"]["FeedbackItem"][];
            /** @description How the marks change the scores. */
            strategy: components["schemas"]["FeedbackStrategy"];
        };
        /** @description Nearest points, corrected by how well earlier results were liked. */
        RelevanceFeedbackQuery: {
            /** @description Target, examples and formula. */
            relevance_feedback: components["schemas"]["RelevanceFeedbackInput"];
        };
        /** @description A kind of query, told by its key. */
        Query: components["schemas"]["NearestQuery"] | components["schemas"]["RecommendQuery"] | components["schemas"]["DiscoverQuery"] | components["schemas"]["ContextQuery"] | components["schemas"]["OrderByQuery"] | components["schemas"]["FusionQuery"] | components["schemas"]["RrfQuery"] | components["schemas"]["FormulaQuery"] | components["schemas"]["SampleQuery"] | components["schemas"]["RelevanceFeedbackQuery"];
        /** @description What to search for: a vector or the id of a point, taken as nearest neighbours, or a kind of query told by its key. */
        QueryInterface: components["schemas"]["VectorInput"] | components["schemas"]["Query"];
        /** @description How quantized vectors are used. */
        QuantizationSearchParams: {
            /**
             * @description Do not use them.
             * @default false
             */
            ignore?: boolean;
            /** @description Compare the candidates once more by their original vectors. The server decides when left out. */
            rescore?: boolean | null;
            /**
             * Format: double
             * @description How many times `limit` candidates to take before they are compared once more.
             */
            oversampling?: number | null;
        };
        /** @description A walk through the graph that looks past neighbours a filter rules out. */
        AcornSearchParams: {
            /**
             * @description Whether it may be used.
             * @default false
             */
            enable?: boolean;
            /**
             * Format: double
             * @description Used when a filter leaves at most this share of the points, estimated. Default 0.4.
             */
            max_selectivity?: number | null;
        };
        /**
         * @description `global`: in the whole collection.
         * @enum {string}
         */
        IdfScope: "global";
        /** @description Rareness counted among some points. */
        IdfCorpusParams: {
            /** @description Which points; usually more than the search itself considers. */
            corpus: components["schemas"]["Filter"];
        };
        /** @description Where rareness of dimensions is counted: everywhere, or among some points. */
        IdfParams: components["schemas"]["IdfScope"] | components["schemas"]["IdfCorpusParams"];
        /** @description Adjustments to how a search runs. */
        SearchParams: {
            /**
             * Format: uint
             * @description How many candidates the walk through the graph keeps. More find better and take longer. Default: `ef_construct`.
             */
            hnsw_ef?: number | null;
            /**
             * @description Compare with every point, without the graph: exact and slow.
             * @default false
             */
            exact?: boolean;
            /** @description How quantized vectors are used. */
            quantization?: components["schemas"]["QuantizationSearchParams"] | null;
            /**
             * @description Search only segments that have an index; points written lately may be missing.
             * @default false
             */
            indexed_only?: boolean;
            /** @description A walk that copes better with strict filters. */
            acorn?: components["schemas"]["AcornSearchParams"] | null;
            /** @description Where rareness of dimensions is counted, for sparse vectors with the `idf` modifier. */
            idf?: components["schemas"]["IdfParams"] | null;
        };
        /** @description Where to take the vectors of point ids from. */
        LookupLocation: {
            /** @description Name of the collection. */
            collection: string;
            /**
             * @description Name of the vector there. Left out, the unnamed one.
             * @default null
             */
            vector?: string | null;
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
        };
        /** @description One search, of any kind. */
        QueryRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /**
             * @description Searches to run first. Their results are the only candidates of this one; they may hold prefetches themselves.
             * @default null
             */
            prefetch?: components["schemas"]["Prefetch"] | components["schemas"]["Prefetch"][] | null;
            /** @description What to search for. Left out, points are listed by id. */
            query?: components["schemas"]["QueryInterface"] | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: string | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
            /**
             * Format: uint
             * @description How many points to give. Default 10.
             */
            limit?: number | null;
            /**
             * Format: uint
             * @description How many points to skip. Default 0.
             */
            offset?: number | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /**
             * @description Takes the vectors of the point ids in the query from another collection or another vector name.
             * @default null
             */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        /** @description A point found. */
        ScoredPoint: {
            /** @description Id of the point. */
            id: components["schemas"]["ExtendedPointId"];
            /**
             * Format: uint64
             * @description Number of the write that last touched it; 0 where points are listed without a search.
             */
            version: number;
            /**
             * Format: float
             * @description How well it fits; 1 where points are listed without a search.
             */
            score: number;
            /** @description Its payload, as far as asked for. */
            payload?: components["schemas"]["Payload"] | null;
            /** @description Its vectors, as far as asked for. */
            vector?: components["schemas"]["VectorStructOutput"] | null;
            /** @description Key of the shard it lies in, for custom sharding. */
            shard_key?: components["schemas"]["ShardKey"] | null;
            /** @description The value it was sorted by, for sorted reads. */
            order_value?: components["schemas"]["OrderValue"] | null;
        };
        /** @description What one search found. */
        QueryResponse: {
            /** @description The points, the best first. */
            points: components["schemas"]["ScoredPoint"][];
        };
        /** @description Several searches in one request. */
        QueryRequestBatch: {
            /** @description The searches. */
            searches: components["schemas"]["QueryRequest"][];
        };
        /** @description Where to look groups up. */
        WithLookup: {
            /** @description Name of the collection. */
            collection: string;
            /**
             * @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones.
             * @default true
             */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /**
             * @description Which vectors of the point there come back. Default: none.
             * @default null
             */
            with_vectors?: components["schemas"]["WithVector"] | null;
        };
        /** @description Where to look groups up: the name of a collection, or name and selection. */
        WithLookupInterface: string | components["schemas"]["WithLookup"];
        /** @description A search of which the results are put into groups. */
        QueryGroupsRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /**
             * @description Searches to run first. Their results are the only candidates of this one; they may hold prefetches themselves.
             * @default null
             */
            prefetch?: components["schemas"]["Prefetch"] | components["schemas"]["Prefetch"][] | null;
            /** @description What to search for. */
            query?: components["schemas"]["QueryInterface"] | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: string | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /**
             * @description Takes the vectors of the point ids in the query from another collection or another vector name.
             * @default null
             */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
            /**
             * Format: json-path
             * @description Path of the field whose values make the groups: strings or whole numbers. Points without a value belong to no group.
             */
            group_by: string;
            /**
             * Format: uint
             * @description How many points a group gives at most. Default 3.
             */
            group_size?: number | null;
            /**
             * Format: uint
             * @description How many groups to give. Default 10.
             */
            limit?: number | null;
            /** @description Fetch for each group the point of another collection that has the group as its id. */
            with_lookup?: components["schemas"]["WithLookupInterface"] | null;
        };
        /** @description Value that makes a group: a string or a whole number. */
        GroupId: string | (number | bigint) | (number | bigint);
        /** @description One group of results. */
        PointGroup: {
            /** @description Its points, the best first. */
            hits: components["schemas"]["ScoredPoint"][];
            /** @description The value they share. */
            id: components["schemas"]["GroupId"];
            /** @description The point of the other collection that has this value as its id, when asked for. */
            lookup?: components["schemas"]["Record"] | null;
        };
        /** @description Results in groups. */
        GroupsResult: {
            /** @description The groups, in the order of their best point. */
            groups: components["schemas"]["PointGroup"][];
        };
        /** @description Distances among a sample of points. */
        SearchMatrixRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description Conditions a point must meet to be in the sample. */
            filter?: components["schemas"]["Filter"] | null;
            /**
             * Format: uint
             * @description Points in the sample. Default 10.
             */
            sample?: number | null;
            /**
             * Format: uint
             * @description Nearest neighbours to give for each. Default 3.
             */
            limit?: number | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: string | null;
        };
        /** @description Two points and how near they are. */
        SearchMatrixPair: {
            /** @description The one. */
            a: components["schemas"]["ExtendedPointId"];
            /** @description The other, one of its nearest in the sample. */
            b: components["schemas"]["ExtendedPointId"];
            /**
             * Format: float
             * @description Their score.
             */
            score: number;
        };
        /** @description Distances as pairs. */
        SearchMatrixPairsResponse: {
            /** @description The pairs. */
            pairs: components["schemas"]["SearchMatrixPair"][];
        };
        /** @description Distances as a sparse matrix: the n-th entry lies at row `offsets_row[n]`, column `offsets_col[n]`. */
        SearchMatrixOffsetsResponse: {
            /** @description Row of each entry, a position in `ids`. */
            offsets_row: number[];
            /** @description Column of each entry, a position in `ids`. */
            offsets_col: number[];
            /** @description The entries. */
            scores: number[];
            /** @description Which point a row or column stands for. */
            ids: components["schemas"]["ExtendedPointId"][];
        };
        /** @description A dense vector and the name it is searched under. */
        NamedVector: {
            /** @description Name of the vector. */
            name: string;
            /** @description The vector. */
            vector: number[];
        };
        /** @description A sparse vector and the name it is searched under. */
        NamedSparseVector: {
            /** @description Name of the vector. */
            name: string;
            /** @description The vector. */
            vector: components["schemas"]["SparseVector"];
        };
        /** @description A vector to search for: dense for the unnamed vector, or with a name. */
        NamedVectorStruct: number[] | components["schemas"]["NamedVector"] | components["schemas"]["NamedSparseVector"];
        /** @description A search for nearest points, in the older form. */
        SearchRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description What to search for. */
            vector: components["schemas"]["NamedVectorStruct"];
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /**
             * Format: uint
             * @description How many points to give. Also taken as `top`.
             */
            limit: number;
            /**
             * Format: uint
             * @description How many points to skip. Default 0.
             */
            offset?: number | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
        };
        /** @description Several searches in the older form. */
        SearchRequestBatch: {
            /** @description The searches. */
            searches: components["schemas"]["SearchRequest"][];
        };
        /** @description A search for nearest points in groups, in the older form. */
        SearchGroupsRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description What to search for. */
            vector: components["schemas"]["NamedVectorStruct"];
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
            /**
             * Format: json-path
             * @description Path of the field whose values make the groups.
             */
            group_by: string;
            /**
             * Format: uint32
             * @description How many points a group gives at most.
             */
            group_size: number;
            /**
             * Format: uint32
             * @description How many groups to give.
             */
            limit: number;
            /** @description Fetch for each group the point of another collection that has the group as its id. */
            with_lookup?: components["schemas"]["WithLookupInterface"] | null;
        };
        /** @description An example: the id of a point, or a vector. */
        RecommendExample: components["schemas"]["ExtendedPointId"] | number[] | components["schemas"]["SparseVector"];
        /** @description Name of a vector. */
        UsingVector: string;
        /** @description Points like some examples, in the older form. */
        RecommendRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /**
             * @description Look for what is like these.
             * @default []
             */
            positive?: components["schemas"]["RecommendExample"][];
            /**
             * @description Stay away from what is like these.
             * @default []
             */
            negative?: components["schemas"]["RecommendExample"][];
            /** @description How the examples make a score. Default `average_vector`. */
            strategy?: components["schemas"]["RecommendStrategy"] | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /**
             * Format: uint
             * @description How many points to give. Also taken as `top`.
             */
            limit: number;
            /**
             * Format: uint
             * @description How many points to skip. Default 0.
             */
            offset?: number | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: components["schemas"]["UsingVector"] | null;
            /** @description Takes the vectors of the point ids in the query from another collection or another vector name. */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        /** @description Several recommendations in the older form. */
        RecommendRequestBatch: {
            /** @description The recommendations. */
            searches: components["schemas"]["RecommendRequest"][];
        };
        /** @description Points like some examples in groups, in the older form. */
        RecommendGroupsRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /**
             * @description Look for what is like these.
             * @default []
             */
            positive?: components["schemas"]["RecommendExample"][];
            /**
             * @description Stay away from what is like these.
             * @default []
             */
            negative?: components["schemas"]["RecommendExample"][];
            /** @description How the examples make a score. Default `average_vector`. */
            strategy?: components["schemas"]["RecommendStrategy"] | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /**
             * Format: float
             * @description Leaves out points that score worse than this. For similarities that means below it, for distances above it.
             */
            score_threshold?: number | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: components["schemas"]["UsingVector"] | null;
            /** @description Takes the vectors of the point ids in the query from another collection or another vector name. */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
            /**
             * Format: json-path
             * @description Path of the field whose values make the groups.
             */
            group_by: string;
            /**
             * Format: uint32
             * @description How many points a group gives at most.
             */
            group_size: number;
            /**
             * Format: uint32
             * @description How many groups to give.
             */
            limit: number;
            /** @description Fetch for each group the point of another collection that has the group as its id. */
            with_lookup?: components["schemas"]["WithLookupInterface"] | null;
        };
        /** @description Two examples that divide the space. */
        ContextExamplePair: {
            /** @description The side to be on. */
            positive: components["schemas"]["RecommendExample"];
            /** @description The side to stay away from. */
            negative: components["schemas"]["RecommendExample"];
        };
        /** @description Points near a target within a region, in the older form. Target, context or both must be given. */
        DiscoverRequest: {
            /** @description Restricts the request to the shards behind these keys. Only for collections with custom sharding; without it all shards take part. */
            shard_key?: components["schemas"]["ShardKeySelector"] | null;
            /** @description Look for what is near this. */
            target?: components["schemas"]["RecommendExample"] | null;
            /** @description Pairs of examples that mark out the region. */
            context?: components["schemas"]["ContextExamplePair"][] | null;
            /** @description Conditions a point must meet to be considered. */
            filter?: components["schemas"]["Filter"] | null;
            /** @description Adjustments to how the search runs. */
            params?: components["schemas"]["SearchParams"] | null;
            /**
             * Format: uint
             * @description How many points to give. Also taken as `top`.
             */
            limit: number;
            /**
             * Format: uint
             * @description How many points to skip. Default 0.
             */
            offset?: number | null;
            /** @description Which parts of the payload come back: all (`true`), nothing (`false`), the named paths, or all but the named ones. */
            with_payload?: components["schemas"]["WithPayloadInterface"] | null;
            /** @description Which vectors come back: all (`true`), none (`false`), or those named. */
            with_vector?: components["schemas"]["WithVector"] | null;
            /** @description Name of the vector to search in. Without it, the unnamed vector of the collection. */
            using?: components["schemas"]["UsingVector"] | null;
            /** @description Takes the vectors of the point ids in the query from another collection or another vector name. */
            lookup_from?: components["schemas"]["LookupLocation"] | null;
        };
        /** @description Several discoveries in the older form. */
        DiscoverRequestBatch: {
            /** @description The discoveries. */
            searches: components["schemas"]["DiscoverRequest"][];
        };
        /**
         * @description Which side is right after a recovery. `no_sync`: take the snapshot, talk to nobody. `snapshot`: the snapshot; other copies follow it. `replica`: other copies; the snapshot only saves transfer. On one node all three take the snapshot.
         * @enum {string}
         */
        SnapshotPriority: "no_sync" | "snapshot" | "replica";
        /** @description The archive that was read, from its first byte to its last. */
        RecoveryPlanArchive: {
            /**
             * @description What it is a snapshot of; `partial` is one of a shard, too.
             * @enum {string}
             */
            kind: "collection" | "shard" | "partial";
            /**
             * Format: uint64
             * @description Its size in bytes.
             */
            size: number;
            /** @description SHA-256 of all its bytes in hexadecimal. */
            sha256: string;
            /** @description Whether a checksum was given, or stored with the archive, and found equal. */
            checksum_compared: boolean;
            /** @description What its `version.info` says; the same since 2022. `null` when there is none. */
            collection_version: string | null;
            /** @description The oldest version of Qdrant that writes all that was found in its files, as `1.19`. The files do not say more. `null` when nothing tells. */
            oldest_writer: string | null;
        };
        /** @description Points of the collection, all shards together. */
        RecoveryPlanPoints: {
            /**
             * Format: uint64
             * @description Now. `null` when there is no collection, or its files cannot be opened.
             */
            before: number | null;
            /**
             * Format: uint64
             * @description After the recovery.
             */
            after: number;
        };
        /** @description One shard, before and after. */
        RecoveryPlanShard: {
            /**
             * Format: uint32
             * @description Its id.
             */
            shard_id: number;
            /** @description The key it belongs to, with custom sharding. */
            shard_key?: components["schemas"]["ShardKey"];
            /** @description Points in it. */
            points: components["schemas"]["RecoveryPlanPoints"];
            /**
             * Format: uint64
             * @description Segments that the archive brings; missing for a shard it does not touch.
             */
            segments?: number;
            /**
             * Format: uint64
             * @description Those of them with a graph for every vector, which are used as they come.
             */
            indexed_segments?: number;
            /**
             * Format: uint64
             * @description Operations in the log of the archive that its segments did not show and that were replayed.
             */
            pending_operations?: number;
            /**
             * Format: uint64
             * @description How many of up to 1000 points, taken all over the shard, belong to another shard of this collection by their id. Reads still find them, writes would make them twice. Missing when there are none.
             */
            misplaced_points?: number;
        };
        /** @description A setting that differs. */
        RecoveryPlanSetting: {
            /** @description Its path in the configuration, as `hnsw_config.m`. */
            field: string;
            /** @description Its value now and afterwards; `null` when it is not set. */
            kept: unknown;
            /** @description Its value in the archive; `null` when it is not set. */
            in_archive: unknown;
        };
        /** @description Payload indexes, by field. */
        RecoveryPlanIndexes: {
            /** @description Those of the existing collection. */
            kept: string[];
            /** @description Those that the archive brings. */
            added: string[];
            /** @description Those that would be gone. Empty so far, because a recovery keeps what is declared. */
            removed: string[];
        };
        /** @description Space on the disk of the storage, in bytes. */
        RecoveryPlanDisk: {
            /**
             * Format: uint64
             * @description What a recovery takes at most, beside what is there, which stays until the end. Holes in files take none.
             */
            needed: number;
            /**
             * Format: uint64
             * @description What was free before this dry run.
             */
            free: number;
        };
        /** @description Main memory, in bytes. */
        RecoveryPlanMemory: {
            /**
             * Format: uint64
             * @description What ids, vectors and payloads take when they are loaded, roughly; what is there now stays loaded until the end. `null` when it cannot be told.
             */
            needed: number | null;
            /**
             * Format: uint64
             * @description What the process could still take before this dry run.
             */
            available: number;
        };
        /** @description One thing to know before the recovery is done. */
        RecoveryPlanWarning: {
            /**
             * @description For programs.
             * @enum {string}
             */
            code: "no_points" | "fewer_points" | "older_writer" | "unknown_version" | "pending_operations" | "misplaced_points" | "no_graph" | "settings_kept" | "low_disk" | "low_memory";
            /** @description For people. */
            message: string;
        };
        /** @description What a recovery would do, found out by carrying out everything of it but the last step. Answered to `dry_run=true`; nothing was changed. */
        RecoveryPlan: {
            /** @description Real name of the collection, also when an alias was asked for. */
            collection: string;
            /**
             * Format: uint32
             * @description The shard; missing for a recovery of the whole collection.
             */
            shard_id?: number;
            /**
             * @description `create`: there is no such collection yet. `replace`: what is there is replaced. `merge`: a partial snapshot brings changed files, the others stay.
             * @enum {string}
             */
            action: "create" | "replace" | "merge";
            archive: components["schemas"]["RecoveryPlanArchive"];
            points: components["schemas"]["RecoveryPlanPoints"];
            /** @description Every shard of the collection as it would be, by id; those the archive does not touch have the same count twice. */
            shards: components["schemas"]["RecoveryPlanShard"][];
            /** @description Configuration of the collection as it would be. */
            config: components["schemas"]["CollectionConfig"];
            /** @description Settings of the existing collection that stay although the archive has others. */
            kept_settings: components["schemas"]["RecoveryPlanSetting"][];
            payload_indexes: components["schemas"]["RecoveryPlanIndexes"];
            /** @description Aliases of the collection. They stay; the archive of a collection has none. */
            aliases: string[];
            disk: components["schemas"]["RecoveryPlanDisk"];
            memory: components["schemas"]["RecoveryPlanMemory"];
            /** @description What is allowed and may still not be what is wanted. */
            warnings: components["schemas"]["RecoveryPlanWarning"][];
        };
        /** @description The request was taken and goes on in the background. */
        AcceptedResponse: {
            /**
             * @description `accepted`.
             * @enum {string}
             */
            status: "accepted";
            /**
             * Format: double
             * @description Seconds until this answer.
             */
            time: number;
        };
        /** @description Where a collection snapshot comes from. */
        SnapshotRecover: {
            /**
             * Format: uri
             * @description `http://`, `https://`, `s3://bucket/key`, or `file://` below the directory of snapshots.
             */
            location: string;
            /**
             * @description Which side is right when the snapshot and other copies of the shard differ. Default `replica`.
             * @default null
             */
            priority?: components["schemas"]["SnapshotPriority"] | null;
            /**
             * @description SHA-256 of the archive in hexadecimal, 64 digits in either case. When given, the archive is hashed while it is read and refused if the sum differs; nothing is changed then.
             * @default null
             */
            checksum?: string | null;
            /**
             * @description Credentials for the place the snapshot comes from. Sent along as an `api-key` header over HTTP; for `s3://` locations `ACCESS:SECRET`. Never written to a log.
             * @default null
             */
            api_key?: string | null;
        };
        /** @description A snapshot in the store. */
        SnapshotDescription: {
            /** @description File name, by which it is downloaded and deleted. */
            name: string;
            /**
             * Format: partial-date-time
             * @description When it was made, in UTC.
             */
            creation_time?: string | null;
            /**
             * Format: uint64
             * @description Size of the archive in bytes.
             */
            size: number;
            /** @description SHA-256 of the archive in hexadecimal. Missing for uploaded files that were never hashed. */
            checksum?: string | null;
        };
        /** @description A shard key. */
        ShardKeyDescription: {
            /** @description The key. */
            key: components["schemas"]["ShardKey"];
        };
        /** @description Shard keys of a collection. */
        ShardKeysResponse: {
            /** @description The keys; `null` without custom sharding. */
            shard_keys?: components["schemas"]["ShardKeyDescription"][] | null;
        };
        /** @description An address, or the name of a snapshot of this shard. */
        ShardSnapshotLocation: string;
        /** @description Where a shard snapshot comes from. */
        ShardSnapshotRecover: {
            /** @description `http://`, `https://`, `s3://bucket/key`, or the name of a snapshot of this shard. */
            location: components["schemas"]["ShardSnapshotLocation"];
            /**
             * @description Which side is right when the snapshot and other copies of the shard differ. Default `replica`.
             * @default null
             */
            priority?: components["schemas"]["SnapshotPriority"] | null;
            /**
             * @description SHA-256 of the archive in hexadecimal, 64 digits in either case. When given, the archive is hashed while it is read and refused if the sum differs; nothing is changed then.
             * @default null
             */
            checksum?: string | null;
            /**
             * @description Credentials for the place the snapshot comes from. Sent along as an `api-key` header over HTTP; for `s3://` locations `ACCESS:SECRET`. Never written to a log.
             * @default null
             */
            api_key?: string | null;
        };
        /**
         * Format: uint64
         * @description Number of the last write in a file; `null` when only that of the whole segment is known.
         */
        FileVersion: number | null;
        /** @description Files of one segment and how new they are. */
        SegmentManifest: {
            /** @description UUID of the segment, equal to the key it stands under. */
            segment_id: string;
            /**
             * Format: uint64
             * @description Number of the last write in the segment.
             */
            segment_version: number;
            /** @description Number of the last write in each file, by path within the segment. `null` stands for the version of the segment. */
            file_versions?: {
                [key: string]: components["schemas"]["FileVersion"];
            };
        };
        /** @description Segments of a shard, by UUID. */
        SnapshotManifest: {
            [key: string]: components["schemas"]["SegmentManifest"];
        };
        /** @description One file. */
        FileManifestEntry: {
            /** @description Path below the shard, with `/`. */
            path: string;
            /** @description SHA-256 of its bytes in hexadecimal. */
            hash: string;
        };
        /** @description Files of a shard with their hashes. */
        FileManifest: {
            /** @description The files. */
            files: components["schemas"]["FileManifestEntry"][];
        };
        /** @description What a shard consists of: segments with versions, as servers exchange it, or plain files with hashes. Either form is understood. */
        PartialSnapshotManifest: components["schemas"]["SnapshotManifest"] | components["schemas"]["FileManifest"];
        /** @description A node to fetch changes from. */
        PartialSnapshotRecoverFrom: {
            /**
             * Format: uri
             * @description Its address, as `http://node:6333`.
             */
            peer_url: string;
            /** @description Credentials for that node. Never written to a log. */
            api_key?: string | null;
        };
    };
    responses: {
        /** @description The request cannot be read (malformed JSON, wrong types, missing fields, unknown variants) or asks for something that does not fit the collection. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Any other error, in the same form. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Service internal error: unexpected end of file"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description No credentials, or credentials that are not known. Plain text. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example Must provide an API key or an Authorization bearer token */
                "text/plain": string;
            };
        };
        /** @description The credentials do not suffice. A token with a wrong signature or past its time is answered in plain text. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Forbidden: Global manage access is required"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
                /** @example ExpiredSignature */
                "text/plain": string;
            };
        };
        /** @description The request can be read, but a value is out of bounds. The path to it is given. */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Validation error in JSON body: [limit: value 0 invalid, must be 1 or larger]"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Too many reads or writes. `Retry-After` says when to come back. */
        TooManyRequests: {
            headers: {
                /**
                 * @description Seconds to wait.
                 * @example 60
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Rate limiting exceeded: Read rate limit exceeded, retry later"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Something went wrong in the server. The log has more. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Service internal error: File IO error: Input/output error"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The operation, or a part of it that was asked for, is not available in this server. The reason is given. */
        NotImplemented: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Not implemented: shard keys need a cluster"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The server is stopping, or the same work is already going on. Try again. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Service is shutting down: try again later"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The operation needs a cluster, and this is a single node. */
        Standalone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Qdrant is running in standalone mode"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such collection, point, shard or snapshot. An unknown path is answered without a body. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Not found: Collection `words` doesn't exist!"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The name is taken. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Wrong input: Collection `words` already exists!"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The disk is full, or a limit on memory or disk is reached. */
        InsufficientStorage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Insufficient storage: 512 MiB needed, 96 MiB free"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Taken; the work goes on in the background. */
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
        /** @description The form cannot be read or has no file (plain text), or the archive or its checksum is wrong. */
        BadUpload: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Checksum mismatch: expected 56b9632c9b7ce61c3f5155bff2afb5db236b4e258f18a81b9877d1826a4d6e11, actual b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
                /** @example Required field is missing: snapshot */
                "text/plain": string;
            };
        };
        /** @description The body is not a form with files. Plain text. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example Parsed Content-Type did not have 'multipart' top-level media type */
                "text/plain": string;
            };
        };
        /** @description The other server could not be reached or did not deliver. */
        BadGateway: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Bad gateway: http://peer:6333/backup.snapshot: connection refused"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The credentials do not suffice. Plain text. */
        PlainForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example Forbidden: Global access is required */
                "text/plain": string;
            };
        };
        /** @description There is no such collection, shard or snapshot. Plain text. */
        PlainNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example Not found: Snapshot words-2026-11-22-19-40-12.snapshot not found */
                "text/plain": string;
            };
        };
        /** @description The range lies outside the file. No body. */
        RangeNotSatisfiable: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Something went wrong in the server. Plain text. */
        PlainInternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /** @example Service internal error: File IO error: Input/output error */
                "text/plain": string;
            };
        };
        /** @description The body cannot be read (plain text), or a parameter cannot. */
        PlainBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "status": {
                 *         "error": "Deserialize error in path parameters: can not parse \"x\" to a u32"
                 *       },
                 *       "time": 0.000021
                 *     }
                 */
                "application/json": components["schemas"]["ErrorResponse"];
                /** @example Json deserialize error: invalid type: integer `1`, expected struct SegmentManifest at line 1 column 7 */
                "text/plain": string;
            };
        };
    };
    parameters: {
        /**
         * @description Replace names and values that could tell something about the data.
         * @example true
         */
        Anonymize: boolean;
        /**
         * @description How much to tell, from 0.
         * @example 2
         */
        DetailsLevel: number;
        /**
         * @description Also count requests for each collection.
         * @example true
         */
        PerCollection: boolean;
        /**
         * @description Longest time to wait, in seconds.
         * @example 30
         */
        Timeout: number;
        /**
         * @description Name of the collection, or an alias of it.
         * @example words
         */
        CollectionName: string;
        /**
         * @description Name of the vector.
         * @example image
         */
        VectorName: string;
        /**
         * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
         * @example true
         */
        Wait: boolean;
        /**
         * @description How writes of several nodes are ordered. Default `weak`.
         * @example weak
         */
        Ordering: components["schemas"]["WriteOrdering"];
        /**
         * @description Longest time to wait, in seconds.
         * @example 30
         */
        WriteTimeout: number;
        /**
         * @description How many copies must agree on the answer. On one node it changes nothing.
         * @example majority
         */
        Consistency: components["schemas"]["ReadConsistency"];
        /**
         * @description Longest time to wait, in seconds.
         * @example 30
         */
        ReadTimeout: number;
        /**
         * @description `false` answers 202 once the archive has arrived and recovers in the background; errors then go to the log. Default `true`.
         * @example true
         */
        WaitForUpload: boolean;
        /**
         * @description Which side is right when the snapshot and other copies differ. Default `replica`.
         * @example snapshot
         */
        Priority: components["schemas"]["SnapshotPriority"];
        /**
         * @description SHA-256 the archive must have, in hexadecimal.
         * @example b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0
         */
        Checksum: string;
        /**
         * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
         * @example true
         */
        DryRun: boolean;
        /**
         * @description `false` answers 202 at once and recovers in the background; errors then go to the log. Default `true`.
         * @example true
         */
        WaitForRecovery: boolean;
        /**
         * @description `false` answers 202 at once and makes the snapshot in the background. Default `true`.
         * @example true
         */
        WaitForSnapshot: boolean;
        /**
         * @description File name of the snapshot, as lists give it.
         * @example words-2026-11-22-19-40-12.snapshot
         */
        SnapshotName: string;
        /**
         * @description `false` answers 202 at once and deletes in the background. Default `true`.
         * @example true
         */
        WaitForDeletion: boolean;
        /**
         * @description Number of the shard within the collection, from 0.
         * @example 0
         */
        ShardId: number;
    };
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
            /** @description Name and version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "title": "qdrant - vector search engine",
                     *       "version": "1.19.0"
                     *     }
                     */
                    "application/json": components["schemas"]["VersionInfo"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    telemetry: {
        parameters: {
            query?: {
                /**
                 * @description Replace names and values that could tell something about the data.
                 * @example true
                 */
                anonymize?: boolean;
                /**
                 * @description How much to tell, from 0.
                 * @example 2
                 */
                details_level?: number;
                /**
                 * @description Also count requests for each collection.
                 * @example true
                 */
                per_collection?: boolean;
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the server knows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *         "app": {
                     *           "name": "qdrant",
                     *           "version": "1.19.0",
                     *           "startup": "2026-11-22T19:33:00Z"
                     *         },
                     *         "collections": {
                     *           "number_of_collections": 1
                     *         }
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Replace names and values that could tell something about the data.
                 * @example true
                 */
                anonymize?: boolean;
                /**
                 * @description Also count requests for each collection.
                 * @example true
                 */
                per_collection?: boolean;
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # HELP collections_total number of collections
                     *     # TYPE collections_total gauge
                     *     collections_total 1
                     */
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
            /** @description The server answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example healthz check passed */
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
            /** @description The server is alive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example healthz check passed */
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
            /** @description All shards are ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example all shards are ready */
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Some shards are not ready yet. */
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
            /** @description The remarks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "issues": []
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description Limits and use. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "config": {
                     *           "enabled": true,
                     *           "max_disk_usage_percent": 90
                     *         },
                     *         "usage": {
                     *           "resident_memory_percent": 12,
                     *           "disk_usage_percent": 41
                     *         }
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the change is in force.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The limits. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "max_resident_memory_percent": 80,
                 *       "max_disk_usage_percent": 90,
                 *       "release_margin_percent": 5
                 *     }
                 */
                "application/json": components["schemas"]["QuotaConfig"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "status": "disabled"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How much to tell, from 0.
                 * @example 2
                 */
                details_level?: number;
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the cluster knows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "collections": {
                     *           "words": {
                     *             "id": "words",
                     *             "shards": [
                     *               {
                     *                 "id": 0,
                     *                 "replicas": [
                     *                   {
                     *                     "peer_id": 8247210523,
                     *                     "state": "Active",
                     *                     "status": "green",
                     *                     "num_points": 10000
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         "cluster": {
                     *           "enabled": true,
                     *           "number_of_peers": 1,
                     *           "peers": {
                     *             "8247210523": {
                     *               "uri": "http://node-1:6335",
                     *               "responsive": true
                     *             }
                     *           }
                     *         }
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
                /**
                 * @description Remove the node even when it holds shards.
                 * @example false
                 */
                force?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Number of the node.
                 * @example 8247210523
                 */
                peer_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the shards are. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "peer_id": 8247210523,
                     *         "shard_count": 1,
                     *         "local_shards": [
                     *           {
                     *             "shard_id": 0,
                     *             "points_count": 10000,
                     *             "state": "Active"
                     *           }
                     *         ],
                     *         "remote_shards": [],
                     *         "shard_transfers": []
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClusterOperations"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description The collections. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "collections": [
                     *           {
                     *             "name": "words"
                     *           },
                     *           {
                     *             "name": "images"
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description State and settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "status": "green",
                     *         "optimizer_status": "ok",
                     *         "indexed_vectors_count": 0,
                     *         "points_count": 10000,
                     *         "segments_count": 2,
                     *         "config": {
                     *           "params": {
                     *             "vectors": {
                     *               "size": 4,
                     *               "distance": "Cosine"
                     *             },
                     *             "shard_number": 1,
                     *             "replication_factor": 1,
                     *             "write_consistency_factor": 1,
                     *             "on_disk_payload": true
                     *           },
                     *           "hnsw_config": {
                     *             "m": 16,
                     *             "ef_construct": 100,
                     *             "full_scan_threshold": 10000,
                     *             "max_indexing_threads": 0,
                     *             "on_disk": false
                     *           },
                     *           "optimizer_config": {
                     *             "deleted_threshold": 0.2,
                     *             "vacuum_min_vector_number": 1000,
                     *             "default_segment_number": 0,
                     *             "max_segment_size": null,
                     *             "memmap_threshold": null,
                     *             "indexing_threshold": 10000,
                     *             "flush_interval_sec": 5,
                     *             "max_optimization_threads": null,
                     *             "prevent_unoptimized": null
                     *           },
                     *           "wal_config": {
                     *             "wal_capacity_mb": 32,
                     *             "wal_segments_ahead": 0,
                     *             "wal_retain_closed": 1
                     *           },
                     *           "quantization_config": null
                     *         },
                     *         "payload_schema": {
                     *           "pos": {
                     *             "data_type": "keyword",
                     *             "points": 10000
                     *           }
                     *         },
                     *         "update_queue": {
                     *           "length": 0
                     *         }
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name the collection gets: 1 to 255 bytes, without any of `< > : " / \ | ? *` and the control characters 0 and 31, and neither `.` nor `..`. Must not be an alias.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description What the collection looks like. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCollection"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection. An alias is not followed.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `true`, or `false` when there was none of that name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The changes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "optimizers_config": {
                 *         "indexing_threshold": 20000
                 *       },
                 *       "metadata": {
                 *         "model": "words-768-v2"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateCollection"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it exists. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "exists": true
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Name of the vector.
                 * @example image
                 */
                vector_name: string;
            };
            cookie?: never;
        };
        /** @description What the vector looks like. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["VectorNameConfig"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Name of the vector.
                 * @example image
                 */
                vector_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description What to add, separated by commas: `queued`, `completed`, `idle_segments`.
                 * @example queued,completed
                 */
                with?: string;
                /**
                 * @description How many finished runs to give at most.
                 * @example 10
                 */
                completed_limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The work. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "summary": {
                     *           "queued_optimizations": 1,
                     *           "queued_segments": 2,
                     *           "queued_points": 20000,
                     *           "idle_segments": 1
                     *         },
                     *         "running": [
                     *           {
                     *             "uuid": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *             "optimizer": "indexing",
                     *             "status": "optimizing",
                     *             "segments": [
                     *               {
                     *                 "uuid": "9799a45c-ba54-4547-ad61-f2b5cd787a2f",
                     *                 "points_count": 10000
                     *               }
                     *             ],
                     *             "progress": {
                     *               "name": "Segment Optimizing",
                     *               "started_at": "2026-11-22T19:40:12Z",
                     *               "children": [
                     *                 {
                     *                   "name": "vector_index",
                     *                   "started_at": "2026-11-22T19:40:13Z",
                     *                   "done": 4200,
                     *                   "total": 10000
                     *                 }
                     *               ]
                     *             }
                     *           }
                     *         ],
                     *         "queued": [
                     *           {
                     *             "optimizer": "merge",
                     *             "segments": [
                     *               {
                     *                 "uuid": "9799a45c-ba54-4547-ad61-f2b5cd787a2f",
                     *                 "points_count": 10000
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The changes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "actions": [
                 *         {
                 *           "delete_alias": {
                 *             "alias_name": "current"
                 *           }
                 *         },
                 *         {
                 *           "create_alias": {
                 *             "collection_name": "words",
                 *             "alias_name": "current"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ChangeAliasesOperation"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection. One that does not exist has no aliases.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The aliases. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "aliases": [
                     *           {
                     *             "alias_name": "current",
                     *             "collection_name": "words"
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description The aliases. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "aliases": [
                     *           {
                     *             "alias_name": "current",
                     *             "collection_name": "words"
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Field and type. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFieldIndex"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Path of the indexed field.
                 * @example pos
                 */
                field_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Id of the point: a whole number or a UUID.
                 * @example 17
                 */
                id: components["schemas"]["ExtendedPointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The point. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "id": 17,
                     *         "payload": {
                     *           "word": "harbour",
                     *           "pos": "noun"
                     *         },
                     *         "vector": [
                     *           0.12,
                     *           -0.53,
                     *           0.31,
                     *           0.77
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The points. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointInsertOperations"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 8,
                     *         "status": "acknowledged"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Ids and what to give. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         17,
                 *         "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b"
                 *       ],
                 *       "with_payload": [
                 *         "word"
                 *       ],
                 *       "with_vector": false
                 *     }
                 */
                "application/json": components["schemas"]["PointRequest"];
            };
        };
        responses: {
            /** @description The points. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "id": 17,
                     *           "payload": {
                     *             "word": "harbour"
                     *           }
                     *         },
                     *         {
                     *           "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *           "payload": {
                     *             "word": "port"
                     *           }
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Which points. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PointsSelector"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Points and vectors. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "points": [
                 *         {
                 *           "id": 19,
                 *           "vector": {
                 *             "title": [
                 *               0.12,
                 *               -0.53,
                 *               0.31,
                 *               0.77
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateVectors"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Names and points. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "points": [
                 *         19
                 *       ],
                 *       "vector": [
                 *         "tokens"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DeleteVectors"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Payload and points. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "word": "harbour"
                 *       },
                 *       "points": [
                 *         17
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SetPayload"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Keys and points. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "seen": true
                 *       },
                 *       "points": [
                 *         17,
                 *         18
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SetPayload"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Keys and points. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "keys": [
                 *         "seen",
                 *         "source.url"
                 *       ],
                 *       "filter": {
                 *         "must": [
                 *           {
                 *             "key": "pos",
                 *             "match": {
                 *               "value": "noun"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DeletePayload"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Which points. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "points": [
                 *         17
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["PointsSelector"];
            };
        };
        responses: {
            /** @description What became of the write. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "operation_id": 7,
                     *         "status": "completed"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Wait until the write is applied. Default `false`: answer as soon as it is safely logged.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description How writes of several nodes are ordered. Default `weak`.
                 * @example weak
                 */
                ordering?: components["schemas"]["WriteOrdering"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The writes. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "operations": [
                 *         {
                 *           "upsert": {
                 *             "points": [
                 *               {
                 *                 "id": 20,
                 *                 "vector": [
                 *                   0.12,
                 *                   -0.53,
                 *                   0.31,
                 *                   0.77
                 *                 ]
                 *               }
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "set_payload": {
                 *             "payload": {
                 *               "word": "pier"
                 *             },
                 *             "points": [
                 *               20
                 *             ]
                 *           }
                 *         },
                 *         {
                 *           "delete": {
                 *             "points": [
                 *               17
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateOperations"];
            };
        };
        responses: {
            /** @description One result for each write, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "operation_id": 7,
                     *           "status": "completed"
                     *         },
                     *         {
                     *           "operation_id": 8,
                     *           "status": "completed"
                     *         },
                     *         {
                     *           "operation_id": 9,
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Page, filter and order. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScrollRequest"];
            };
        };
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "points": [
                     *           {
                     *             "id": 17,
                     *             "payload": {
                     *               "word": "harbour",
                     *               "pos": "noun"
                     *             }
                     *           },
                     *           {
                     *             "id": 18,
                     *             "payload": {}
                     *           }
                     *         ],
                     *         "next_page_offset": 19
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description What to count. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "must": [
                 *           {
                 *             "key": "pos",
                 *             "match": {
                 *               "value": "noun"
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "exact": true
                 *     }
                 */
                "application/json": components["schemas"]["CountRequest"];
            };
        };
        responses: {
            /** @description The count. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "count": 6213
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Field and filter. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "pos",
                 *       "limit": 2
                 *     }
                 */
                "application/json": components["schemas"]["FacetRequest"];
            };
        };
        responses: {
            /** @description The values. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "hits": [
                     *           {
                     *             "value": "noun",
                     *             "count": 6213
                     *           },
                     *           {
                     *             "value": "verb",
                     *             "count": 1904
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The search. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryRequest"];
            };
        };
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "points": [
                     *           {
                     *             "id": 17,
                     *             "version": 7,
                     *             "score": 0.9821,
                     *             "payload": {
                     *               "word": "harbour",
                     *               "pos": "noun"
                     *             }
                     *           },
                     *           {
                     *             "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *             "version": 9,
                     *             "score": 0.9417,
                     *             "payload": {
                     *               "word": "port",
                     *               "pos": "noun"
                     *             }
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The searches. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "searches": [
                 *         {
                 *           "query": [
                 *             0.12,
                 *             -0.53,
                 *             0.31,
                 *             0.77
                 *           ],
                 *           "limit": 1
                 *         },
                 *         {
                 *           "query": 17,
                 *           "limit": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["QueryRequestBatch"];
            };
        };
        responses: {
            /** @description One answer for each search, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "points": [
                     *             {
                     *               "id": 17,
                     *               "version": 7,
                     *               "score": 0.9821,
                     *               "payload": {
                     *                 "word": "harbour",
                     *                 "pos": "noun"
                     *               }
                     *             }
                     *           ]
                     *         },
                     *         {
                     *           "points": [
                     *             {
                     *               "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *               "version": 9,
                     *               "score": 0.9417,
                     *               "payload": {
                     *                 "word": "port",
                     *                 "pos": "noun"
                     *               }
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The search and the grouping. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": [
                 *         0.12,
                 *         -0.53,
                 *         0.31,
                 *         0.77
                 *       ],
                 *       "group_by": "pos",
                 *       "group_size": 1,
                 *       "limit": 2,
                 *       "with_payload": true
                 *     }
                 */
                "application/json": components["schemas"]["QueryGroupsRequest"];
            };
        };
        responses: {
            /** @description The groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "groups": [
                     *           {
                     *             "id": "noun",
                     *             "hits": [
                     *               {
                     *                 "id": 17,
                     *                 "version": 7,
                     *                 "score": 0.9821,
                     *                 "payload": {
                     *                   "word": "harbour",
                     *                   "pos": "noun"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "id": "verb",
                     *             "hits": [
                     *               {
                     *                 "id": 4,
                     *                 "version": 7,
                     *                 "score": 0.8803,
                     *                 "payload": {
                     *                   "word": "anchor",
                     *                   "pos": "verb"
                     *                 }
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Sample and vector. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sample": 100,
                 *       "limit": 2
                 *     }
                 */
                "application/json": components["schemas"]["SearchMatrixRequest"];
            };
        };
        responses: {
            /** @description The pairs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "pairs": [
                     *           {
                     *             "a": 17,
                     *             "b": 18,
                     *             "score": 0.91
                     *           },
                     *           {
                     *             "a": 17,
                     *             "b": 4,
                     *             "score": 0.66
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Sample and vector. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sample": 100,
                 *       "limit": 2
                 *     }
                 */
                "application/json": components["schemas"]["SearchMatrixRequest"];
            };
        };
        responses: {
            /** @description The matrix. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "offsets_row": [
                     *           0,
                     *           0
                     *         ],
                     *         "offsets_col": [
                     *           1,
                     *           2
                     *         ],
                     *         "scores": [
                     *           0.91,
                     *           0.66
                     *         ],
                     *         "ids": [
                     *           17,
                     *           18,
                     *           4
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The search. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vector": {
                 *         "name": "title",
                 *         "vector": [
                 *           0.12,
                 *           -0.53,
                 *           0.31,
                 *           0.77
                 *         ]
                 *       },
                 *       "filter": {
                 *         "must": [
                 *           {
                 *             "key": "pos",
                 *             "match": {
                 *               "value": "noun"
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "limit": 5,
                 *       "with_payload": true
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description The points, the best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "id": 17,
                     *           "version": 7,
                     *           "score": 0.9821,
                     *           "payload": {
                     *             "word": "harbour",
                     *             "pos": "noun"
                     *           }
                     *         },
                     *         {
                     *           "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *           "version": 9,
                     *           "score": 0.9417,
                     *           "payload": {
                     *             "word": "port",
                     *             "pos": "noun"
                     *           }
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The searches. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "searches": [
                 *         {
                 *           "vector": [
                 *             0.12,
                 *             -0.53,
                 *             0.31,
                 *             0.77
                 *           ],
                 *           "limit": 1
                 *         },
                 *         {
                 *           "vector": [
                 *             0.2,
                 *             -0.4,
                 *             0.3,
                 *             0.8
                 *           ],
                 *           "limit": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequestBatch"];
            };
        };
        responses: {
            /** @description The points of each search, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         [
                     *           {
                     *             "id": 17,
                     *             "version": 7,
                     *             "score": 0.9821,
                     *             "payload": {
                     *               "word": "harbour",
                     *               "pos": "noun"
                     *             }
                     *           }
                     *         ],
                     *         [
                     *           {
                     *             "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *             "version": 9,
                     *             "score": 0.9417,
                     *             "payload": {
                     *               "word": "port",
                     *               "pos": "noun"
                     *             }
                     *           }
                     *         ]
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The search and the grouping. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vector": [
                 *         0.12,
                 *         -0.53,
                 *         0.31,
                 *         0.77
                 *       ],
                 *       "group_by": "pos",
                 *       "group_size": 1,
                 *       "limit": 2,
                 *       "with_payload": true
                 *     }
                 */
                "application/json": components["schemas"]["SearchGroupsRequest"];
            };
        };
        responses: {
            /** @description The groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "groups": [
                     *           {
                     *             "id": "noun",
                     *             "hits": [
                     *               {
                     *                 "id": 17,
                     *                 "version": 7,
                     *                 "score": 0.9821,
                     *                 "payload": {
                     *                   "word": "harbour",
                     *                   "pos": "noun"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "id": "verb",
                     *             "hits": [
                     *               {
                     *                 "id": 4,
                     *                 "version": 7,
                     *                 "score": 0.8803,
                     *                 "payload": {
                     *                   "word": "anchor",
                     *                   "pos": "verb"
                     *                 }
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The examples. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "positive": [
                 *         17
                 *       ],
                 *       "negative": [
                 *         4
                 *       ],
                 *       "limit": 5,
                 *       "with_payload": true
                 *     }
                 */
                "application/json": components["schemas"]["RecommendRequest"];
            };
        };
        responses: {
            /** @description The points, the best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "id": 17,
                     *           "version": 7,
                     *           "score": 0.9821,
                     *           "payload": {
                     *             "word": "harbour",
                     *             "pos": "noun"
                     *           }
                     *         },
                     *         {
                     *           "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *           "version": 9,
                     *           "score": 0.9417,
                     *           "payload": {
                     *             "word": "port",
                     *             "pos": "noun"
                     *           }
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The recommendations. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "searches": [
                 *         {
                 *           "positive": [
                 *             17
                 *           ],
                 *           "limit": 1
                 *         },
                 *         {
                 *           "positive": [
                 *             18
                 *           ],
                 *           "limit": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RecommendRequestBatch"];
            };
        };
        responses: {
            /** @description The points of each recommendation, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         [
                     *           {
                     *             "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *             "version": 9,
                     *             "score": 0.9417,
                     *             "payload": {
                     *               "word": "port",
                     *               "pos": "noun"
                     *             }
                     *           }
                     *         ],
                     *         [
                     *           {
                     *             "id": 17,
                     *             "version": 7,
                     *             "score": 0.9821,
                     *             "payload": {
                     *               "word": "harbour",
                     *               "pos": "noun"
                     *             }
                     *           }
                     *         ]
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The examples and the grouping. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "positive": [
                 *         17
                 *       ],
                 *       "group_by": "pos",
                 *       "group_size": 1,
                 *       "limit": 2
                 *     }
                 */
                "application/json": components["schemas"]["RecommendGroupsRequest"];
            };
        };
        responses: {
            /** @description The groups. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "groups": [
                     *           {
                     *             "id": "noun",
                     *             "hits": [
                     *               {
                     *                 "id": 17,
                     *                 "version": 7,
                     *                 "score": 0.9821,
                     *                 "payload": {
                     *                   "word": "harbour",
                     *                   "pos": "noun"
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "id": "verb",
                     *             "hits": [
                     *               {
                     *                 "id": 4,
                     *                 "version": 7,
                     *                 "score": 0.8803,
                     *                 "payload": {
                     *                   "word": "anchor",
                     *                   "pos": "verb"
                     *                 }
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Target and pairs. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "target": 17,
                 *       "context": [
                 *         {
                 *           "positive": 4,
                 *           "negative": 8
                 *         }
                 *       ],
                 *       "limit": 5,
                 *       "with_payload": true
                 *     }
                 */
                "application/json": components["schemas"]["DiscoverRequest"];
            };
        };
        responses: {
            /** @description The points, the best first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "id": 17,
                     *           "version": 7,
                     *           "score": 0.9821,
                     *           "payload": {
                     *             "word": "harbour",
                     *             "pos": "noun"
                     *           }
                     *         },
                     *         {
                     *           "id": "6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b",
                     *           "version": 9,
                     *           "score": 0.9417,
                     *           "payload": {
                     *             "word": "port",
                     *             "pos": "noun"
                     *           }
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description How many copies must agree on the answer. On one node it changes nothing.
                 * @example majority
                 */
                consistency?: components["schemas"]["ReadConsistency"];
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The discoveries. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "searches": [
                 *         {
                 *           "target": 17,
                 *           "context": [
                 *             {
                 *               "positive": 4,
                 *               "negative": 8
                 *             }
                 *           ],
                 *           "limit": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DiscoverRequestBatch"];
            };
        };
        responses: {
            /** @description The points of each discovery, in order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         [
                     *           {
                     *             "id": 17,
                     *             "version": 7,
                     *             "score": 0.9821,
                     *             "payload": {
                     *               "word": "harbour",
                     *               "pos": "noun"
                     *             }
                     *           }
                     *         ]
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description `false` answers 202 once the archive has arrived and recovers in the background; errors then go to the log. Default `true`.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description Which side is right when the snapshot and other copies differ. Default `replica`.
                 * @example snapshot
                 */
                priority?: components["schemas"]["SnapshotPriority"];
                /**
                 * @description SHA-256 the archive must have, in hexadecimal.
                 * @example b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0
                 */
                checksum?: string;
                /**
                 * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
                 * @example true
                 */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection. Created when it does not exist.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description A form with the archive. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "snapshot": "bytes of a tar archive"
                 *     }
                 */
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The archive itself, as the one part of the form; its file name is kept for listings.
                     */
                    snapshot: string;
                };
            };
        };
        responses: {
            /** @description `true`, or the plan that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
                    "application/json": {
                        result: boolean | components["schemas"]["RecoveryPlan"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadUpload"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
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
                /**
                 * @description `false` answers 202 at once and recovers in the background; errors then go to the log. Default `true`.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
                 * @example true
                 */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection. Created when it does not exist.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description Where the archive is and how to check it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotRecover"];
            };
        };
        responses: {
            /** @description `true`, or the plan that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
                    "application/json": {
                        result: boolean | components["schemas"]["RecoveryPlan"];
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "name": "words-2026-11-22-19-40-12.snapshot",
                     *           "creation_time": "2026-11-22T19:40:12Z",
                     *           "size": 4194304,
                     *           "checksum": "b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description `false` answers 202 at once and makes the snapshot in the background. Default `true`.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "name": "words-2026-11-22-19-40-12.snapshot",
                     *         "creation_time": "2026-11-22T19:40:12Z",
                     *         "size": 4194304,
                     *         "checksum": "b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description File name of the snapshot, as lists give it.
                 * @example words-2026-11-22-19-40-12.snapshot
                 */
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    /**
                     * @description Bytes that follow.
                     * @example 4194304
                     */
                    "Content-Length"?: number;
                    /**
                     * @description `bytes`: parts can be asked for.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description Changes when the file does.
                     * @example "4194304-1795376412"
                     */
                    ETag?: string;
                    /**
                     * @description Name to save the file under.
                     * @example attachment; filename="words-2026-11-22-19-40-12.snapshot"
                     */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    /**
                     * @description Which part, and the length of all.
                     * @example bytes 0-1023/4194304
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example some bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PlainForbidden"];
            404: components["responses"]["PlainNotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["PlainInternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_snapshot: {
        parameters: {
            query?: {
                /**
                 * @description `false` answers 202 at once and deletes in the background. Default `true`.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description File name of the snapshot, as lists give it.
                 * @example words-2026-11-22-19-40-12.snapshot
                 */
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
            /** @description The snapshots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "name": "full-snapshot-2026-11-22-19-40-12.snapshot",
                     *           "creation_time": "2026-11-22T19:40:12Z",
                     *           "size": 4194304,
                     *           "checksum": "b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description `false` answers 202 at once and makes the snapshot in the background. Default `true`.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "name": "full-snapshot-2026-11-22-19-40-12.snapshot",
                     *         "creation_time": "2026-11-22T19:40:12Z",
                     *         "size": 4194304,
                     *         "checksum": "b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description File name of the snapshot, as lists give it.
                 * @example words-2026-11-22-19-40-12.snapshot
                 */
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    /**
                     * @description Bytes that follow.
                     * @example 4194304
                     */
                    "Content-Length"?: number;
                    /**
                     * @description `bytes`: parts can be asked for.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description Changes when the file does.
                     * @example "4194304-1795376412"
                     */
                    ETag?: string;
                    /**
                     * @description Name to save the file under.
                     * @example attachment; filename="words-2026-11-22-19-40-12.snapshot"
                     */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    /**
                     * @description Which part, and the length of all.
                     * @example bytes 0-1023/4194304
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example some bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PlainForbidden"];
            404: components["responses"]["PlainNotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["PlainInternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_full_snapshot: {
        parameters: {
            query?: {
                /**
                 * @description `false` answers 202 at once and deletes in the background. Default `true`.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description File name of the snapshot, as lists give it.
                 * @example words-2026-11-22-19-40-12.snapshot
                 */
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "shard_keys": [
                     *           {
                     *             "key": "tenant-a"
                     *           },
                     *           {
                     *             "key": 7
                     *           }
                     *         ]
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The key and its parameters. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shard_key": "tenant-a",
                 *       "shards_number": 1
                 *     }
                 */
                "application/json": components["schemas"]["CreateShardingKey"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Longest time to wait, in seconds.
                 * @example 30
                 */
                timeout?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
            };
            cookie?: never;
        };
        /** @description The key. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shard_key": "tenant-a"
                 *     }
                 */
                "application/json": components["schemas"]["DropShardingKey"];
            };
        };
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PlainForbidden"];
            404: components["responses"]["PlainNotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["PlainInternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    recover_shard_from_uploaded_snapshot: {
        parameters: {
            query?: {
                /**
                 * @description `false` answers 202 once the archive has arrived and recovers in the background; errors then go to the log. Default `true`.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description Which side is right when the snapshot and other copies differ. Default `replica`.
                 * @example snapshot
                 */
                priority?: components["schemas"]["SnapshotPriority"];
                /**
                 * @description SHA-256 the archive must have, in hexadecimal.
                 * @example b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0
                 */
                checksum?: string;
                /**
                 * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
                 * @example true
                 */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        /** @description A form with the archive. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "snapshot": "bytes of a tar archive"
                 *     }
                 */
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The archive itself, as the one part of the form; its file name is kept for listings.
                     */
                    snapshot: string;
                };
            };
        };
        responses: {
            /** @description `null`, or the plan that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": null,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
                    "application/json": {
                        result: (boolean | null) | components["schemas"]["RecoveryPlan"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadUpload"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
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
                /**
                 * @description `false` answers 202 at once and recovers in the background; errors then go to the log. Default `true`.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
                 * @example true
                 */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        /** @description Where the archive is and how to check it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShardSnapshotRecover"];
            };
        };
        responses: {
            /** @description `true`, or the plan that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
                    "application/json": {
                        result: boolean | components["schemas"]["RecoveryPlan"];
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshots. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": [
                     *         {
                     *           "name": "words-shard-0-2026-11-22-19-40-12.snapshot",
                     *           "creation_time": "2026-11-22T19:40:12Z",
                     *           "size": 4194304,
                     *           "checksum": "b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                     *         }
                     *       ],
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description `false` answers 202 at once and makes the snapshot in the background. Default `true`.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "name": "words-shard-0-2026-11-22-19-40-12.snapshot",
                     *         "creation_time": "2026-11-22T19:40:12Z",
                     *         "size": 4194304,
                     *         "checksum": "b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0"
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
                /**
                 * @description File name of the snapshot, as lists give it.
                 * @example words-2026-11-22-19-40-12.snapshot
                 */
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    /**
                     * @description Bytes that follow.
                     * @example 4194304
                     */
                    "Content-Length"?: number;
                    /**
                     * @description `bytes`: parts can be asked for.
                     * @example bytes
                     */
                    "Accept-Ranges"?: string;
                    /**
                     * @description Changes when the file does.
                     * @example "4194304-1795376412"
                     */
                    ETag?: string;
                    /**
                     * @description Name to save the file under.
                     * @example attachment; filename="words-2026-11-22-19-40-12.snapshot"
                     */
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    /**
                     * @description Which part, and the length of all.
                     * @example bytes 0-1023/4194304
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example some bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PlainForbidden"];
            404: components["responses"]["PlainNotFound"];
            416: components["responses"]["RangeNotSatisfiable"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["PlainInternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    delete_shard_snapshot: {
        parameters: {
            query?: {
                /**
                 * @description `false` answers 202 at once and deletes in the background. Default `true`.
                 * @example true
                 */
                wait?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
                /**
                 * @description File name of the snapshot, as lists give it.
                 * @example words-2026-11-22-19-40-12.snapshot
                 */
                snapshot_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Always `true`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        /** @description Manifest of the receiver. `{}` for one that has nothing. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartialSnapshotManifest"];
            };
        };
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example bytes of a tar archive */
                    "application/octet-stream": string;
                };
            };
            /** @description The receiver has everything. No body. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["PlainBadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["PlainForbidden"];
            404: components["responses"]["PlainNotFound"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["PlainInternalError"];
            501: components["responses"]["NotImplemented"];
            503: components["responses"]["Unavailable"];
            507: components["responses"]["InsufficientStorage"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    get_partial_snapshot_manifest: {
        parameters: {
            query?: {
                /**
                 * @description `segments` gives segments with versions, as servers exchange it; `files` gives paths with hashes. Default `segments`.
                 * @example segments
                 */
                format?: "segments" | "files";
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": {
                     *         "9799a45c-ba54-4547-ad61-f2b5cd787a2f": {
                     *           "segment_id": "9799a45c-ba54-4547-ad61-f2b5cd787a2f",
                     *           "segment_version": 2,
                     *           "file_versions": {
                     *             "vector_storage/vectors/config.json": 0,
                     *             "payload_storage/tracker.dat": 2,
                     *             "mutable_id_tracker.mappings": null
                     *           }
                     *         }
                     *       },
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
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
                /**
                 * @description `false` answers 202 once the archive has arrived and recovers in the background; errors then go to the log. Default `true`.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description Which side is right when the snapshot and other copies differ. Default `replica`.
                 * @example snapshot
                 */
                priority?: components["schemas"]["SnapshotPriority"];
                /**
                 * @description SHA-256 the archive must have, in hexadecimal.
                 * @example b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0
                 */
                checksum?: string;
                /**
                 * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
                 * @example true
                 */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        /** @description A form with the archive. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "snapshot": "bytes of a tar archive"
                 *     }
                 */
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The archive itself, as the one part of the form; its file name is kept for listings.
                     */
                    snapshot: string;
                };
            };
        };
        responses: {
            /** @description `null`, or the plan that was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": null,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
                    "application/json": {
                        result: null | components["schemas"]["RecoveryPlan"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["BadUpload"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            415: components["responses"]["UnsupportedMediaType"];
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
                /**
                 * @description `false` answers 202 at once and recovers in the background; errors then go to the log. Default `true`.
                 * @example true
                 */
                wait?: boolean;
                /**
                 * @description `true` reads and checks the whole archive as a recovery does, and answers what it would change instead of doing it. Refusals are those of the recovery. An addition to the API of Qdrant. Not with `wait=false`. Default `false`.
                 * @example true
                 */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Name of the collection, or an alias of it.
                 * @example words
                 */
                collection_name: string;
                /**
                 * @description Number of the shard within the collection, from 0.
                 * @example 0
                 */
                shard_id: number;
            };
            cookie?: never;
        };
        /** @description The other node. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "peer_url": "http://peer-node:6333",
                 *       "api_key": "your-api-key"
                 *     }
                 */
                "application/json": components["schemas"]["PartialSnapshotRecoverFrom"];
            };
        };
        responses: {
            /** @description `true`, or the plan that was asked for; `false` when nothing had changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "result": true,
                     *       "status": "ok",
                     *       "time": 0.000412
                     *     }
                     */
                    "application/json": {
                        result: boolean | components["schemas"]["RecoveryPlan"];
                        status: components["schemas"]["AnswerStatus"];
                        time: components["schemas"]["AnswerTime"];
                        usage?: components["schemas"]["AnswerUsage"];
                    };
                };
            };
            202: components["responses"]["Accepted"];
            400: components["responses"]["PlainBadRequest"];
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
