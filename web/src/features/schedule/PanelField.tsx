import { useLingui } from "@lingui/react/macro";
import { SelectField } from "../../ui/Field";

type Props = { panel: boolean; onChange: (panel: boolean) => void };

/** How many people hold each new interview. */
export function PanelField({ panel, onChange }: Props) {
  const { t } = useLingui();
  return (
    <SelectField
      label={t`Interviewers in each new interview`}
      hint={t`Interviews that exist keep as many as they have.`}
      value={panel ? "two" : "one"}
      onChange={(event) => onChange(event.target.value === "two")}
    >
      <option value="one">{t`One`}</option>
      <option value="two">{t`Two: one leads, one more is there`}</option>
    </SelectField>
  );
}
