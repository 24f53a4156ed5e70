import { fileURLToPath } from 'node:url';
import { python } from '@sextant/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startGuideMachine } from './guide-machine.ts';

describe.skipIf(python === undefined)('the Python examples of the guide, as they are written', () => {
  it.each(['create_snapshot_rest.py', 'create_snapshot_grpc.py'])('%s makes a snapshot', async (file) => {
    const machine = await startGuideMachine();
    onTestFinished(() => machine[Symbol.asyncDispose]());
    await machine.call('PUT', '/collections/my_collection', { vectors: { size: 2, distance: 'Dot' } });
    const printed = await machine.run(`"${python}" -B "${fileURLToPath(new URL(file, import.meta.url))}"`);
    const { body } = await machine.call('GET', '/collections/my_collection/snapshots');
    expect(body.result).toEqual([expect.objectContaining({ checksum: expect.any(String) })]);
    if (file.includes('rest')) expect(printed.toString()).toBe(`Snapshot created: ${body.result[0].name}\n`);
  });
});
