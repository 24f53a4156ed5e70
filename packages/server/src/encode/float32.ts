/** A float32 as JSON, in the fewest digits that name it: `0.1`, not `0.10000000149011612`; whole numbers keep a `.0`. */
export function formatFloat32(value: number): string {
  const size = Math.abs(value);
  if (size >= 0.001 && size < 10) {
    // The usual magnitudes of vectors and scores: 7 to 9 digits by exact powers of ten, several times faster than toPrecision.
    let scale = size >= 1 ? 1e6 : size >= 0.1 ? 1e7 : size >= 0.01 ? 1e8 : 1e9;
    for (let digits = 7; digits <= 9; digits += 1) {
      const rounded = Math.round(value * scale) / scale;
      if (Math.fround(rounded) === value) return withFraction(rounded);
      scale *= 10;
    }
  }
  return formatAny(value);
}

function formatAny(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (!Number.isFinite(value)) return 'null';
  for (let digits = 6; digits < 9; digits += 1) {
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
