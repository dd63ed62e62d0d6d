import type { Room } from "../../api/types";
import type { Call, CallSnapshot } from "../../call/types";
import { Loading } from "./Loading";
import { useLoaded } from "./useLoaded";

/** Few interviews have a lobby: what is shown there comes when it is needed. */
const loadLobby = () => import("./lobbyParts");

type WaitingProps = { snapshot: CallSnapshot };

/** For the student: why the call has not begun. The live region is there before its words. */
export function InLobby({ snapshot: { lobby, phase } }: WaitingProps) {
  const parts = useLoaded(loadLobby);
  return (
    <div role="status">
      {parts && lobby ? (
        <parts.LobbyWords lobby={lobby} pressed={phase.tag === "greenroom" && phase.pressed} />
      ) : null}
    </div>
  );
}

/** For the office: who waits, and what to answer. */
export function Knocking({ call, snapshot }: { call: Call; snapshot: CallSnapshot }) {
  return snapshot.others.some(({ stage }) => stage === "waiting") ? (
    <Panel call={call} snapshot={snapshot} />
  ) : null;
}

function Panel(props: { call: Call; snapshot: CallSnapshot }) {
  const parts = useLoaded(loadLobby);
  return parts && <parts.LobbyPanel {...props} />;
}

export function NotLetIn({ room }: { room: Room }) {
  const parts = useLoaded(loadLobby);
  return parts ? <parts.NotLetIn room={room} /> : <Loading />;
}
