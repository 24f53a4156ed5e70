import { baseName } from '@sextant/vfs';

// Vectors, payload, graphs: what is large, and what a description does not read.
const bulkyName =
  /^(chunk_\d+\.mmap|(log_)?page_\d+\.dat|matrix\.dat|tq_vectors\.dat|quantized.*data|graph\.bin|links.*\.bin|inverted_index\.dat)$/;
const headerBytes = 4096;

/** How much of a file a description needs: of bulk data the header. The rest stays a hole, so unpacking takes hardly any space. */
export function headBytes(path: string): number {
  return bulkyName.test(baseName(path)) ? headerBytes : Number.POSITIVE_INFINITY;
}
