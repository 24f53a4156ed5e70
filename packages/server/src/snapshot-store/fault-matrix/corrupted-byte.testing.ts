import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { ask, call } from './call.testing.ts';
import { type Fault, linksOf } from './faults.testing.ts';
import type { Operation } from './operations.testing.ts';
import type { Trial } from './trial.testing.ts';
import { openWorld, type StoreKind, type Surroundings, type World } from './world.testing.ts';
import { stateOf } from './world-state.testing.ts';

const bytesEach = 3;

/** Some bytes of each body that is sent, in both directions; with the digest of the archive compared, and without. */
export const corruptedByte: Fault = {
  name: 'corrupted byte',
  stores: ['local', 's3'],
  trials(operation, course, store, random) {
    const damages = linksOf(course).flatMap(({ name, trace, proxyOf }) =>
      trace.flatMap(({ operation: request, requestBytes, answerBytes }, at) =>
        [{ kind: 'damage_request', sizeBytes: requestBytes } as const, { kind: 'damage_answer', sizeBytes: answerBytes } as const].flatMap(
          ({ kind, sizeBytes }) =>
            Array.from({ length: sizeBytes === 0 ? 0 : bytesEach }, (_, nth) => {
              // One of them in a vector, where nothing but a digest can tell. What a form adds around the archive is shorter than the vectors.
              const around = sizeBytes - course.archive.sizeBytes;
              const always = nth === 0 && around >= 0 && around < 256;
              const fault = { kind, atByte: always ? course.archive.vectorsAt + around : Math.floor(random() * sizeBytes) };
              return {
                always,
                label: `${name} link, request ${at + 1} (${request}): ${JSON.stringify(fault)}`,
                throughProxy: name === 'client',
                plant: (world: World) => proxyOf(world).plant({ nth: at + 1, fault }),
              };
            }),
        ),
      ),
    );
    return damages.flatMap((damage): Trial[] => [
      { ...damage, store, damages: 'perhaps unseen' },
      ...(operation.hasChecksum
        ? [{ ...damage, label: `${damage.label}, digest given`, store, withChecksum: true, damages: 'detectably' as const }]
        : []),
    ]);
  },
};

/** A byte of a stored snapshot changes later. Its digest tells; a recovery is refused, and it can be deleted. */
export async function damageStored(
  surroundings: Surroundings,
  operation: Operation,
  store: StoreKind,
  random: () => number,
): Promise<void> {
  const world = await openWorld(surroundings, store);
  try {
    const path = operation.stored.of === 'full' ? '/snapshots' : '/collections/c/snapshots';
    const made = await ask<{ name: string; checksum: string }>(world.url, 'POST', path);
    await damageFile(world, operation.stored.of === 'full' ? made.name : `c/${made.name}`, random);
    const found = await stateOf(world);
    const told = `${store}, ${operation.name}: ${found.faults.join()}`;
    // S3 gives what has changed another tag, so the digest is that of nothing any more and is not told.
    if (store === 'local') expect(found.faults.join(), told).toContain('SHA-256');
    if (operation.stored.of === 'collection') {
      const location = store === 's3' ? made.name : `file:///snapshots/c/${made.name}`;
      const refused = await call(world.url, 'PUT', `${path}/recover`, { body: { location, checksum: made.checksum } });
      expect(refused, told).toMatchObject({ kind: 'refused', status: 400, error: expect.stringContaining(made.checksum) });
      expect(await stateOf(world), told).toMatchObject({ content: 'before', other: 'before' });
    }
    expect(await call(world.url, 'DELETE', `${path}/${made.name}`), told).toMatchObject({ kind: 'done' });
    expect(await stateOf(world), told).toMatchObject({ stored: { collection: 0, full: 0 }, faults: [] });
  } finally {
    await world.close();
  }
}

async function damageFile({ vfs, store, bucket, surroundings: { s3 } }: World, key: string, random: () => number): Promise<void> {
  if (store === 'local') {
    const file = await vfs.open(`/snapshots/${key}`, 'r+');
    const byte = new Uint8Array(1);
    const at = Math.floor(random() * (await file.stat()).sizeBytes);
    await file.read(byte, at);
    await file.write(flipped(byte, 0), at);
    await file.close();
    return;
  }
  const place = { Bucket: bucket, Key: `snapshots/${key}` };
  const { Body } = await s3.client.send(new GetObjectCommand(place));
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array(0);
  await s3.client.send(new PutObjectCommand({ ...place, Body: flipped(bytes, Math.floor(random() * bytes.length)) }));
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] as number) ^ 0xff;
  return changed;
}
