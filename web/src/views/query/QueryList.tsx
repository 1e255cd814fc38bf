import { useId, useState } from "preact/hooks";
import { type BundledQuery, matchingQueries } from "./catalogue";

interface Props {
  queries: readonly BundledQuery[];
  /** The name of the chosen query, null for a text of one's own. */
  chosen: string | null;
  choose: (name: string) => void;
  own: () => void;
}

/** The bundled queries, narrowed by what is typed. */
export function QueryList({ queries, chosen, choose, own }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const found = matchingQueries(queries, typed);
  return (
    <details class="catalogue" open={innerWidth >= 700}>
      <summary>Bundled queries</summary>
      <p><button type="button" class="own" aria-pressed={chosen === null} onClick={own}>A query of your own</button></p>
      <label for={id}>Find a query</label>
      <input id={id} type="search" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      <p class="soft" role="status">{found.length === queries.length ? `${queries.length} queries` : `${found.length} of ${queries.length} queries`}</p>
      <ul>
        {found.map((query) => (
          <li key={query.name}>
            <button type="button" aria-pressed={query.name === chosen} onClick={() => choose(query.name)}>
              <strong>{query.title}</strong> <span class="soft">{query.summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
