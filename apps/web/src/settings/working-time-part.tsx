import type { LabourSettings } from "@coulisses/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Rule, useRules, useSaveWorkingTime, useWorkingTime } from "../data/working-time.ts";
import { useReader } from "../frame/reader.ts";
import { Aside } from "../ui/aside.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Select } from "../ui/select.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { Decisions } from "./decisions.tsx";
import { figuresOf, shownAs } from "./figures.ts";
import { wholeList } from "./lists.ts";
import { RuleForm } from "./rule-form.tsx";
import styles from "./settings.module.css";
import { Tools } from "./tools.tsx";
import { roles, text } from "./text.ts";

const columns: TableColumn<Rule>[] = [
  {
    id: "rule",
    label: text.workingTime.rule,
    cell: ({ title }) => <span title={title}>{title}</span>,
  },
  {
    id: "level",
    label: text.workingTime.level,
    cell: ({ on, level }) => (on ? text.workingTime.short[level] : text.workingTime.off),
  },
  {
    id: "whom",
    isMinor: true,
    label: text.workingTime.whom,
    cell: ({ whom }) => <span title={whom}>{whom}</span>,
  },
  { id: "figures", isMinor: true, label: text.workingTime.figures, cell: figuresIn },
  {
    id: "source",
    isMinor: true,
    label: text.workingTime.source,
    cell: ({ reference }) => reference,
  },
];

function figuresIn(rule: Rule): string {
  return figuresOf(rule)
    .map(({ value, range }) => shownAs(value, range.unit))
    .join(" · ");
}

/** The convention, and the rules in force with the figures of the organisation's agreement. */
export function WorkingTimePart() {
  const { selected } = useSearch({ from: "/screens/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  const rules = useRules();
  const settings = useWorkingTime();
  const rule = rules.data?.rules.find(({ id }) => id === selected);
  const show = (id?: string) => void navigate({ search: id === undefined ? {} : { selected: id } });
  return (
    <div className={styles.list}>
      <Tools>{settings.data && <Convention settings={settings.data} />}</Tools>
      <ListWithAside
        list={wholeList(rules)}
        aside={
          rule &&
          settings.data && (
            <Aside title={rule.title} onClose={() => show()}>
              <RuleForm
                key={`${rule.id} ${settings.data.version}`}
                rule={rule}
                settings={settings.data}
              />
              {rule.id === "week" && (
                <Decisions key={settings.data.version} settings={settings.data} />
              )}
            </Aside>
          )
        }
      >
        <Table
          label={text.parts["working-time"]}
          columns={columns}
          items={rules.data?.rules ?? []}
          idOf={({ id }) => id}
          selected={selected}
          onSelect={show}
          empty={null}
        />
      </ListWithAside>
    </div>
  );
}

const conventions = Object.entries(text.workingTime.conventions).map(([value, label]) => ({
  value,
  label,
}));

function Convention({ settings }: { settings: LabourSettings }) {
  const { role } = useReader();
  const save = useSaveWorkingTime();
  if (role !== "admin")
    return (
      <p>
        {text.workingTime.conventions[settings.convention]}{" "}
        <span className={styles.note}>{text.readOnly({ role: roles.names[role] })}</span>
      </p>
    );
  return (
    <>
      <Select
        label={text.workingTime.convention}
        options={conventions}
        value={settings.convention}
        onChange={(convention) =>
          isConvention(convention) &&
          save.mutate({ convention, expected_version: settings.version })
        }
      />
      <p className={styles.note}>{text.workingTime.note}</p>
      <Corrected settings={settings} />
      {save.error !== null && <Refusal error={save.error} />}
    </>
  );
}

/** What of the stored settings is not in force as it is. */
function Corrected({ settings: { corrected } }: { settings: LabourSettings }) {
  if (corrected.length === 0) return null;
  return (
    <>
      <p>{text.workingTime.corrected}</p>
      <ul>
        {corrected.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </>
  );
}

function isConvention(value: unknown): value is LabourSettings["convention"] {
  return typeof value === "string" && value in text.workingTime.conventions;
}
