import { Trans, useLingui } from "@lingui/react/macro";
import type { Connection, Findings, Transport } from "../../call/connectionVerdict";

type Props = { connection: Connection; findings: Findings };

/** What was found about the connection, and what helps. */
export function ConnectionWords({ connection, findings }: Props) {
  if (connection.route === "direct") return <InPart outside={findings.outside === true} />;
  return (
    <>
      <Advice quality={connection.quality} />
      <Measured connection={connection} reached={findings.reached} />
    </>
  );
}

/** Without a relay there is nobody to measure against, and the page does not pretend otherwise. */
function InPart({ outside }: { outside: boolean }) {
  return (
    <p>
      {outside ? (
        <Trans>
          Your connection could be checked only in part. Your browser can make calls and your network lets
          them out, but this office has no relay to measure against: how well it goes shows in the call.
        </Trans>
      ) : (
        <Trans>
          Your connection could be checked only in part. Your browser can make calls, but this office has no
          relay to measure against: whether a call gets through your network shows in the call. A phone’s
          hotspot is a good thing to have at hand.
        </Trans>
      )}
    </p>
  );
}

function Advice({ quality }: Pick<Connection, "quality">) {
  switch (quality) {
    case "good":
      return (
        <p>
          <Trans>Your connection carries picture and sound well.</Trans>
        </p>
      );
    case "choppy":
      return (
        <p>
          <Trans>
            A call gets through, but it may be choppy. Go closer to the Wi-Fi or use a cable; close downloads,
            videos and games, also those of others at home. A phone’s hotspot may be better. Sound alone needs
            least: you can turn your camera off in the call.
          </Trans>
        </p>
      );
    case "blocked":
      return (
        <p>
          <Trans>
            Your network lets no call through. Switch off a VPN if you use one, or use another network, for
            example a phone’s hotspot; then check again. At school or at work, ask whoever runs the network.
            If nothing helps, tell the office in good time.
          </Trans>
        </p>
      );
  }
}

function Measured({ connection, reached }: { connection: Connection; reached: readonly Transport[] }) {
  const { i18n } = useLingui();
  const { roundTripMs, loss } = connection;
  if (roundTripMs === null || loss === null) return null;
  const ways = new Intl.ListFormat(i18n.locale).format(reached.map((one) => one.toUpperCase()));
  const lost = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 1 }).format(
    loss,
  );
  return (
    <p className="small quiet num">
      <Trans>
        Relay reached over {ways} · {roundTripMs} ms there and back · {lost} lost
      </Trans>
    </p>
  );
}
