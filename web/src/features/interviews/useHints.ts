import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Hint, type Meeting, readHints } from "../../api/hintsApi";
import { useDebounced } from "../../ui/useDebounced";
import { type InterviewValues, instantOf, lengthOf } from "./interviewForm";

/** What speaks against it, beside each field; nothing of it keeps anybody from going on. */
export type FieldHints = Partial<Record<Hint["field"], readonly string[]>>;

const PAUSE_MS = 400;

/** Of the form as it stands, asked once the typing rests. Without an answer there are none: they only help. */
export function useHints(values: InterviewValues): FieldHints {
  const asked = useDebounced(
    useMemo(() => meetingOf(values), [values]),
    PAUSE_MS,
  );
  const hints = useQuery({
    queryKey: ["hints", asked],
    queryFn: () => (asked ? readHints(asked) : null),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
  });
  return byField(asked && hints.data ? hints.data.items : []);
}

function meetingOf(values: InterviewValues): Meeting | null {
  const instant = instantOf(values);
  const minutes = lengthOf(values);
  if (!values.applicationId || !instant || minutes === null) return null;
  return {
    application_id: values.applicationId,
    interview_time: instant,
    duration_minutes: minutes,
    admin_id: values.lead,
    interviewer_ids: [...values.panel],
  };
}

function byField(hints: readonly Hint[]): FieldHints {
  const found: Partial<Record<Hint["field"], string[]>> = {};
  for (const { field, message } of hints) {
    found[field] ??= [];
    found[field].push(message);
  }
  return found;
}
