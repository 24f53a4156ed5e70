import { type QuotaConfig, validateQuotaConfig } from '@sextant/contract';
import { isJsonNumber } from '@sextant/contract/json';
import { EngineError } from '@sextant/engine';
import { contractBody } from '../decode/contract-body.ts';
import { type Decoder, isObject } from '../decode/decoder.ts';
import { locate } from '../decode/locate.ts';
import { booleanParameter, integerParameter, positiveTimeout } from '../decode/parameters.ts';
import { describeValue } from '../decode/scope.ts';
import { readHostStats } from '../metrics/host-stats.ts';
import { writeMetrics } from '../metrics/write-metrics.ts';
import { describeServer } from '../telemetry/describe-server.ts';
import { apiVersion, serviceTitle } from '../version.ts';
import { decodeBody } from './body.ts';
import { type Handler, type Handlers, type RawReply, reply, textReply } from './handler.ts';

const root: Handler = (): RawReply => ({
  kind: 'raw',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ title: serviceTitle, version: apiVersion }),
});

const alive: Handler = () => textReply('healthz check passed');

/** Ready means that every collection could be opened. */
const ready: Handler = ({ engine }): RawReply => {
  const failed = engine.failedCollections();
  if (failed.length === 0) return textReply('all shards are ready');
  const list = failed.map(({ name, error }) => `${name}: ${error.message}`).join('\n');
  return { ...textReply(`some collections could not be opened:\n${list}`), status: 503 };
};

const metrics: Handler = async (context, { query }) => {
  booleanParameter(query, 'anonymize');
  positiveTimeout(query);
  const perCollection = booleanParameter(query, 'per_collection') ?? false;
  return textReply(writeMetrics(context, await readHostStats(context.host), perCollection));
};

const telemetry: Handler = async (context, { query, access }) => {
  const anonymize = booleanParameter(query, 'anonymize') ?? false;
  const perCollection = booleanParameter(query, 'per_collection') ?? false;
  const detailsLevel = integerParameter(query, 'details_level') ?? 0;
  positiveTimeout(query);
  return reply(await describeServer(context, access, { anonymize, perCollection, detailsLevel }));
};

const quotaBody: Decoder<QuotaConfig> = (value, scope) =>
  Array.isArray(value) && value.length === 0 ? {} : contractBody<QuotaConfig>(validateQuotaConfig, 'QuotaConfig', 4)(value, scope);

const getQuotas: Handler = async (context) => {
  const { residentBytes } = await readHostStats(context.host);
  const percent = Math.min(100, Math.round((residentBytes / process.constrainedMemory()) * 100));
  return reply({
    config: context.quotas.config,
    usage: { resident_memory_percent: Number.isFinite(percent) ? percent : 0, disk_usage_percent: 0 },
  });
};

/** The configuration is kept and shown; limits are not enforced by this version, so switching them on is refused rather than ignored. */
const updateQuotas: Handler = async (context, request) => {
  booleanParameter(request.query, 'wait');
  const body = await decodeBody(request, quotaBody);
  if (body.enabled === true)
    throw new EngineError('not_implemented', 'the enforcement of quotas is not built yet', { details: { operation: 'update_quotas' } });
  context.quotas.config = Object.fromEntries(Object.entries({ enabled: false, ...body }).filter(([, value]) => value !== null));
  return reply(true);
};

const getLogger: Handler = ({ config, log }) =>
  reply({
    log_level: log.level.toUpperCase() || config.log_level,
    span_events: null,
    format: null,
    color: null,
    on_disk: { enabled: null, log_file: null, log_level: null, format: null, span_events: null, buffer_size_bytes: null },
  });

const levels = new Map([
  ['trace', 'trace'],
  ['debug', 'debug'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['error', 'error'],
  ['off', 'silent'],
]);

/** The level is the one thing that can be changed while running; this route answers its refusals as plain text. */
const updateLogger: Handler = async ({ log }, request) => {
  const refuse = (body: string): RawReply => ({ kind: 'raw', status: 400, headers: { 'content-type': 'text/plain; charset=utf-8' }, body });
  if (!/^application\/(?:[\w.-]+\+)?json\b/.test(request.headers['content-type'] ?? '')) return refuse('Content type error');
  const source = await request.text();
  const body = await request.json();
  if (!isObject(body))
    return refuse(`Json deserialize error: invalid type: ${describeValue(body)}, expected struct LoggerConfig at line 1 column 0`);
  const { log_level: level } = body;
  if (level === undefined || level === null) return reply(true);
  if (typeof level !== 'string' || isJsonNumber(level)) {
    return refuse(
      `Json deserialize error: invalid type: ${describeValue(level)}, expected a string${locate(source, ['log_level'], 'end')}`,
    );
  }
  const found = levels.get(level.toLowerCase());
  if (found === undefined)
    return refuse(`Json deserialize error: unknown log level ${level}, expected one of ${[...levels.keys()].join(', ')}`);
  log.level = found;
  return reply(true);
};

const auditLogs: Handler = () => {
  throw new EngineError('bad_request', 'Audit logging is not configured');
};

/** What the service says about itself. */
export const serviceHandlers: Handlers = {
  root,
  healthz: alive,
  livez: alive,
  readyz: ready,
  metrics,
  telemetry,
  get_issues: () => reply({ issues: [] }),
  clear_issues: () => reply(true),
  get_quotas: getQuotas,
  update_quotas: updateQuotas,
  get_logger: getLogger,
  update_logger: updateLogger,
  read_audit_logs: auditLogs,
  get_slow_requests: () => reply({ requests: [] }),
  get_stacktrace: () => reply({ threads: [] }),
  get_debugger: () => reply({ pyroscope: null }),
};
