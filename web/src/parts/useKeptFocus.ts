import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

const FOCUSABLE = ["a[href]", "button:enabled", "input:enabled", "select:enabled", "summary", "[tabindex]"].map((one) => `${one}:not([tabindex="-1"])`).join();

/** When what has the focus goes, or is disabled, focus the nearest that stays *within*: keys are never left with nothing. */
export function useKeptFocus(within: RefObject<HTMLElement>): void {
  useEffect(() => {
    const frame = within.current;
    if (!frame) return;
    // What has the focus, then all around it, outwards.
    let around: Element[] = [];
    const follow = ({ target }: FocusEvent) => (around = target instanceof Element ? outwards(target, frame) : []);
    // A part that goes loses the focus first: whether it has gone shows after that.
    const leave = () => setTimeout(() => { if (isNowhere() && around[0] && !isGone(around[0])) around = []; });
    const keep = () => {
      const [at, ...outer] = around;
      if (!at || !isGone(at) || (!isNowhere() && document.activeElement !== at)) return;
      const next = outer.filter((one) => one.isConnected).flatMap((one) => [...one.querySelectorAll<HTMLElement>(FOCUSABLE)].find((inner) => inner.checkVisibility()) ?? []);
      if (!next[0]) frame.tabIndex = -1;
      (next[0] ?? frame).focus();
    };
    const observer = new MutationObserver(keep);
    observer.observe(frame, { childList: true, subtree: true, attributeFilter: ["disabled"] });
    frame.addEventListener("focusin", follow);
    frame.addEventListener("focusout", leave);
    return () => {
      observer.disconnect();
      frame.removeEventListener("focusin", follow);
      frame.removeEventListener("focusout", leave);
    };
  }, [within]);
}

function outwards(from: Element, frame: Element): Element[] {
  const path = [];
  for (let at: Element | null = from; at; at = at === frame ? null : at.parentElement) path.push(at);
  return path;
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function isGone(at: Element): boolean {
  return !at.isConnected || at.matches(":disabled");
}
