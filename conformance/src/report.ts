import type { Verdict } from './run-case.ts';

/** Verdicts as text for people: every case that did not pass, then a score per area. */
export function textReport(verdicts: readonly Verdict[]): string {
  const lines = verdicts.filter((verdict) => verdict.outcome !== 'pass').map(describe);
  for (const area of new Set(verdicts.map((verdict) => verdict.area))) {
    const own = verdicts.filter((verdict) => verdict.area === area);
    lines.push(`${area.padEnd(16)}${own.filter((verdict) => verdict.outcome === 'pass').length} of ${own.length}`);
  }
  return `${lines.join('\n')}\n`;
}

function describe({ case: { id, requirement, level }, outcome, message }: Verdict): string {
  return `${outcome.toUpperCase()} ${id} (${level}): ${requirement}\n  ${message ?? ''}\n`;
}

/** Verdicts as JUnit XML. */
export function junitReport(verdicts: readonly Verdict[]): string {
  const cases = verdicts.map(({ case: { id, requirement }, area, outcome, message = '', durationMs }) => {
    const head = `  <testcase classname="${escape(area)}" name="${escape(`${id} ${requirement}`)}" time="${(durationMs / 1000).toFixed(3)}"`;
    if (outcome === 'pass') return `${head}/>`;
    const tag = outcome === 'fail' ? 'failure' : 'error';
    return `${head}>\n    <${tag}>${escape(message)}</${tag}>\n  </testcase>`;
  });
  const count = (outcome: Verdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  const head = `<testsuite name="conformance" tests="${verdicts.length}" failures="${count('fail')}" errors="${count('error')}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${cases.join('\n')}\n</testsuite>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no place for most control characters, not even escaped.
function escape(text: string): string {
  return text
    .replace(/[&<>"]/g, (c) => entities[c] as string)
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}
