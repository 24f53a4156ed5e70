// The walk through an HNSW graph. A walk is a record of words in memory, so that it can stop and go on; src/walk-record.ts writes it and has
// the same list of fields. Its rules are Qdrant's, to the order in which equal scores are kept.

import { f16_absolutes, f16_dot, f16_squares } from './f16';
import { f32_absolutes, f32_dot, f32_squares } from './f32';
import { keyOf, pop, push, replaceTop, sort } from './heap';
import { u8_absolutes, u8_cosine, u8_dot, u8_squares } from './u8';

/** Whether the point of a node passes the filter of the walk. */
declare function passes(node: u32): i32;

const RANKS: i32 = 0;
const LIST_STARTS: i32 = 4;
const LINKS: i32 = 8;
const LEVEL_STARTS: i32 = 12;
/** When each node died: 0 it has no vector, 2^32 - 1 it lives. */
const DEATHS: i32 = 16;
const ROWS: i32 = 20;
const STRIDE: i32 = 24;
const DIM: i32 = 28;
const KIND: i32 = 32;
/** f32: 1 where more is better, -1 for distances. */
const SIGN: i32 = 36;
const QUERY: i32 = 40;
const PLAIN_QUERY: i32 = 44;
const MASKS: i32 = 48;
const LIST: i32 = 52;
const SCORES: i32 = 56;
const VISITED: i32 = 60;
const EPOCH: i32 = 64;
/** A byte a node: 0 not asked yet, 1 passes, 2 does not; or no filter. */
const FILTER: i32 = 68;
const CANDIDATES: i32 = 72;
const CANDIDATE_COUNT: i32 = 76;
const RESULTS: i32 = 80;
const RESULT_COUNT: i32 = 84;
const M: i32 = 88;
const M0: i32 = 92;
/** Nodes that died later are alive. */
const CLOCK: i32 = 96;
const BEAM: i32 = 100;
/** Whether dead nodes are walked through. */
const THROUGH: i32 = 104;
const NODE: i32 = 108;
const KEY: i32 = 112;
const LEVEL: i32 = 116;
const STARTED: i32 = 120;
/** A byte a node that was looked at behind one that does not pass; 0: nobody looks there. */
const SEEN_BEHIND: i32 = 124;
/** Room for the nodes of one list that do not pass. */
const MISSED: i32 = 128;
/** Entries there is room for in the list and its scores. */
const LIST_ROOM: i32 = 132;
/** Whether the last takes the place of a node that does not pass the filter, as indexed conditions have it. */
const SWAPS: i32 = 136;

// What a node is to a walk.
const CLOSED: i32 = 0;
const OPEN: i32 = 1;
const BRIDGE: i32 = 2;

// @inline
function field(walk: usize, at: i32): u32 {
  return load<u32>(walk + at);
}

// @inline
function setField(walk: usize, at: i32, value: u32): void {
  store<u32>(walk + at, value);
}

/** 1: a result and a way; 2: a way only; 0: neither. */
export function hnsw_role(walk: usize, node: u32): i32 {
  const death = load<u32>(field(walk, DEATHS) + (node << 2));
  if (death <= field(walk, CLOCK)) return death != 0 && field(walk, THROUGH) != 0 ? BRIDGE : CLOSED;
  const filter = field(walk, FILTER);
  if (filter == 0) return OPEN;
  let state = load<u8>(filter + node);
  if (state == 0) {
    state = passes(node) ? 1 : 2;
    store<u8>(filter + node, state);
  }
  return state == 1 ? OPEN : CLOSED;
}

