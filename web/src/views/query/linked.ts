/** Where a column's texts lead: `actorLabel` to the thing of `actor`, a quote to its claim; -1 for nowhere. */
export function linkColumn(columns: readonly string[], name: string): number {
  if (name.endsWith("Label")) return columns.indexOf(name.slice(0, -"Label".length));
  if (name === "quote") return columns.indexOf("claim");
  return name.endsWith("Quote") ? columns.indexOf(`${name.slice(0, -"Quote".length)}Claim`) : -1;
}
