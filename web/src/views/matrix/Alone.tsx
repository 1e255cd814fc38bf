import { countedClaims } from "../../data/tally";
import type { SourceKind } from "./cells";
import type { Resting } from "./resting";
import { counted } from "./words";

interface Props {
  kind: SourceKind;
  resting: Resting;
  open: (claims: Iterable<number>, title: string) => void;
  close: () => void;
}

/** What would be left unsaid without one source. */
export function Alone({ kind, resting: { source, actors, unjoined, reprints }, open, close }: Props) {
  const { label } = source;
  const other = kind === "speakers" ? "source" : "document";
  return (
    <section class="note alone" aria-labelledby="alone-title">
      <h2 id="alone-title">What rests on “{label}” alone</h2>
      <p>
        {actors.length ? `${counted(actors.length, "actor")} that no other ${other} here speaks of: ` : `No actor: each that it speaks of another ${other} speaks of too.`}
        {actors.map((actor, i) => (
          <span key={actor.index}>{i > 0 && ", "}<button type="button" class="link" onClick={() => open(actor.claims, `${label} on ${actor.label}`)}>{actor.label}</button> {actor.claims.length}</span>
        ))}
      </p>
      <p>
        <button type="button" class="link" onClick={() => open(unjoined, `Of “${label}”, joined by no other`)}>{countedClaims(unjoined.length)}</button> of {source.claims.length} that no
        other {other} joins: none tells of the same incident on another’s word. Publications of one text are one source{reprints > 0 && <>; {reprints} of these {reprints === 1 ? "is a reprint" : "are reprints"} of earlier ones</>}.
      </p>
      <p><button type="button" onClick={close}>Show all actors again</button></p>
    </section>
  );
}
