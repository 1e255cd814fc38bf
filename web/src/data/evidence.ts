import type { EvidenceAnswer, EvidenceClaim } from "./contract";
import { loadJson } from "./load";

/** The server answers for so many claims at once; the address of that many stays short enough for it. */
export const A_PAGE = 50;

/** The cards of claims of *release*; "this" is the one that the server's pages are of. */
export async function loadEvidence(root: string, paths: readonly string[], signal?: AbortSignal, release = "this"): Promise<EvidenceClaim[]> {
  if (!paths.length) return [];
  const asked = paths.map((path) => `claim=${encodeURIComponent(path)}`).join("&") + (release === "this" ? "" : `&release=${encodeURIComponent(release)}`);
  return (await loadJson<EvidenceAnswer>(`${root}/explore/evidence.json?${asked}`, undefined, signal)).claims;
}
