const FALLBACK: readonly string[] = ['crypto', 'btc', 'eth'];
const TOP = 10;

/** What a fetch of trends gave: items, or undefined when it raised. */
export type Fetched = readonly { readonly query?: string }[] | undefined;

/** Keywords of a validator and where they are from; QueryIssued records both, so that no replay has to ask again. */
export interface Keywords {
  readonly source: 'trending' | 'fallback';
  readonly keywords: readonly string[];
}

/**
 * The keywords of masa/validator/forwarder.py (Forwarder.fetch_twitter_queries): the first ten trends in the order of the
 * provider. Any exception, also an item without a query among the ten, gives the fallback; an empty list stays empty.
 */
export const trendingKeywords = (fetched: Fetched): Keywords => {
  const keywords = fetched?.slice(0, TOP).map(({ query }) => query);
  if (keywords === undefined || keywords.includes(undefined)) return { source: 'fallback', keywords: FALLBACK };
  return { source: 'trending', keywords: keywords.filter((keyword) => keyword !== undefined) };
};
