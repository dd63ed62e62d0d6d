import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { isApiError } from "../../api/errors";
import { getRoom } from "../../api/roomApi";
import type { Room } from "../../api/types";
import { useServerNow } from "../../api/useServerNow";
import { canCall } from "../../call/canCall";
import { lookAgain } from "../../session/queryClient";
import { useTrouble } from "../../session/useTrouble";
import { joinState } from "../interviews/joinState";
import { CallRoom } from "./CallRoom";
import { Loading } from "./Loading";
import { NotFound, Over, TooLate, Unreachable } from "./notices";
import { CannotCall } from "./OtherBrowser";
import { ToSignIn } from "./Refused";
import { namesOf, partners } from "./roomInfo";
import { TooEarly } from "./TooEarly";

/** A closed room is asked again: it may be rescheduled while somebody waits before it. */
const LOOK_AGAIN_MS = 30_000;

export function InterviewRoom({ interviewId }: { interviewId: string }) {
  // Once inside, nothing but the call itself decides when this person is shown out.
  const [inside, setInside] = useState<Room | null>(null);
  const [visit, setVisit] = useState(0);
  const { data, error, refetch } = useQuery({
    // The answer of an earlier visit says nothing about this one: it may have been rescheduled, its notes changed.
    queryKey: ["room", interviewId, visit],
    queryFn: () => getRoom(interviewId),
    enabled: inside === null,
    refetchInterval: lookAgain(LOOK_AGAIN_MS),
    // The office's notes are in it: kept no longer than the page, and never shown stale.
    gcTime: 0,
    staleTime: 0,
  });
  const trouble = useTrouble({ data, error });
  useTitle(inside ?? data);

  const again = useCallback(() => {
    setInside(null);
    setVisit((count) => count + 1);
  }, []);

  if (inside) return <CallRoom key={visit} room={inside} onAgain={again} />;
  if (isApiError(error) && error.status === 401) return <ToSignIn onAgain={again} />;
  if (isApiError(error) && (error.status === 404 || error.status === 403)) return <NotFound />;
  if (!data) return trouble ? <Unreachable error={trouble} retry={refetch} /> : <Loading />;
  return <Door room={data} onEnter={setInside} onAgain={again} />;
}

function Door({
  room,
  onEnter,
  onAgain,
}: {
  room: Room;
  onEnter: (room: Room) => void;
  onAgain: () => void;
}) {
  const now = useServerNow(Date.parse(room.opens_at), Date.parse(room.closes_at));
  const state = joinState(room, now);
  const open = state.tag === "open";
  const able = canCall();
  useEffect(() => {
    if (open && able) onEnter(room);
  }, [open, able, onEnter, room]);

  switch (state.tag) {
    case "open":
      return able ? <Loading /> : <CannotCall room={room} />;
    case "early":
      return <TooEarly room={room} opensAt={Date.parse(state.opensAt)} onOpen={onAgain} />;
    case "late":
      return <TooLate room={room} closedAt={Date.parse(state.closedAt)} />;
    case "over":
      return <Over room={room} status={state.status} />;
  }
}

function useTitle(room: Room | undefined | null): void {
  const { t, i18n } = useLingui();
  const names = room ? namesOf(partners(room), i18n.locale) : "";
  const title = names ? t`Interview with ${names}` : t`Interview`;
  useEffect(() => {
    document.title = `${title} · Vivavoce`;
  }, [title]);
}
