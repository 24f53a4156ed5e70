import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The S3 server of the tests, pinned; what its go.mod asks for; the first Go that fetches a newer one by itself. */
const source = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';
const neededGo = [1, 25] as const;
const selfUpdatingGo = [1, 21] as const;

export type S3SetUp = { readonly path: string } | { readonly path?: undefined; readonly reason: string };

/** Builds an S3 server into `directory`, once; answers its path, or why there is none. Takes minutes the first time. */
export function setUpS3(directory: string): S3SetUp {
  const binary = join(directory, 'versitygw');
  const stamp = join(directory, 'versitygw.source.txt');
  if (existsSync(binary) && existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return { path: binary };
  const environment = goEnvironment() ?? (installDebianGo() ? goEnvironment() : undefined);
  if (environment === undefined) return { reason: `needs Go ${neededGo.join('.')}, which is not here and could not be installed` };
  mkdirSync(directory, { recursive: true });
  rmSync(stamp, { force: true });
  const built = spawnSync('go', ['install', '-trimpath', '-ldflags', '-s -w', source], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment, CGO_ENABLED: '0', GOBIN: directory },
  });
  if (built.status !== 0 || !existsSync(binary)) return { reason: `go install ${source} failed` };
  writeFileSync(stamp, source);
  return { path: binary };
}

/** The settings with which the Go that is here can build it; undefined when there is none, or none that is new enough or can become so. */
function goEnvironment(): Record<string, string> | undefined {
  const version = versionIn(output('go', ['version']) ?? '', /go(\d+)\.(\d+)/);
  if (version === undefined) return undefined;
  if (isAtLeast(version, neededGo)) return {};
  return isAtLeast(version, selfUpdatingGo) ? { GOTOOLCHAIN: 'auto' } : undefined;
}

/** Only where it helps: an old Debian has a Go that can neither build this nor fetch a newer Go. */
function installDebianGo(): boolean {
  if (process.getuid?.() !== 0 || output('apt-get', ['--version']) === undefined) return false;
  output('apt-get', ['update', '-qq']);
  const candidate = versionIn(output('apt-cache', ['policy', 'golang-go']) ?? '', /Candidate: (?:\d+:)?(\d+)\.(\d+)/);
  if (candidate === undefined || !isAtLeast(candidate, selfUpdatingGo)) return false;
  return output('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'golang-go', 'ca-certificates']) !== undefined;
}

type Version = readonly [major: number, minor: number];

function versionIn(text: string, pattern: RegExp): Version | undefined {
  const match = pattern.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2])];
}

function isAtLeast([major, minor]: Version, [wantedMajor, wantedMinor]: Version): boolean {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** What a command printed; undefined when it failed or is not there. */
function output(command: string, args: readonly string[]): string | undefined {
  const result = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
  return result.error === undefined && result.status === 0 ? result.stdout : undefined;
}
