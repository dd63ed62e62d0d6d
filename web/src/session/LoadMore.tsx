import { Plural, Trans } from "@lingui/react/macro";
import { errorWords } from "../api/words";
import { Button } from "../ui/Button";
import { useFocusStays } from "../ui/useFocusStays";

type Props = {
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: unknown;
    fetchNextPage: () => Promise<unknown>;
    data: { pages: readonly unknown[] } | undefined;
  };
  /** How many rows are on the page. */
  shown: number;
};

/** At the end of a list that comes in pages. */
export function LoadMore({ list, shown }: Props) {
  const box = useFocusStays<HTMLDivElement>();
  if (!list.hasNextPage && (list.data?.pages.length ?? 0) < 2) return null;
  return (
    <div className="list-more" {...box}>
      {list.hasNextPage ? (
        <Button aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          <Trans>Load more</Trans>
        </Button>
      ) : (
        <p className="small quiet" tabIndex={-1}>
          <Trans>That is all.</Trans>
        </p>
      )}
      {list.isFetchNextPageError && (
        <p className="list-more-problem" role="alert">
          {errorWords(list.error)}
        </p>
      )}
      <p className="hidden-visually" role="status">
        <Plural value={shown} one="# shown" other="# shown" />
      </p>
    </div>
  );
}
