import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { isApiError } from "../../api/errors";
import { serverNow } from "../../api/serverClock";
import { getMyInterview, saveRehearsal, startRehearsal } from "../../api/studentApi";
import type { StudentInterview } from "../../api/types";
import { canCall } from "../../call/canCall";
import { OwnDevices } from "../../call/ownDevices";
import { LoadError } from "../../session/LoadError";
import { OfficeContact } from "../../session/OfficeContact";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import { CannotHear } from "../room/CannotHear";
import { CopyAddress } from "../room/CopyAddress";
import { Devices, Preview } from "../room/GreenRoom";
import { MediaProblems } from "../room/MediaProblems";
import { PicturesProvider, useWarmPictures } from "../room/pictures";
import { namesOf } from "../room/roomInfo";
import { openUnlessUnmounted } from "../room/useCall";
import { INTERVIEWS, putInterview } from "../student/queries";
import { DeviceChecks } from "./DeviceChecks";

/** One student's check of devices and connection, for one interview. */
export function Rehearsal({ interviewId }: { interviewId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: [...INTERVIEWS, interviewId],
    queryFn: () => getMyInterview(interviewId),
    refetchInterval: false,
  });
  if (isApiError(error) && error.status === 404)
    return (
      <Nothing>
        <Trans>There is no such interview among yours.</Trans>
      </Nothing>
    );
  if (!data) return error ? <LoadError error={error} retry={refetch} /> : <Skeleton lines={6} />;
  if (data.status !== "scheduled")
    return (
      <Nothing>
        <Trans>This interview is no longer scheduled, so there is nothing to check for.</Trans>
      </Nothing>
    );
  if (!canCall()) return <NoCalls />;
  return <Stage interview={data} />;
}

function Nothing({ children }: { children: React.ReactNode }) {
  return (
    <Banner
      actions={
        <ButtonLink href="/student/dashboard">
          <Trans>Your interviews</Trans>
        </ButtonLink>
      }
    >
      {children} <OfficeContact />
    </Banner>
  );
}

function NoCalls() {
  return (
    <Banner tone="bad" actions={<CopyAddress />}>
      <Trans>
        This browser cannot make calls. Open this page in a current Chrome, Edge, Firefox or Safari, and sign
        in there.
      </Trans>{" "}
      <OfficeContact />
    </Banner>
  );
}

function Stage({ interview }: { interview: StudentInterview }) {
  const client = useQueryClient();
  const [devices] = useState(() => new OwnDevices());
  useEffect(() => openUnlessUnmounted(devices), [devices]);
  const local = useSyncExternalStore(devices.subscribe, devices.getSnapshot);
  const pictures = useWarmPictures([], local.chosen.speaker);
  const { i18n } = useLingui();
  const { time_zone: zone } = useMe();
  const names = namesOf([interview.lead, ...interview.panel], i18n.locale);
  const save = async (found: Parameters<typeof saveRehearsal>[1]) => {
    const kept = await saveRehearsal(interview.id, found);
    putInterview(client, kept);
    return kept.rehearsal;
  };
  return (
    <PicturesProvider value={pictures}>
      <p className="quiet num">
        <Trans>
          For your interview with {names}: {when(interview.interview_time, zone, serverNow())}
        </Trans>
      </p>
      <div className="green">
        <Preview call={devices} local={local} />
        <section className="card green-side">
          <MediaProblems call={devices} local={local} />
          <CannotHear call={devices} local={local} />
          <Devices call={devices} local={local} />
          <DeviceChecks
            alone
            call={devices}
            local={local}
            credentials={() => startRehearsal(interview.id)}
            save={save}
          />
        </section>
      </div>
    </PicturesProvider>
  );
}
