import { spawnSync } from 'node:child_process';
import { startDaemon } from './docker/start-daemon.ts';
import { sweepDeadRuns } from './docker/sweep-dead-runs.ts';

/** The label of every container that a test run starts; its value names the run, and so does the tag of its images `sextant:<run>`. */
export const runLabel = 'sextant.test-run';

export interface DockerAvailable {
  /** Value for DOCKER_HOST. */
  readonly dockerHost: string;
  /** Removes this run's containers and images, and the daemon if it was started here. */
  readonly stop: () => Promise<void>;
}

export type DockerSetUp = DockerAvailable | { readonly dockerHost?: undefined; readonly reason: string };

/**
 * Finds the Docker daemon that `docker` would talk to, or installs Debian's and starts one that only this run sees, with its files in `directory`.
 * Answers why there is none where neither works. A daemon of one's own needs root on Linux.
 */
export async function setUpDocker(directory: string, run: string): Promise<DockerSetUp> {
  const given = process.env['DOCKER_HOST'];
  const found = usualHost();
  if (found !== undefined) return { dockerHost: found, stop: () => Promise.resolve(removeRun(found, run)) };
  if (given !== undefined) return { reason: `no daemon answers at DOCKER_HOST=${given}` };
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return { reason: 'needs a Docker daemon, and none answers' };
  sweepDeadRuns(directory);
  if (!hasDocker()) {
    installDebianDocker();
    if (!hasDocker()) return { reason: 'needs Docker, which is not here and could not be installed' };
    const started = usualHost();
    if (started !== undefined) return { dockerHost: started, stop: () => Promise.resolve(removeRun(started, run)) };
  }
  try {
    const daemon = await startDaemon(directory);
    return { dockerHost: daemon.dockerHost, stop: daemon.stop };
  } catch (error) {
    return { reason: `needs a Docker daemon, and one could not be started: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Where the daemon of this machine or of the chosen context listens; undefined when none answers. */
function usualHost(): string | undefined {
  const host = process.env['DOCKER_HOST'] ?? docker(undefined, ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
  return host !== undefined && docker(host, ['version', '--format', '{{.Server.Version}}']) !== undefined ? host : undefined;
}

function hasDocker(): boolean {
  return ['docker', 'dockerd', 'ip'].every((command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined);
}

function installDebianDocker(): void {
  const aptGet = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status;
  if (aptGet('update') !== 0) return;
  aptGet('install', '-y', '--no-install-recommends', 'docker.io', 'containerd', 'iptables', 'iproute2');
}

/** Takes from somebody else's daemon what this run put there, and nothing more. */
function removeRun(host: string, run: string): void {
  const containers =
    docker(host, ['ps', '--all', '--quiet', '--filter', `label=${runLabel}=${run}`])
      ?.split('\n')
      .filter(Boolean) ?? [];
  if (containers.length > 0) docker(host, ['rm', '--force', '--volumes', ...containers]);
  const images =
    docker(host, ['image', 'ls', '--quiet', '--filter', `reference=sextant:${run}`])
      ?.split('\n')
      .filter(Boolean) ?? [];
  if (images.length > 0) docker(host, ['image', 'rm', '--force', `sextant:${run}`]);
}

/** What a docker command printed; undefined when it failed, took longer than 30 s, or is not there. */
function docker(host: string | undefined, args: readonly string[]): string | undefined {
  const env = host === undefined ? process.env : { ...process.env, DOCKER_HOST: host };
  const result = spawnSync('docker', args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8', env, timeout: 30_000 });
  return result.error === undefined && result.status === 0 ? result.stdout.trim() : undefined;
}
