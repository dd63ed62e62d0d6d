import type { ReactNode } from "react";
import type { InterviewQuery } from "../../api/adminApi";
import type { OfficeInterview } from "../../api/types";
import { LoadError } from "../../session/LoadError";
import { LoadMore } from "../../session/LoadMore";
import { Skeleton } from "../../ui/Skeleton";
import { DayTable } from "./DayTable";
import { byDay } from "./days";
import { useInterviews } from "./queries";

type Props = {
  title: ReactNode;
  query: InterviewQuery;
  zone: string;
  /** Instead of the list when there is nothing in it; left out, nothing is shown at all. */
  empty?: ReactNode;
  actions: (interview: OfficeInterview, describedBy: string) => ReactNode;
};

/** One part of the list, day by day, with more on demand. */
export function InterviewList({ title, query, zone, empty, actions }: Props) {
  const list = useInterviews(query);
  const interviews = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton lines={6} />;
  if (list.isError && interviews.length === 0)
    return <LoadError error={list.error} retry={() => void list.refetch()} />;
  if (interviews.length === 0) return empty;
  return (
    <section className="list-part">
      <h2>{title}</h2>
      {byDay(interviews, zone).map((day) => (
        <DayTable key={day.key} day={day} zone={zone} actions={actions} />
      ))}
      <LoadMore list={list} shown={interviews.length} />
    </section>
  );
}
