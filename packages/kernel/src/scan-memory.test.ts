import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { attachScanMemory, createScanMemory } from './create-scan-memory.ts';
import type { ScanMemory } from './scan-memory.ts';

const row = (...values: number[]) => Float32Array.from(values);

describe('a scan memory', () => {
  test('stores rows as Qdrant converts them', () => {
    const bytes = createScanMemory({ elementType: 'u8', dim: 6, initialRows: 1 });
    bytes.setRow(0, row(3.7, -5, 300, NaN, 255, 254.99));
    expect([...bytes.getRow(0)]).toEqual([3, 0, 255, 0, 255, 254]);
    const halves = createScanMemory({ elementType: 'f16', dim: 5, initialRows: 1 });
    halves.setRow(0, row(1e-8, 70_000, -70_000, 0.1, -0));
    expect([...halves.getRow(0)]).toEqual([0, Infinity, -Infinity, 0.0999755859375, -0]);
    expect([...halves.rowBytes(0, 1).subarray(2, 4)]).toEqual([0x00, 0x7c]);
  });

  test('rounds the query to the element type too', () => {
    const halves = createScanMemory({ elementType: 'f16', dim: 3, initialRows: 1 });
    halves.setRow(0, row(1, 2, 3));
    halves.setQuery('dot', row(0.1, 0.2, 0.3));
    expect(halves.scan(0, 1)[0]).toBeCloseTo(1.4000244, 7);
    const bytes = createScanMemory({ elementType: 'u8', dim: 3, initialRows: 1 });
    bytes.setRow(0, row(1, 2, 3));
    bytes.setQuery('euclid', row(3.7, 2, 300));
    expect(bytes.scan(0, 1)[0]).toBe(Math.fround(Math.sqrt(4 + 252 * 252)));
  });

  test('scores infinities and NaN in halves as float32 would, and the rows beside them', () => {
    const memory = createScanMemory({ elementType: 'f16', dim: 19, initialRows: 9 });
    for (let i = 0; i < 9; i++) memory.setRow(i, new Float32Array(19).fill(65_504));
    const infinite = new Float32Array(19).fill(1);
    infinite[18] = Infinity;
    const broken = new Float32Array(19).fill(1);
    broken[3] = NaN;
    memory.setRow(1, infinite);
    memory.setRow(8, broken);
    const query = new Float32Array(19).fill(-65_504);
    const finite = { dot: Math.fround(-65_504 * 65_504 * 19), manhattan: 65_504 * 2 * 19 };
    for (const metric of ['dot', 'manhattan'] as const) {
      memory.setQuery(metric, query);
      const usual = finite[metric];
      const expected = [usual, metric === 'dot' ? -Infinity : Infinity, usual, usual, usual, usual, usual, usual, NaN];
      const scores = memory.scan(0, 9);
      expected.forEach((score, i) => {
        if (Number.isFinite(score)) expect(scores[i]! / score, `${metric} row ${i}`).toBeCloseTo(1, 6);
        else expect(scores[i], `${metric} row ${i}`).toBe(score);
      });
    }
  });

  test('keeps rows and query when it grows, and gives new rows as zero', () => {
    const memory = createScanMemory({ elementType: 'f32', dim: 100 });
    memory.ensureRows(1);
    memory.setRow(0, new Float32Array(100).fill(2));
    memory.setQuery('dot', new Float32Array(100).fill(1));
    const offset = memory.rowOffset(0);
    for (let rows = 2; rows <= 20_000; rows *= 3) memory.ensureRows(rows);
    expect(memory.rowOffset(0)).toBe(offset);
    expect([...memory.scan(0, 2)]).toEqual([200, 0]);
    expect(memory.rowBytes(1, 5000).every((byte) => byte === 0)).toBe(true);
  });

  test('scores listed rows like ranges of rows', () => {
    const memory = createScanMemory({ elementType: 'f32', dim: 3, initialRows: 100 });
    for (let i = 0; i < 100; i++) memory.setRow(i, row(i, 1, 0));
    memory.setQuery('dot', row(1, 0.5, 9));
    expect([...memory.scoreRows(Uint32Array.of(99, 0, 7, 7))]).toEqual([99.5, 0.5, 7.5, 7.5]);
    expect([...memory.scoreRows(new Uint32Array(0))]).toEqual([]);
    expect([...memory.scan(5, 5)]).toEqual([]);
  });

  test('refuses what does not fit, by name', () => {
    const memory = createScanMemory({ elementType: 'f32', dim: 4, initialRows: 1 });
    expect(() => memory.scan(0, 1)).toThrow('setQuery first');
    memory.setQuery('dot', row(1, 2, 3, 4));
    expect(() => memory.setRow(0, row(1))).toThrow('a vector of 1 elements, expected 4');
    expect(() => memory.setQuery('dot', row(1))).toThrow('a vector of 1 elements, expected 4');
    expect(() => memory.scan(0, 2049)).toThrow('2049 rows in one scan, at most 2048');
    expect(() => memory.scan(-1, 1)).toThrow(RangeError);
    expect(() => memory.getRow(10_000_000)).toThrow(RangeError);
    expect(() => memory.scoreRows(Uint32Array.of(10_000_000))).toThrow(RangeError);
    expect(() => memory.ensureRows(2 ** 28)).toThrow('a vector storage holds at most 4294967296');
    expect(() => createScanMemory({ elementType: 'u8', dim: 0 })).toThrow('dimension 0 is not between 1 and 65536');
    expect(() => createScanMemory({ elementType: 'u8', dim: 65_537 })).toThrow(RangeError);
  });

  test('sums the longest byte rows exactly', () => {
    const memory = createScanMemory({ elementType: 'u8', dim: 65_536, initialRows: 2 });
    memory.rowBytes(0, 1).fill(255);
    memory.setQuery('dot', new Float32Array(65_536).fill(255));
    expect(memory.scan(0, 1)[0]).toBe(Math.fround(65_536 * 255 * 255));
    memory.setQuery('euclid', new Float32Array(65_536));
    expect(memory.scan(0, 1)[0]).toBe(Math.fround(Math.sqrt(65_536 * 255 * 255)));
  });

  test('the cosine of byte rows is 0 where a length is', () => {
    const memory = createScanMemory({ elementType: 'u8', dim: 3, initialRows: 2 });
    memory.setRow(0, row(1, 2, 3));
    memory.setQuery('cosine', row(3, 2, 255));
    expect(memory.scan(0, 2)[0]).toBeCloseTo(0.80903941, 6);
    expect(memory.scan(0, 2)[1]).toBe(0);
  });

  test('a thousand of them live side by side', () => {
    const memories: ScanMemory[] = [];
    for (let i = 0; i < 1000; i++) {
      const memory = createScanMemory({ elementType: 'f32', dim: 4, initialRows: 10 });
      memory.setRow(9, row(i, 0, 0, 0));
      memories.push(memory);
    }
    memories.forEach((memory, i) => {
      memory.setQuery('dot', row(1, 0, 0, 0));
      expect(memory.scan(9, 10)[0]).toBe(i);
    });
  });

  test('dropped memories are collected', async () => {
    // 1.6 GB in all, touched on every page, if the garbage collector did not know of them.
    const before = process.memoryUsage.rss();
    let highest = before;
    for (let i = 0; i < 30; i++) {
      const memory = createScanMemory({ elementType: 'u8', dim: 4096, initialRows: 12_800 });
      for (let from = 0; from < 12_800; from++) memory.rowBytes(from, from + 1)[0] = 1;
      await new Promise((resolve) => setImmediate(resolve));
      highest = Math.max(highest, process.memoryUsage.rss());
    }
    expect(highest - before).toBeLessThan(1.2 * 1024 ** 3);
  });
});

