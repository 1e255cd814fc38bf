import { useEffect, useId, useState } from "preact/hooks";
import { type BundledQuery, type Param, lacking } from "./catalogue";
import { Complaint } from "./Complaint";

type Values = Readonly<Record<string, string>>;

interface Props {
  query: BundledQuery;
  values: Values;
  complaint: string | null;
  run: (values: Values) => void;
  open: (values: Values) => void;
}

/** What a bundled query answers, and its parameters as fields. */
export function BundledForm({ query, values: given, complaint, run, open }: Props) {
  const [values, setValues] = useState(given);
  useEffect(() => setValues(given), [JSON.stringify(given)]);
  const missing = lacking(query, values);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!missing.length) run(values);
  };
  return (
    <form onSubmit={submit} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && submit(event)}>
      <h2>{query.title}</h2>
      <p>{query.summary} <span class="soft">{query.description}</span></p>
      <div class="params">
        {query.params.map((param) => <ParamField key={param.name} param={param} value={values[param.name] ?? ""} change={(value) => setValues({ ...values, [param.name]: value })} />)}
      </div>
      <p class="bar">
        <button class="run" disabled={missing.length > 0}>Run</button>
        <button type="button" onClick={() => open(values)}>Open as SPARQL</button>
        {missing.length > 0 && <span class="soft">Needs a value: {missing.join(", ")}.</span>}
        {!query.params.length && <span class="soft">It has no parameters.</span>}
      </p>
      <Complaint text={complaint} />
    </form>
  );
}

const INPUTS: Readonly<Record<Param["type"], string>> = { thing: "text", text: "text", date: "date", number: "number" };

function ParamField({ param, value, change }: { param: Param; value: string; change: (value: string) => void }) {
  const id = useId();
  return (
    <div class="param">
      <label for={id}>{param.name}{param.required && " (needed)"}</label>
      {param.enum.length ? (
        <select id={id} aria-describedby={`${id}-told`} value={value} onChange={(event) => change(event.currentTarget.value)}>
          {param.default === null && <option value="">any</option>}
          {param.enum.map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      ) : (
        <input id={id} aria-describedby={`${id}-told`} type={INPUTS[param.type]} {...(param.type === "number" && { step: "any" })} value={value} onInput={(event) => change(event.currentTarget.value)} />
      )}
      <span id={`${id}-told`} class="soft">
        {param.description}{param.type === "thing" && !param.enum.length && " – a name or an IRI"}
        {param.example && !param.enum.length && <>; for example <button type="button" class="link" onClick={() => change(param.example!)}>{param.example}</button></>}
      </span>
    </div>
  );
}
