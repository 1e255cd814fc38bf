import { Legend } from "../../parts/Legend";
import type { Zooming } from "./useZoom";

export function ZoomButtons({ zooming, width }: { zooming: Zooming; width: number }) {
  return (
    <div class="buttons" role="group" aria-label="Time shown">
      <div class="group">
        <button type="button" onClick={() => zooming.move(-width / 3)}>← Earlier</button>
        <button type="button" onClick={() => zooming.move(width / 3)}>Later →</button>
      </div>
      <div class="group">
        <button type="button" onClick={zooming.nearer} aria-label="Zoom in">+</button>
        <button type="button" onClick={zooming.farther} aria-label="Zoom out">−</button>
        <button type="button" onClick={zooming.whole}>All</button>
      </div>
    </div>
  );
}

/** *most*: how many claims the fullest mark in view stands for; *bin*: the days that a bar covers. */
export function PlotLegend({ most, bin }: { most: number; bin: number }) {
  return (
    <Legend>
      <li><svg width="34" height="12" aria-hidden="true"><path class="open-side" d="M2 6H24" /><circle class="example" cx="28" cy="6" r="4.5" /></svg> by this day, perhaps earlier (where only the report’s day is known)</li>
      <li><svg width="34" height="12" aria-hidden="true"><path class="open-side" d="M10 6H34" /><circle class="example" cx="6" cy="6" r="4.5" /></svg> from this day on; of what is intended: after this report, if at all</li>
      <li><svg width="16" height="16" aria-hidden="true"><path class="held" d="M1 14H15" /><circle class="example" cx="8" cy="6" r="4.5" /></svg> a state that holds on this day, the day of the report</li>
      <li><svg width="34" height="12" aria-hidden="true"><path class="stretch" d="M2 2V10M32 2V10M2 6H32" /></svg> somewhere in these days</li>
      {most > 1 && <li><span class="example-bar" aria-hidden="true">12</span> a bar stands for several claims within {bin === 1 ? "a day" : `${bin} days`}, its lower edge for how sure they are; here at most {most}</li>}
    </Legend>
  );
}
