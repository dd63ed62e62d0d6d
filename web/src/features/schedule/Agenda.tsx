import { Trans, useLingui } from "@lingui/react/macro";
import type { Placement } from "../../api/scheduleApi";
import { serverNow } from "../../api/serverClock";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { when, whenInZones } from "../../ui/datetime";
import { usePanelWords } from "./usePanelWords";

type Props = {
  placements: readonly Placement[];
  zone: string;
  onChange?: ((one: Placement) => void) | undefined;
};

/** One after the other: who, when on both clocks, and what was before. */
export function Agenda({ placements, zone, onChange }: Props) {
  const people = usePanelWords();
  return (
    <ul className="schedule-agenda">
      {placements.map((one) => (
        <li key={one.application_id}>
          <div>
            <p>
              <b>{one.student.name}</b> <span className="quiet">{one.programme}</span>
            </p>
            <p className="num">
              {one.admin && one.interview_time ? (
                <Trans>
                  {whenInZones(one.interview_time, [zone, one.time_zone], serverNow())}, with{" "}
                  {people(one.admin, one.second)}
                </Trans>
              ) : (
                <Trans>No place</Trans>
              )}
            </p>
            {one.change !== "unchanged" && one.before_admin && one.before_time && (
              <p className="quiet num">
                <Trans>
                  Now: {when(one.before_time, zone, serverNow())}, with{" "}
                  {people(one.before_admin, one.before_second)}
                </Trans>
              </p>
            )}
          </div>
          <ChangeBadge one={one} />
          {onChange && <ChangeButton one={one} onChange={onChange} />}
        </li>
      ))}
    </ul>
  );
}

function ChangeBadge({ one: { change } }: { one: Placement }) {
  if (change === "new")
    return (
      <Badge tone="good">
        <Trans>New</Trans>
      </Badge>
    );
  if (change === "moved")
    return (
      <Badge tone="warn">
        <Trans>Moved</Trans>
      </Badge>
    );
  if (change === "unplaced")
    return (
      <Badge tone="bad">
        <Trans>Without a place</Trans>
      </Badge>
    );
  return (
    <Badge>
      <Trans>Unchanged</Trans>
    </Badge>
  );
}

function ChangeButton({ one, onChange }: { one: Placement; onChange: (one: Placement) => void }) {
  const { t } = useLingui();
  return (
    <Button small aria-label={t`Change the place of ${one.student.name}`} onClick={() => onChange(one)}>
      <Trans>Change…</Trans>
    </Button>
  );
}
