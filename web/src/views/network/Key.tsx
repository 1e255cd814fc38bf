import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { fitted } from "../../parts/canvas";
import { type Palette, usePalette } from "../../parts/palette";
import { type Look, drawLine, drawSigns, kindColours, signBox } from "./strokes";

const LONG = 62;
const HIGH = 18;
const TIE: Look = { kind: "friendly", form: "tie", state: "holds", factuality: 0, isOwnWord: false, claims: 2 };

const GROUPS: readonly [string, readonly [Partial<Look>, string][]][] = [
  ["What is said of two actors", [
    [{ kind: "hostile" }, "hostile"],
    [{ kind: "friendly" }, "allied"],
    [{ kind: "belonging" }, "belongs to (arrow to the body)"],
    [{ kind: "leading" }, "leads (arrow to those led)"],
  ]],
  ["A tie, as all its claims together date it, also those that the filter leaves out", [
    [{ state: "holds" }, "said to hold on the day"],
    [{ state: "open" }, "begun by the day, not known to have ended"],
    [{ state: "may" }, "may hold: nobody says since when, or until when"],
    [{ state: "ended" }, "ended before the day"],
    [{ isOwnWord: true }, "only a party says so, to its gain"],
    [{ state: "undated", form: "undated" }, "no day told, of a tie or a claim"],
  ]],
  ["Claims dated near the day: what is told, no standing tie", [
    [{ form: "told", state: null, kind: "hostile" }, "hostile acts"],
    [{ form: "told", state: null }, "allied"],
  ]],
  ["Not asserted: lines of their own", [
    [{ factuality: 1 }, "hedged"],
    [{ factuality: 2 }, "intended"],
    [{ factuality: 3 }, "denied"],
  ]],
];

/** What each line is. */
export function Key() {
  const palette = usePalette();
  return (
    <details class="network-key" open={innerWidth >= 700}>
      <summary>What each line is</summary>
      <div class="groups">
        {GROUPS.map(([title, looks]) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>{looks.map(([look, words]) => <Entry key={words} palette={palette} look={{ ...TIE, ...look }}>{words}</Entry>)}</ul>
          </section>
        ))}
      </div>
      <p class="soft">A wider line rests on more claims. Where there is no room, a line shows its sign when it is pointed at, or nearer. What has changed since the date before lies on a band of colour. Faded actors have no line on the day.</p>
    </details>
  );
}

function Entry({ palette, look, children }: { palette: Palette; look: Look; children: ComponentChildren }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current && fitted(canvas.current, LONG, HIGH);
    if (!context) return;
    const points = Array.from({ length: 21 }, (_, i) => ({ x: 4 + ((LONG - 8) * i) / 20, y: HIGH / 2 }));
    drawLine(context, kindColours(), look, points);
    const box = signBox(context, look, { x: LONG / 2, y: HIGH / 2 });
    if (box) drawSigns(context, palette, look, box);
  }, [palette, look]);
  return <li><canvas ref={canvas} aria-hidden="true" /> {children}</li>;
}
