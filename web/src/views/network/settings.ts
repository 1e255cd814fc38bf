import type { Address } from "../../data/address";
import { ANY, type Window } from "./lines";
import { STATES, type State } from "./states";

/** What the network's address says beside the filter: `window`, `hide`, `most` and `focus`. */
export interface Settings {
  readonly window: Window;
  readonly hidden: ReadonlySet<State | "told">;
  readonly most: number;
  /** Path of the actor that all else is dimmed for. */
  readonly focus: string | null;
}

export const WINDOWS: readonly [Window, string][] = [
  [7, "7 days on either side"],
  [30, "30 days on either side"],
  [90, "90 days on either side"],
  [365, "a year on either side"],
  [ANY, "any time up to the day"],
];
export const MOST: readonly number[] = [30, 60, 120, 300, 1000, 5000];
const USUAL = { window: 90, most: 120 };

export function readSettings({ own }: Address): Settings {
  const window = own.window === "any" ? ANY : Number(own.window);
  const hidden = (own.hide ?? "").split(",");
  return {
    window: WINDOWS.some(([days]) => days === window) ? window : USUAL.window,
    hidden: new Set([...STATES, "told" as const].filter((state) => hidden.includes(state))),
    most: MOST.includes(Number(own.most)) ? Number(own.most) : USUAL.most,
    focus: own.focus ?? null,
  };
}

/** *own* names with *settings* written over them; what is as usual is not said. */
export function writeSettings(own: Address["own"], settings: Settings): Record<string, string> {
  const { window: _window, hide: _hide, most: _most, focus: _focus, ...rest } = own;
  return {
    ...rest,
    ...(settings.window !== USUAL.window && { window: settings.window === ANY ? "any" : String(settings.window) }),
    ...(settings.hidden.size && { hide: [...settings.hidden].join(",") }),
    ...(settings.most !== USUAL.most && { most: String(settings.most) }),
    ...(settings.focus && { focus: settings.focus }),
  };
}
