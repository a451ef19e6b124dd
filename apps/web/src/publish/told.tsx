import { type Publication, usePublications } from "../data/publications.ts";
import { dayAndClock, shortDayAndTimes } from "../data/times.ts";
import { useReader } from "../frame/reader.ts";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { text } from "./text.ts";

/** What each artist was last told of each mission, as it was told. */
export function Told() {
  const { time_zone } = useReader().organisation;
  const publications = usePublications();
  const columns: TableColumn<Publication>[] = [
    { id: "person", label: text.person, cell: ({ name }) => name },
    { id: "mission", label: text.mission, cell: ({ details }) => details.title },
    {
      id: "was",
      label: text.was,
      cell: ({ is_on, details }) =>
        is_on ? shortDayAndTimes({ ...details, time_zone }) : text.off,
    },
    { id: "venue", isMinor: true, label: text.venue, cell: ({ details }) => details.venue },
    {
      id: "told",
      isMinor: true,
      label: text.toldAt,
      cell: ({ told_at }) => dayAndClock(told_at, time_zone),
    },
  ];
  return (
    <ListWithAside list={publications} aside={undefined}>
      <Table
        label={text.told}
        columns={columns}
        items={publications.data ?? []}
        idOf={({ mission_id, artist_id }) => `${mission_id} ${artist_id}`}
        empty={text.nothingTold}
      />
    </ListWithAside>
  );
}
