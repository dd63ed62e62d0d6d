import { useLingui } from "@lingui/react/macro";
import type { RefObject } from "react";
import { TextAreaField, TextField } from "../../ui/Field";

export type ApplicationValues = { programme: string; school: string; statement: string };

type Props = {
  values: ApplicationValues;
  onChange: (values: ApplicationValues) => void;
  /** What is wrong with a field, in words. */
  problem: (name: keyof ApplicationValues) => string | undefined;
  first: RefObject<HTMLInputElement | null>;
};

/** What an application consists of. */
export function ApplicationFields({ values, onChange, problem, first }: Props) {
  const { t } = useLingui();
  const field = (name: keyof ApplicationValues) => ({
    value: values[name],
    error: problem(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...values, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextField label={t`Programme`} {...field("programme")} ref={first} maxLength={200} required />
      <TextField label={t`School (optional)`} {...field("school")} maxLength={200} />
      <TextAreaField label={t`Personal statement (optional)`} {...field("statement")} maxLength={20_000} />
    </>
  );
}
