import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FACTUALITIES } from "../src/data/graph";
import { FADED } from "../src/views/network/draw";
import { OPACITY } from "../src/views/network/strokes";

const SITE = "../kg/serve/assets/site.css";
const STYLES = [SITE, "src/styles/explorer.css", ...["map", "matrix", "network"].map((view) => `src/views/${view}/${view}.css`)];
const css = STYLES.map((file) => readFileSync(file, "utf8")).join("\n");
const DARK = /@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}\s*\}/g;
const KINDS = ["hostile", "friendly", "belonging", "leading"];

type Colour = readonly number[];

/** The variables of the scheme: those of the dark one stand over the light ones. */
function coloursOf(scheme: string): (name: string) => Colour {
  const light = [...css.replace(DARK, "").matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => body);
  const dark = scheme === "dark" ? [...css.matchAll(DARK)].map(([, body]) => body) : [];
  const found = new Map([...light, ...dark].flatMap((body) => [...body!.matchAll(/--([a-z]+): (#[0-9a-f]+);/g)].map(([, name, value]) => [name, value!])));
  return (name) => {
    const value = found.get(name);
    if (!value) throw new Error(`--${name}: is no colour of the styles`);
    const digits = value.length === 4 ? [...value.slice(1)].map((one) => one + one).join("") : value.slice(1);
    return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16));
  };
}

/** What is seen of *over* at *opacity* on *under*; color-mix() in sRGB gives the same. */
function mixed(over: Colour, under: Colour, opacity: number): Colour {
  return over.map((value, i) => value * opacity + under[i]! * (1 - opacity));
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

function declared(pattern: RegExp): number[] {
  const values = [...css.matchAll(pattern)].map(([, value]) => Number(value));
  expect(values.length).toBeGreaterThan(0);
  return values;
}

test("contrast is counted as WCAG does", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
  expect(coloursOf("light")("ink")).not.toEqual(coloursOf("dark")("ink"));
});

const MARKS: readonly (readonly [string, readonly string[]])[] = [
  ...FACTUALITIES.map((word) => [word, ["paper", "wash", "land", "sea"]] as const),
  ...KINDS.map((kind) => [kind, ["paper", "mark"]] as const),
  ["soft", ["paper", "wash", "land", "sea"]],
  ["ink", ["paper", "wash", "land", "sea"]],
  ["focus", ["paper", "wash", "land", "sea"]],
  ["edge", ["paper", "wash"]],
  ["link", ["paper", "land", "sea"]],
  ["against", ["paper"]],
];

test.each(["light", "dark"])("marks stand out from their ground by 3:1 at least, when it is %s", (scheme) => {
  const colour = coloursOf(scheme);
  for (const [mark, grounds] of MARKS) {
    for (const ground of grounds) expect(contrast(colour(mark), colour(ground)), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
  }
});

test.each(["light", "dark"])("lines of any standing do so too, on the band of what has changed as well, when it is %s", (scheme) => {
  const colour = coloursOf(scheme);
  for (const [state, opacity] of Object.entries(OPACITY)) {
    for (const kind of KINDS) {
      for (const ground of ["paper", "mark"].map(colour)) {
        expect(contrast(mixed(colour(kind), ground, opacity), ground), `${kind}, ${state}`).toBeGreaterThanOrEqual(3);
      }
    }
  }
});

test.each(["light", "dark"])("sectors of the map do so on land and sea, when it is %s", (scheme) => {
  const colour = coloursOf(scheme);
  for (const opacity of declared(/\.sector\.asserted \{[^}]*fill-opacity: ([\d.]+);/g)) {
    for (const ground of ["land", "sea"].map(colour)) {
      expect(contrast(mixed(colour("asserted"), ground, opacity), ground)).toBeGreaterThanOrEqual(3);
    }
  }
});

test.each(["light", "dark"])("names and numbers on canvas and on shades stand out by 4.5:1, when it is %s", (scheme) => {
  const colour = coloursOf(scheme);
  const paper = colour("paper");
  expect(contrast(mixed(colour("ink"), paper, FADED), paper), "name of a faded actor").toBeGreaterThanOrEqual(4.5);
  expect(contrast(colour("ink"), colour("wash")), "number on a bar").toBeGreaterThanOrEqual(4.5);
  for (const share of declared(/\.share-\d \{ --share: (\d+)%; \}/g)) {
    expect(contrast(colour("ink"), mixed(colour("heat"), paper, share / 100)), `number on ${share} % of heat`).toBeGreaterThanOrEqual(4.5);
  }
});
