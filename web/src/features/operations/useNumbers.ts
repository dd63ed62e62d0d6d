import { useLingui } from "@lingui/react/macro";

/** Numbers as people read them. */
export function useNumbers() {
  const { i18n, t } = useLingui();
  const count = (value: number) => i18n.number(Math.round(value));
  return {
    count,
    /** Below ten with one digit behind the point. */
    rate: (value: number) => i18n.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 }),
    bytes: (value: number) =>
      value < 1024
        ? t`${count(value)} bytes`
        : t`${i18n.number(value / 1024, { maximumFractionDigits: 1 })} KiB`,
    seconds: (value: number) =>
      value < 1
        ? t`${i18n.number(value * 1000, { maximumSignificantDigits: 2 })} ms`
        : value < 90
          ? t`${i18n.number(value, { maximumFractionDigits: 1 })} s`
          : t`${count(value / 60)} min`,
  };
}