/** Scores the first `count` nodes of the list. */
function score(walk: usize, count: i32): void {
  const rows = field(walk, ROWS),
    stride = field(walk, STRIDE),
    list = field(walk, LIST),
    query = field(walk, QUERY),
    dim = <i32>field(walk, DIM),
    masks = field(walk, MASKS),
    out = field(walk, SCORES);
  switch (field(walk, KIND)) {
    case 0:
      f32_dot(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 1:
      f32_squares(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 2:
      f32_absolutes(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 3:
      f16_dot(rows, stride, 0, list, count, query, dim, masks, out, field(walk, PLAIN_QUERY));
      break;
    case 4:
      f16_squares(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 5:
      f16_absolutes(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 6:
      u8_dot(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 7:
      u8_squares(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    case 8:
      u8_absolutes(rows, stride, 0, list, count, query, dim, masks, out);
      break;
    default:
      u8_cosine(rows, stride, 0, list, count, query, dim, masks, out);
  }
}

/** Key of entry `i` of what was scored: more is better. What is no number is worse than all. */
// @inline
function scoredKey(walk: usize, i: i32): f32 {
  const key = load<f32>(walk, SIGN) * load<f32>(field(walk, SCORES) + (i << 2));
  return key == key ? key : -Infinity;
}

/** As `gather`, with the filter asked about all of a list: the last node takes the place of each that does not pass. */
function gatherSwapping(walk: usize, listIndex: u32, limit: i32, fresh: bool): i32 {
  const starts = field(walk, LIST_STARTS) + (listIndex << 2);
  const links = field(walk, LINKS);
  const end = links + (load<u32>(starts, 4) << 2);
  const list = field(walk, LIST);
  const visited = field(walk, VISITED);
  const epoch = <u8>field(walk, EPOCH);
  const deaths = field(walk, DEATHS);
  const clock = field(walk, CLOCK);
  let count = 0;
  for (let at = links + (load<u32>(starts) << 2); at < end; at += 4) {
    const node = load<u32>(at);
    if (fresh && load<u8>(visited + node) == epoch) continue;
    if (load<u32>(deaths + (node << 2)) <= clock && hnsw_role(walk, node) == CLOSED) continue;
    store<u32>(list + (count++ << 2), node);
  }
  for (let i = 0; i < count; ) {
    if (hnsw_role(walk, load<u32>(list + (i << 2))) != CLOSED) i++;
    else store<u32>(list + (i << 2), load<u32>(list + (--count << 2)));
  }
  return limit > 0 ? min(count, limit) : count;
}

/** Puts the links of a list that a walk may follow into its own list, at most `limit` of them (0: all); answers their number. */
// @inline
function gather(walk: usize, listIndex: u32, limit: i32, fresh: bool): i32 {
  if (field(walk, SWAPS) != 0) return gatherSwapping(walk, listIndex, limit, fresh);
  const starts = field(walk, LIST_STARTS) + (listIndex << 2);
  const links = field(walk, LINKS);
  const end = links + (load<u32>(starts, 4) << 2);
  const list = field(walk, LIST);
  const visited = field(walk, VISITED);
  const epoch = <u8>field(walk, EPOCH);
  const deaths = field(walk, DEATHS);
  const clock = field(walk, CLOCK);
  const isPlain = field(walk, FILTER) == 0 && field(walk, THROUGH) == 0;
  let count = 0;
  for (let at = links + (load<u32>(starts) << 2); at < end; at += 4) {
    const node = load<u32>(at);
    if (fresh && load<u8>(visited + node) == epoch) continue;
    if (isPlain ? load<u32>(deaths + (node << 2)) <= clock : hnsw_role(walk, node) == CLOSED) continue;
    store<u32>(list + (count << 2), node);
    if (++count == limit) break;
  }
  return count;
}

/** One round of the greedy descent: to the best neighbour, or a level down when none is better. */
function descend(walk: usize): void {
  const node = field(walk, NODE);
  const level = field(walk, LEVEL);
  const levelStart = field(walk, LEVEL_STARTS) + (level << 2);
  const rank = load<u32>(field(walk, RANKS) + (node << 2));
  const first = load<u32>(levelStart);
  let best = load<f32>(walk, KEY);
  let next = node;
  if (rank < load<u32>(levelStart, 4) - first) {
    const count = gather(walk, first + rank, <i32>field(walk, M), false);
    score(walk, count);
    for (let i = 0; i < count; i++) {
      const key = scoredKey(walk, i);
      if (key <= best) continue;
      best = key;
      next = load<u32>(field(walk, LIST) + (i << 2));
    }
  }
  if (next == node) {
    setField(walk, LEVEL, level - 1);
    return;
  }
  setField(walk, NODE, next);
  store<f32>(walk, best, KEY);
}

/** Takes a node that was scored: among the results if it is one and good enough, and then, or as a way, among the candidates. */
// @inline
function offer(walk: usize, node: u32, key: f32): void {
  store<u8>(field(walk, VISITED) + node, <u8>field(walk, EPOCH));
  const results = field(walk, RESULTS);
  const count = <i32>field(walk, RESULT_COUNT);
  const hasRoom = count < <i32>field(walk, BEAM);
  if (!hasRoom && key <= keyOf(results, 0)) return;
  if (field(walk, THROUGH) == 0 || hnsw_role(walk, node) == OPEN) {
    if (hasRoom) {
      push(true, results, count, node, key);
      setField(walk, RESULT_COUNT, count + 1);
    } else replaceTop(true, results, count, node, key);
  }
  const candidates = <i32>field(walk, CANDIDATE_COUNT);
  push(false, field(walk, CANDIDATES), candidates, node, key);
  setField(walk, CANDIDATE_COUNT, candidates + 1);
}

/** Scores and offers the first `count` nodes of the list, all of which are marked as visited. */
function offerListed(walk: usize, count: i32): void {
  score(walk, count);
  const list = field(walk, LIST);
  for (let i = 0; i < count; i++) offer(walk, load<u32>(list + (i << 2)), scoredKey(walk, i));
}

/** As the end of `expand`, looking behind each neighbour that does not pass: at its neighbours in its place (ACORN-1). */
function expandBehind(walk: usize, node: u32): void {
  const starts = field(walk, LIST_STARTS);
  const links = field(walk, LINKS);
  const list = field(walk, LIST);
  const room = <i32>field(walk, LIST_ROOM);
  const missed = field(walk, MISSED);
  const visited = field(walk, VISITED);
  const seen = field(walk, SEEN_BEHIND);
  const epoch = <u8>field(walk, EPOCH);
  const limit = <i32>field(walk, M0);
  let count = 0;
  let missedCount = 0;
  let end = links + (load<u32>(starts + (node << 2), 4) << 2);
  for (let at = links + (load<u32>(starts + (node << 2)) << 2); at < end; at += 4) {
    const next = load<u32>(at);
    if (load<u8>(visited + next) == epoch) continue;
    store<u8>(visited + next, epoch);
    if (hnsw_role(walk, next) == CLOSED) {
      store<u32>(missed + (missedCount++ << 2), next);
      continue;
    }
    store<u32>(list + (count << 2), next);
    if (++count == limit) break;
  }
  for (let i = 0; i < missedCount; i++) {
    const through = load<u32>(missed + (i << 2));
    end = links + (load<u32>(starts + (through << 2), 4) << 2);
    let found = 0;
    for (let at = links + (load<u32>(starts + (through << 2)) << 2); at < end; at += 4) {
      const next = load<u32>(at);
      if (load<u8>(visited + next) == epoch || load<u8>(seen + next) == epoch) continue;
      store<u8>(seen + next, epoch);
      if (hnsw_role(walk, next) == CLOSED) continue;
      store<u8>(visited + next, epoch);
      if (count == room) {
        // In parts, which changes nothing: what is visited was decided before.
        offerListed(walk, count);
        count = 0;
      }
      store<u32>(list + (count++ << 2), next);
      if (++found == limit) break;
    }
  }
  offerListed(walk, count);
}

/** Looks at the links of the best candidate; false when no candidate can lead to something better. */
function expand(walk: usize): bool {
  const heap = field(walk, CANDIDATES);
  const candidates = <i32>field(walk, CANDIDATE_COUNT);
  if (candidates == 0) return false;
  const node = load<u32>(heap);
  const key = keyOf(heap, 0);
  pop(false, heap, candidates);
  setField(walk, CANDIDATE_COUNT, candidates - 1);
  if (field(walk, RESULT_COUNT) > 0 && key < keyOf(field(walk, RESULTS), 0)) return false;
  if (field(walk, SEEN_BEHIND) != 0) {
    expandBehind(walk, node);
    return true;
  }
  const count = gather(walk, node, <i32>field(walk, M0), true);
  score(walk, count);
  const list = field(walk, LIST);
  const visited = field(walk, VISITED);
  const epoch = <u8>field(walk, EPOCH);
  for (let i = 0; i < count; i++) {
    const next = load<u32>(list + (i << 2));
    // A list that names a node twice does not make it two.
    if (load<u8>(visited + next) != epoch) offer(walk, next, scoredKey(walk, i));
  }
  return true;
}

/** Begins at a node of `level`. Visited marks, counts and the query are set by then. */
export function hnsw_enter(walk: usize, node: u32, level: u32): void {
  store<u32>(field(walk, LIST), node);
  score(walk, 1);
  setField(walk, NODE, node);
  store<f32>(walk, scoredKey(walk, 0), KEY);
  setField(walk, LEVEL, level);
  setField(walk, STARTED, 0);
}

/** Goes on for at most `steps` nodes; 1 when the walk is done. */
export function hnsw_step(walk: usize, steps: i32): i32 {
  for (; steps > 0; steps--) {
    if (field(walk, LEVEL) > 0) descend(walk);
    else if (field(walk, STARTED) == 0) {
      setField(walk, STARTED, 1);
      offer(walk, field(walk, NODE), load<f32>(walk, KEY));
    } else if (!expand(walk)) return 1;
  }
  return 0;
}

/** Sorts the results, best first; answers their number. */
export function hnsw_finish(walk: usize): i32 {
  const count = <i32>field(walk, RESULT_COUNT);
  sort(true, field(walk, RESULTS), count);
  return count;
}
