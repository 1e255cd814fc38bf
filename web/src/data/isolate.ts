/** *name* among words of another direction: it keeps its own, and theirs (Unicode Standard Annex 9, FSI and PDI). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
