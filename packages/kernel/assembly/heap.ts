// Binary heaps of 8-byte entries: node (u32), key (f32). They move entries exactly as the standard library of Rust does, for among equal keys
// that decides who is kept. `least`: the least key is on top; else the greatest. Keys are never NaN.

/** Key of entry `i`. */
// @inline
export function keyOf(heap: usize, i: i32): f32 {
  return load<f32>(heap + (i << 3), 4);
}

/** Whether an entry of key `a` may stay below one of key `b`. */
// @inline
function isBelow(least: bool, a: f32, b: f32): bool {
  return least ? a >= b : a <= b;
}

// @inline
function move(heap: usize, to: i32, from: i32): void {
  store<u64>(heap + (to << 3), load<u64>(heap + (from << 3)));
}

// @inline
function siftUp(least: bool, heap: usize, at: i32): void {
  const item = load<u64>(heap + (at << 3));
  const key = keyOf(heap, at);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (isBelow(least, key, keyOf(heap, parent))) break;
    move(heap, at, parent);
    at = parent;
  }
  store<u64>(heap + (at << 3), item);
}

// @inline
function siftDown(least: bool, heap: usize, count: i32): void {
  const item = load<u64>(heap);
  const key = keyOf(heap, 0);
  let at = 0;
  let child = 1;
  while (child <= count - 2) {
    if (isBelow(least, keyOf(heap, child), keyOf(heap, child + 1))) child++;
    if (isBelow(least, keyOf(heap, child), key)) {
      store<u64>(heap + (at << 3), item);
      return;
    }
    move(heap, at, child);
    at = child;
    child = 2 * at + 1;
  }
  if (child == count - 1 && !isBelow(least, keyOf(heap, child), key)) {
    move(heap, at, child);
    at = child;
  }
  store<u64>(heap + (at << 3), item);
}

/** Puts an entry behind the `count` there are. */
// @inline
export function push(least: bool, heap: usize, count: i32, node: u32, key: f32): void {
  store<u32>(heap + (count << 3), node);
  store<f32>(heap + (count << 3), key, 4);
  siftUp(least, heap, count);
}

/** Takes the top of `count` entries away; what was it is to be read before. The last goes all the way down, then up. */
// @inline
export function pop(least: bool, heap: usize, count: i32): void {
  count--;
  if (count == 0) return;
  move(heap, 0, count);
  const item = load<u64>(heap);
  let at = 0;
  let child = 1;
  while (child <= count - 2) {
    if (isBelow(least, keyOf(heap, child), keyOf(heap, child + 1))) child++;
    move(heap, at, child);
    at = child;
    child = 2 * at + 1;
  }
  if (child == count - 1) {
    move(heap, at, child);
    at = child;
  }
  store<u64>(heap + (at << 3), item);
  siftUp(least, heap, at);
}

/** Puts an entry in place of the top. */
// @inline
export function replaceTop(least: bool, heap: usize, count: i32, node: u32, key: f32): void {
  store<u32>(heap, node);
  store<f32>(heap, key, 4);
  siftDown(least, heap, count);
}

/** Sorts the entries so that the top comes last. */
// @inline
export function sort(least: bool, heap: usize, count: i32): void {
  for (let end = count - 1; end > 0; end--) {
    const top = load<u64>(heap);
    move(heap, 0, end);
    store<u64>(heap + (end << 3), top);
    siftDown(least, heap, end);
  }
}
