import { HEIGHT, WIDTH } from "./base";
import type { Box, Zoomed } from "./useZoom";

export const EARTH: Box = [[0, 0], [WIDTH, HEIGHT]];
export const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const A_STEP = 60;
const CLOSER = 1.5;

/** What a key does to a map; false if nothing. */
export function onZoomKey(key: string, zoomed: Zoomed, home: Box): boolean {
  const arrow = ARROWS[key];
  if (arrow) zoomed.pan(arrow[0] * A_STEP, arrow[1] * A_STEP);
  else if (key === "+" || key === "=") zoomed.by(CLOSER);
  else if (key === "-") zoomed.by(1 / CLOSER);
  else if (key === "0") zoomed.fit(home);
  else return false;
  return true;
}

/** Buttons that zoom a map; *home* is what is seen first. */
export function ZoomBar({ zoomed, home, homeLabel }: { zoomed: Zoomed; home: Box; homeLabel: string }) {
  return (
    <div class="bar">
      <div class="group" role="group" aria-label="Zoom">
        <button type="button" onClick={() => zoomed.by(CLOSER)} aria-label="Zoom in">+</button>
        <button type="button" onClick={() => zoomed.by(1 / CLOSER)} aria-label="Zoom out">−</button>
        <button type="button" onClick={() => zoomed.fit(home)}>{homeLabel}</button>
        <button type="button" onClick={() => zoomed.fit(EARTH)}>The earth</button>
      </div>
      <span class="soft">Keys: + − 0 and arrows; Ctrl and the wheel, or two fingers.</span>
    </div>
  );
}
