import type { Box } from "./strokes";

/** Pixels: a box lies in a few cells, and a cell holds a few boxes. */
const CELL = 48;

/** Boxes that are taken. They are kept by cells, so that whether one is free is told from those near by. */
export interface Room {
  readonly isFree: (box: Box) => boolean;
  readonly take: (box: Box) => void;
}

export function newRoom(): Room {
  const cells = new Map<string, Box[]>();
  const keys = ([left, top, right, bottom]: Box) => {
    const found: string[] = [];
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) found.push(`${x}|${y}`);
    return found;
  };
  return {
    isFree: (box) => keys(box).every((key) => !cells.get(key)?.some((other) => overlap(box, other))),
    take: (box) => {
      for (const key of keys(box)) {
        const there = cells.get(key);
        if (there) there.push(box);
        else cells.set(key, [box]);
      }
    },
  };
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
