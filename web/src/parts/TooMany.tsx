import { useEffect, useState } from "preact/hooks";
import { type Address, NO_FILTER, narrows } from "../data/address";
import { FINDABLE, FOUND, type Findable, find } from "../data/finding";
import { LoadError } from "../data/load";
import type { Option } from "../data/options";
import { countedClaims } from "../data/tally";
import { Failed, Loading } from "./Status";
import type { Change } from "./view";

const WORDS: Readonly<Record<Findable, string>> = { actor: "Actor", place: "Place", type: "Type", source: "Source (speaker)", document: "Document" };
type Found = { state: "loading" } | { state: "failed"; detail: string } | { state: "ready"; options: readonly Option[] };

/** Of a graph that is too large to be had whole a part is chosen, by small questions to the server. */
export function TooMany({ root, detail, address, change }: { root: string; detail: string; address: Address; change: Change }) {
  const [name, setName] = useState<Findable>("actor");
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState({ name, typed });
  const found = useFound(root, asked);
  const ask = (event: Event) => {
    event.preventDefault();
    setAsked({ name, typed });
  };
  const choose = (value: string) => change({ [asked.name]: [...new Set([...address[asked.name], value])] });
  return (
    <section class="too-many" aria-labelledby="too-many-title">
      <h2 id="too-many-title">Too many claims to be loaded at once</h2>
      <p class="soft">{detail}</p>
      {narrows(address) && <Chosen address={address} change={change} />}
      <form class="bar" role="search" onSubmit={ask}>
        <label>Show only the claims of <select value={name} onChange={(event) => setName(event.currentTarget.value as Findable)}>{FINDABLE.map((one) => <option key={one} value={one}>{WORDS[one]}</option>)}</select></label>
        <label>whose name has <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} /></label>
        <button type="submit">Find</button>
      </form>
      <p class="soft" role="status">{found.state === "ready" && foundWords(found.options.length)}</p>
      {found.state === "loading" && <Loading told="Names are being looked for." />}
      {found.state === "failed" && <Failed title="No names could be found" detail={found.detail} again={() => setAsked({ ...asked })} />}
      {found.state === "ready" && (
        <ul class="rows">
          {found.options.map(({ value, label, claims }) => <li key={value}><button type="button" class="link" onClick={() => choose(value)}>{label}</button> <span class="soft">{countedClaims(claims)}</span></li>)}
        </ul>
      )}
    </section>
  );
}

/** What is found for *asked*; what was found for another question is not shown as if it were for this. */
function useFound(root: string, asked: { name: Findable; typed: string }): Found {
  const [{ found, of }, setFound] = useState<{ found: Found; of: unknown }>({ found: { state: "loading" }, of: asked });
  useEffect(() => {
    const stop = new AbortController();
    find(root, asked.name, asked.typed, stop.signal)
      .then((options) => setFound({ found: { state: "ready", options }, of: asked }))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setFound({ found: { state: "failed", detail: error instanceof LoadError ? error.message : String(error) }, of: asked });
      });
    return () => stop.abort();
  }, [root, asked]);
  return of === asked ? found : { state: "loading" };
}

function foundWords(found: number): string {
  if (!found) return "Nothing that a claim names is called so.";
  return found < FOUND ? "Those with most claims first:" : `The ${FOUND} with most claims; more letters find others:`;
}

/** What narrows the claims already, and is not enough. */
function Chosen({ address, change }: { address: Address; change: Change }) {
  const said = [...FINDABLE, "factuality" as const].flatMap((name) => address[name].map((value) => `${name}: ${value}`));
  return <p>{said.length > 0 && `Chosen: ${said.join(", ")}. `}<button type="button" class="quiet" onClick={() => change(NO_FILTER)}>Clear the filter</button></p>;
}
