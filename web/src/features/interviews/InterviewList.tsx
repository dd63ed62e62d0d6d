import type { ReactNode } from "react";
import type { InterviewQuery } from "../../api/adminApi";
import type { OfficeInterview } from "../../api/types";
import { LoadError } from "../../session/LoadError";
import { LoadMore } from "../../session/LoadMore";
import { useTrouble } from "../../session/useTrouble";
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
  const trouble = useTrouble(list);
  if (trouble) return <LoadError error={trouble} retry={list.refetch} />;
  if (!list.data) return <Skeleton lines={6} />;
  const interviews = list.data.pages.flatMap((page) => page.items);
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
