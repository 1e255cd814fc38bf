import { useMemo } from "preact/hooks";
import { type Address, narrows } from "../data/address";
import type { Factuality } from "../data/contract";
import { dayOf, writtenDay } from "../data/days";
import type { Chosen } from "../data/filter";
import { FACTUALITIES, type Graph } from "../data/graph";
import { type Options, optionsOf } from "../data/options";
import { toldPeriod } from "../data/period";
import { Chooser } from "./Chooser";
import { Mark } from "./Mark";

const FIELDS: readonly [keyof Options, string][] = [
  ["actor", "Actor"], ["place", "Place"], ["type", "Type"], ["source", "Source (speaker)"], ["document", "Document"],
];

interface Props {
  graph: Graph;
  chosen: Chosen;
  address: Address;
  change: (patch: Partial<Address>) => void;
  clear: () => void;
}

/** What narrows the claims, what is chosen of it, and how many claims that leaves. */
export function Filters({ graph, chosen, address, change, clear }: Props) {
  const options = useMemo(() => optionsOf(graph), [graph]);
  return (
    <section class="filters" aria-label="Filter">
      <details open={innerWidth >= 700}>
        <summary>Filter</summary>
        <div class="fields">
          {FIELDS.map(([name, label]) => (
            <Chooser key={name} label={label} options={options[name]} values={address[name]} change={(values) => change({ [name]: values })} />
          ))}
          <DayField label="From" day={address.from} change={(from) => change({ from })} />
          <DayField label="To" day={address.to} change={(to) => change({ to })} />
          {(address.from ?? address.to) !== null && <Earlier is={address.earlier} change={(earlier) => change({ earlier })} />}
          <Surety chosen={address.factuality} change={(factuality) => change({ factuality })} />
        </div>
      </details>
      <div class="chosen">
        <p role="status">{leftWords(graph, chosen)}</p>
        <Chips options={options} address={address} change={change} />
        {narrows(address) && <button type="button" class="quiet" onClick={clear}>Clear the filter</button>}
      </div>
    </section>
  );
}

function leftWords(graph: Graph, chosen: Chosen): string {
  const [all, left] = [graph.claims.length, chosen.claims.length];
  const lacking = graph.total.claims - graph.total.shown;
  return [
    left === all ? `${all} claims` : `${left} of ${all} claims`,
    lacking > 0 && `${lacking} more cannot be shown, since they lack what every claim must have`,
    toldPeriod(chosen),
  ].filter(Boolean).join("; ");
}

/** Claims known only by a later day may be of the period, or of long before. */
function Earlier({ is, change }: { is: boolean; change: (is: boolean) => void }) {
  return (
    <label class="earlier">
      <input type="checkbox" checked={is} onChange={() => change(!is)} /> With claims known only by a later day: perhaps of this period
    </label>
  );
}

function DayField({ label, day, change }: { label: string; day: number | null; change: (day: number | null) => void }) {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="date" value={day === null ? "" : writtenDay(day)} onChange={(event) => change(dayOf(event.currentTarget.value))} />
    </label>
  );
}

function Surety({ chosen, change }: { chosen: readonly Factuality[]; change: (chosen: Factuality[]) => void }) {
  return (
    <div class="surety" role="group" aria-label="Factuality">
      <span class="soft" aria-hidden="true">Factuality</span>
      {FACTUALITIES.map((word) => (
        <label key={word}>
          <input
            type="checkbox" checked={chosen.includes(word)}
            onChange={() => change(FACTUALITIES.filter((one) => chosen.includes(one) !== (one === word)))}
          />
          <Mark factuality={word} /> {word}
        </label>
      ))}
    </div>
  );
}

function Chips({ options, address, change }: { options: Options; address: Address; change: (patch: Partial<Address>) => void }) {
  const chips = FIELDS.flatMap(([name, label]) =>
    address[name].map((value) => ({
      key: `${name} ${value}`,
      told: `${label.toLowerCase()}: ${options[name].find((option) => option.value === value)?.label ?? `${value} (not in this store)`}`,
      remove: () => change({ [name]: address[name].filter((one) => one !== value) }),
    })),
  );
  if (!chips.length) return null;
  return (
    <ul class="chips" aria-label="Chosen">
      {chips.map((chip) => (
        <li key={chip.key}>
          <button type="button" onClick={chip.remove} aria-label={`Remove ${chip.told}`}>{chip.told} <span aria-hidden="true">✕</span></button>
        </li>
      ))}
    </ul>
  );
}
