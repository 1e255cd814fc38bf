/** *rows* as CSV (RFC 4180, UTF-8). A cell that a spreadsheet would run as a formula begins with an apostrophe. */
export function csv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  let written = lineOf(header);
  for (const row of rows) written += lineOf(row);
  return written;
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
