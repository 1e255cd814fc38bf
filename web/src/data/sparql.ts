import { reach } from "./load";
import type { SolutionsJson } from "./solutions";

/** Ask the server's endpoint a SELECT of ours. Throws LoadError with its own words. */
export async function askSolutions(root: string, query: string, signal?: AbortSignal): Promise<SolutionsJson> {
  const body = new URLSearchParams({ query });
  const headers = { Accept: "application/sparql-results+json" };
  const response = await reach(`${root}/sparql`, { method: "POST", body, headers, ...(signal && { signal }) });
  return (await response.json()) as SolutionsJson;
}
