import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

function start(args: readonly string[], stdout: 'pipe' | number, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', main, ...args], {
    stdio: ['ignore', stdout, 'pipe'],
    env: { ...process.env, ...env },
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
