import { Availabilities } from "../people/availabilities.tsx";
import { OutsideWorkPart } from "../people/outside-work.tsx";

/** When an artist can work, and when they work for others: changed by themselves. */
export function Availability({ artist_id }: { artist_id: string }) {
  return (
    <>
      <Availabilities artist_id={artist_id} mayChange />
      <OutsideWorkPart artist_id={artist_id} mayChange />
    </>
  );
}
