import { giveWay } from '@sextant/vfs';

/** Runs a decoder that pauses between steps, letting the process do other work in each pause. */
export async function runSliced<T>(steps: Generator<void, T, void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await giveWay();
  }
}
