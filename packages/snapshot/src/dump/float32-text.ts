/** A float32 as JSON in the fewest digits that name it: `0.1`, not `0.10000000149011612`. What JSON cannot say (NaN, infinity) is `null`. */
export function float32Text(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  if (Object.is(value, -0)) return '-0.0';
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(9)));
}

/** `count` of them from `start` as a JSON array. */
export function float32ArrayText(values: Float32Array, start = 0, count = values.length - start): string {
  let text = '[';
  for (let at = start; at < start + count; at++) text += at === start ? float32Text(values[at] ?? 0) : `,${float32Text(values[at] ?? 0)}`;
  return `${text}]`;
}
