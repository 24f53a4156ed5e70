/** A line on a terminal that fills up; on anything else, nothing until `end`. */
export interface Progress {
  update(done: number, total: number): void;
  /** Clears the line. */
  end(): void;
}

const barCells = 24;
const redrawMs = 80;

export function createProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) return { update: () => undefined, end: () => undefined };
  let lastMs = 0;
  return {
    update(done, total) {
      const now = performance.now();
      if (done < total && now - lastMs < redrawMs) return;
      lastMs = now;
      const share = total === 0 ? 1 : Math.min(1, done / total);
      const filled = Math.round(share * barCells);
      stream.write(`\r\u001B[K${label} ${'█'.repeat(filled)}${'░'.repeat(barCells - filled)} ${Math.floor(share * 100)} %`);
    },
    end: () => void stream.write('\r\u001B[K'),
  };
}

/** A line on a terminal that says how far work of unknown length has come; on anything else, nothing. */
export interface StatusLine {
  update(text: () => string): void;
  /** Clears the line. */
  end(): void;
}

export function createStatusLine(label: string, stream: { write(text: string): unknown; readonly isTTY?: boolean }): StatusLine {
  if (stream.isTTY !== true) return { update: () => undefined, end: () => undefined };
  let lastMs = 0;
  return {
    update(text) {
      const now = performance.now();
      if (now - lastMs < redrawMs) return;
      lastMs = now;
      stream.write(`\r\u001B[K${label} ${text()}`);
    },
    end: () => void stream.write('\r\u001B[K'),
  };
}
