import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { scheduleInterview } from "../../api/adminApi";
import { serverNow } from "../../api/serverClock";
import { useMe } from "../../session/session";
import { whenInZones } from "../../ui/datetime";
import { toast } from "../../ui/toast";
import { type Applicant, ApplicantField } from "./ApplicantField";
import { NO_PROBLEMS, type Problems, problemsOf, unsendable, withoutAnswered } from "./fieldErrors";
import { InterviewFormDialog } from "./InterviewFormDialog";
import { blankValues, type InterviewValues, toRequest } from "./interviewForm";
import { useInterviewsChanged } from "./queries";

export function ScheduleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const me = useMe();
  const [applicant, setApplicant] = useState<Applicant | null>(null);
  const [values, setValues] = useState(() => blankValues(serverNow(), me.time_zone, me.id));
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  const changed = useInterviewsChanged();
  const schedule = useMutation({
    mutationFn: scheduleInterview,
    onSuccess: async (made) => {
      await changed();
      const start = whenInZones(made.interview_time, [me.time_zone, made.student.time_zone], serverNow());
      toast(t`Scheduled: ${made.student.name}, ${start}`);
      onClose();
    },
    onError: (error) => {
      setProblems(problemsOf(error));
      void changed();
    },
  });

  function change(part: Partial<InterviewValues>) {
    setValues((before) => ({ ...before, ...part }));
    setProblems((before) => withoutAnswered(before, part));
  }

  function submit() {
    const refused = unsendable(values);
    setProblems(refused ?? NO_PROBLEMS);
    if (!refused) schedule.mutate(toRequest(values));
  }

  return (
    <InterviewFormDialog
      title={<Trans>Schedule an interview</Trans>}
      submitLabel={<Trans>Schedule</Trans>}
      applicant={
        <ApplicantField
          chosen={applicant}
          error={problems.fields.application_id}
          onChoose={(one) => {
            setApplicant(one);
            change({ applicationId: one?.id ?? "" });
          }}
        />
      }
      values={values}
      problems={problems}
      busy={schedule.isPending}
      alsoIn={[me.time_zone, ...(applicant ? [applicant.student.time_zone] : [])]}
      present={[me]}
      onChange={change}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
