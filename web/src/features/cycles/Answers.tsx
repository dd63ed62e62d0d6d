import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { CycleWindows } from "../../api/adminApi";
import { serverNow } from "../../api/serverClock";
import { when } from "../../ui/datetime";

type Answer = CycleWindows["answers"][number];

/** Who has answered and what they need; those who have not come first. */
export function Answers({ answers, zone }: { answers: readonly Answer[]; zone: string }) {
  const { t } = useLingui();
  if (answers.length === 0) return null;
  return (
    <details className="tool-answers">
      <summary>
        <Trans>Who has answered</Trans>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="tool-rows" aria-label={t`Who has answered`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Applicant</Trans>
              </th>
              <th scope="col">
                <Trans>Answer</Trans>
              </th>
              <th scope="col">
                <Trans>Needs</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {answers.map((one) => (
              <tr key={one.student.id}>
                <th scope="row">{one.student.name}</th>
                <td>
                  <Given answer={one} zone={zone} />
                </td>
                <td>
                  <Needs answer={one} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Given({ answer: { answered_at, minutes }, zone }: { answer: Answer; zone: string }) {
  if (answered_at === null) return <Trans>Not yet</Trans>;
  const hours = Math.round(minutes / 6) / 10;
  return (
    <>
      <Plural value={hours} one="# hour" other="# hours" />
      {", "}
      {when(answered_at, zone, serverNow())}
    </>
  );
}

function Needs({ answer: { language, extra_minutes, captioner, needs } }: { answer: Answer }) {
  const { t } = useLingui();
  const said = [
    language,
    extra_minutes > 0 ? t`${extra_minutes} minutes more` : "",
    captioner ? t`Captions` : "",
    needs,
  ].filter((one) => one !== "");
  return <>{said.join(" · ")}</>;
}
