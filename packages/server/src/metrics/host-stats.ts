import type { Vfs } from '@sextant/vfs';

/** What the operating system says of this process; what it does not say is undefined. */
export interface HostStats {
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  readonly externalBytes: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly threads?: number;
  readonly openMaps?: number;
  readonly maxMaps?: number;
  readonly openFiles?: number;
  readonly maxFiles?: number;
}

/** `host` reads /proc where there is one; elsewhere only what Node itself knows is told. */
export async function readHostStats(host: Vfs): Promise<HostStats> {
  const memory = process.memoryUsage();
  const usage = process.resourceUsage();
  const read = async (path: string): Promise<string> => new TextDecoder().decode(await host.readFile(path));
  const [status, limits, maps, maxMaps, files] = await Promise.all([
    read('/proc/self/status').catch(() => ''),
    read('/proc/self/limits').catch(() => ''),
    read('/proc/self/maps').catch(() => undefined),
    read('/proc/sys/vm/max_map_count').catch(() => ''),
    host.readdir('/proc/self/fd').catch(() => undefined),
  ]);
  return {
    residentBytes: memory.rss,
    heapUsedBytes: memory.heapUsed,
    heapTotalBytes: memory.heapTotal,
    externalBytes: memory.external,
    minorFaults: usage.minorPageFault,
    majorFaults: usage.majorPageFault,
    ...numberOf('threads', /^Threads:\s+(\d+)/m.exec(status)?.[1]),
    ...(maps === undefined ? {} : { openMaps: maps.split('\n').length - 1 }),
    ...numberOf('maxMaps', /^(\d+)/.exec(maxMaps)?.[1]),
    ...(files === undefined ? {} : { openFiles: files.length }),
    ...numberOf('maxFiles', /^Max open files\s+(\d+)/m.exec(limits)?.[1]),
  };
}

function numberOf(name: string, digits: string | undefined): Record<string, number> {
  return digits === undefined ? {} : { [name]: Number(digits) };
}
