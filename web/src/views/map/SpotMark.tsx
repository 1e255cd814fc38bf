import { FACTUALITIES } from "../../data/graph";
import { sectorsOf } from "./sectors";
import type { Spot } from "./spots";

interface Props {
  spot: Spot;
  /** Whether Tab leads here. */
  isFirst: boolean;
  open: () => void;
  told: () => void;
  focused: () => void;
}

/** A circle with its sectors, or the name of a country: a button either way. */
export function SpotMark({ spot, isFirst, open, told, focused }: Props) {
  return (
    <g
      class={`spot ${spot.radius === null ? "country" : "circle"}`} data-key={spot.key} role="button" tabindex={isFirst ? 0 : -1} aria-label={spot.told}
      transform={`translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`} onClick={open} onFocus={focused} onMouseEnter={told}
    >
      {spot.radius === null ? <rect class="target" x={-38} y={-12} width={76} height={24} rx={4} /> : <Round spot={spot} radius={spot.radius} />}
    </g>
  );
}

function Round({ spot, radius }: { spot: Spot; radius: number }) {
  return (
    <>
      <circle class="target" r={Math.max(12, radius)} />
      {sectorsOf(spot.tally, radius).map(({ factuality, d }) => (
        <path key={factuality} class={`sector ${factuality}`} d={d} {...(factuality !== "asserted" && { fill: `url(#fill-${factuality})` })} />
      ))}
      <circle class="rim" r={radius} />
      {spot.isArea && <path class="rim" d={diamond(radius + 2)} />}
    </>
  );
}

/** Around a circle of *radius*. */
function diamond(radius: number): string {
  const reach = (radius * Math.SQRT2).toFixed(1);
  return `M0 -${reach}L${reach} 0L0 ${reach}L-${reach} 0Z`;
}

const HATCH = { asserted: "", hedged: "M-1 1L1 -1M-1 7L7 -1M5 7L7 5", intended: "M0 0h2v2h-2zM3 3h2v2h-2z", denied: "M-1 7L7 -1M-1 -1L7 7" };

/** How surely claims are made shows without colour: hedged is hatched, intended dotted, denied crossed. */
export function Patterns() {
  return (
    <defs>
      {FACTUALITIES.filter((word) => HATCH[word]).map((word) => (
        <pattern key={word} id={`fill-${word}`} class={`fill ${word}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" />
          <path d={HATCH[word]} />
        </pattern>
      ))}
    </defs>
  );
}
