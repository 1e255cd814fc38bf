import { useEffect, useRef, useState } from "preact/hooks";
import { askSolutions } from "../../data/sparql";
import { Loading } from "../../parts/Status";
import { Complaint } from "./Complaint";
import { markedLine } from "./markedLine";
import { TERMS_QUERY, type Terms, readTerms } from "./completions";
import type { Facts } from "./iris";
import type { SparqlEditor } from "./yasqe";

interface Props {
  root: string;
  facts: Facts;
  /** What the editor begins with; from then on it tells what it holds. */
  text: string;
  complaint: string | null;
  edit: (text: string) => void;
  run: (text: string) => void;
}

/** The editor of SPARQL text: its line that a message points to is marked. */
export function SparqlForm({ root, facts, text, complaint, edit, run }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const now = useRef({ text, edit, run });
  now.current = { text, edit, run };
  const editor = useEditor(place, () => ({
    text: now.current.text, facts, terms: termsOf(root, facts),
    run: () => now.current.run(now.current.text),
    leave: () => button.current?.focus(),
    changed: (changed: string) => now.current.edit(changed),
  }));
  useEffect(() => editor?.mark(complaint === null ? null : markedLine(complaint)), [editor, complaint]);
  return (
    <>
      <h2>A query of your own</h2>
      <div class="editor" ref={place}>{!editor && <Loading told="The editor is being loaded." />}</div>
      <Complaint text={complaint} />
      <p class="bar">
        <button type="button" class="run" ref={button} onClick={() => run(text)}>Run</button>
        <span class="soft"><kbd>Ctrl</kbd>+<kbd>Enter</kbd> runs it, <kbd>Ctrl</kbd>+<kbd>Space</kbd> completes; <kbd>Tab</kbd> indents: <kbd>Escape</kbd>, then <kbd>Tab</kbd> leaves the editor. The prefixes of this store need no PREFIX line. <a href={`${root}/sparql`}>A plain field</a> does without a script.</span>
      </p>
    </>
  );
}

type Options = Parameters<typeof import("./yasqe").makeEditor>[1];

function useEditor(place: { current: HTMLElement | null }, options: () => Options): SparqlEditor | null {
  const [editor, setEditor] = useState<SparqlEditor | null>(null);
  useEffect(() => {
    let made: SparqlEditor | null = null;
    let isGone = false;
    void import("./yasqe").then(({ makeEditor }) => {
      if (isGone || !place.current) return;
      made = makeEditor(place.current, options());
      setEditor(made);
    });
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, []);
  return editor;
}

/** The ontology's terms, asked for when first wanted; without an answer nothing is offered. */
function termsOf(root: string, facts: Facts): () => Promise<Terms> {
  let asked: Promise<Terms> | null = null;
  const ask = async () => readTerms(await askSolutions(root, TERMS_QUERY), facts);
  return () => {
    asked ??= ask().catch(() => {
      asked = null;
      return { classes: [], properties: [] };
    });
    return asked;
  };
}
