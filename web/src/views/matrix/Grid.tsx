import { useMemo, useRef } from "preact/hooks";
import type { Graph } from "../../data/graph";
import { type Tally, tally, toldTally } from "../../data/tally";
import { Counts } from "../../parts/Counts";
import { ThingLink } from "../../parts/ThingLink";
import type { Cells, Line } from "./cells";

interface Props {
  root: string;
  graph: Graph;
  cells: Cells;
  actors: readonly Line[];
  sources: readonly Line[];
  /** For an actor that one source alone speaks of: that source. */
  sole: ReadonlyMap<number, number>;
  open: (claims: Iterable<number>, title: string) => void;
}

/** The table: actors down, sources across; one cell of it is reached by Tab, the others from it by arrow keys. */
export function Grid({ root, graph, cells, actors, sources, sole, open }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = table.current && event.target instanceof HTMLElement ? neighbour(table.current, event.target, event.key) : null;
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  // Which cell Tab leads to is kept in the page alone: so large a table is not made anew for it.
  const onFocusIn = (event: FocusEvent) => {
    if (!(event.target instanceof HTMLButtonElement)) return;
    for (const button of table.current?.querySelectorAll<HTMLButtonElement>("td button[tabindex='0']") ?? []) button.tabIndex = -1;
    event.target.tabIndex = 0;
  };
  const most = Math.max(1, ...actors.flatMap((actor) => sources.map((source) => cells.of(actor.index, source.index).length)));
  // Of a source that also speaks of actors that are not shown, both numbers.
  const countOf = (source: Line) => {
    const shown = new Set(actors.flatMap((actor) => cells.of(actor.index, source.index))).size;
    return shown === source.claims.length ? String(shown) : `${shown} of ${source.claims.length}`;
  };
  const body = useMemo(() => {
    let isFirst = true;
    return actors.map((actor) => (
      <tr key={actor.index}>
        <th scope="row">
          <ThingLink root={root} path={actor.path} label={actor.label} /> <span class="soft">{numberOf(tally(graph, actor.claims))}</span>
          {sole.has(actor.index) && <> <span class="sole">one {cells.kind === "speakers" ? "source" : "document"}</span></>}
        </th>
        {sources.map((source) => {
          const claims = cells.of(actor.index, source.index);
          if (!claims.length) return <td key={source.index} />;
          const told = tally(graph, claims);
          const title = `${source.label} on ${actor.label}`;
          const tabIndex = isFirst ? 0 : -1;
          isFirst = false;
          return (
            <td key={source.index} class={`share-${shareOf(claims.length, most)}`}>
              <div class="cell">
                <button type="button" tabindex={tabIndex} aria-label={`${title}: ${toldTally(told)}`} title={`${title}: ${toldTally(told)}`} onClick={() => open(claims, title)}>{claims.length}</button>
                <Counts told={told} />
              </div>
            </td>
          );
        })}
      </tr>
    ));
  }, [root, graph, cells, actors, sources, sole, most, open]);
  return (
    <div class="matrix-frame" tabindex={0} role="region" aria-label="Matrix of actors and sources">
      <table class="matrix" ref={table} onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
        <caption class="unseen">Claims by actor, down, and {cells.kind === "speakers" ? "who makes them" : "document"}, across. Arrow keys lead from cell to cell, Enter opens the claims.</caption>
        <thead>
          <tr>
            <th scope="col" class="corner">Actor <span class="soft">about whom</span></th>
            {sources.map((source) => (
              <th key={source.index} scope="col" title={source.label}>
                <span class="upright">
                  <ThingLink root={root} path={source.path} label={source.label} /> <span class="soft">{countOf(source)}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{body}</tbody>
      </table>
    </div>
  );
}

/** "6", "6, 2 reprints". */
function numberOf({ claims, reprints }: Tally): string {
  return reprints ? `${claims}, ${reprints} ${reprints === 1 ? "reprint" : "reprints"}` : `${claims}`;
}

/** Shade 1 to 5, by the square root: few claims are told apart better than many. */
function shareOf(claims: number, most: number): number {
  return Math.ceil(5 * Math.sqrt(claims / most));
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** The next cell with claims in the direction of *key*; null if there is none. */
function neighbour(table: HTMLTableElement, from: HTMLElement, key: string): HTMLButtonElement | null {
  const step = STEPS[key];
  const cell = from.closest("td");
  const line = cell?.closest("tr");
  if (!step || !cell || !line) return null;
  let [row, column] = [line.rowIndex, cell.cellIndex];
  for (;;) {
    row += step[0];
    column += step[1];
    const next = table.rows[row]?.cells[column];
    if (!next) return null;
    const button = next.querySelector<HTMLButtonElement>("td button");
    if (button) return button;
  }
}
