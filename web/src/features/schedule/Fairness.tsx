import { Trans, useLingui } from "@lingui/react/macro";
import type { Draft } from "../../api/scheduleApi";
import { zoneName } from "../../ui/datetime";

/** How the work is shared, and at which hours of their own day applicants are interviewed. */
export function Fairness({ draft: { loads, hours } }: { draft: Draft }) {
  const { t } = useLingui();
  if (loads.length === 0) return null;
  return (
    <details className="card schedule-card">
      <summary>
        <Trans>How fair it is</Trans>
      </summary>
      <div className="schedule-fair">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="tool-rows" aria-label={t`Interviews of each interviewer`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Interviewer</Trans>
                </th>
                <th scope="col">
                  <Trans>Now</Trans>
                </th>
                <th scope="col">
                  <Trans>In the draft</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {loads.map(({ person, before, now }) => (
                <tr key={person.id}>
                  <th scope="row">{person.name}</th>
                  <td className="num">{before}</td>
                  <td className="num">{now}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="tool-rows" aria-label={t`Hours on applicants’ clocks`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Applicants in</Trans>
                </th>
                <th scope="col">9–18</th>
                <th scope="col">8–20</th>
                <th scope="col">
                  <Trans>Other</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {hours.map((one) => (
                <tr key={one.time_zone}>
                  <th scope="row">{zoneName(one.time_zone)}</th>
                  <td className="num">{one.good}</td>
                  <td className="num">{one.early_or_late}</td>
                  <td className="num">{one.unsocial}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </details>
  );
}
