import { type Rows, type Term, columnKind, numberOf, timeOf } from "../../data/solutions";
import { linkColumn } from "./linked";

/** The choice of a number that every answer has: how many rows have the label. */
export const COUNT = "";
/** More bars than these cannot be read. */
export const MOST_BARS = 60;

export interface Axes {
  /** Columns that may stand along the axis, dates first. */
  readonly labels: readonly string[];
  /** COUNT, and columns of numbers. */
  readonly numbers: readonly string[];
}

export interface Mark {
  readonly label: string;
  /** Milliseconds since 1970 where the label column holds dates. */
  readonly time: number | null;
  readonly value: number;
}

export interface Series {
  readonly isDated: boolean;
  /** By time, or in the order of the answer. */
  readonly marks: readonly Mark[];
  /** Rows that lack the label or the number. */
  readonly leftOut: number;
}

/** What can be drawn of *answer*; null where there is nothing to put along an axis. */
export function axesOf(answer: Rows): Axes | null {
  if (!answer.rows.length) return null;
  const kinds = answer.columns.map((_, i) => columnKind(answer, i));
  const of = (kind: string) => answer.columns.filter((_, i) => kinds[i] === kind);
  const labels = [...of("date"), ...of("label"), ...of("number")];
  return labels.length ? { labels, numbers: [COUNT, ...of("number")] } : null;
}

/** The columns to draw: those asked for if the answer has them, else the first label that is no IRI, and the count of rows. */
export function chosenAxes(axes: Axes, answer: Rows, label: string | null, number: string | null): { label: string; number: string } {
  const isRead = (name: string) => answer.rows.some((row) => row[answer.columns.indexOf(name)]?.type === "literal");
  const along = label !== null && axes.labels.includes(label) ? label : (axes.labels.find(isRead) ?? axes.labels[0]!);
  return { label: along, number: number !== null && axes.numbers.includes(number) ? number : COUNT };
}

/**
 * The marks of a chart. A number stands for its own row and none is added to another: two claims that give a number may be
 * of the same thing. Only counting rows takes those of one label together, if they are of one thing: many documents have
 * "factions", each its own.
 */
export function seriesOf(answer: Rows, label: string, number: string, told: (term: Term) => string): Series {
  const [x, y] = [answer.columns.indexOf(label), answer.columns.indexOf(number)];
  const isDated = columnKind(answer, x) === "date";
  const thing = linkColumn(answer.columns, label);
  const marks: NamedMark[] = [];
  for (const row of answer.rows) {
    const term = row[x];
    const value = number === COUNT ? 1 : numberOf(row[y]);
    if (!term || value === null) continue;
    const of = row[thing]?.type === "uri" ? row[thing] : null;
    const time = isDated ? timeOf(term) : null;
    marks.push({ label: told(term), time, value, key: time === null ? keyOf(of ?? term) : String(time), thing: of ? told(of) : "" });
  }
  const drawn = number === COUNT ? toldApart(counted(marks)) : marks;
  if (isDated) drawn.sort((a, b) => a.time! - b.time!);
  return { isDated, marks: drawn.map(({ label, time, value }) => ({ label, time, value })), leftOut: answer.rows.length - marks.length };
}

/** A mark with what it is of: a key of its own, and in words "" where the label says it. */
interface NamedMark extends Mark {
  readonly key: string;
  readonly thing: string;
}

function keyOf(term: Term): string {
  return JSON.stringify([term.type, term.value, term.datatype, term["xml:lang"]]);
}

function counted(marks: readonly NamedMark[]): NamedMark[] {
  const first = new Map<string, NamedMark>();
  const counts = new Map<string, number>();
  for (const mark of marks) {
    if (!first.has(mark.key)) first.set(mark.key, mark);
    counts.set(mark.key, (counts.get(mark.key) ?? 0) + 1);
  }
  return [...first].map(([key, mark]) => ({ ...mark, value: counts.get(key)! })).sort((a, b) => b.value - a.value);
}

/** Different things of one label say which they are. */
function toldApart(marks: readonly NamedMark[]): NamedMark[] {
  const seen = new Map<string, number>();
  for (const { label } of marks) seen.set(label, (seen.get(label) ?? 0) + 1);
  return marks.map((mark) => (mark.thing && seen.get(mark.label)! > 1 ? { ...mark, label: `${mark.label} (${mark.thing})` } : mark));
}
