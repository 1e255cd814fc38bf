import { useEffect, useRef, useState } from "preact/hooks";
import { Failed, Loading } from "../../parts/Status";
import type { OwnView } from "../../parts/view";
import { BundledForm } from "./BundledForm";
import { QueryList } from "./QueryList";
import { Result } from "./Result";
import { SparqlForm } from "./SparqlForm";
import { fieldValues } from "./catalogue";
import { type Question, isSame } from "./question";
import { asSparql } from "./run";
import { type Asked, useAnswer } from "./useAnswer";
import { type Known, useFacts } from "./useFacts";
import { useQuestion } from "./useQuestion";

const EXAMPLE = `SELECT ?speaker ?factuality ?quote WHERE {
  ?claim ckg:claimedBy/rdfs:label ?speaker ; ckg:factuality ?factuality ;
         ckg:evidence/oa:hasSelector/oa:exact ?quote .
} LIMIT 20
`;

export function Query({ root }: OwnView) {
  const told = useFacts(root);
  if (told.state === "loading") return <Loading told="The list of queries is being loaded." />;
  if (told.state === "failed") return <Failed title="The list of queries could not be loaded" detail={told.detail} />;
  return <Asking root={root} known={told.known} />;
}

/** The list of queries, a form for what is asked, and the answer to what was asked. */
function Asking({ root, known }: { root: string; known: Known }) {
  const [{ question, shown }, ask, show] = useQuestion();
  const [attempt, setAttempt] = useState(0);
  const [asked, cancel] = useAnswer(root, question, attempt);
  const [draft, setDraft] = useState<Question>(question ?? { kind: "text", text: EXAMPLE });
  // The editor keeps its own text; it is made anew where another text is put into it.
  const [version, setVersion] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLElement>(null);
  useEffect(() => {
    if (question && !isSame(question, draft)) draw(question);
  }, [JSON.stringify(question)]);
  const draw = (next: Question) => {
    setProblem(null);
    setDraft(next);
    setVersion((n) => n + 1);
  };
  const run = (next: Question) => {
    setProblem(null);
    setDraft(next);
    ask(next);
    setAttempt((n) => n + 1);
  };
  const openText = (bundled: Question) => {
    asSparql(root, bundled, new AbortController().signal)
      .then((text) => draw({ kind: "text", text }))
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  };
  const choose = (name: string) => {
    draw({ kind: "bundled", name, params: {} });
    form.current?.focus();
    form.current?.scrollIntoView({ block: "nearest" });
  };
  const complaint = problem ?? complaintOf(asked, draft);
  const query = draft.kind === "bundled" ? known.queries.find(({ name }) => name === draft.name) : null;
  return (
    <div class="asking">
      <QueryList queries={known.queries} chosen={draft.kind === "bundled" ? draft.name : null} choose={choose} own={() => draw({ kind: "text", text: EXAMPLE })} />
      <div class="asked">
        <section class="form" ref={form} tabindex={-1} aria-label="The question">
          {draft.kind === "text" && <SparqlForm key={version} root={root} facts={known.facts} text={draft.text} complaint={complaint} edit={(text) => setDraft({ kind: "text", text })} run={(text) => run({ kind: "text", text })} />}
          {draft.kind === "bundled" && query && (
            <BundledForm key={query.name} query={query} values={fieldValues(query, draft.params)} complaint={complaint} run={(params) => run({ ...draft, params })} open={(params) => openText({ ...draft, params })} />
          )}
          {draft.kind === "bundled" && !query && <Failed title="No such query" detail={`The server has no query “${draft.name}”; the list has those that there are.`} />}
        </section>
        <Result root={root} facts={known.facts} asked={asked} shown={shown} show={show} cancel={cancel} isOld={!isSame(draft, question)} again={() => setAttempt((n) => n + 1)} />
      </div>
    </div>
  );
}

/** What the server said of the very question that is in the form. */
function complaintOf(asked: Asked, draft: Question): string | null {
  return asked.state === "failed" && isSame(asked.question, draft) ? asked.detail : null;
}
