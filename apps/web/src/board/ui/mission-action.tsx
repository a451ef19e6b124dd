import { useRef } from "react";
import { Dialog, Menu, MenuItem, Popover } from "react-aria-components";
import type { Mission } from "../../data/plan.ts";
import { Keys } from "../../ui/keys.tsx";
import menu from "../../ui/menu.module.css";
import { type ActionId, actionsOf, isOffered, keysOf, type Situation } from "../model/actions.ts";
import { text } from "../text.ts";
import { stopAsking } from "./action-store.ts";
import { CancelForm, ConfirmForm, CopyForm, MoveForm, ResizeForm } from "./mission-forms.tsx";
import styles from "./mission-action.module.css";

const forms = {
  moveTo: MoveForm,
  resize: ResizeForm,
  copyTo: CopyForm,
  confirm: ConfirmForm,
  cancel: CancelForm,
};

type FormAction = keyof typeof forms;

interface Props {
  action: FormAction | "menu";
  mission: Mission;
  situation: Situation;
  /** The element beside which it opens. */
  anchor: Element | null;
  onAction: (id: ActionId) => void;
}

/** What an action on a mission asks, beside the mission; or the menu of all of them. */
export function MissionAction({ action, mission, situation, anchor, onAction }: Props) {
  const trigger = useRef(anchor);
  const title = `${action === "menu" ? "" : `${text.actions[action]} `}${mission.title}`;
  return (
    <Popover
      className={menu.popover ?? ""}
      triggerRef={trigger}
      {...(action === "menu" && { "aria-label": title })}
      placement="bottom start"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) stopAsking();
      }}
    >
      {action === "menu" ? (
        <Commands mission={mission} situation={situation} onAction={onAction} />
      ) : (
        <Dialog className={styles.content ?? ""} aria-label={title}>
          <FormOf action={action} mission={mission} />
        </Dialog>
      )}
    </Popover>
  );
}

function FormOf({ action, mission }: { action: FormAction; mission: Mission }) {
  const Form = forms[action];
  return (
    <>
      <h2 className={styles.title}>{text.actions[action].replace("…", "")}</h2>
      <Form mission={mission} onDone={stopAsking} />
    </>
  );
}

function Commands({ mission, situation, onAction }: Omit<Props, "action" | "anchor">) {
  const offered = actionsOf("mission").filter(
    (id) => id !== "menu" && id !== "create" && isOffered(id, situation),
  );
  return (
    <Menu
      className={`${menu.menu} ${styles.menu}`}
      aria-label={mission.title}
      autoFocus="first"
      shouldCloseOnSelect={false}
      onAction={(key) => {
        const id = offered.find((one) => one === key);
        stopAsking();
        if (id !== undefined) onAction(id);
      }}
    >
      {offered.map((id) => {
        const keys = keysOf(id);
        return (
          <MenuItem
            key={id}
            id={id}
            textValue={text.actions[id]}
            className={`${menu.item} ${styles.item}`}
          >
            <span>{text.actions[id]}</span>
            {keys !== undefined && <Keys keys={keys} />}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
