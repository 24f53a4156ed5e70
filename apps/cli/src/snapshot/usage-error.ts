/** The command line asks for what there is not; ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
