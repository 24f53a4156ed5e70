import { expect, test } from 'vitest';
import { createSegmentCore } from './segment-core.ts';

test('frozen live flags stay as they are, and are shared until a row comes or dies', () => {
  const core = createSegmentCore({ vector_data: {}, sparse_vector_data: {}, payload_storage_type: { type: 'mmap' } });
  const steps = [
    { change: () => core.revive(10, 0), flags: [1] },
    { change: () => core.revive(11, 1), flags: [1, 1] },
    { change: () => core.kill(0), flags: [0, 1] },
    { change: () => core.revive(11, 2), flags: [0, 0, 1] }, // Row 1 dies with it.
    { change: () => core.kill(2), flags: [0, 0, 0] },
  ];
  const frozen = steps.map(({ change, flags }) => {
    core.ensureRow(flags.length - 1);
    change();
    const first = core.view.frozenLive();
    expect(core.view.frozenLive()).toBe(first);
    return first;
  });
  expect(frozen.map((flags) => [...flags])).toEqual(steps.map(({ flags }) => flags));
});
