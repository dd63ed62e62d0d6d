import { Trans } from "@lingui/react/macro";
import type { Role } from "../../call/types";
import { ButtonLink } from "../../ui/Button";
import { afterCall } from "./afterCall";

export function HomeLink({ role }: { role: Role }) {
  return (
    <ButtonLink href={afterCall(role)}>
      {role === "admin" ? <Trans>Back to the interviews</Trans> : <Trans>Back to your interviews</Trans>}
    </ButtonLink>
  );
}
