import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { changeInterview, getInterview, type InterviewChange } from "../../api/adminApi";
import { isApiError } from "../../api/errors";
import type { OfficeInterview } from "../../api/types";
import { useMe } from "../../session/session";
import { toast } from "../../ui/toast";
import { NO_PROBLEMS, type Problems, problemsOf, unsendable, withoutAnswered } from "./fieldErrors";
import { InterviewFormDialog } from "./InterviewFormDialog";
import { type InterviewValues, rebase, toChange, valuesOf } from "./interviewForm";
import { useInterviewsChanged } from "./queries";

type Props = { interview: OfficeInterview; onClose: () => void };

export function EditDialog({ interview, onClose }: Props) {
  const { t } = useLingui();
  const me = useMe();
  const [base, setBase] = useState(interview);
  const [values, setValues] = useState(() => valuesOf(interview));
  const [problems, setProblems] = useState<Problems>(NO_PROBLEMS);
  const changed = useInterviewsChanged();
  const save = useMutation({
    mutationFn: (change: InterviewChange) => changeInterview(base.id, change),
    onSuccess: async ({ student }) => {
      await changed();
      toast(t`Saved: ${student.name}`);
      onClose();
    },
    onError: async (error) => {
      setProblems(problemsOf(error));
      if (isApiError(error, "stale_version")) await takeNewest();
      void changed();
    },
  });

  async function takeNewest() {
    const newest = await getInterview(base.id).catch(() => null);
    if (!newest) return;
    setValues((typed) => rebase(typed, base, newest));
    setBase(newest);
    setProblems({
      ...NO_PROBLEMS,
      general: t`Somebody else changed this interview in the meantime. What they changed is now shown, what you typed is kept: look through it and save again.`,
    });
  }

  function change(part: Partial<InterviewValues>) {
    setValues((before) => ({ ...before, ...part }));
    setProblems((before) => withoutAnswered(before, part));
  }

  function submit() {
    const refused = unsendable(values);
    setProblems(refused ?? NO_PROBLEMS);
    if (!refused) save.mutate(toChange(values, base));
  }

  const { student, programme, cycle } = base;
  return (
    <InterviewFormDialog
      title={<Trans>Edit the interview of {student.name}</Trans>}
      submitLabel={<Trans>Save</Trans>}
      applicant={
        <p className="quiet">
          {student.name} · {programme} · {cycle.name}
        </p>
      }
      values={values}
      problems={problems}
      busy={save.isPending}
      alsoIn={[me.time_zone, student.time_zone]}
      present={[base.lead, ...base.panel]}
      onChange={change}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
