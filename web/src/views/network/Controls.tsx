import { MOST, type Settings, WINDOWS } from "./settings";
import { STATES, STATE_WORDS } from "./states";

const SHOWN = [...STATES, "told"] as const;
const WORDS = { ...STATE_WORDS, told: "claims dated near the day" };

/** Which lines are drawn, and between how many actors. */
export function Controls({ settings, set }: { settings: Settings; set: (patch: Partial<Settings>) => void }) {
  const { window, hidden, most } = settings;
  return (
    <div class="network-controls">
      <fieldset>
        <legend>Lines</legend>
        {SHOWN.map((state) => (
          <label key={state}>
            <input type="checkbox" checked={!hidden.has(state)} onChange={() => set({ hidden: new Set(SHOWN.filter((one) => hidden.has(one) !== (one === state))) })} /> {WORDS[state]}
          </label>
        ))}
      </fieldset>
      <label>
        Claims dated
        <select value={String(window)} onChange={(event) => set({ window: Number(event.currentTarget.value) })}>
          {WINDOWS.map(([days, words]) => <option key={words} value={String(days)}>{words}</option>)}
        </select>
      </label>
      <label>
        Actors, at most
        <select value={String(most)} onChange={(event) => set({ most: Number(event.currentTarget.value) })}>
          {MOST.map((count) => <option key={count} value={String(count)}>{count}</option>)}
        </select>
      </label>
    </div>
  );
}
