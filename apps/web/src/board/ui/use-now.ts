import { useEffect, useState } from "react";

/** The present time in milliseconds since 1970, to the minute. */
export function useNow(): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function read(): number {
  return Temporal.Now.instant().epochMilliseconds;
}
