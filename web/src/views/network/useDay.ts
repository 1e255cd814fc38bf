import { useCallback, useEffect, useRef, useState } from "preact/hooks";
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
  useEffect(() => {
    if (moved.from === null || moved.day === written.current) return;
    const timer = setTimeout(() => {
      written.current = moved.day;
      change({ date: moved.day });
    }, REST_MS);
    return () => clearTimeout(timer);
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
