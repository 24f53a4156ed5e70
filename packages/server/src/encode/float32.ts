/** The longest number there is: `-0.00123456789` and `-3.4028234663852886e+38`, with a comma. */
const maxNumberBytes = 28;
const chunkNumbers = 2048;
const zero = 0x30;
const point = 0x2e;

// Text is built as bytes: a string a number, joined one by one, costs several times what its digits do.
const scratch = Buffer.alloc(chunkNumbers * maxNumberBytes);

/** A float32 as JSON, in the fewest digits that name it: `0.1`, not `0.10000000149011612`; whole numbers keep a `.0`. */
export function formatFloat32(value: number): string {
  return scratch.toString('latin1', 0, writeFloat32(value, 0));
}

/** An array of float32 as JSON. */
export function formatFloats(values: Float32Array, from = 0, to = values.length): string {
  let text = '[';
  for (let start = from; start < to; start += chunkNumbers) {
    let at = 0;
    const end = Math.min(to, start + chunkNumbers);
    for (let i = start; i < end; i += 1) {
      if (i > from) scratch[at++] = 0x2c;
      at = writeFloat32(values[i] as number, at);
    }
    text += scratch.toString('latin1', 0, at);
  }
  return `${text}]`;
}

/** Writes a number to the scratch bytes from `at` and answers where it ends. */
function writeFloat32(value: number, at: number): number {
  const size = Math.abs(value);
  if (size >= 0.001 && size < 10) {
    // The usual magnitudes of vectors and scores: 7 to 9 digits by exact powers of ten, several times faster than toPrecision.
    let places = size >= 1 ? 6 : size >= 0.1 ? 7 : size >= 0.01 ? 8 : 9;
    let scale = size >= 1 ? 1e6 : size >= 0.1 ? 1e7 : size >= 0.01 ? 1e8 : 1e9;
    for (const end = places + 3; places < end; places += 1, scale *= 10) {
      const units = Math.round(value * scale);
      if (Math.fround(units / scale) === value) return writeDecimal(units, places, scale, at);
    }
  }
  return writeText(formatAny(value), at);
}

/** Writes `units / scale`, where `scale` is ten to the power of `places` and `units` no more than 10^9, without zeros at the end. */
function writeDecimal(units: number, places: number, scale: number, start: number): number {
  let at = start;
  if (units < 0) scratch[at++] = 0x2d;
  const size = Math.abs(units);
  const whole = Math.trunc(size / scale);
  // Below ten, or ten itself where nine digits round up to it.
  if (whole >= 10) scratch[at++] = zero + Math.trunc(whole / 10);
  scratch[at++] = zero + (whole % 10);
  scratch[at++] = point;
  let rest = (size - whole * scale) | 0;
  let digits = places;
  while (digits > 1 && rest % 10 === 0) {
    rest = (rest / 10) | 0;
    digits -= 1;
  }
  for (let i = at + digits - 1; i >= at; i -= 1) {
    const next = (rest / 10) | 0;
    scratch[i] = zero + rest - next * 10;
    rest = next;
  }
  return at + digits;
}

function writeText(text: string, at: number): number {
  for (let i = 0; i < text.length; i += 1) scratch[at + i] = text.charCodeAt(i);
  return at + text.length;
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
