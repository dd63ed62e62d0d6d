import { useLingui } from "@lingui/react/macro";
import { TextAreaField, TextField } from "../../ui/Field";
import type { ApplicationValues } from "./applicationValues";

type Props = {
  values: ApplicationValues;
  onChange: (values: ApplicationValues) => void;
  /** What is wrong with a field, in words. */
  problem: (name: keyof ApplicationValues) => string | undefined;
  /** While it is on its way: what is typed then would be lost. */
  readOnly: boolean;
};

/** What an application consists of. The statement has no `maxLength`: that cuts what is pasted without a word. */
export function ApplicationFields({ values, onChange, problem, readOnly }: Props) {
  const { t } = useLingui();
  const field = (name: keyof ApplicationValues) => ({
    value: values[name],
    error: problem(name),
    readOnly,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...values, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextField label={t`Programme`} {...field("programme")} maxLength={200} required />
      <TextField label={t`School (optional)`} {...field("school")} maxLength={200} />
      <TextAreaField
        label={t`Postal address (optional)`}
        hint={t`For the office only, so that nobody who lives with you interviews you.`}
        {...field("address")}
        className="control address"
        maxLength={300}
        autoComplete="street-address"
      />
      <TextAreaField label={t`Personal statement (optional)`} {...field("statement")} />
    </>
  );
}
