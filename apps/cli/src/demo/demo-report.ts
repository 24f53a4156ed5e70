import { formatDuration } from '../quantity.ts';

/** One step of the demo, as it is told to people and, with `--json`, to programs (one object a line). */
export interface DemoStep {
  readonly step: string;
  readonly text: string;
  readonly durationMs?: number;
  readonly [fact: string]: unknown;
}

export type Tell = (step: DemoStep) => void;

export function tellPeople(out: NodeJS.WritableStream): Tell {
  return ({ step, text, durationMs }) => {
    const time = durationMs === undefined ? '' : `  (${formatDuration(durationMs)})`;
    const [first, ...rest] = text.split('\n');
    out.write(`${step.padEnd(11)}${first}${time}\n`);
    for (const line of rest) out.write(`${' '.repeat(11)}${line}\n`);
  };
}

export function tellPrograms(out: NodeJS.WritableStream): Tell {
  return (step) => void out.write(`${JSON.stringify({ type: 'step', ...step })}\n`);
}
