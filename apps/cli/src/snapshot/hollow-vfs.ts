import { baseName, type Vfs } from '@sextant/vfs';

// Vectors, payload, graphs: what is large, and what a description does not read.
const bulkyName =
  /^(chunk_\d+\.mmap|(log_)?page_\d+\.dat|matrix\.dat|tq_vectors\.dat|quantized.*data|graph\.bin|links.*\.bin|inverted_index\.dat)$/;
/** Headers are kept. */
const keptBytes = 4096;

/** A file system on which files of bulk data get their size but not their content: unpacking an archive onto it takes hardly any space. */
export function hollowVfs(vfs: Vfs): Vfs {
  return {
    ...vfs,
    open: async (path, flags) => {
      const file = await vfs.open(path, flags);
      if (!bulkyName.test(baseName(path))) return file;
      return {
        ...file,
        write: async (data, position) => {
          if (position < keptBytes) await file.write(data.subarray(0, keptBytes - position), position);
        },
      };
    },
  };
}
