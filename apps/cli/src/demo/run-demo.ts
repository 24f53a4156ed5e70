import { mkdir, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, isQdrantError, type QdrantClient } from '@sextant/client';
import { createServer } from '@sextant/server';
import { createProgress } from '../progress.ts';
import { formatBytes, formatCount } from '../quantity.ts';
import type { Tell } from './demo-report.ts';
import { verifyWords } from './verify-words.ts';
import { readWords, type Word, wordDimensions } from './words.ts';

export interface DemoOptions {
  /** Where the server's files and the downloaded snapshot go; emptied first. */
  readonly directory: string;
  /** A server that runs already, ours or Qdrant itself; without it one is started. */
  readonly url?: string;
  readonly apiKey?: string;
  readonly points: number;
  readonly signal: AbortSignal;
}

const collection = 'words';

/** A word, and the part of speech its neighbours must have. */
const questions = [
  { word: 'king', pos: 'noun' },
  { word: 'swim', pos: 'verb' },
  { word: 'beautiful', pos: 'adj' },
  { word: 'quickly', pos: 'adv' },
  { word: 'piano', pos: 'noun' },
] as const;

/** The main job from end to end; answers the differences found, none when all is well. */
export async function runDemo(options: DemoOptions, tell: Tell): Promise<readonly string[]> {
  const words = await readWords(options.points);
  await rm(options.directory, { recursive: true, force: true });
  await mkdir(options.directory, { recursive: true });
  const server = options.url === undefined ? await startServer(options.directory, tell) : undefined;
  const client = createClient({
    url: options.url ?? server?.url,
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
  });
  try {
    return await walk(client, words, options, tell);
  } finally {
    await client.close();
    await server?.close();
  }
}

async function startServer(directory: string, tell: Tell): Promise<Awaited<ReturnType<typeof createServer>>> {
  const started = performance.now();
  const server = await createServer({ storage: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots') });
  tell({ step: 'server', text: `${server.url}, files in ${nameOf(directory)}`, durationMs: performance.now() - started, url: server.url });
  return server;
}

async function walk(client: QdrantClient, words: readonly Word[], options: DemoOptions, tell: Tell): Promise<readonly string[]> {
  const call = { signal: options.signal };
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const started = performance.now();
    const result = await work();
    return [result, performance.now() - started];
  };

  await client.deleteCollection(collection, {}, call);
  const [, createMs] = await timed(() =>
    client.createCollection(
      collection,
      { vectors: { size: wordDimensions, distance: 'Cosine' }, metadata: { source: 'GloVe, WordNet' } },
      call,
    ),
  );
  tell({ step: 'collection', text: `${collection}: ${wordDimensions} dimensions, Cosine`, durationMs: createMs });

  const bar = createProgress('upsert    ');
  const [report, upsertMs] = await timed(() =>
    client.upsertMany(collection, words, { ...call, batchSize: 500, onProgress: (done) => bar.update(done, words.length) }),
  );
  bar.end();
  if (report.failed.length > 0) return report.failed.map(({ id, error }) => `point ${id} was refused: ${error.message}`);
  const rate = Math.round(words.length / (upsertMs / 1000));
  tell({
    step: 'upsert',
    text: `${formatCount(words.length)} words, ${formatCount(rate)} a second`,
    durationMs: upsertMs,
    points: words.length,
  });

  await search(client, words, call, tell);

  const [snapshot, snapshotMs] = await timed(() => client.createSnapshot(collection, {}, call));
  if (snapshot === null) return ['the server accepted the snapshot but did not answer which'];
  const size = formatBytes(snapshot.size);
  tell({ step: 'snapshot', text: `${snapshot.name}, ${size}\nSHA-256 ${snapshot.checksum}`, durationMs: snapshotMs, ...snapshot });

  const file = join(options.directory, snapshot.name);
  const transfer = createProgress('download  ');
  const [sha256, downloadMs] = await timed(() =>
    client.downloadSnapshotTo(collection, snapshot.name, file, {
      ...call,
      onProgress: (p) => transfer.update(p.transferredBytes, p.totalBytes ?? snapshot.size),
    }),
  );
  transfer.end();
  tell({ step: 'download', text: `${nameOf(file)}, digest verified`, durationMs: downloadMs, file, sha256 });

  await client.deleteCollection(collection, {}, call);
  const gone = await client.getCollection(collection, call).then(
    () => false,
    (error: unknown) => isQdrantError(error) && error.code === 'not_found',
  );
  if (!gone) return ['the collection still answers after it was deleted'];
  tell({ step: 'delete', text: `${collection} is gone` });

  const upload = createProgress('recover   ');
  const { size: fileSize } = await stat(file);
  const [, recoverMs] = await timed(() =>
    client.uploadSnapshot(collection, pathToFileURL(file), {
      ...call,
      checksum: sha256,
      priority: 'snapshot',
      onProgress: (p) => upload.update(p.transferredBytes, fileSize),
    }),
  );
  upload.end();
  tell({ step: 'recover', text: `${collection} is back, from ${nameOf(file)}`, durationMs: recoverMs });

  const check = createProgress('verify    ');
  const [verification, verifyMs] = await timed(() => verifyWords(client, collection, words, (done) => check.update(done, words.length)));
  check.end();
  const { comparedPoints, differences } = verification;
  const verdict = differences.length === 0 ? 'all equal: ids, vectors, payloads' : `${differences.length} differ`;
  tell({
    step: 'verify',
    text: `${formatCount(comparedPoints)} points compared, ${verdict}`,
    durationMs: verifyMs,
    comparedPoints,
    differences,
  });
  return differences;
}

async function search(client: QdrantClient, words: readonly Word[], call: { signal: AbortSignal }, tell: Tell): Promise<void> {
  const lines: string[] = [];
  const answers: { word: string; pos: string; neighbours: string[] }[] = [];
  const started = performance.now();
  for (const { word, pos } of questions) {
    const asked = words.find((entry) => entry.payload.word === word);
    if (asked === undefined) continue;
    const filter = { must: [{ key: 'pos', match: { value: pos } }] };
    const result = await client.query(collection, { query: asked.id, filter, limit: 5, with_payload: ['word'] }, call);
    const neighbours = (result?.points ?? []).map((point) => String(point.payload?.word));
    answers.push({ word, pos, neighbours });
    lines.push(`${`${word} (${pos})`.padEnd(18)}${neighbours.join(', ')}`);
  }
  tell({ step: 'search', text: lines.join('\n'), durationMs: performance.now() - started, answers });
}

function nameOf(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : `./${near}`;
}
