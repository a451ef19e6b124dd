import { useNavigate, useParams } from "@tanstack/react-router";
import { usePerson, useProfile } from "../data/people.ts";
import { Frame } from "../frame/frame.tsx";
import { useMayPlan, useReader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/failure.tsx";
import { Availabilities } from "./availabilities.tsx";
import { Counters } from "./counters.tsx";
import { OutsideWorkPart } from "./outside-work.tsx";
import styles from "./people.module.css";
import { PersonalData } from "./personal-data.tsx";
import { PersonRules } from "./person-rules.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { text } from "./text.ts";

/** All about one person. Its parts are also those of an artist's own view. */
export function PersonScreen() {
  const { person_id } = useParams({ from: "/screens/people/$person_id" });
  const navigate = useNavigate();
  const person = usePerson(person_id);
  const profile = useProfile(person_id);
  const mayPlan = useMayPlan();
  const { role } = useReader();
  const leave = () => void navigate({ to: "/people" });
  const error = person.error ?? profile.error;
  return (
    <Frame
      title={person.data?.name ?? text.title}
      tools={
        <>
          <Button onPress={leave}>‹ {text.back}</Button>
          <Button
            onPress={() =>
              void navigate({
                to: "/board",
                search: { zoom: "fortnight", rows: "people", person: person_id },
              })
            }
          >
            {text.onBoard}
          </Button>
        </>
      }
    >
      <main className={styles.page}>
        {error !== null && (
          <Failure
            error={error}
            reset={() => void Promise.all([person.refetch(), profile.refetch()])}
          />
        )}
        <div className={styles.column}>
          {person.data && profile.data && (
            <ProfileForm key={person_id} person={person.data} profile={profile.data} />
          )}
          {person.data && mayPlan && (
            <PersonalData person={person.data} isAdmin={role === "admin"} onErased={leave} />
          )}
        </div>
        {error === null && (
          <div className={styles.column}>
            <Availabilities artist_id={person_id} mayChange={mayPlan} />
            <OutsideWorkPart artist_id={person_id} mayChange={mayPlan} />
            <Counters artist_id={person_id} />
            <PersonRules artist_id={person_id} />
          </div>
        )}
      </main>
    </Frame>
  );
}
