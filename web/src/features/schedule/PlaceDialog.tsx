import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import type { Draft, Place, Placement } from "../../api/scheduleApi";
import { serverNow } from "../../api/serverClock";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { whenInZones, zoneName } from "../../ui/datetime";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { meantBy, toInstant, toWall, type Which, whichOf } from "../../ui/wallTime";
import { useStaff } from "../interviews/queries";
import { WhichOfTwo } from "../interviews/WhichOfTwo";
import { useChangePlace } from "./queries";

/** What a placement was dropped on: another interviewer, another day. */
export type Dropped = { admin: string; day: string };

type Props = { draft: Draft; placement: Placement; dropped?: Dropped | undefined; onClose: () => void };

/** Another time or interviewer for one applicant of a draft, or none. */
export function PlaceDialog({ draft, placement, dropped, onClose }: Props) {
  const { t } = useLingui();
  const { time_zone: zone } = useMe();
  const people = (useStaff().data ?? []).map((person) => (
    <option key={person.id} value={person.id}>
      {person.name}
    </option>
  ));
  const start = placement.interview_time ? toWall(placement.interview_time, zone) : "";
  const [admin, setAdmin] = useState(dropped?.admin ?? placement.admin?.id ?? "");
  const [member, setMember] = useState(secondOf(placement, dropped));
  const [wall, setWall] = useState(dropped ? `${dropped.day}T${start.slice(11) || "09:00"}` : start);
  const [which, setWhich] = useState<Which | null>(
    dropped || !placement.interview_time ? null : whichOf(placement.interview_time, zone),
  );
  const [missing, setMissing] = useState<Record<string, string>>({});
  const change = useChangePlace(draft);
  const { form, refuse } = useFocusInvalid(change.error);
  const refused = isApiError(change.error) ? change.error.fields : {};
  const error = (field: string) => missing[field] ?? refused[field]?.message;
  const read = toInstant(wall, zone);
  const time = meantBy(read, which);

  function save(place: Omit<Place, "version">) {
    if (change.isPending) return;
    const body = { version: draft.version, ...place };
    change.mutate({ application: placement.application_id, place: body }, { onSuccess: onClose });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = {
      ...(!admin && { admin_id: t`Choose an interviewer.` }),
      ...(read.tag === "overlap" && !which && { which: t`Choose one of the two.` }),
      ...(!time &&
        read.tag !== "overlap" && {
          interview_time:
            read.tag === "gap"
              ? t`This time does not exist: the clocks go forward. Choose a time before or after.`
              : t`Enter a date and a time.`,
        }),
    };
    setMissing(found);
    if (Object.keys(found).length > 0 || !time) return refuse();
    save({ admin_id: admin, ...(member && { second_id: member }), interview_time: time });
  }

  const name = placement.student.name;
  return (
    <Dialog title={<Trans>The place of {name}</Trans>} onClose={onClose}>
      <form className="schedule-make" ref={form} noValidate onSubmit={submit}>
        {change.error && Object.keys(refused).length === 0 && (
          <Banner tone="bad" role="alert">
            {errorWords(change.error)}
          </Banner>
        )}
        <SelectField
          label={t`Interviewer`}
          value={admin}
          onChange={(event) => setAdmin(event.target.value)}
          error={error("admin_id")}
        >
          <option value="">{t`Choose…`}</option>
          {people}
        </SelectField>
        <SelectField
          label={t`Second interviewer`}
          value={member}
          onChange={(event) => setMember(event.target.value)}
          error={error("second_id")}
        >
          <option value="">{t`Nobody`}</option>
          {people}
        </SelectField>
        <TextField
          label={t`Date and time`}
          hint={t`On a clock in ${zoneName(zone)}.`}
          type="datetime-local"
          value={wall}
          onChange={(event) => {
            setWall(event.target.value);
            setWhich(null);
          }}
          error={error("interview_time")}
        />
        {read.tag === "overlap" && (
          <WhichOfTwo wall={wall} zone={zone} which={which} error={error("which")} onChange={setWhich} />
        )}
        {time && <p className="num">{whenInZones(time, [zone, placement.time_zone], serverNow())}</p>}
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Leave it</Trans>
          </Button>
          {placement.admin && (
            <Button onClick={() => save({})} aria-disabled={change.isPending || undefined}>
              <Trans>Take the place away</Trans>
            </Button>
          )}
          <Button type="submit" tone="primary" aria-disabled={change.isPending || undefined}>
            <Trans>Change</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Dropped on whoever was second, they lead, and who led is second. */
function secondOf({ admin, second }: Placement, dropped: Dropped | undefined): string {
  if (!second) return "";
  return (second.id === dropped?.admin ? admin?.id : second.id) ?? "";
}
