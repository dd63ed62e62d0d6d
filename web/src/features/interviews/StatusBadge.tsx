import { Trans } from "@lingui/react/macro";
import type { Attendance, InterviewStatus } from "../../api/types";
import { Badge } from "../../ui/Badge";

export function StatusBadge({ status }: { status: InterviewStatus }) {
  switch (status) {
    case "scheduled":
      return (
        <Badge>
          <Trans>Scheduled</Trans>
        </Badge>
      );
    case "completed":
      return (
        <Badge tone="good">
          <Trans>Completed</Trans>
        </Badge>
      );
    case "cancelled":
      return (
        <Badge tone="bad">
          <Trans>Cancelled</Trans>
        </Badge>
      );
    case "no_show":
      return (
        <Badge tone="warn">
          <Trans>No-show</Trans>
        </Badge>
      );
  }
}

/** What the student told the office, for a scheduled interview. */
export function AttendanceBadge({ attendance }: { attendance: Attendance }) {
  if (attendance === "confirmed")
    return (
      <Badge tone="good">
        <Trans>Can attend</Trans>
      </Badge>
    );
  return (
    <Badge tone="bad">
      <Trans>Cannot attend</Trans>
    </Badge>
  );
}
