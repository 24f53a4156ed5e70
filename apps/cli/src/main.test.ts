import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm, watch } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

const fixture = new URL('../../../packages/snapshot/fixtures/hnsw.tar', import.meta.url);

function start(args: readonly string[], stdout: 'pipe' | number): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', main, ...args], {
    stdio: ['ignore', stdout, 'pipe'],
  });
}

async function ended(child: ChildProcess): Promise<{ code: number; stderr: string }> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, stderr };
}

describe('the output of the command', () => {
  it.each([
    [['--help'], 0, ''],
    [['snapshot', 'inspect', '/nowhere', '--json'], 1, 'sextant snapshot inspect: /nowhere does not exist\n'],
  ] as const)('may be closed: %j', async (args, code, stderr) => {
    const child = start(args, 'pipe');
    child.stdout?.destroy();
    expect(await ended(child)).toEqual({ code, stderr });
  });

  it.skipIf(process.platform !== 'linux').each([
    [['--help'], 'sextant: '],
    [['snapshot', 'inspect', '--help'], 'sextant snapshot inspect: '],
  ])('may be full: %j', async (args, place) => {
    await using full = await open('/dev/full', 'w');
    expect(await ended(start(args, full.fd))).toEqual({ code: 1, stderr: `${place}ENOSPC: no space left on device, write\n` });
  });
});

describe('a signal', () => {
  it.skipIf(process.platform === 'win32')('of a terminal that is closed leaves no unpacked data', async () => {
    const temp = await mkdtemp(join(tmpdir(), 'sextant-cli-test-'));
    const bytes = await readFile(fixture);
    // Sends the beginning, and never the rest.
    const http = createServer((_request, response) => void response.writeHead(200).write(bytes.subarray(0, 100_000)));
    try {
      await once(http.listen(0, '127.0.0.1'), 'listening');
      const made = watch(temp)[Symbol.asyncIterator]();
      const change = made.next();
      const { port } = http.address() as AddressInfo;
      const child = start(['snapshot', 'verify', `http://127.0.0.1:${port}/`, '--temp', temp], 'pipe');
      const end = ended(child);
      await change;
      child.kill('SIGHUP');
      expect(await end).toEqual({ code: 129, stderr: 'sextant snapshot verify: interrupted\n' });
      expect(await readdir(temp)).toEqual([]);
      await made.return?.();
    } finally {
      http.closeAllConnections();
      http.close();
      await rm(temp, { recursive: true });
    }
  });
});
