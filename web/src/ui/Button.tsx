import type { ComponentProps } from "react";
import { Link } from "wouter";

type Look = {
  tone?: "primary" | "plain" | "danger" | "plain danger" | undefined;
  small?: boolean;
};

function classes({ tone, small }: Look, extra: string | undefined): string {
  return ["button", tone, small && "small", extra].filter(Boolean).join(" ");
}

/** A native button; `type` is "button" unless said otherwise, so that none submits a form by accident. */
export function Button({ tone, small, className, ...rest }: Look & ComponentProps<"button">) {
  return <button type="button" {...rest} className={classes({ tone, ...(small && { small }) }, className)} />;
}

/** A link that looks like a button. Stays inside the app: no page load. */
export function ButtonLink({
  tone,
  small,
  className,
  href,
  ...rest
}: Look & Omit<ComponentProps<"a">, "href"> & { href: string }) {
  return <Link href={href} {...rest} className={classes({ tone, ...(small && { small }) }, className)} />;
}
