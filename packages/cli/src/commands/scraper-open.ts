import { HTTP_SOURCE, httpSource, newScraper, SCRAPE_RULES, type Scraper } from '@subnet-scoring/adapters/scraper';
import { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { SubnetFile } from './subnet-file.js';

/** Where listings are looked up. */
export interface SourceFlags {
  readonly source?: string;
}

export const sourceOption = (): Option =>
  new Option('--source <url>', 'where listings are looked up (else $SUBNET_SOURCE, else source.url of subnet.json)');

const WHERE = 'name it with the option, in SUBNET_SOURCE, or as source.url in subnet.json beside the log';

/** The scraper that is meant. What counts as the same listing is not asked of anybody. */
export const openScraper = ({ io }: Context, flags: SourceFlags, { source = {} }: SubnetFile): Scraper => {
  const set = io.env['SUBNET_SOURCE'];
  const url = flags.source ?? (set === '' ? undefined : set) ?? source.url;
  if (url === undefined) throw usageError('where are listings looked up? There is no --source', WHERE);
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw usageError(`"${url}" is no address of a source: expected http(s)://host[:port]`, WHERE);
  }
  const { path, allowedHosts, allowPrivate, ignoreRobots, perSecond } = source;
  const settings = {
    ...HTTP_SOURCE,
    baseUrl: url,
    ...(allowedHosts === undefined ? {} : { allowedHosts }),
    ...(allowPrivate === undefined ? {} : { allowPrivate }),
    ...(ignoreRobots === true ? { robots: 'ignore' as const } : {}),
    ...(perSecond === undefined ? {} : { pace: { ...HTTP_SOURCE.pace, perSecond } }),
  };
  return newScraper(httpSource(settings), { ...SCRAPE_RULES, ...(path === undefined ? {} : { path }) });
};
