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
const PER_SECOND_MIN = 0.1;
const PER_SECOND_MAX = 1000;

const isSource = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
};

/** As it came, unless it may hold a password. */
const shown = (url: string): string => (url.includes('@') ? 'what was given' : JSON.stringify(url));

/** The scraper of a source. What counts as the same listing is not asked of anybody. */
export const scraperAt = (url: string, source: NonNullable<SubnetFile['source']>): Scraper => {
  const { path = SCRAPE_RULES.path, allowedHosts = [], allowPrivate = false, ignoreRobots, perSecond } = source;
  const wrong = (what: string, expected: string) => usageError(`${what}: expected ${expected}`, 'see docs/scraping.md');
  if (!isSource(url))
    throw usageError(
      `${shown(url)} is no address of a source: expected http(s)://host[:port], without user and password`,
      WHERE,
    );
  if (!path.startsWith('/') || !path.includes('{id}')) throw wrong('source.path', 'a path from / on, with {id} in it');
  if (perSecond !== undefined && !(perSecond >= PER_SECOND_MIN && perSecond <= PER_SECOND_MAX)) {
    throw wrong('source.perSecond', `a number from ${PER_SECOND_MIN} to ${PER_SECOND_MAX}`);
  }
  const pace = perSecond === undefined ? HTTP_SOURCE.pace : { ...HTTP_SOURCE.pace, perSecond };
  const robots = ignoreRobots === true ? 'ignore' : 'obey';
  const settings = { ...HTTP_SOURCE, baseUrl: url, allowedHosts, allowPrivate, robots, pace } as const;
  return newScraper(httpSource(settings), { ...SCRAPE_RULES, path });
};

/** The scraper that is meant: by the option, the environment or subnet.json. */
export const openScraper = ({ io }: Context, flags: SourceFlags, { source = {} }: SubnetFile): Scraper => {
  const set = io.env['SUBNET_SOURCE'];
  const url = flags.source ?? (set === '' ? undefined : set) ?? source.url;
  if (url === undefined) {
    throw usageError('where are listings looked up? There is no --source', WHERE);
  }
  return scraperAt(url, source);
};
