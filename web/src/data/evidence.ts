import type { EvidenceAnswer, EvidenceClaim } from "./contract";
import { loadJson } from "./load";

/** The server answers for so many claims at once; the address of that many stays short enough for it. */
export const A_PAGE = 50;

export async function loadEvidence(root: string, paths: readonly string[], signal?: AbortSignal): Promise<EvidenceClaim[]> {
  if (!paths.length) return [];
  const asked = paths.map((path) => `claim=${encodeURIComponent(path)}`).join("&");
  return (await loadJson<EvidenceAnswer>(`${root}/explore/evidence.json?${asked}`, undefined, signal)).claims;
}
