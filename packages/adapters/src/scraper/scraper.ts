import { createHash } from 'node:crypto';
import type { Hash32 } from '@subnet-scoring/core';
import { judgeRow } from './judge.js';
import type { RowCheck, Scraper, Source } from './port.js';
import { SCRAPE_RULES, type ScrapeRules } from './rules.js';

const NOTHING = new Uint8Array(0);
const evidenceOf = (body: Uint8Array): Hash32 => createHash('sha256').update(body).digest('hex') as Hash32;

/** A scraper over a source: looks up the id of a row, and compares by the rules. */
export const newScraper = (source: Source, rules: ScrapeRules = SCRAPE_RULES): Scraper => ({
  check: async (row): Promise<RowCheck> => {
    // A function, because a text would be read for "$&".
    const path = rules.path.replace('{id}', () => encodeURIComponent(row.values['id'] ?? ''));
    const looked = await source.look(path);
    if (looked.kind === 'unanswered') {
      return { kind: 'inconclusive', cause: looked.cause, detail: looked.detail, evidenceSha256: evidenceOf(NOTHING) };
    }
    return { ...judgeRow(rules, row, looked.answer), evidenceSha256: evidenceOf(looked.answer.body) };
  },
});