describe('a shared scan memory', () => {
  test('is scanned by two readers with a query each', () => {
    const memory = createScanMemory({ elementType: 'f16', dim: 2, readers: 2 });
    const other = attachScanMemory(memory.share(), 1);
    memory.ensureRows(50_000);
    memory.setRow(40_000, row(3, 4));
    memory.setQuery('dot', row(1, 0));
    other.setQuery('euclid', row(0, 0));
    expect(other.scan(40_000, 40_001)[0]).toBe(5);
    expect(memory.scan(40_000, 40_001)[0]).toBe(3);
    expect(() => attachScanMemory(memory.share(), 2)).toThrow('expected 1 to 1');
  });

  test('another thread sees its rows', async () => {
    const memory = createScanMemory({ elementType: 'f32', dim: 2, initialRows: 2, readers: 2 });
    memory.setRow(1, row(3, 4));
    const code = `
      const { parentPort, workerData } = require('node:worker_threads');
      const { memory, offset } = workerData;
      parentPort.postMessage([...new Float32Array(memory.buffer, offset, 2)]);`;
    const worker = new Worker(code, { eval: true, workerData: { ...memory.share(), offset: memory.rowOffset(1) } });
    const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    await worker.terminate();
    expect(answer).toEqual([3, 4]);
  });
});
