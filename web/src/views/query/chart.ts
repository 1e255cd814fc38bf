import { type Rows, type Term, columnKind, numberOf, timeOf } from "../../data/solutions";

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
  /** The rows that it stands for. */
  readonly rows: readonly number[];
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
 * of the same thing. Only counting rows takes those of one label together.
 */
export function seriesOf(answer: Rows, label: string, number: string, told: (term: Term) => string): Series {
  const [x, y] = [answer.columns.indexOf(label), answer.columns.indexOf(number)];
  const isDated = columnKind(answer, x) === "date";
  const marks: Mark[] = [];
  answer.rows.forEach((row, i) => {
    const term = row[x];
    const value = number === COUNT ? 1 : numberOf(row[y]);
    if (term && value !== null) marks.push({ label: told(term), time: isDated ? timeOf(term) : null, value, rows: [i] });
  });
  const drawn = number === COUNT ? counted(marks) : marks;
  if (isDated) drawn.sort((a, b) => a.time! - b.time!);
  return { isDated, marks: drawn, leftOut: answer.rows.length - marks.length };
}

function counted(marks: readonly Mark[]): Mark[] {
  const by = new Map<string, Mark>();
  for (const mark of marks) {
    const key = mark.time === null ? mark.label : String(mark.time);
    const known = by.get(key);
    by.set(key, known ? { ...known, value: known.value + 1, rows: [...known.rows, ...mark.rows] } : mark);
  }
  return [...by.values()].sort((a, b) => b.value - a.value);
}
