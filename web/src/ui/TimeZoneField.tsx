import { useMemo } from "react";
import { type FieldProps, SelectField } from "./Field";
import { zoneGroups, zoneLabel } from "./zones";

type Props = FieldProps & { value: string; onChange: (zone: string) => void; name?: string };

/** A native select: on a phone it is the phone's own wheel, and typing finds a city. */
export function TimeZoneField({ value, onChange, ...field }: Props) {
  const groups = useMemo(() => zoneGroups([value]), [value]);
  return (
    <SelectField {...field} value={value} onChange={(event) => onChange(event.target.value)}>
      {groups.map(({ region, zones }) =>
        region === "" ? (
          zones.map((zone) => <ZoneOption key={zone} zone={zone} />)
        ) : (
          <optgroup key={region} label={region}>
            {zones.map((zone) => (
              <ZoneOption key={zone} zone={zone} />
            ))}
          </optgroup>
        ),
      )}
    </SelectField>
  );
}

function ZoneOption({ zone }: { zone: string }) {
  return <option value={zone}>{zoneLabel(zone)}</option>;
}
