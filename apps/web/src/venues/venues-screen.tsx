import { useNavigate, useSearch } from "@tanstack/react-router";
import { useVenues, type Venue } from "../data/venues.ts";
import { Frame } from "../frame/frame.tsx";
import { useMayPlan } from "../frame/reader.ts";
import { Aside } from "../ui/aside.tsx";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Search } from "../ui/search.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { Matrix } from "./matrix.tsx";
import type { VenuesView } from "./view.ts";
import { text } from "./text.ts";
import { VenueForm } from "./venue-form.tsx";

const columns: TableColumn<Venue>[] = [
  { id: "name", label: text.name, cell: ({ name }) => name },
  { id: "address", label: text.address, cell: ({ address }) => address },
  { id: "zone", label: text.zone, cell: ({ time_zone }) => time_zone },
  {
    id: "contacts",
    label: text.contacts,
    cell: ({ contacts }) => contacts.map(({ name }) => name).join(", "),
  },
];

/** Where missions happen: a list with a form beside it, or the travel times between venues. */
export function VenuesScreen() {
  const view = useSearch({ from: "/screens/venues" });
  const navigate = useNavigate({ from: "/venues" });
  const show = (next: VenuesView, replace = false) => void navigate({ search: next, replace });
  const mayPlan = useMayPlan();
  const { selected: _, ...unselected } = view;
  const tools = (
    <>
      <Choice
        label={text.shown}
        value={view.show ?? "list"}
        options={[
          { value: "list", label: text.list },
          { value: "ways", label: text.ways },
        ]}
        onChange={(shown) =>
          show(
            shown === "ways"
              ? { ...unselected, show: shown }
              : { ...(view.q !== undefined && { q: view.q }) },
          )
        }
      />
      <Search
        label={text.search}
        value={view.q ?? ""}
        onChange={(q) => show({ ...unselected, q }, true)}
      />
      {mayPlan && <Button onPress={() => show({ selected: "new" })}>{text.add}</Button>}
    </>
  );
  return (
    <Frame title={text.title} tools={tools}>
      {view.show === "ways" ? (
        <Matrix q={view.q} />
      ) : (
        <VenueList view={view} onChange={(next) => show(next)} />
      )}
    </Frame>
  );
}

function VenueList({ view, onChange }: { view: VenuesView; onChange: (view: VenuesView) => void }) {
  const { selected, ...unselected } = view;
  const venues = useVenues(view.q);
  const venue = venues.data?.find(({ id }) => id === selected);
  const close = () => onChange(unselected);
  return (
    <ListWithAside
      list={venues}
      aside={
        (venue !== undefined || selected === "new") && (
          <Aside title={venue?.name ?? text.add} onClose={close}>
            <VenueForm key={selected} venue={venue} onDone={close} />
          </Aside>
        )
      }
    >
      <Table
        label={text.title}
        columns={columns}
        items={venues.data ?? []}
        idOf={({ id }) => id}
        selected={selected}
        onSelect={(id) => onChange({ ...view, selected: id })}
        empty={view.q === undefined ? text.none : text.notFound}
      />
    </ListWithAside>
  );
}
