import { useNavigate, useSearch } from "@tanstack/react-router";
import { useVenues, type Venue } from "../data/venues.ts";
import { Frame } from "../frame/frame.tsx";
import { useMayPlan } from "../frame/reader.ts";
import { Choice } from "../ui/choice.tsx";
import { ListWithForm } from "../ui/list-with-form.tsx";
import { Search } from "../ui/search.tsx";
import type { TableColumn } from "../ui/table.tsx";
import { Matrix } from "./matrix.tsx";
import type { VenuesView } from "./view.ts";
import { text } from "./text.ts";
import { VenueForm } from "./venue-form.tsx";

const columns: TableColumn<Venue>[] = [
  { id: "name", label: text.name, cell: ({ name }) => name },
  { id: "address", label: text.address, cell: ({ address }) => address },
  { id: "zone", isMinor: true, label: text.zone, cell: ({ time_zone }) => time_zone },
  {
    id: "contacts",
    isMinor: true,
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
    </>
  );
  return (
    <Frame
      title={text.title}
      tools={tools}
      {...(mayPlan && { add: { label: text.add, onPress: () => show({ selected: "new" }) } })}
    >
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
  return (
    <ListWithForm
      list={useVenues(view.q)}
      label={text.title}
      columns={columns}
      idOf={({ id }) => id}
      nameOf={({ name }) => name}
      newName={text.add}
      empty={view.q === undefined ? text.none : text.notFound}
      selected={selected}
      onSelect={(id) => onChange({ ...unselected, ...(id !== undefined && { selected: id }) })}
      form={(venue, onDone) => <VenueForm venue={venue} onDone={onDone} />}
    />
  );
}
