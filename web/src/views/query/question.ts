/** What is asked: a bundled query with its parameters, or a text of SPARQL. */
export type Question =
  | { readonly kind: "bundled"; readonly name: string; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: "text"; readonly text: string };

/** How the answer is shown; columns by name, null where nothing was chosen. */
export interface Shown {
  readonly as: "table" | "chart" | "map";
  readonly mark: "bar" | "point" | null;
  readonly label: string | null;
  readonly number: string | null;
}

/** The question's part of the address: names of the search part, and the fragment without its "#". */
export interface QuestionLink {
  readonly own: Readonly<Record<string, string>>;
  readonly fragment: string;
}

export const AS_TABLE: Shown = { as: "table", mark: null, label: null, number: null };
/** A longer text goes into the fragment, which no server and no log ever sees. */
export const LONGEST_IN_SEARCH = 1_000;
/** Parameters of bundled queries are called as the filters of other views are, and mean something else. */
const PARAM = "p.";

export function readQuestion({ own, fragment }: QuestionLink): Question | null {
  if (own.ask) {
    const params = Object.entries(own).filter(([name, value]) => name.startsWith(PARAM) && value);
    return { kind: "bundled", name: own.ask, params: Object.fromEntries(params.map(([name, value]) => [name.slice(PARAM.length), value])) };
  }
  const text = own.sparql ?? new URLSearchParams(fragment).get("sparql");
  return text ? { kind: "text", text } : null;
}

export function readShown({ own }: QuestionLink): Shown {
  return {
    as: own.show === "chart" || own.show === "map" ? own.show : "table",
    mark: own.mark === "bar" || own.mark === "point" ? own.mark : null,
    label: own.x ?? null,
    number: own.y ?? null,
  };
}

export function writeLink(question: Question | null, shown: Shown): QuestionLink {
  const view: Record<string, string> = {};
  if (shown.as !== "table") view.show = shown.as;
  if (shown.mark) view.mark = shown.mark;
  if (shown.label !== null) view.x = shown.label;
  if (shown.number !== null) view.y = shown.number;
  if (question?.kind === "bundled") {
    const params = Object.entries(question.params).filter(([, value]) => value);
    return { own: { ask: question.name, ...Object.fromEntries(params.map(([name, value]) => [PARAM + name, value])), ...view }, fragment: "" };
  }
  if (!question) return { own: view, fragment: "" };
  const written = encodeURIComponent(question.text);
  if (written.length > LONGEST_IN_SEARCH) return { own: view, fragment: `sparql=${written}` };
  return { own: { sparql: question.text, ...view }, fragment: "" };
}

export function isSame(a: Question | null, b: Question | null): boolean {
  const key = (question: Question | null) => {
    const { own, fragment } = writeLink(question, AS_TABLE);
    return JSON.stringify([Object.entries(own).sort(), fragment]);
  };
  return key(a) === key(b);
}
