import { Trans, useLingui } from "@lingui/react/macro";
import type { LocalMedia } from "../../call/types";
import { useStream } from "./useStream";

/** The own camera, mirrored and without sound; the words stand in its place while it is off. */
export function SelfView({ local, children }: { local: LocalMedia; children?: React.ReactNode }) {
  const { t } = useLingui();
  const { video } = useStream(local.stream);
  return (
    <>
      <video
        ref={video}
        data-testid="local-video"
        aria-label={t`Your camera`}
        hidden={local.stream === null}
        autoPlay
        playsInline
        muted
      />
      {local.stream === null ? (children ?? <Trans>Your camera is off</Trans>) : null}
    </>
  );
}
