import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packTar } from '@sextant/snapshot';
import { describe, expect, it } from 'vitest';
import { directory, lines, run } from './run-snapshot.test.data.ts';
import { shownLines, shownText } from './shown-text.ts';

const hostile = 'a\u001B[2Jb\nc\u009Bd';
const shown = 'a\\x1b[2Jb\\nc\\x9bd';

async function archiveOf(...paths: string[]): Promise<string> {
  const file = join(await mkdtemp(join(directory, 'hostile-')), 'x.tar');
  const bytes = async function* () {
    yield new Uint8Array(3);
  };
  const parts: Uint8Array[] = [];
  for await (const part of packTar(paths.map((path) => ({ path, sizeBytes: 3, read: bytes })))) parts.push(part);
  await writeFile(file, Buffer.concat(parts));
  return file;
}

describe('text of others', () => {
  it('keeps letters of every language, and shows what steers a terminal', () => {
    expect(shownText('größe 東京 🙂')).toBe('größe 東京 🙂');
    expect(shownText(`${hostile}\r\t\u007F\u202E`)).toBe(`${shown}\\r\\t\\x7f\\u202e`);
    expect(shownLines('one\n\u001Btwo\n')).toBe('one\n\\x1btwo\n');
  });

  it('is shown so by ls, and given as it is to programs', async () => {
    const archive = await archiveOf(hostile);
    expect((await run(['ls', archive])).stdout).toContain(`file       ${shown}\n`);
    expect((await lines(['ls', archive])).lines[0]).toMatchObject({ path: hostile });
  });

  it('is shown so in findings and errors', async () => {
    const archive = await archiveOf(`segments/${hostile}/segment.json`, `segments/${hostile}/version.info`);
    for (const verb of ['verify', 'inspect', 'dump']) {
      const { stdout, stderr } = await run([verb, archive]);
      expect(stdout + stderr).toContain('\\x1b[2J');
      expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }
  });
});
