import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Importable, importFile } from "../../api/adminApi";
import { isApiError } from "../../api/errors";
import type { ImportResult } from "../../api/types";
import { useCyclesChanged } from "./queries";

export type ImportStep =
  | { tag: "choose"; error?: unknown }
  | { tag: "sending"; file: File; dryRun: boolean; sent: number }
  | { tag: "preview"; file: File; result: ImportResult }
  | { tag: "done"; result: ImportResult };

/** A file goes to the server twice: once to see what it would do, once to do it. */
export function useImport(cycleId: string, what: Importable) {
  const [step, setStep] = useState<ImportStep>({ tag: "choose" });
  const changed = useCyclesChanged();
  const { mutate } = useMutation({
    mutationFn: ({ file, dryRun }: { file: File; dryRun: boolean }) =>
      importFile(cycleId, what, file, dryRun, (sent) => setStep({ tag: "sending", file, dryRun, sent })),
    onMutate: ({ file, dryRun }) => setStep({ tag: "sending", file, dryRun, sent: 0 }),
    onSuccess: (result, { file, dryRun }) =>
      setStep(dryRun ? { tag: "preview", file, result } : { tag: "done", result }),
    onError: (error, { file, dryRun }) => {
      // Somebody changed something since the preview: looked at again, the rows say what is in the way.
      if (!dryRun && isApiError(error, "import_refused")) mutate({ file, dryRun: true });
      else setStep({ tag: "choose", error });
    },
    onSettled: (_result, _error, { dryRun }) => (dryRun ? undefined : changed()),
  });
  return {
    step,
    look: (file: File) => mutate({ file, dryRun: true }),
    carryOut: (file: File) => mutate({ file, dryRun: false }),
    startOver: () => setStep({ tag: "choose" }),
  };
}
