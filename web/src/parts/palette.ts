import { useEffect, useState } from "preact/hooks";

const NAMES = ["ink", "soft", "paper", "wash", "line", "grid", "link", "focus", "mark", "edge", "asserted", "hedged", "intended", "denied"] as const;

/** The style's colours, for canvases: they cannot read CSS variables. */
export type Palette = Readonly<Record<(typeof NAMES)[number], string>>;

function read(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette;
}

/** The colours of now; changes when the reader's system turns light or dark. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(read);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setPalette(read());
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, []);
  return palette;
}
