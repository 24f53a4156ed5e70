import { joinPath, type Vfs } from '@sextant/vfs';
import { type SegmentConfig, vectorIndexDirectory, vectorStorageDirectory } from '../format/segment-state.ts';
import type { Report } from './finding.ts';
import { listTree } from './partial-segments.ts';
import { graphFiles, quantizedFiles } from './segment-files.ts';

/** Checks that what segment.json says is built from the vectors is there: an engine refuses a segment with half an index. */
export async function verifyIndexFiles(vfs: Vfs, segment: string, config: SegmentConfig, report: Report): Promise<void> {
  const files = await listTree(vfs, segment);
  for (const [name, vector] of Object.entries(config.vector_data)) {
    const graph = graphFiles(files, name);
    if (vector.index.type === 'hnsw' && vector.storage_type !== 'Empty' && !(graph.hasGraph && graph.hasLinks)) {
      report({
        severity: 'error',
        file: joinPath(segment, vectorIndexDirectory(name), graph.hasGraph ? 'links_compressed.bin' : 'graph.bin'),
        message: `vector "${name}" has an HNSW index in segment.json, but its files are not there: an engine refuses the segment`,
        expected: 'graph.bin and a file of links',
        found: graph.hasGraph ? 'graph.bin alone' : graph.hasLinks ? 'links alone' : 'neither',
        remedy: 'write a new archive with "sextant snapshot slim", which leaves indexes out',
      });
    }
    const quantized = quantizedFiles(files, name);
    if (quantized.hasConfig && !quantized.hasData) {
      report({
        severity: 'error',
        file: joinPath(segment, vectorStorageDirectory(name), 'quantized.data'),
        message: `vector "${name}" has a configuration of quantized data, but no data: an engine refuses the segment`,
        expected: 'quantized.data or quantized_data/',
        found: 'quantized.config.json alone',
        remedy: 'remove quantized.config.json, or write a new archive with "sextant snapshot slim"',
      });
    }
  }
}
