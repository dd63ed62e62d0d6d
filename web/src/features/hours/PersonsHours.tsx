import { useQuery } from "@tanstack/react-query";
import { readHours } from "../../api/hoursApi";
import { LoadError } from "../../session/LoadError";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Skeleton } from "../../ui/Skeleton";
import { BusyCard } from "./BusyCard";
import { Coming } from "./Coming";
import { HoursForm } from "./HoursForm";
import "./hours.css";

export function useHours(personId: string | null) {
  return useQuery({ queryKey: ["hours", personId], queryFn: () => readHours(personId) });
}

/** `personId` null: one's own. */
export function PersonsHours({ personId }: { personId: string | null }) {
  const me = useMe();
  const hours = useHours(personId);
  const trouble = useTrouble(hours);
  if (trouble) return <LoadError error={trouble} retry={hours.refetch} />;
  if (!hours.data) return <Skeleton lines={8} />;
  return (
    <>
      <HoursForm hours={hours.data} personId={personId} />
      <BusyCard hours={hours.data} personId={personId} zone={me.time_zone} />
      <Coming hours={hours.data} zone={me.time_zone} />
    </>
  );
}
