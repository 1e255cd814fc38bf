import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Address } from "../../data/address";
import type { Day } from "../../data/contract";

/** The address has the date when it has rested so long: browsers bear few changes of it in a second. */
const REST_MS = 500;

export interface Moved {
  /** The day before the last move, or before the drag that goes on; null where nothing has moved. */
  readonly from: Day | null;
  readonly day: Day;
}

/** The day that is shown: the address's, else *usual*. Moves show at once, and reach the address when they rest. */
export function useDay(address: Address, change: (patch: Partial<Address>) => void, usual: Day): [Moved, (day: Day, isGoing: boolean) => void] {
  const [moved, setMoved] = useState<Moved>({ from: null, day: address.date ?? usual });
  const dragFrom = useRef<Day | null>(null);
  const written = useRef<Day | null>(address.date);
  useEffect(() => {
    if (address.date === written.current) return;
    written.current = address.date;
    setMoved(({ day }) => ({ from: day, day: address.date ?? usual }));
  }, [address.date, usual]);
  // Before the day is painted: a click on what is seen takes along what is seen.
  useLayoutEffect(() => {
    if (moved.from === null || moved.day === written.current) return;
    const write = () => {
      stop();
      written.current = moved.day;
      change({ date: moved.day });
    };
    const timer = setTimeout(write, REST_MS);
    // Whatever is done next may lead away, or to another filter: the address has the date before.
    const onKey = ({ key }: KeyboardEvent) => (key === "Enter" || key === " ") && write();
    addEventListener("pointerdown", write, true);
    addEventListener("click", write, true);
    addEventListener("keydown", onKey, true);
    function stop(): void {
      clearTimeout(timer);
      removeEventListener("pointerdown", write, true);
      removeEventListener("click", write, true);
      removeEventListener("keydown", onKey, true);
    }
    return stop;
  }, [moved, change]);
  const move = useCallback((to: Day, isGoing: boolean) => {
    setMoved((now) => {
      const from = dragFrom.current ?? now.day;
      dragFrom.current = isGoing ? from : null;
      return to === now.day ? now : { from, day: to };
    });
  }, []);
  return [moved, move];
}
