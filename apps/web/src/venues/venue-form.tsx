import { useVenueChanges, type Venue } from "../data/venues.ts";
import { useMayPlan, useReader } from "../frame/reader.ts";
import { ComboBox } from "../ui/combo-box.tsx";
import { Field } from "../ui/field.tsx";
import { fieldOf, Form, FormActions, optionalFieldOf } from "../ui/form.tsx";
import { useOpened } from "../ui/opened.ts";
import { Contacts, contactsOf } from "./contacts.tsx";
import { text } from "./text.ts";

interface Props {
  /** Undefined for a new one. */
  venue: Venue | undefined;
  onDone: () => void;
}

/** A venue, to be created or changed: as it was when the form was opened. */
export function VenueForm({ venue: now, onDone }: Props) {
  const mayPlan = useMayPlan();
  const { create, update, remove } = useVenueChanges();
  const { opened: venue, version, choice } = useOpened(now, update);

  function save(fields: FormData): void {
    const given = {
      name: fieldOf(fields, "name"),
      address: optionalFieldOf(fields, "address"),
      time_zone: fieldOf(fields, "time_zone"),
      access_notes: optionalFieldOf(fields, "access_notes"),
      contacts: contactsOf(fields),
    };
    if (venue === undefined) create.mutate(given, { onSuccess: onDone });
    else
      update.mutate(
        { venue_id: venue.id, expected_version: version, ...given },
        { onSuccess: onDone },
      );
  }

  const saving = venue === undefined ? create : update;
  return (
    <Form
      key={venue?.version}
      onSubmit={save}
      error={saving.error ?? remove.error}
      isReadOnly={!mayPlan}
      choice={choice}
    >
      <Fields venue={venue} />
      <FormActions
        isNew={venue === undefined}
        isBusy={saving.isPending || remove.isPending}
        question={text.remove({ name: venue?.name ?? "" })}
        onRemove={() =>
          venue !== undefined &&
          remove.mutate(
            { venue_id: venue.id, expected_version: venue.version },
            { onSuccess: onDone },
          )
        }
      />
    </Form>
  );
}

function Fields({ venue }: { venue: Venue | undefined }) {
  const { organisation } = useReader();
  const time_zone = venue?.time_zone ?? organisation.time_zone;
  return (
    <>
      <Field label={text.name} name="name" defaultValue={venue?.name ?? ""} isRequired />
      <Field label={text.address} name="address" defaultValue={venue?.address ?? ""} lines={2} />
      <ComboBox
        label={text.zone}
        name="time_zone"
        options={zonesWith(time_zone)}
        defaultValue={time_zone}
        isRequired
      />
      <Field
        label={text.access}
        name="access_notes"
        defaultValue={venue?.access_notes ?? ""}
        lines={3}
      />
      <Contacts contacts={venue?.contacts ?? []} />
    </>
  );
}

/** All zones that the browser knows, and one that a venue has. */
function zonesWith(zone: string) {
  const zones = new Set([zone, ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].toSorted().map((value) => ({ value, label: value }));
}
