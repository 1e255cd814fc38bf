import { type Point, type Task, layOut } from "./layout";

/** What the worker says: what share is done, and at last where the nodes lie. */
export type Told = { share: number } | { points: Point[] };

/** Milliseconds between two words on how far it is. */
const A_WORD = 100;

addEventListener("message", ({ data }: MessageEvent<Task>) => {
  let said = performance.now();
  const tell = (told: Told) => postMessage(told);
  const points = layOut(data, (share) => {
    if (performance.now() - said < A_WORD) return;
    said = performance.now();
    tell({ share });
  });
  tell({ points });
});
