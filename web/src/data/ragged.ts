/** Lists of indices, one list per row, laid end to end: row i is items[starts[i]] up to, not with, items[starts[i + 1]]. */
export interface Ragged {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

export function ragged(rows: readonly (readonly number[])[]): Ragged {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (starts[i + 1] = starts[i]! + row.length));
  const items = new Uint32Array(starts[rows.length]!);
  rows.forEach((row, i) => items.set(row, starts[i]!));
  return { starts, items };
}

export function row(of: Ragged, i: number): Uint32Array {
  return of.items.subarray(of.starts[i]!, of.starts[i + 1]!);
}
