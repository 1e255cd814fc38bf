import type { Chosen } from "./filter";

/** What a chosen period makes of claims whose days are not told in full, in words; "" where there are none. */
export function toldPeriod({ perhapsEarlier, perhapsLater, undatedLeftOut, earlierLeftOut }: Chosen): string {
  const kept = [
    perhapsEarlier && `${perhapsEarlier} known only by a day, perhaps earlier`,
    perhapsLater && `${perhapsLater} known only from a day on, perhaps later or never`,
  ].filter(Boolean);
  const leftOut = [
    earlierLeftOut && `${earlierLeftOut} known only by a later day`,
    undatedLeftOut && `${undatedLeftOut} without a day`,
  ].filter(Boolean);
  return [kept.length && `of these ${kept.join(", ")}`, leftOut.length && `left out by the period: ${leftOut.join(", ")}`].filter(Boolean).join("; ");
}
