import { useLingui } from "@lingui/react/macro";
import type { Device } from "../../call/types";
import { SelectField } from "../../ui/Field";

type Props = {
  label: string;
  devices: readonly Device[];
  chosen: string | null;
  /** What to say when there is nothing to choose from. */
  none: string;
  onChoose: (id: string) => void;
};

export function DeviceSelect({ label, devices, chosen, none, onChoose }: Props) {
  const { t } = useLingui();
  return (
    <SelectField
      label={label}
      value={chosen ?? devices[0]?.id ?? ""}
      disabled={devices.length === 0}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {devices.length === 0 ? <option value="">{none}</option> : null}
      {devices.map((device, index) => (
        <option key={device.id} value={device.id}>
          {device.label || t`${label} ${index + 1}`}
        </option>
      ))}
    </SelectField>
  );
}
