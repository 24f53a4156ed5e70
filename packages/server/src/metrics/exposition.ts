export type MetricType = 'gauge' | 'counter' | 'histogram';

/** Collects metrics in Prometheus's text format, version 0.0.4. */
export interface Exposition {
  /** Starts a family; it is written only when a sample follows. */
  family(name: string, help: string, type: MetricType): void;
  /** One sample of the family started last; `suffix` is `_bucket`, `_sum` or `_count` of a histogram. */
  sample(labels: Readonly<Record<string, string | number>>, value: number, suffix?: string): void;
  text(): string;
}

/** `prefix` goes before every name. */
export function createExposition(prefix: string): Exposition {
  const lines: string[] = [];
  let name = '';
  let head: string | undefined;
  return {
    family: (family, help, type) => {
      name = prefix + family;
      head = `# HELP ${name} ${help}\n# TYPE ${name} ${type}`;
    },
    sample: (labels, value, suffix = '') => {
      if (head !== undefined) lines.push(head);
      head = undefined;
      const pairs = Object.entries(labels).map(([key, label]) => `${key}="${escapeLabel(String(label))}"`);
      lines.push(`${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${formatValue(value)}`);
    },
    text: () => (lines.length === 0 ? '' : `${lines.join('\n')}\n`),
  };
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return Number.isNaN(value) ? 'NaN' : String(value);
}
