import { type ComparedPoint, diffPoints } from '@sextant/snapshot';
import { createRandom } from '@sextant/testkit';
import { type MutatedArchive, mutateArchive } from '../../../../snapshot/src/mutation/mutate-archive.test.data.ts';
import { type ArchiveFixture, archiveFixtures, archiveOf } from './archive-fixtures.test.data.ts';
import { judgeReader, type ReaderVerdict } from './judge-reader.test.data.ts';
import { openBench, type RecoveryBench, type Sending } from './judge-recovery.test.data.ts';

/** One damaged archive; everything about it follows from a seed and its number. */
export interface MutationCase extends MutatedArchive {
  readonly fixture: ArchiveFixture;
  readonly sending: Sending;
}

/** What became of a case. */
export interface CaseReport {
  readonly index: number;
  readonly fixture: string;
  readonly kind: string;
  readonly words: string;
  readonly outcome: 'refused' | 'accepted' | 'as it was' | 'read only';
  /** Why it was refused, or what of an accepted one differs from the original. */
  readonly why: string;
  readonly faults: readonly string[];
  /** Longest time in which nothing else could run, as far as it was measured. */
  readonly heldMs: number;
}

const originals = new Map<string, Promise<Uint8Array>>();

/** Case `index` of the run with this seed. */
export async function mutationCase(seed: number, index: number): Promise<MutationCase> {
  const fixture = archiveFixtures[index % archiveFixtures.length] as ArchiveFixture;
  const original = originals.get(fixture.name) ?? archiveOf(fixture.name);
  originals.set(fixture.name, original);
  const random = createRandom(Math.imul(seed, 2_654_435_761) + index);
  const sending = { withChecksum: random() < 0.05, isNew: random() < 0.5 };
  return { fixture, sending, ...mutateArchive(await original, random) };
}

/** Judges cases one after the other over servers that stay open. */
export interface CaseJudge {
  judge(seed: number, index: number): Promise<Omit<CaseReport, 'heldMs'>>;
  close(): Promise<void>;
}

export function createCaseJudge(): CaseJudge {
  const benches = new Map<string, RecoveryBench>();
  const undamaged = new Map<string, Promise<ReaderVerdict>>();
  return {
    async judge(seed, index) {
      const { fixture, bytes, kind, words, sending } = await mutationCase(seed, index);
      const reader = await judgeReader(fixture, bytes);
      const report = { index, fixture: fixture.name, kind, words };
      if (fixture.kind === 'full') {
        const why = reader.refusal ?? reader.findings[0] ?? '';
        return { ...report, outcome: 'read only', why, faults: reader.faults };
      }
      const bench = benches.get(fixture.name) ?? (await openBench(fixture));
      benches.set(fixture.name, bench);
      const verdict = await bench.judge(bytes, reader, sending);
      const faults = [...reader.faults, ...verdict.faults];
      if (verdict.outcome !== 'accepted') return { ...report, outcome: verdict.outcome, why: verdict.message ?? '', faults };
      const before = undamaged.get(fixture.name) ?? archiveOf(fixture.name).then((archive) => judgeReader(fixture, archive));
      undamaged.set(fixture.name, before);
      return { ...report, outcome: verdict.outcome, why: await changesOf((await before).points, reader.points), faults };
    },
    async close() {
      for (const bench of benches.values()) await bench.close();
      benches.clear();
    },
  };
}

/** What damage did to the points, in a few words: the same for damage of one sort. */
async function changesOf(before: readonly ComparedPoint[], after: readonly ComparedPoint[]): Promise<string> {
  const changes = new Set<string>();
  const differences = diffPoints(before, after);
  for (let next = await differences.next(); !next.done; next = await differences.next()) {
    const { change, parts } = next.value;
    changes.add(parts ? `${change} ${parts.map((part) => (part === 'payload' ? part : 'vector')).join('+')}` : change);
  }
  return changes.size === 0 ? 'the same points' : [...changes].sort((left, right) => (left < right ? -1 : 1)).join(', ');
}
