export { type AddressWords, isSameAddress, US_ADDRESS_WORDS } from './address.js';
export { type CheckContext, checkFact } from './check-facts.js';
export { isWithin } from './decimals.js';
export { type HttpGet, nodeHttpGet } from './http-get.js';
export {
  HTTP_SOURCE,
  type HttpSourceHost,
  type HttpSourceSettings,
  httpSource,
  nodeSourceHost,
} from './http-source.js';
export { type Judgement, judgeRow } from './judge.js';
export type { Pace, PaceHost, PaceLimits } from './pace.js';
export type { InconclusiveCause, Looked, RowCheck, RowToCheck, Scraper, Source, SourceAnswer } from './port.js';
export { isPrivateAddress } from './private-address.js';
export { recordedSource, recordingSource } from './recorded-source.js';
export { isAllowedByRobots } from './robots.js';
export { type Compare, SCRAPE_RULES, type ScrapeRules } from './rules.js';
export { newScraper } from './scraper.js';
export { type Queries, trendingQueries } from './trending.js';
