import { Trans, useLingui } from "@lingui/react/macro";
import { useLayoutEffect } from "react";
import type { LocalMedia } from "../../call/types";
import { usePicture } from "./usePicture";
import "./picture.css";

/** The own camera, mirrored and without sound; the words stand in its place while it is off. */
export function SelfView({ local, children }: { local: LocalMedia; children?: React.ReactNode }) {
  const { t } = useLingui();
  const { place, element } = usePicture("local-video", local.stream, true);
  const label = t`Your camera`;
  useLayoutEffect(() => {
    element.dataset["testid"] = "local-video";
    element.setAttribute("aria-label", label);
    element.hidden = local.stream === null;
  }, [element, label, local.stream]);
  return (
    <>
      <div className="picture" ref={place} />
      {local.stream === null ? (children ?? <Trans>Your camera is off</Trans>) : null}
    </>
  );
}
