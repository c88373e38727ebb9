// A validator of the test network: a log of its own, and the round that every validator runs.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLog, openLog } from '@subnet-scoring/adapters/directory';
import { LISTING_EXTRACTOR, listingMeasure } from '@subnet-scoring/adapters/listings';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { folderContents, runRound } from '@subnet-scoring/adapters/round';
import { HTTP_SOURCE, httpSource, newScraper } from '@subnet-scoring/adapters/scraper';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { FOLDER_LIMITS } from '@subnet-scoring/adapters/submissions';
import { logHeader } from '@subnet-scoring/core';
import { blocksOf, NETUID, openingLines } from './calendar.mjs';
import { right } from './right.mjs';

const EXCHANGE_BLOCKS = 10;
const TRIES = 8;

/** A validator with its log, which is made when there is none. */
export const newValidator = ({ directory, genesis, source }, signer, name) => {
  const path = join(directory, name);
  const pace = { perSecond: 1000, burst: 1000, concurrency: 4 };
  // One attempt for a look: an outage reaches the log, and the rules have to bear it.
  const settings = { ...HTTP_SOURCE, baseUrl: source, allowPrivate: true, pace, attempts: 1 };
  const log = right(existsSync(path) ? openLog(path) : createLog(path, logHeader(NETUID, 'local', genesis)));
  const contents = folderContents(`${path}.contents`, nodeHost);
  return { name, signer, log, commits: `${path}.commits`, contents, scraper: newScraper(httpSource(settings)) };
};

/** The round of an epoch. */
export const roundOf = ({ chain, bucket, burn }, { signer, log, commits, contents, scraper }, epoch) =>
  runRound({
    chain,
    bucket,
    signer,
    withLog: (use) => use(log),
    commits,
    contents,
    scraper,
    epoch,
    last: epoch,
    host: nodeHost,
    verify: sr25519Verifier(),
    blocksOf,
    exchangeBlocks: EXCHANGE_BLOCKS,
    tries: TRIES,
    measure: listingMeasure,
    extractor: LISTING_EXTRACTOR,
    limits: FOLDER_LIMITS,
    openingLines: async (_, seed) => openingLines(epoch, burn.account)(seed),
    newSalt: () => [], // this subnet takes weights in the open
  });
