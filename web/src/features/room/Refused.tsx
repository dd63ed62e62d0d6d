import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { getRoom } from "../../api/roomApi";
import type { Room } from "../../api/types";
import type { RefusalCode } from "../../call/types";
import { loginPath } from "../../session/nextPath";
import { useSession } from "../../session/session";
import { Loading } from "./Loading";
import { NotLetIn } from "./Lobby";
import { Broken, NotFound, Over, RoomFull } from "./notices";

type Props = { room: Room; code: RefusalCode; onAgain: () => void };

/** The socket was refused, or closed by the server's rules while the page was open. */
export function Refused({ room, code, onAgain }: Props) {
  switch (code) {
    case 4401:
      return <ToSignIn onAgain={onAgain} />;
    case 4403:
      // The room's own student was told of it a moment ago: it is theirs, but the office keeps them out.
      return room.me.role === "student" ? <NotLetIn room={room} /> : <NotFound />;
    case 4410:
      return <OverNow room={room} onAgain={onAgain} />;
    case 4423:
      return <RoomFull room={room} onRetry={onAgain} />;
    case 4425:
      return <LookAgain onAgain={onAgain} />;
    case 4400:
      return <Broken onRetry={onAgain} />;
  }
}

/** Asks first whether the session is really over: sign-in would send a signed-in person straight back here. */
export function ToSignIn({ onAgain }: { onAgain: () => void }) {
  const [path, navigate] = useLocation();
  const { refetch } = useSession();
  const [signedIn, setSignedIn] = useState(false);
  useEffect(() => {
    void refetch().then(({ data: me }) => {
      if (me) setSignedIn(true);
      else navigate(loginPath(path), { replace: true });
    });
  }, [path, navigate, refetch]);
  return signedIn ? <Broken onRetry={onAgain} /> : <Loading />;
}

/** Cancelled, completed or deleted: one close code, three different things to tell people. */
function OverNow({ room, onAgain }: { room: Room; onAgain: () => void }) {
  const { data, isPending } = useQuery({
    queryKey: ["room", room.id, "over"],
    queryFn: () => getRoom(room.id),
    gcTime: 0,
  });
  if (isPending) return <Loading />;
  if (data?.status === "scheduled") return <LookAgain onAgain={onAgain} />;
  // A deleted one is not found any more.
  return <Over room={room} status={data?.status ?? "deleted"} />;
}

const PAUSE_MS = 1_000;

/**
 * Outside the window: the room as the server has it now says whether it is early or late.
 * After a pause, so that a disagreement about the time cannot become a storm of requests.
 */
function LookAgain({ onAgain }: { onAgain: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onAgain, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [onAgain]);
  return <Loading />;
}
