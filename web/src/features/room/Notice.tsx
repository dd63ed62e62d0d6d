import type { ReactNode } from "react";
import { OfficeContact } from "../../session/OfficeContact";
import { RoomBar } from "./RoomBar";
import { useFocusOn } from "./useFocusOn";

type Props = {
  /** One per state: the focus moves to the heading when it changes. */
  state: string;
  title: ReactNode;
  actions?: ReactNode;
  /** Interrupts a screen reader. Only for what ends a conversation. */
  urgent?: boolean;
  /** The office's notes, where they still need this page; typing in them is not what interrupts. */
  notes?: ReactNode;
  children: ReactNode;
};

/** Why there is no call here, what to do next, and whom to ask. */
export function Notice({ state, title, actions, urgent, notes, children }: Props) {
  const heading = useFocusOn<HTMLHeadingElement>(state);
  return (
    <>
      <RoomBar help={false} />
      <main className="notice" data-notice={state}>
        <section className="card notice-card">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <div className="notice-words" role={urgent ? "alert" : undefined}>
            {children}
          </div>
          {notes}
          {actions ? <div className="notice-actions">{actions}</div> : null}
          <p className="contact small quiet">
            <OfficeContact />
          </p>
        </section>
      </main>
    </>
  );
}
