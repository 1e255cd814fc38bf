import { ORDERS, type Order } from "./order";
import type { Resting } from "./resting";
import type { Settings } from "./settings";
import { toldResting } from "./words";

interface Props {
  settings: Settings;
  resting: readonly Resting[];
  set: (settings: Partial<Settings>) => void;
}

const TOLD: Readonly<Record<Order, string>> = { count: "most claims first", name: "by name", similarity: "alike beside alike" };

export function Controls({ settings, resting, set }: Props) {
  const { kind, order, onlySole, withLocal, alone } = settings;
  const offered = resting.filter(({ actors, unjoined }) => actors.length || unjoined.length);
  return (
    <div class="bar matrix-controls">
      <label><input type="checkbox" name="only" checked={onlySole} onChange={() => set({ onlySole: !onlySole })} /> Show only these</label>
      <label><input type="checkbox" name="actors" checked={withLocal} onChange={() => set({ withLocal: !withLocal })} /> With actors that one document alone describes</label>
      <label>
        Columns
        <select name="sources" value={kind} onChange={(event) => set({ kind: event.currentTarget.value === "documents" ? "documents" : "speakers", alone: "" })}>
          <option value="speakers">who says it</option>
          <option value="documents">documents</option>
        </select>
      </label>
      <label>
        Order
        <select name="order" value={order} onChange={(event) => set({ order: event.currentTarget.value as Order })}>
          {ORDERS.map((one) => <option key={one} value={one}>{TOLD[one]}</option>)}
        </select>
      </label>
      <label>
        What rests on one alone
        <select name="alone" value={alone} onChange={(event) => set({ alone: event.currentTarget.value })}>
          <option value="">choose a {kind === "speakers" ? "source" : "document"}</option>
          {offered.map((one) => (
            <option key={one.source.index} value={one.source.path}>{one.source.label}: {toldResting(one)}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
