import { createHash } from 'node:crypto';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { unpackSnapshot } from '../archive/unpack-snapshot.ts';
import { isFormatError } from '../format/format-error.ts';
import { fixtureJson, fixtureStream } from './fixtures.test.data.ts';
import { readGraph, type StoredGraph } from './read-graph.ts';

interface GraphFixture {
  readonly links_file: string;
  readonly points: number;
  readonly level_offsets: number[];
  readonly graph: {
    m: number;
    m0: number;
    ef_construct: number;
    entry_points: [number, number][];
    extra_count: number;
    extra_first3: [number, number][];
  };
  readonly all_links_sha256: { readonly value: string };
  readonly nodes: Record<string, { readonly level: number; readonly links: number[][] }>;
  readonly hnsw_config: { ef: number; full_scan_threshold: number; indexed_vector_count: number };
}

interface ReadBack {
  readonly stored: StoredGraph;
  /** Per node its lists, level 0 first. */
  readonly lists: number[][][];
}

async function readBack(vfs: Vfs, directory: string, points: number): Promise<ReadBack> {
  const links: number[] = [];
  let ranks = new Uint32Array(0);
  let listStarts = new Uint32Array(0);
  const stored = await readGraph(vfs, directory, points, ({ nodes, levelStarts }) => {
    ranks = new Uint32Array(nodes);
    listStarts = new Uint32Array((levelStarts.at(-1) ?? 0) + 1);
    return { ranks, listStarts, append: (more) => void links.push(...more) };
  });
  const { levelStarts } = stored;
  const lists = Array.from(ranks, (rank, node) => {
    const own: number[][] = [];
    for (let level = 0; level + 1 < levelStarts.length; level++) {
      const start = levelStarts[level] as number;
      if (level > 0 && rank >= (levelStarts[level + 1] as number) - start) break;
      const list = level === 0 ? node : start + rank;
      own.push(links.slice(listStarts[list], listStarts[list + 1]));
    }
    return own;
  });
  return { stored, lists };
}

async function openFixture(name: string): Promise<{ vfs: Vfs; directory: string; json: GraphFixture }> {
  const vfs = memoryVfs();
  await vfs.mkdir('/segment');
  const isSnapshot = name.startsWith('own');
  await unpackSnapshot(fixtureStream(`hnsw/${name}.${isSnapshot ? 'snapshot' : 'tar'}`), vfs, '/segment');
  const json = (await fixtureJson(`hnsw/${name}.json`)) as unknown as GraphFixture;
  return { vfs, directory: await findIndex(vfs, '/segment'), json };
}

async function findIndex(vfs: Vfs, directory: string): Promise<string> {
  const found = await find(vfs, directory);
  if (found === undefined) throw new Error('no vector_index');
  return found;
}

