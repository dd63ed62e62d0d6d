import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Sample } from "./history";
import { HEIGHT, spark, WIDTH } from "./spark";

type Props = {
  name: string;
  /** Now, in words. */
  value: ReactNode;
  /** What belongs to it. */
  beside: ReactNode;
  samples: readonly Sample[];
  now: number;
  /** How high the chart is at least, so that nothing at all is a flat line at its foot. */
  least: number;
  peakWords: (peak: number) => string;
};

/** One number and its last 15 minutes. The chart says nothing that the words and the table do not. */
export function Figure({ name, value, beside, samples, now, least, peakWords }: Props) {
  const { line, area, peak } = spark(samples, now, least);
  return (
    <section className="card figure" aria-label={name}>
      <h2>{name}</h2>
      <p className="figure-value num">{value}</p>
      <p className="quiet small">{beside}</p>
      <div className="figure-chart" aria-hidden="true">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" focusable="false">
          <title>{name}</title>
          <path className="figure-area" d={area} />
          <path className="figure-line" d={line} />
        </svg>
        <p className="figure-scale num">
          <span>
            <Trans>15 minutes ago</Trans>
          </span>
          {peak !== null && <span>{peakWords(peak)}</span>}
          <span>
            <Trans>now</Trans>
          </span>
        </p>
      </div>
    </section>
  );
}
