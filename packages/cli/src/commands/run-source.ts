import type { Scraper } from '@subnet-scoring/adapters/scraper';
import { usageError } from '../cli-error.js';
import { scraperAt } from './scraper-open.js';
import type { SubnetFile } from './subnet-file.js';

/** What looks rows up, as subnet.json beside the log says it. */
export const scraperOf = ({ source = {} }: SubnetFile): Scraper => {
  if (source.url === undefined) {
    throw usageError('where are rows looked up?', 'name it as source.url in subnet.json beside the log');
  }
  return scraperAt(source.url, source);
};
