import { useLingui } from "@lingui/react/macro";
import { clockTime, zoneName } from "../../ui/datetime";
import { SelectField } from "../../ui/Field";
import { toInstant, type Which } from "../../ui/wallTime";

type Props = {
  wall: string;
  zone: string;
  which: Which | null;
  error: string | undefined;
  onChange: (which: Which | null) => void;
};

/** Asked, not guessed. The server may know of such a night where this browser's time zones do not. */
export function WhichOfTwo({ wall, zone, which, error, onChange }: Props) {
  const { t } = useLingui();
  const read = toInstant(wall, zone);
  const known = read.tag === "overlap";
  return (
    <SelectField
      label={t`Which of the two`}
      hint={t`The clocks go back that night: ${zoneName(zone)} has this time twice.`}
      value={which ?? ""}
      error={error}
      onChange={({ target }) =>
        onChange(target.value === "earlier" || target.value === "later" ? target.value : null)
      }
    >
      <option value="">{t`Choose…`}</option>
      <option value="earlier">
        {known ? t`The first, ${clockTime(read.first, "UTC")} UTC` : t`The first`}
      </option>
      <option value="later">
        {known ? t`The second, ${clockTime(read.second, "UTC")} UTC` : t`The second`}
      </option>
    </SelectField>
  );
}
