import { useEffect, useRef, useState } from "preact/hooks";
import type { EvidenceClaim } from "../data/contract";
import { toldDays } from "../data/days";
import { A_PAGE, loadEvidence } from "../data/evidence";
import type { Graph } from "../data/graph";
import { LoadError } from "../data/load";
import { Card } from "./Card";
import { Failed, Loading } from "./Status";

interface Props {
  root: string;
  graph: Graph;
  claims: readonly number[];
  title: string;
  /** What else must be known of these claims. */
  note?: string;
  /** Which release *graph* is of. */
  release?: string;
  close: () => void;
}

type Cards = { state: "loading" } | { state: "failed"; detail: string } | { state: "ready"; cards: EvidenceClaim[] };

/** The claims behind a mark, each with its speaker, its sentences and its document; as many at once as one page holds. */
export function Panel({ root, graph, claims, title, note = "", release = "this", close }: Props) {
  const [first, setFirst] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const [cards, again] = useCards(root, release, claims.slice(first, first + A_PAGE).map((i) => graph.claims.path[i]!));
  useEffect(() => focusWhileOpen(heading.current), []);
  const turn = (to: number) => {
    setFirst(to);
    heading.current?.focus();
  };
  return (
    <aside class="panel" aria-labelledby="panel-title" onKeyDown={(event) => event.key === "Escape" && close()}>
      <div class="panel-head">
        <h2 id="panel-title" tabindex={-1} ref={heading}>{title}</h2>
        <button type="button" onClick={close} aria-label="Close the evidence">✕</button>
      </div>
      {claims.length > 0 && <p class="soft">{claims.length === 1 ? "1 claim" : `${claims.length} claims`}: what sources say, each with its sentence.</p>}
      {note && <p class="note">{note}</p>}
      {cards.state === "loading" && <Loading told="The sentences are being loaded." />}
      {cards.state === "failed" && <Failed title="The sentences could not be loaded" detail={cards.detail} again={again} />}
      {cards.state === "ready" && cards.cards.map((card) => <Card key={card.path} card={card} days={toldDays(graph.claims, graph.claimAt.get(card.path)!)} />)}
      {claims.length > A_PAGE && (
        <nav class="pager" aria-label="Pages of claims">
          <button type="button" disabled={first === 0} onClick={() => turn(first - A_PAGE)}>before</button>
          {first + 1}–{Math.min(first + A_PAGE, claims.length)} of {claims.length}
          <button type="button" disabled={first + A_PAGE >= claims.length} onClick={() => turn(first + A_PAGE)}>next</button>
        </nav>
      )}
    </aside>
  );
}

/** Focus *heading*, and when the panel goes, what had the focus before. */
function focusWhileOpen(heading: HTMLElement | null): () => void {
  const before = document.activeElement;
  heading?.focus();
  return () => (before instanceof HTMLElement || before instanceof SVGElement) && before.focus();
}

function useCards(root: string, release: string, paths: string[]): [Cards, () => void] {
  const [cards, setCards] = useState<Cards>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setCards({ state: "loading" });
    loadEvidence(root, paths, stop.signal, release)
      .then((loaded) => setCards({ state: "ready", cards: loaded }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setCards({ state: "failed", detail: error instanceof LoadError ? error.message : String(error) });
      });
    return () => stop.abort();
  }, [root, paths.join(" "), attempt]);
  return [cards, () => setAttempt(attempt + 1)];
}
