import { useLingui } from "@lingui/react/macro";
import type { Device } from "../../call/types";
import { SelectField } from "../../ui/Field";

type Props = {
  label: string;
  devices: readonly Device[];
  /** Null while none is in use. */
  chosen: string | null;
  /** What to say then. */
  none: string;
  onChoose: (id: string) => void;
};

export function DeviceSelect({ label, devices, chosen, none, onChoose }: Props) {
  const { t } = useLingui();
  // Showing the first of the list would say that it is in use, and leave no way to choose it.
  const inUse = devices.some((device) => device.id === chosen) ? chosen : null;
  return (
    <SelectField
      label={label}
      value={inUse ?? ""}
      disabled={devices.length === 0}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {inUse === null ? <option value="">{none}</option> : null}
      {devices.map((device, index) => (
        <option key={device.id} value={device.id}>
          {device.label || t`${label} ${index + 1}`}
        </option>
      ))}
    </SelectField>
  );
}
