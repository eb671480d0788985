import { useEffect, useState } from "preact/hooks";

/** The time in ms, anew each second. */
export function useNow(clock: () => number): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const ticking = setInterval(() => setNow(clock()), 1000);
    return () => clearInterval(ticking);
  }, [clock]);
  return now;
}
