/** A float32 as JSON, in the fewest digits that name it: `0.1`, not `0.10000000149011612`; whole numbers keep a `.0`. */
export function formatFloat32(value: number): string {
  if (Number.isInteger(value)) {
    if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
    if (value < 1e15 && value > -1e15) return `${value}.0`;
  }
  if (!Number.isFinite(value)) return 'null';
  for (let digits = 7; digits < 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return withFraction(rounded);
  }
  return withFraction(Number(value.toPrecision(9)));
}

function withFraction(value: number): string {
  const text = String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}

/** An array of float32 as JSON. */
export function formatFloats(values: Float32Array, from = 0, to = values.length): string {
  let text = '[';
  for (let i = from; i < to; i += 1) text += i === from ? formatFloat32(values[i] as number) : `,${formatFloat32(values[i] as number)}`;
  return `${text}]`;
}
