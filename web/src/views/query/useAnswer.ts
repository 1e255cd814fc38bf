import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Question } from "./question";
import { type Answered, run } from "./run";

export type Asked =
  | { state: "nothing" }
  | { state: "asking"; question: Question }
  | { state: "cancelled"; question: Question }
  | { state: "failed"; question: Question; detail: string }
  | { state: "answered"; question: Question; answered: Answered };

/** The answer to *question*, asked anew whenever *attempt* changes; the second value stops the asking. */
export function useAnswer(root: string, question: Question | null, attempt: number): [Asked, () => void] {
  const [asked, setAsked] = useState<Asked>({ state: "nothing" });
  const stop = useRef<AbortController | null>(null);
  const key = JSON.stringify(question);
  useEffect(() => {
    if (!question) return setAsked({ state: "nothing" });
    const control = new AbortController();
    stop.current = control;
    setAsked({ state: "asking", question });
    run(root, question, control.signal)
      .then((answered) => !control.signal.aborted && setAsked({ state: "answered", question, answered }))
      .catch((error: unknown) => {
        if (!control.signal.aborted) setAsked({ state: "failed", question, detail: error instanceof Error ? error.message : String(error) });
      });
    return () => control.abort();
  }, [root, key, attempt]);
  const cancel = useCallback(() => {
    stop.current?.abort();
    setAsked((now) => (now.state === "asking" ? { state: "cancelled", question: now.question } : now));
  }, []);
  return [asked, cancel];
}
