import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { Waiting } from "../../api/types";
import { Badge } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { type OccupiedRoom, occupiedRooms } from "./occupiedRooms";
import { useWaiting } from "./queries";
import "./interviews.css";

/** Who is in which room now; nothing while nobody is. */
export function WaitingNow({ zone }: { zone: string }) {
  const { t } = useLingui();
  const { data } = useWaiting();
  const rooms = occupiedRooms(data?.items ?? []);
  return (
    <section
      aria-label={t`Happening now`}
      aria-live="polite"
      className={rooms.length > 0 ? "waiting" : undefined}
    >
      {rooms.map((room) => (
        <RoomNow key={room.id} room={room} zone={zone} />
      ))}
    </section>
  );
}

function RoomNow({ room, zone }: { room: OccupiedRoom; zone: string }) {
  const { t } = useLingui();
  const start = when(room.start, zone, serverNow());
  return (
    <div className="card waiting-room">
      {room.studentWaits ? (
        <Badge tone="open">
          <Trans>Waiting</Trans>
        </Badge>
      ) : (
        <Badge tone="good">
          <Trans>In the room</Trans>
        </Badge>
      )}
      <p>
        <Words room={room} /> <span className="quiet num">{start}</span>
      </p>
      <ButtonLink
        tone="primary"
        href={`/interview/${room.id}`}
        aria-label={t`Join Interview with ${room.student}`}
      >
        <Trans>Join Interview</Trans>
      </ButtonLink>
    </div>
  );
}

function Words({ room }: { room: OccupiedRoom }) {
  const here = <Names people={room.people} />;
  if (room.inLobby)
    return (
      <Trans>
        <strong>{room.student} is waiting</strong> to be let in.
      </Trans>
    );
  if (room.studentWaits)
    return (
      <Trans>
        <strong>{room.student} is waiting</strong> in the room.
      </Trans>
    );
  return (
    <Trans>
      <strong>{here}</strong> in the interview of {room.student}.
    </Trans>
  );
}

function Names({ people }: { people: Waiting["person"][] }) {
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
  return <>{list.format(people.map((person) => person.name))}</>;
}
