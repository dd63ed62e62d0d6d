import { Plural, Trans } from "@lingui/react/macro";
import type { Draft } from "../../api/scheduleApi";
import { ButtonLink } from "../../ui/Button";

/** Who has no place, why, and what would help. */
export function Unplaced({ draft: { reasons, relaxations, no_hours: noHours } }: { draft: Draft }) {
  if (reasons.length === 0) return null;
  return (
    <section className="card schedule-card" aria-labelledby="unplaced">
      <h2 id="unplaced">
        <Trans>Without a place</Trans>
      </h2>
      {noHours ? (
        <NoHours applicants={reasons.flatMap((one) => one.applicants).sort((a, b) => a.localeCompare(b))} />
      ) : (
        <ul className="schedule-reasons">
          {reasons.map((reason) => (
            <li key={reason.code + reason.language}>
              <p>
                <Why reason={reason} />
              </p>
              <p className="quiet">{reason.applicants.join(", ")}</p>
            </li>
          ))}
        </ul>
      )}
      {relaxations.length > 0 && (
        <>
          <h3>
            <Trans>What would help</Trans>
          </h3>
          <ul className="schedule-reasons">
            {relaxations.map((one) => (
              <li key={one.what}>
                <Help relaxation={one} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The first mistake of an office: then nothing else is the reason. */
function NoHours({ applicants }: { applicants: readonly string[] }) {
  return (
    <>
      <p>
        <Trans>
          No interviewer has given hours for these days. Ask them to enter theirs under “Your hours”, or enter
          them yourself, under “Hours” beside each name. Then make a new draft.
        </Trans>
      </p>
      <div>
        <ButtonLink href="/admin/people">
          <Trans>People and their hours</Trans>
        </ButtonLink>
      </div>
      <p className="quiet">{applicants.join(", ")}</p>
    </>
  );
}

function Why({ reason: { code, language, competing, places } }: { reason: Draft["reasons"][number] }) {
  if (code === "no_language") return <Trans>No interviewer with hours speaks {language}:</Trans>;
  if (code === "never")
    return <Trans>No interviewer is free when they can, between 7 and 22 on their clock:</Trans>;
  if (code === "no_second")
    return (
      <Trans>There is somebody to lead when they can, but no second interviewer at the same time:</Trans>
    );
  if (language)
    return (
      <Trans>
        {competing} applicants who need {language} compete for {places} places:
      </Trans>
    );
  return (
    <Trans>
      {competing} applicants compete for {places} places:
    </Trans>
  );
}

function Help({ relaxation: { what, places } }: { relaxation: Draft["relaxations"][number] }) {
  const more = <Plural value={places} one="# more would have a place" other="# more would have a place" />;
  if (what === "limits") return <Trans>Without anybody’s limits a day and a week, {more}.</Trans>;
  if (what === "languages") return <Trans>In any language, {more}.</Trans>;
  if (what === "alone") return <Trans>With one interviewer each, {more}.</Trans>;
  return <Trans>If applicants could at any time on these days, {more}.</Trans>;
}
