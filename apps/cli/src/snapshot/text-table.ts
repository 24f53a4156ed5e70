/** A head and rows in columns as wide as their widest cell; columns of numbers (their cells begin with a digit) to the right. */
export function textTable(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  const isNumeric = widths.map((_, column) => column > 0 && rows.slice(1).every((row) => /^\d/.test(row[column] ?? '')));
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)));
      return `${indent}${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}
