/** What could not be loaded, in words for the reader; *status* is the server's, null where it gave none. */
export class LoadError extends Error {
  constructor(message: string, readonly status: number | null = null) {
    super(message);
  }
}

/** How much has come: bytes as decoded; `of` is the total where the server says it and the two can be compared. */
export interface Progress {
  readonly bytes: number;
  readonly of: number | null;
}

/**
 * Get JSON from *address*, telling *progress* as it comes.
 *
 * Throws LoadError with the server's own words where it gives problem details (RFC 9457).
 */
export async function loadJson<T>(address: string, progress?: (told: Progress) => void, signal?: AbortSignal): Promise<T> {
  const response = await reach(address, { headers: { Accept: "application/json" }, ...(signal && { signal }) });
  const text = await textOf(response, progress);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new LoadError(`${withoutQuery(address)}: the answer broke off or is not JSON; loading again may do`);
  }
}

/** Ask *address*. Throws LoadError where the server cannot be reached or refuses, and what fetch throws where the signal stops it. */
export async function reach(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new LoadError(`${withoutQuery(address)}: the server cannot be reached; it may have been stopped`);
  }
  if (!response.ok) throw new LoadError(await complaint(response), response.status);
  return response;
}

function withoutQuery(address: string): string {
  return address.split("?", 1)[0]!;
}

/** What *response* complains of, in one line: the detail of its problem details (RFC 9457), else its status. */
async function complaint(response: Response): Promise<string> {
  const said = await response.json().catch(() => null);
  const detail = said && typeof said === "object" ? ((said as Record<string, unknown>).detail ?? (said as Record<string, unknown>).title) : null;
  return typeof detail === "string" ? detail : `The server answered ${response.status} ${response.statusText}`.trim();
}

async function textOf(response: Response, progress?: (told: Progress) => void): Promise<string> {
  if (!progress || !response.body) return response.text();
  const length = Number(response.headers.get("Content-Length"));
  const of = length && !response.headers.get("Content-Encoding") ? length : null;
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let [text, bytes] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    text += decoder.decode(value, { stream: true });
    progress({ bytes, of });
  }
}
