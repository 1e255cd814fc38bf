/** Where in the query text a message points: lines count from 1; null where it does not say. */
export function markedLine(message: string): number | null {
  const found = /^query:(\d+):/.exec(message) ?? /\bat (\d+):\d+:/.exec(message);
  return found ? Number(found[1]) : null;
}
