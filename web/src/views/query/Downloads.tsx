import { useState } from "preact/hooks";
import { saveFile } from "../../parts/Download";
import type { Rows } from "../../data/solutions";
import type { Question } from "./question";
import type { Facts, Form } from "./iris";
import { download, formsOf } from "./run";
import { Complaint } from "./Complaint";

/** The answer as a file, in each form that the server writes. */
export function Downloads({ root, facts, question, answer }: { root: string; facts: Facts; question: Question; answer: Rows }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const save = (form: Form) => {
    setBusy(form.format);
    setComplaint(null);
    download(root, question, form, new AbortController().signal)
      .then((blob) => saveFile(blob, `${question.kind === "bundled" ? question.name : "answer"}.${form.suffix}`))
      .catch((error: unknown) => setComplaint(`${form.label}: ${error instanceof Error ? error.message : error}`))
      .finally(() => setBusy(null));
  };
  return (
    <>
      <div class="bar downloads" role="group" aria-label="Download">
        <span>Download</span>
        {formsOf(question, answer, facts).map((form) => (
          <button key={form.format} type="button" disabled={busy !== null} onClick={() => save(form)}>{form.label}</button>
        ))}
      </div>
      <Complaint text={complaint} />
    </>
  );
}
