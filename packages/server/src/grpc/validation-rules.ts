/**
 * The limits of request fields that the real server checks before anything else, by message and by field as TypeScript names it.
 * `nested` goes into a message, its list or its map; fields without a rule take everything.
 */
export type FieldRule =
  | 'nested'
  /** The name of a collection that is to be created: all rules of names. */
  | 'newName'
  /** The name of a collection that may exist from before those rules. */
  | 'name'
  | 'notEmpty'
  | 'sha256'
  | { readonly min: number; readonly max?: number; readonly float?: boolean };

export type MessageRules = Readonly<Record<string, FieldRule>>;

const fromOne = { min: 1 } as const;
const named: MessageRules = { collectionName: 'name' };
const query: MessageRules = { query: 'nested', prefetch: 'nested', params: 'nested', timeout: fromOne };
const groups: MessageRules = { ...named, groupBy: 'notEmpty', groupSize: fromOne, limit: fromOne, params: 'nested', timeout: fromOne };

const collections: Readonly<Record<string, MessageRules>> = {
  GetCollectionInfoRequest: named,
  CollectionExistsRequest: named,
  CreateCollection: {
    collectionName: 'newName',
    hnswConfig: 'nested',
    walConfig: 'nested',
    optimizersConfig: 'nested',
    vectorsConfig: 'nested',
    quantizationConfig: 'nested',
    shardNumber: fromOne,
    replicationFactor: fromOne,
    writeConsistencyFactor: fromOne,
    strictModeConfig: 'nested',
  },
  UpdateCollection: {
    collectionName: 'name',
    optimizersConfig: 'nested',
    params: 'nested',
    timeout: fromOne,
    hnswConfig: 'nested',
    vectorsConfig: 'nested',
    quantizationConfig: 'nested',
    strictModeConfig: 'nested',
  },
  CollectionParamsDiff: { replicationFactor: fromOne, writeConsistencyFactor: fromOne },
  DeleteCollection: { collectionName: 'name', timeout: fromOne },
  ChangeAliases: { timeout: fromOne },
  ListCollectionAliasesRequest: named,
  HnswConfigDiff: { efConstruct: { min: 4 } },
  WalConfigDiff: { walCapacityMb: fromOne, walRetainClosed: fromOne },
  OptimizersConfigDiff: { deletedThreshold: { min: 0, max: 1, float: true }, vacuumMinVectorNumber: { min: 100 }, maxSegmentSize: fromOne },
  VectorsConfig: { config: 'nested' },
  VectorsConfigDiff: { config: 'nested' },
  VectorParams: { size: { min: 1, max: 65_536 }, hnswConfig: 'nested', quantizationConfig: 'nested' },
  VectorParamsMap: { map: 'nested' },
  VectorParamsDiff: { hnswConfig: 'nested', quantizationConfig: 'nested' },
  VectorParamsDiffMap: { map: 'nested' },
  QuantizationConfig: { quantization: 'nested' },
  QuantizationConfigDiff: { quantization: 'nested' },
  ScalarQuantization: { quantile: { min: 0.5, max: 1, float: true } },
  UpdateCollectionClusterSetupRequest: { timeout: fromOne },
  StrictModeConfig: {
    maxQueryLimit: fromOne,
    maxTimeout: fromOne,
    maxPointsCount: fromOne,
    readRateLimit: fromOne,
    writeRateLimit: fromOne,
    maxResidentMemoryPercent: { min: 1, max: 100 },
    multivectorConfig: 'nested',
    sparseConfig: 'nested',
  },
  StrictModeSparseConfig: { sparseConfig: 'nested' },
  StrictModeSparse: { maxLength: fromOne },
  StrictModeMultivectorConfig: { multivectorConfig: 'nested' },
  StrictModeMultivector: { maxVectors: fromOne },
};

const points: Readonly<Record<string, MessageRules>> = {
  UpsertPoints: named,
  DeletePoints: named,
  UpdatePointVectors: named,
  DeletePointVectors: named,
  GetPoints: named,
  SetPayloadPoints: named,
  DeletePayloadPoints: named,
  ClearPayloadPoints: named,
  UpdateBatchPoints: { collectionName: 'name', operations: 'notEmpty' },
  CreateFieldIndexCollection: { collectionName: 'name', fieldName: 'notEmpty' },
  DeleteFieldIndexCollection: { collectionName: 'name', fieldName: 'notEmpty' },
  CreateVectorNameRequest: { collectionName: 'name', vectorConfig: 'nested' },
  DenseVectorCreationConfig: { size: { min: 1, max: 65_536 } },
  DeleteVectorNameRequest: named,
  SearchPoints: { collectionName: 'name', limit: fromOne, params: 'nested', timeout: fromOne },
  SearchBatchPoints: { collectionName: 'name', searchPoints: 'nested', timeout: fromOne },
  SearchPointGroups: groups,
  SearchParams: { hnswEf: fromOne, quantization: 'nested', acorn: 'nested' },
  AcornSearchParams: { maxSelectivity: { min: 0, max: 1, float: true } },
  QuantizationSearchParams: { oversampling: { min: 1, float: true } },
  ScrollPoints: { collectionName: 'name', limit: fromOne },
  RecommendPoints: { collectionName: 'name', params: 'nested', timeout: fromOne },
  RecommendBatchPoints: { collectionName: 'name', recommendPoints: 'nested', timeout: fromOne },
  RecommendPointGroups: groups,
  DiscoverPoints: { collectionName: 'name', params: 'nested', limit: fromOne, timeout: fromOne },
  DiscoverBatchPoints: { collectionName: 'name', discoverPoints: 'nested', timeout: fromOne },
  CountPoints: named,
  NearestInputWithMmr: { mmr: 'nested' },
  Mmr: { diversity: { min: 0, max: 1, float: true }, candidatesLimit: { min: 0, max: 16_384 } },
  Rrf: { k: fromOne },
  Query: { variant: 'nested' },
  PrefetchQuery: { ...query, limit: fromOne },
  QueryPoints: { ...named, ...query, limit: fromOne },
  QueryBatchPoints: { collectionName: 'name', queryPoints: 'nested', timeout: fromOne },
  QueryPointGroups: { ...groups, ...query },
  FacetCounts: { collectionName: 'name', key: 'notEmpty', timeout: fromOne },
  SearchMatrixPoints: { collectionName: 'name', sample: { min: 2 }, limit: fromOne, timeout: fromOne },
};

const snapshots: Readonly<Record<string, MessageRules>> = {
  CreateSnapshotRequest: named,
  ListSnapshotsRequest: named,
  DeleteSnapshotRequest: { collectionName: 'name', snapshotName: 'notEmpty' },
  DeleteFullSnapshotRequest: { snapshotName: 'notEmpty' },
  CreateShardSnapshotRequest: named,
  ListShardSnapshotsRequest: named,
  DeleteShardSnapshotRequest: { collectionName: 'name', snapshotName: 'notEmpty' },
  RecoverShardSnapshotRequest: { collectionName: 'name', checksum: 'sha256' },
};

/** Rules by full message name, `qdrant.UpsertPoints`. */
export const validationRules: ReadonlyMap<string, MessageRules> = new Map(
  Object.entries({ ...collections, ...points, ...snapshots }).map(([name, rules]) => [`qdrant.${name}`, rules]),
);
