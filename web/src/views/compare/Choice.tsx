import { useId, useMemo } from "preact/hooks";
import type { Chosen } from "../../data/filter";
import type { Graph } from "../../data/graph";
import { type Compared, WAYS, type Way, sideLabel, sideOf } from "./state";

interface Props {
  graph: Graph;
  chosen: Chosen;
  compared: Compared;
  hasReleases: boolean;
  put: (compared: Compared) => void;
}

const TOLD: Readonly<Record<Way, string>> = { source: "two sources", document: "two documents", release: "two releases" };

/** What is compared, and the two sides. */
export function Choice({ graph, chosen, compared, hasReleases, put }: Props) {
  const { by, left, right } = compared;
  const sides = useMemo(() => sidesOf(graph, chosen, by), [graph, chosen, by]);
  const ways = WAYS.filter((way) => way !== "release" || hasReleases || by === "release");
  return (
    <div class="bar choice">
      <div class="group" role="group" aria-label="Compare">
        {ways.map((way) => <button key={way} type="button" aria-pressed={way === by} onClick={() => put({ by: way, left: "", right: "", beside: "" })}>{TOLD[way]}</button>)}
      </div>
      {by !== "release" && (
        <>
          <SideField label={`Left ${by}`} value={left} sides={sides} graph={graph} by={by} change={(path) => put({ ...compared, left: path })} />
          <button type="button" disabled={!left && !right} onClick={() => put({ ...compared, left: right, right: left })}>Swap</button>
          <SideField label={`Right ${by}`} value={right} sides={sides} graph={graph} by={by} change={(path) => put({ ...compared, right: path })} />
        </>
      )}
    </div>
  );
}

type Side = readonly [path: string, label: string, claims: number];

function sidesOf(graph: Graph, { claims }: Chosen, by: Way): Side[] {
  const counts = new Map<string, number>();
  if (by !== "release") for (const i of claims) counts.set(sideOf(graph, by, i), (counts.get(sideOf(graph, by, i)) ?? 0) + 1);
  return [...counts].map(([path, n]) => [path, sideLabel(graph, by, path), n] as const).sort((a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
}

interface FieldProps {
  label: string;
  value: string;
  sides: readonly Side[];
  graph: Graph;
  by: Way;
  change: (path: string) => void;
}

function SideField({ label, value, sides, graph, by, change }: FieldProps) {
  const id = useId();
  const isListed = !value || sides.some(([path]) => path === value);
  return (
    <span class="side-field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">choose</option>
        {!isListed && <option value={value}>{sideLabel(graph, by, value)} (no claims here)</option>}
        {sides.map(([path, name, claims]) => <option key={path} value={path}>{name} ({claims})</option>)}
      </select>
    </span>
  );
}
