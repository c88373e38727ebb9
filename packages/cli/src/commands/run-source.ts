import { HTTP_SOURCE, httpSource, newScraper, SCRAPE_RULES, type Scraper } from '@subnet-scoring/adapters/scraper';
import { usageError } from '../cli-error.js';
import type { SubnetFile } from './subnet-file.js';

/** What looks rows up, as subnet.json beside the log says it. */
export const scraperOf = ({ source = {} }: SubnetFile): Scraper => {
  const { url, path = SCRAPE_RULES.path, allowedHosts = [], allowPrivate = false, ignoreRobots, perSecond } = source;
  if (url === undefined || !URL.canParse(url)) {
    throw usageError('where are rows looked up?', 'name it as source.url in subnet.json beside the log');
  }
  const pace = perSecond === undefined ? HTTP_SOURCE.pace : { ...HTTP_SOURCE.pace, perSecond };
  const robots = ignoreRobots === true ? 'ignore' : 'obey';
  const settings = { ...HTTP_SOURCE, baseUrl: url, allowedHosts, allowPrivate, robots, pace } as const;
  return newScraper(httpSource(settings), { ...SCRAPE_RULES, path });
};
