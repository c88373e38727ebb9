import { randomFillSync } from 'node:crypto';
import { LISTING_EXTRACTOR, listingMeasure } from '@subnet-scoring/adapters/listings';
import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Signer } from '@subnet-scoring/adapters/ports';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { FOLDER_LIMITS } from '@subnet-scoring/adapters/submissions';
import type { EpochNumber } from '@subnet-scoring/core';
import { Option } from 'commander';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { type ChainFlags, chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import type { EpochRange } from './epochs.js';
import { withKey } from './keys-open.js';
import { type KeyFlags, keyOptions } from './keys-options.js';
import { countOption, epochsOption, type LogOptions, logOption } from './options.js';
import { calendarOptions, epochBlocks } from './run-calendar.js';
import { type RunParts, runEpoch } from './run-epoch.js';
import { patientLog } from './run-log.js';
import { type OpeningFlags, openingLinesOf } from './run-opening.js';
import { patiently } from './run-patience.js';
import { openScraper, type SourceFlags, sourceOption } from './scraper-open.js';
import { readSubnetFile, type SubnetFile } from './subnet-file.js';
import { SEND_EXITS } from './weights-failures.js';
import { commitsDirectory, logHeaderOf } from './weights-log.js';

interface Options extends LogOptions, BucketFlags, SourceFlags, ChainFlags, KeyFlags, OpeningFlags {
  readonly epochs: EpochRange;
  readonly tries: number;
  readonly once?: boolean;
  readonly pollMs: number;
}

const SALT_WORDS = 8;
const POLL_MS = 6000; // half a block
const POLL_MAX_MS = 600_000;
const TRIES = 4;
const TRIES_MAX = 100;

const newSalt = (): readonly number[] => [...randomFillSync(new Uint16Array(SALT_WORDS))];

/** Everything but the chain, which is opened anew when it failed. */
const partsOf = (context: Context, options: Options, directory: string, file: SubnetFile, signer: Signer) => {
  const { epochs, exchangeBlocks, once = false, pollMs, tries } = options;
  return {
    ...openingLinesOf(context, options),
    ...(epochs.last === undefined ? {} : { last: epochs.last }),
    blocksOf: (epoch: EpochNumber) => epochBlocks(options, epoch),
    bucket: openBucket(context, options, file),
    commits: commitsDirectory(directory),
    directory,
    exchangeBlocks,
    extractor: LISTING_EXTRACTOR,
    host: nodeHost,
    limits: FOLDER_LIMITS,
    measure: listingMeasure,
    newSalt,
    once,
    pollMs,
    scraper: openScraper(context, options, file),
    signer,
    told: new Set<string>(),
    tries,
    verify: sr25519Verifier(),
    withLog: patientLog(context, options),
  } satisfies Omit<RunParts, 'chain' | 'gotOn'>;
};

/** `run`: the whole round of a validator, epoch after epoch. */
export const run = command<Options>({
  about:
    "Takes every step of a round, for each epoch: opens it by the hash of its startBlock, walks the bucket when it has closed, looks up the rows that seedBlock draws, publishes its observations and takes in those of others, seals, sets weights, reveals what was committed, and publishes what came of it. What the next step is follows from the log, the plans beside it and the chain: killed at any moment and run again, it goes on where it was, and sends nothing twice. It holds the log only while it takes a step. Where a node, the bucket or a source gives no answer it says so, and tries again after a pause that grows to a minute; with --once it ends with the code instead. The rules (MechanismActivated) are in the log before. EpochOpened is signed where the key is that of the log's authority; in a log of another authority it is waited for. With --json a line for each step.",
  args: [],
  options: [
    epochsOption('which epochs, such as 3..7; with an open end it goes on').makeOptionMandatory(),
    new Option('--once', 'end with 125 instead of waiting for a block'),
    countOption('--poll-ms <n>', 'milliseconds between two looks at the head while it waits', POLL_MAX_MS, 1).default(
      POLL_MS,
    ),
    new Option('--zipcodes <file>', 'table of zipcodes: zipcode,state,expected,tier').makeOptionMandatory(),
    new Option('--params <file>', 'parameters of the drawing as JSON (default: see docs/assignments.md)'),
    ...calendarOptions(),
    countOption('--tries <n>', 'how often a row is looked up that gets no answer', TRIES_MAX, 1).default(TRIES),
    ...bucketOptions(),
    sourceOption(),
    ...keyOptions(),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'run --epochs 3.. --first-block 7200 --epoch-blocks 1200 --zipcodes zipcodes.csv -w validator -n finney',
    'run --epochs 3..3 --first-block 7200 --epoch-blocks 1200 --zipcodes zipcodes.csv -w validator -n finney --once --json',
  ],
  exits: [...SEND_EXITS],
  run: async (context, options) => {
    epochBlocks(options, 0 as EpochNumber); // a calendar that does not fit opens no key
    const { header, directory } = await logHeaderOf(context, options);
    const file = readSubnetFile(directory);
    const network = options.network ?? (context.io.env['SUBNET_NETWORK'] ? undefined : file.network);
    const named = { ...options, ...(network === undefined ? {} : { network }) };
    const { first = 0, last = Number.POSITIVE_INFINITY } = options.epochs;
    return withKey(context, options, ({ signer }) => {
      const parts = partsOf(context, options, directory, file, signer);
      let epoch: number = first;
      const work = (gotOn: () => void): Promise<ExitCode> =>
        withChain(context, named, header.genesis, async (chain): Promise<ExitCode> => {
          for (; epoch <= last; epoch += 1) {
            const ended = await runEpoch(context, { ...parts, chain, gotOn }, epoch as EpochNumber);
            if (ended === 'waits') return 125;
          }
          return 0;
        });
      return options.once === true ? work(() => undefined) : patiently(context, work);
    });
  },
});
