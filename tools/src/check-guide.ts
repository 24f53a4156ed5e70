// Sees to it that docs/snapshot-guide.md and the tests beside it leave out no line of the guide: `check-guide.ts <guide.md>`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const [guide] = process.argv.slice(2);
if (guide === undefined) {
  console.error('usage: check-guide.ts <guide.md>');
  process.exit(2);
}

// Line breaks, quotes and the like fall differently in a table, a test and the guide.
const plain = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();

const folder = join(root, 'apps/server/src/guide');
const files = [join(root, 'docs/snapshot-guide.md'), ...readdirSync(folder).map((name) => join(folder, name))];
const proven = plain(files.map((file) => readFileSync(file, 'utf8')).join('\n'));
const lines = readFileSync(guide, 'utf8').split('\n');
// A heading says nothing that could be proven.
const headings = new Set(
  ['Example', 'Response', 'Priority options', 'Advanced usage', 'Snapshot Monitoring', 'Snapshot Paths', 'Storage Backend'].map(plain),
);
const missing = lines.filter((line) => {
  const text = plain(line.replace(/^Example:(?=curl)/, ''));
  return text !== '' && !headings.has(text) && !proven.includes(text);
});
for (const line of missing) console.error(`not in docs/snapshot-guide.md: ${line}`);
console.log(`${lines.length} lines of the guide, ${missing.length} without a test`);
process.exitCode = missing.length === 0 ? 0 : 1;
