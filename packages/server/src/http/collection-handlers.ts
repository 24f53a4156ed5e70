import {
  type AliasOperation,
  type CreateCollection,
  isJsonPath,
  type UpdateCollection,
  validateChangeAliasesOperation,
  validateCreateCollection,
  validateUpdateCollection,
} from '@sextant/contract';
import { EngineError } from '@sextant/engine';
import { canSee } from '../auth/access.ts';
import { contractBody } from '../decode/contract-body.ts';
import { positiveTimeout, writeParameters } from '../decode/parameters.ts';
import { fieldIndex, vectorName } from '../decode/schema-changes.ts';
import { describeMemory } from '../telemetry/describe-memory.ts';
import { decodeBody } from './body.ts';
import { nameOf, writeReply } from './collection-access.ts';
import { type Handler, type Handlers, reply } from './handler.ts';

const createBody = contractBody<CreateCollection>(validateCreateCollection, 'CreateCollection', 15);
const updateBody = contractBody<UpdateCollection>(validateUpdateCollection, 'UpdateCollection', 8);
const aliasesBody = contractBody<{ actions: AliasOperation[] }>(validateChangeAliasesOperation, 'ChangeAliasesOperation', 1);

const getCollections: Handler = ({ engine }, { access }) =>
  reply({
    collections: engine
      .listCollections()
      .filter((name) => canSee(access, name))
      .map((name) => ({ name })),
  });

const getCollection: Handler = async ({ engine }, request) => reply(await engine.collection(nameOf(request)).info());

const getMemory: Handler = async ({ engine, vfs, config }, request) =>
  reply(await describeMemory(vfs, config.storage.storage_path, engine.collection(nameOf(request))));

const createCollection: Handler = async ({ engine }, request) => {
  positiveTimeout(request.query);
  const body = await decodeBody(request, createBody);
  return reply(await engine.createCollection(nameOf(request), body));
};

const updateCollection: Handler = async ({ engine }, request) => {
  positiveTimeout(request.query);
  const body = await decodeBody(request, updateBody);
  return reply(await engine.updateCollection(nameOf(request), body));
};

const deleteCollection: Handler = async ({ engine }, request) => {
  positiveTimeout(request.query);
  return reply(await engine.deleteCollection(nameOf(request)));
};

const collectionExists: Handler = ({ engine }, request) => reply({ exists: engine.collectionExists(nameOf(request)) });

const updateAliases: Handler = async ({ engine }, request) => {
  positiveTimeout(request.query);
  const { actions } = await decodeBody(request, aliasesBody);
  return reply(await engine.updateAliases(actions));
};

const describeAlias = ({ alias, collection }: { alias: string; collection: string }) => ({
  alias_name: alias,
  collection_name: collection,
});

const getAliases: Handler = ({ engine }, { access }) =>
  reply({
    aliases: engine
      .listAliases()
      .filter(({ collection }) => canSee(access, collection))
      .map(describeAlias),
  });

const getCollectionAliases: Handler = ({ engine }, request) => reply({ aliases: engine.listAliases(nameOf(request)).map(describeAlias) });

const createFieldIndex: Handler = async ({ engine }, request) => {
  const options = writeParameters(request.query);
  const { field, schema } = await decodeBody(request, fieldIndex);
  const collection = engine.collection(nameOf(request));
  if (schema === undefined) {
    throw new EngineError('bad_request', "Can't auto-detect field type, please specify `field_schema` in the request");
  }
  return writeReply(await collection.write({ kind: 'create_index', field, schema }, options));
};

const deleteFieldIndex: Handler = async ({ engine }, request) => {
  const field = request.params['field_name'] ?? '';
  if (!isJsonPath(field)) throw new EngineError('path_format', `Invalid json path: '${field}'`);
  const options = writeParameters(request.query);
  return writeReply(await engine.collection(nameOf(request)).write({ kind: 'delete_index', field }, options));
};

const createVectorName: Handler = async ({ engine }, request) => {
  const options = writeParameters(request.query);
  const config = await decodeBody(request, vectorName);
  const name = request.params['vector_name'] ?? '';
  return writeReply(await engine.collection(nameOf(request)).write({ kind: 'create_vector_name', name, ...config }, options));
};

const deleteVectorName: Handler = async ({ engine }, request) => {
  const options = writeParameters(request.query);
  const name = request.params['vector_name'] ?? '';
  return writeReply(await engine.collection(nameOf(request)).write({ kind: 'delete_vector_name', name }, options));
};

/** Collections, aliases, payload indexes and vector names. */
export const collectionHandlers: Handlers = {
  get_collections: getCollections,
  get_collection: getCollection,
  collection_memory: getMemory,
  create_collection: createCollection,
  update_collection: updateCollection,
  delete_collection: deleteCollection,
  collection_exists: collectionExists,
  update_aliases: updateAliases,
  get_collections_aliases: getAliases,
  get_collection_aliases: getCollectionAliases,
  create_field_index: createFieldIndex,
  delete_field_index: deleteFieldIndex,
  create_vector_name: createVectorName,
  delete_vector_name: deleteVectorName,
};
