import { Fragment } from "preact";
import type { Graph } from "../../data/graph";
import { row } from "../../data/ragged";

interface Part {
  /** What those of this part are called; "" where it goes without saying. */
  readonly role: string;
  readonly names: readonly string[];
}

/** The parties of claim *i*: two sides of a fight and those of one relation without roles, since neither is more than the other. */
function partsOf({ claims, things, types }: Graph, i: number): Part[] {
  const type = claims.type[i]!;
  const names = (of: Iterable<number>) => [...new Set(of)].map((thing) => things.label[thing]!);
  const [doers, others] = [row(claims.doers, i), row(claims.others, i)];
  const relation = types.relation[type];
  const parts =
    relation === "mutual"
      ? [{ role: "", names: names([...doers, ...others]) }]
      : [{ role: relation ? "" : types.doer[type]!, names: names(doers) }, { role: relation ? "" : types.other[type]!, names: names(others) }];
  return parts.filter((part) => part.names.length);
}

/** What is said and of whom, as text: "armed clash: A – B", "formation: new body A, founder B". */
export function headingOf(graph: Graph, i: number): string {
  const parts = partsOf(graph, i);
  const told = parts.map(({ role, names }) => `${role && `${role} `}${names.join(", ")}`).join(between(parts));
  return `${graph.types.label[graph.claims.type[i]!]}${told && `: ${told}`}`;
}

/** The same on the page, where names in other scripts keep their own direction. */
export function What({ graph, i }: { graph: Graph; i: number }) {
  const parts = partsOf(graph, i);
  return (
    <>
      {graph.types.label[graph.claims.type[i]!]}{parts.length > 0 && ": "}
      {parts.map(({ role, names }, at) => (
        <Fragment key={at}>
          {at > 0 && between(parts)}
          {role && <><span class="role">{role}</span> </>}
          <Names names={names} />
        </Fragment>
      ))}
    </>
  );
}

function between(parts: readonly Part[]): string {
  return parts[0]?.role || parts[1]?.role ? ", " : " – ";
}

/** Names one after another, each in the direction of its script. */
export function Names({ names }: { names: readonly string[] }) {
  return <>{names.map((name, at) => <Fragment key={at}>{at > 0 && ", "}<bdi>{name}</bdi></Fragment>)}</>;
}
