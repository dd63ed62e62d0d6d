import { Trans } from "@lingui/react/macro";

/** Stands where lines of text will be. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div className="card skeleton" role="status">
      <span className="hidden-visually">
        <Trans>Loading…</Trans>
      </span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders have no other identity
        <span key={line} aria-hidden="true" />
      ))}
    </div>
  );
}
