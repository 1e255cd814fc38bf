import "@zazuko/yasqe/build/yasqe.min.css";
import Yasqe from "@zazuko/yasqe";
import type CodeMirror from "codemirror";
import { type Terms, completing, prefixLines } from "./completions";
import type { Facts } from "./iris";

export interface EditorOptions {
  readonly text: string;
  readonly facts: Facts;
  readonly terms: () => Promise<Terms>;
  readonly run: () => void;
  /** Escape leaves the editor to here; Tab indents within it. */
  readonly leave: () => void;
  readonly changed: (text: string) => void;
}

export interface SparqlEditor {
  /** Mark the line, counted from 1, that a message points to; null for none. */
  mark(line: number | null): void;
  destroy(): void;
}

const MARKED = "marked-line";
const MODE = "sparql11-here";

/** YASQE with completions of this store alone: its own ask lov.linkeddata.es and know a fixed list of prefixes. */
export function makeEditor(parent: HTMLElement, options: EditorOptions): SparqlEditor {
  register(options);
  const yasqe = new Yasqe(parent, {
    value: options.text,
    mode: MODE,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null as never,
    showQueryButton: false,
    resizeable: true,
    editorHeight: "18rem",
    viewportMargin: Infinity,
    screenReaderLabel: "SPARQL query",
    extraKeys: {
      "Ctrl-Enter": options.run,
      "Cmd-Enter": options.run,
      Esc: options.leave,
      "Ctrl-S": false as never,
    },
  });
  let marked: unknown = null;
  const unmark = () => {
    if (marked) yasqe.removeLineClass(marked, "background", MARKED);
    marked = null;
  };
  yasqe.on("change", () => {
    unmark();
    options.changed(yasqe.getValue());
  });
  return {
    mark(line) {
      unmark();
      if (line === null || line > yasqe.lineCount()) return;
      marked = yasqe.addLineClass(line - 1, "background", MARKED);
      yasqe.scrollIntoView({ line: line - 1, ch: 0 }, 40);
    },
    destroy: () => yasqe.destroy(),
  };
}

/** Completers are YASQE's own, made to ask us: the list is read when an editor is made, so it is set before. */
function register({ facts, terms }: EditorOptions): void {
  const { defineMode, getMode } = Yasqe as unknown as Pick<typeof CodeMirror, "defineMode" | "getMode">;
  defineMode(MODE, (config) => {
    const mode = getMode(config, "sparql11");
    // The server knows them without a PREFIX line, so they are no fault.
    return { ...mode, startState: () => ({ ...(mode.startState!() as object), prefixes: { ...facts.prefixes } }) };
  });
  const ours = { bulk: false, persistenceId: null, preProcessToken: (_: unknown, token: unknown) => token, postProcessSuggestion: (_: unknown, __: unknown, text: string) => text };
  const get = (kind: keyof Terms) => async (_: unknown, token?: { string: string }) => completing((await terms())[kind], token?.string ?? "");
  Yasqe.forkAutocompleter("prefixes", { name: "our-prefixes", persistenceId: null, get: () => prefixLines(facts) } as never, false);
  Yasqe.forkAutocompleter("class", { ...ours, name: "our-classes", get: get("classes") } as never, false);
  Yasqe.forkAutocompleter("property", { ...ours, name: "our-properties", get: get("properties") } as never, false);
  Yasqe.defaults.autocompleters = ["variables", "our-prefixes", "our-classes", "our-properties"];
}