async function find(vfs: Vfs, directory: string): Promise<string | undefined> {
  for (const { name, kind } of await vfs.readdir(directory)) {
    if (kind === 'file' && name === 'graph.bin') return directory;
    const below = kind === 'directory' ? await find(vfs, `${directory}/${name}`) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

const fixtures = ['cos-m8-bq2-scalar8', 'cos-m8-payload', 'dot-m4-inline-sq', 'l1-m8-pq16', 'l2-m16-sq-deleted', 'own-cos-m4-plain'];

describe('graphs of the real server', () => {
  it.each(fixtures)('%s: every link, level and entry point', async (name) => {
    const { vfs, directory, json } = await openFixture(name);
    const { stored, lists } = await readBack(vfs, directory, json.points);
    expect(stored.linksFile).toBe(json.links_file);
    expect(stored.levelStarts.slice(0, -1)).toEqual(json.level_offsets.slice(0, stored.levelStarts.length - 1));
    for (const [node, expected] of Object.entries(json.nodes)) expect(lists[Number(node)]).toEqual(expected.links);
    const lines = lists.flatMap((own, node) => own.map((links, level) => `${node},${level}:${links.join()}`));
    expect(createHash('sha256').update(lines.join('\n')).digest('hex')).toBe(json.all_links_sha256.value);
    const { m, m0, ef_construct, entry_points, extra_count, extra_first3 } = json.graph;
    expect(stored).toMatchObject({ m, m0, efConstruct: ef_construct });
    expect(stored.entryPoints.map(({ node, level }) => [node, level])).toEqual(entry_points);
    expect(stored.extraEntryPoints).toHaveLength(extra_count);
    expect(stored.extraEntryPoints.slice(0, 3).map(({ node, level }) => [node, level])).toEqual(extra_first3);
    const { ef, full_scan_threshold, indexed_vector_count } = json.hnsw_config;
    expect(stored.config).toMatchObject({ ef, fullScanThreshold: full_scan_threshold, indexedVectorCount: indexed_vector_count });
  });
});

describe('broken graphs', () => {
  it.each(fixtures)('%s: a file cut anywhere is refused by name', async (name) => {
    const { vfs, directory, json } = await openFixture(name);
    for (const file of ['graph.bin', json.links_file]) {
      const whole = await vfs.readFile(`${directory}/${file}`);
      for (let part = 0; part < 8; part++) {
        const length = Math.floor((whole.length * part) / 8);
        await put(vfs, `${directory}/${file}`, whole.slice(0, length));
        const error = await readBack(vfs, directory, json.points).then(
          () => undefined,
          (one: unknown) => one,
        );
        // Entry points may end early and still be whole only where the cut is none.
        expect(isFormatError(error), `${file} cut to ${length} of ${whole.length}`).toBe(true);
        expect((error as Error).message).toContain(file);
      }
      await put(vfs, `${directory}/${file}`, whole);
    }
  });

  it.each(fixtures)('%s: any flipped bit is refused, or yields links that lead to points', async (name) => {
    const { vfs, directory, json } = await openFixture(name);
    const path = `${directory}/${json.links_file}`;
    const whole = await vfs.readFile(path);
    let refused = 0;
    for (let i = 0; i < 120; i++) {
      const bytes = whole.slice();
      // Headers, level starts and ranks first, then all over the file.
      const at = i < 80 ? i : Math.floor((whole.length * (i - 80)) / 40);
      bytes[at] = (bytes[at] as number) ^ (1 << (i % 8));
      await put(vfs, path, bytes);
      try {
        const { lists } = await readBack(vfs, directory, json.points);
        expect(lists.every((own) => own.every((links) => links.every((link) => link < json.points)))).toBe(true);
      } catch (error) {
        if (!isFormatError(error)) throw error;
        expect(error.message).toContain(directory);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(20);
  });

  it('a link to no point is refused with its place', async () => {
    const { vfs, directory, json } = await openFixture('own-cos-m4-plain');
    const path = `${directory}/links.bin`;
    const bytes = (await vfs.readFile(path)).slice();
    const first = 64 + (json.level_offsets.length - 1) * 8 + json.points * 4;
    new DataView(bytes.buffer).setUint32(first, json.points, true);
    await put(vfs, path, bytes);
    await expect(readBack(vfs, directory, json.points)).rejects.toThrow(
      `${path}, byte ${first}: a link leads to no point (expected below ${json.points}, found ${json.points})`,
    );
  });

  it('a graph of another number of points, and one without links, are refused', async () => {
    const { vfs, directory, json } = await openFixture('l1-m8-pq16');
    await expect(readBack(vfs, directory, json.points + 1)).rejects.toThrow('the graph is of another number of points');
    await vfs.rm(`${directory}/${json.links_file}`);
    await expect(readBack(vfs, directory, json.points)).rejects.toThrow('there is no file of links');
  });
});

async function put(vfs: Vfs, path: string, bytes: Uint8Array): Promise<void> {
  const file = await vfs.open(path, 'w+');
  await file.write(bytes, 0);
  await file.close();
}
