/**
 * Where *path*, as the graph has it, leads: to its page, or as an IRI in full (what lies outside the store's base) to itself.
 * Null for what is no address of the web.
 */
export function addressOf(root: string, path: string): string | null {
  if (/^https?:/i.test(path)) return path;
  return /^[a-z][a-z0-9+.-]*:/i.test(path) || !path ? null : pageOf(root, path);
}

/** The page of what has *path* behind the store's base; what an IRI has percent-encoded stays so. */
export function pageOf(root: string, path: string): string {
  const encoded = encodeURI(path).replace(/%25(?=[0-9a-f]{2})/gi, "%");
  return `${root}/page/${encoded.replaceAll("?", "%3F").replaceAll("#", "%23")}`;
}
