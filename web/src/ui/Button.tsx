import type { ComponentProps, MouseEvent } from "react";
import { Link } from "wouter";

type Look = {
  tone?: "primary" | "plain" | "danger" | "plain danger" | undefined;
  small?: boolean;
};

function classes({ tone, small }: Look, extra: string | undefined): string {
  return ["button", tone, small && "small", extra].filter(Boolean).join(" ");
}

/**
 * A native button; `type` is "button" unless said otherwise, so that none submits a form by accident. With
 * `aria-disabled` it does nothing when pressed, nor does Enter in its form; unlike `disabled` that leaves the focus
 * where it is.
 */
export function Button({ tone, small, className, onClick, ...rest }: Look & ComponentProps<"button">) {
  const off = rest["aria-disabled"] === true || rest["aria-disabled"] === "true";
  return (
    <button
      type="button"
      {...rest}
      onClick={off ? refuse : onClick}
      className={classes({ tone, ...(small && { small }) }, className)}
    />
  );
}

function refuse(event: MouseEvent): void {
  event.preventDefault();
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
