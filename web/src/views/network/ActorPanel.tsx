import { useEffect, useRef } from "preact/hooks";
import type { Graph } from "../../data/graph";
import { ThingLink } from "../../parts/ThingLink";
import { linesAt } from "./cursor";
import { type Line, countWords, lineVerb, qualities } from "./lines";

interface Props {
  root: string;
  graph: Graph;
  actor: number;
  lines: ReadonlyMap<string, Line>;
  date: string;
  openLine: (line: Line, from: number) => void;
  close: () => void;
}

/** What ties an actor to others on the day: each line with its sentences one step away, each actor with its page. */
export function ActorPanel({ root, graph, actor, lines, date, openLine, close }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => before instanceof HTMLElement && before.focus();
  }, [actor]);
  const own = linesAt(lines, actor);
  const { label, path } = graph.things;
  return (
    <section class="actor-panel" aria-labelledby="actor-panel-title" onKeyDown={(event) => event.key === "Escape" && close()}>
      <div class="panel-head">
        <h2 id="actor-panel-title" tabindex={-1} ref={heading}>{label[actor]}</h2>
        <button type="button" onClick={close} aria-label="Close the ties">✕</button>
      </div>
      <p><ThingLink root={root} path={path[actor]!} label="All that is said of it" /> <span class="soft">Lines on {date}: {own.length || "none"}</span></p>
      <ul>
        {own.map((line) => {
          const other = line.a === actor ? line.b : line.a;
          return (
            <li key={line.key}>
              {lineVerb(line, actor)} <ThingLink root={root} path={path[other]!} label={label[other]!} />
              <span class="soft"> {qualities(line).join(", ")}</span>{" "}
              <button type="button" class="link" onClick={() => openLine(line, actor)}>{countWords(graph, line)}</button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
