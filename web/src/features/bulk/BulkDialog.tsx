import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { InterviewQuery } from "../../api/adminApi";
import { type BulkChange, type BulkResult, changeMany, listAhead } from "../../api/bulkApi";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Dialog } from "../../ui/Dialog";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { useInterviewsChanged } from "../interviews/queries";
import { type Asked, BulkForm } from "./BulkForm";
import { BulkPreview } from "./BulkPreview";
import "./bulk.css";

type Props = { query: InterviewQuery; zone: string; onClose: () => void };

/** Many interviews at once: chosen, looked at, and only then changed. */
export function BulkDialog({ query, zone, onClose }: Props) {
  const { t } = useLingui();
  const changed = useInterviewsChanged();
  const [from] = useState(() => new Date(serverNow()).toISOString());
  const [preview, setPreview] = useState<{ asked: Asked; result: BulkResult } | null>(null);
  const ahead = useQuery({
    queryKey: ["interviews", "ahead", query, from],
    queryFn: () => listAhead(query, from),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const trouble = useTrouble(ahead);
  const box = useFocusStays<HTMLDivElement>();
  const change = useMutation({
    mutationFn: ({ asked, dryRun }: { asked: Asked; dryRun: boolean }) =>
      changeMany({ ...body(asked, ahead.data ?? []), dry_run: dryRun }),
    onSuccess: async (result, { asked, dryRun }) => {
      if (dryRun) return setPreview({ asked, result });
      toast(t`${result.changed} changed, ${result.told} mails`);
      await changed();
      onClose();
    },
  });
  const look = (asked: Asked) => change.isPending || change.mutate({ asked, dryRun: true });
  return (
    <Dialog title={<Trans>Change many interviews</Trans>} wide onClose={onClose}>
      {change.error && (
        <Banner tone="bad" role="alert">
          {errorWords(change.error)}
        </Banner>
      )}
      {trouble ? (
        <LoadError error={trouble} retry={ahead.refetch} />
      ) : !ahead.data ? (
        <Skeleton lines={6} />
      ) : (
        <div {...box}>
          {/* Stays below: Back leads to what was chosen. */}
          <div hidden={preview !== null}>
            <BulkForm
              interviews={ahead.data}
              zone={zone}
              busy={change.isPending}
              onLook={look}
              onClose={onClose}
            />
          </div>
          {preview && (
            <BulkPreview
              result={preview.result}
              action={preview.asked.action}
              zone={zone}
              busy={change.isPending}
              onBack={() => setPreview(null)}
              onConfirm={() => change.isPending || change.mutate({ asked: preview.asked, dryRun: false })}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}

function body({ ids, ...asked }: Asked, interviews: readonly OfficeInterview[]): BulkChange {
  const items = interviews.filter(({ id }) => ids.has(id)).map(({ id, version }) => ({ id, version }));
  switch (asked.action) {
    case "move":
      return { items, action: "move", minutes: asked.minutes };
    case "reassign":
      return { items, action: "reassign", admin_id: asked.lead };
    case "cancel":
    case "remind":
      return { items, action: asked.action };
  }
}
