import { randomFillSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LISTING_EXTRACTOR, listingMeasure } from '@subnet-scoring/adapters/listings';
import { nodeHost } from '@subnet-scoring/adapters/node';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import { folderContents, type RunOptions, runRound } from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { FOLDER_LIMITS } from '@subnet-scoring/adapters/submissions';
import { assignZipcodes, type EpochNumber, encodeEvent, type Hash32, openedBy } from '@subnet-scoring/core';
import { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { readAssignmentParams, readZipcodes } from './assign-files.js';
import { readOpened } from './assign-log.js';
import { type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { type ChainFlags, chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import type { EpochRange } from './epochs.js';
import { withKey } from './keys-open.js';
import { type KeyFlags, keyOptions } from './keys-options.js';
import { withLog } from './open-log.js';
import { countOption, epochsOption, type LogOptions, logOption } from './options.js';
import { type CalendarFlags, calendarOptions, epochBlocks } from './run-calendar.js';
import { runError } from './run-failures.js';
import { scraperOf } from './run-source.js';
import { readSubnetFile } from './subnet-file.js';
import { SEND_EXITS } from './weights-failures.js';
import { commitsDirectory } from './weights-log.js';

interface Options extends LogOptions, BucketFlags, ChainFlags, KeyFlags, CalendarFlags {
  readonly epochs: EpochRange;
  readonly zipcodes: string;
  readonly params?: string;
  readonly tries: number;
  readonly once?: boolean;
}

type Parts = Omit<RunOptions, 'epoch' | 'blocks' | 'openingLines'>;

const SALT_WORDS = 8;
const POLL_MS = 6000; // half a block
const TRIES = 4;
const TRIES_MAX = 100;

const newSalt = (): readonly number[] => [...randomFillSync(new Uint16Array(SALT_WORDS))];

/** The line that opens an epoch, drawn by the hash of its startBlock as `assign` draws it. */
const openingLinesOf = async ({ io }: Context, options: Options, log: EventLog, epoch: EpochNumber) => {
  const candidates = readZipcodes(io, options.zipcodes);
  const params = readAssignmentParams(io, options.params);
  const { netuid, authority } = log.header;
  const { past } = await readOpened(log, epoch, params.cooldownEpochs);
  return (seed: Hash32): readonly string[] => {
    const draw = { seed, netuid, epoch };
    const assignment = assignZipcodes(nodeHost.sha256, params, { ...draw, candidates, past });
    if (assignment.kind === 'short') {
      throw usageError(`the table has too few zipcodes for epoch ${epoch}`, 'see: subnet-cli assign --help');
    }
    const blocks = { ...epochBlocks(options, epoch), authority };
    return [encodeEvent(openedBy(nodeHost.sha256, draw, blocks, assignment.zipcodes))];
  };
};

/** Runs one epoch to its end; with --once until it waits. */
const runEpoch = async (
  context: Context,
  options: Options,
  parts: Parts,
  epoch: EpochNumber,
): Promise<'done' | 'waits'> => {
  const openingLines = await openingLinesOf(context, options, parts.log, epoch);
  for await (const ran of runRound({ ...parts, epoch, blocks: epochBlocks(options, epoch), openingLines })) {
    if (ran._tag === 'Left') throw runError(ran.left);
    const { step, head, says } = ran.right;
    await context.note(`epoch ${epoch}  block ${head}  ${step.kind}: ${says}`);
    if (context.flags.json) await context.printJson('run', { epoch, block: head, step: step.kind, says });
    if (step.kind !== 'wait') continue;
    if (options.once === true) return 'waits';
    for (let now = head; now < step.fromBlock; ) {
      await sleep(POLL_MS);
      const asked = await parts.chain.finalizedHead();
      if (asked._tag === 'Right') now = asked.right.block; // a node that is away for a while is asked again
    }
  }
  return 'done';
};

/** `run`: the whole round of a validator, epoch after epoch. */
export const run = command<Options>({
  about:
    'Takes every step of a round, for each epoch: opens it by the hash of its startBlock, walks the bucket when it has closed, looks up the rows that seedBlock draws, publishes its observations and takes in those of others, seals, sets weights, and publishes what came of it. What the next step is follows from the log, the plans beside it and the chain: killed at any moment and run again, it goes on where it was, and sends nothing twice. Rows are looked up at source.url of subnet.json. The rules (MechanismActivated) are in the log before, and so is EpochOpened where the authority of the log is not local. With --json a line for each step.',
  args: [],
  options: [
    epochsOption('which epochs, such as 3..7; with an open end it goes on').makeOptionMandatory(),
    new Option('--once', 'end with 125 instead of waiting for a block'),
    new Option('--zipcodes <file>', 'table of zipcodes: zipcode,state,expected,tier').makeOptionMandatory(),
    new Option('--params <file>', 'parameters of the drawing as JSON (default: see docs/assignments.md)'),
    ...calendarOptions(),
    countOption('--tries <n>', 'how often a row is looked up that gets no answer', TRIES_MAX).default(TRIES),
    ...bucketOptions(),
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
    return withLog(context, options, 'write', (log, directory) =>
      withKey(context, options, async ({ signer }): Promise<ExitCode> => {
        const { epochs, exchangeBlocks, tries } = options;
        const file = readSubnetFile(directory);
        const bucket = openBucket(context, options, file);
        const scraper = scraperOf(file);
        const network = options.network ?? (context.io.env['SUBNET_NETWORK'] ? undefined : file.network);
        const named = { ...options, ...(network === undefined ? {} : { network }) };
        return withChain(context, named, log.header.genesis, async (chain): Promise<ExitCode> => {
          const host = nodeHost;
          const verify = sr25519Verifier();
          const looking = { scraper, tries, contents: folderContents(`${directory}.contents`, host) };
          const measuring = { measure: listingMeasure, extractor: LISTING_EXTRACTOR, limits: FOLDER_LIMITS };
          const sending = { signer, commits: commitsDirectory(directory), newSalt, exchangeBlocks };
          const parts: Parts = { log, chain, bucket, host, verify, ...looking, ...measuring, ...sending };
          const { first = 0, last = Number.POSITIVE_INFINITY } = epochs;
          for (let epoch = first; epoch <= last; epoch += 1) {
            if ((await runEpoch(context, options, parts, epoch as EpochNumber)) === 'waits') return 125;
          }
          return 0;
        });
      }),
    );
  },
});
