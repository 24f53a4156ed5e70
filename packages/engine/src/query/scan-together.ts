import type { ScanMemory } from '@sextant/kernel';
import type { PacedRead } from './paced-read.ts';
import { isTurnOver, nextTurn } from './turn.ts';

/** Bytes of rows scored for one query after the other: what stays in the processor's cache meanwhile. */
const blockBytes = 262_144;
const minBlockRows = 64;
const maxBlockRows = 1024;

interface Member {
  readonly read: PacedRead;
  readonly blocks: number;
  readonly rowCount: number;
  readonly take: (from: number, to: number) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  /** Blocks seen so far. */
  done: number;
  isOut: boolean;
}

const groups = new WeakMap<ScanMemory, Member[]>();

/** Rows of a block: about as many bytes for every dimension. */
export function blockRowsOf(memory: ScanMemory): number {
  return Math.min(maxBlockRows, Math.max(minBlockRows, Math.floor(blockBytes / memory.strideBytes)));
}

/**
 * Hands rows `0 … rowCount-1` of a memory to `take`, block by block and each block once, beginning anywhere: all scans of the memory that are under
 * way go over it in step, so that rows are fetched from main memory once for all of them. `take` sets its query before every block. Other reads
 * have their turns in between; fails as `read.pause` does.
 */
export async function scanTogether(
  memory: ScanMemory,
  read: PacedRead,
  rowCount: number,
  take: (from: number, to: number) => void,
): Promise<void> {
  read.hold();
  const blocks = Math.ceil(rowCount / blockRowsOf(memory));
  await new Promise<void>((resolve, reject) => {
    const member: Member = { read, blocks, rowCount, take, resolve, reject, done: 0, isOut: false };
    const group = groups.get(memory);
    if (group !== undefined) group.push(member);
    else {
      const members = [member];
      groups.set(memory, members);
      void run(memory, members);
    }
  });
}

async function run(memory: ScanMemory, members: Member[]): Promise<void> {
  const blockRows = blockRowsOf(memory);
  // Behind the reads that wait for their turn already, so that they come along.
  await nextTurn();
  for (let block = 0; members.length > 0; block++) {
    if (members.every((member) => block >= member.blocks)) block = 0;
    // Who joins during a pause begins with the next block.
    for (const member of members.slice()) {
      if (block < member.blocks && !member.isOut) step(member, block * blockRows, blockRows);
      if (isTurnOver()) await pause(members);
    }
    for (let i = members.length - 1; i >= 0; i--) if ((members[i] as Member).isOut) members.splice(i, 1);
  }
  groups.delete(memory);
}

function step(member: Member, from: number, blockRows: number): void {
  try {
    member.take(from, Math.min(member.rowCount, from + blockRows));
    member.done++;
    if (member.done < member.blocks) return;
    member.resolve();
  } catch (error) {
    member.reject(error);
  }
  member.isOut = true;
}

async function pause(members: readonly Member[]): Promise<void> {
  await nextTurn();
  for (const member of members) {
    if (member.isOut) continue;
    try {
      member.read.check();
    } catch (error) {
      member.reject(error);
      member.isOut = true;
    }
  }
}
