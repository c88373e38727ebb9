import { setTimeout as sleep } from 'node:timers/promises';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { type CheckStep, checkEpoch, folderContents } from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { EpochNumber } from '@subnet-scoring/core';
import { Option } from 'commander';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { checkJson, checkLines, checkStepLine } from '../view/check-text.js';
import { BUCKET_EXITS, type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { CHAIN_EXITS, chainOptions } from './chain-open.js';
import { command } from './command.js';
import { contentsDirectory } from './contents-directory.js';
import { walletOptions } from './keys-options.js';
import { atBlockOption, type HeadFlags, withHead } from './observer-head.js';
import { withLog } from './open-log.js';
import { countOption, epochOption, type LogOptions, logOption } from './options.js';
import { roundError } from './round-failures.js';
import { openScraper, type SourceFlags, sourceOption } from './scraper-open.js';
import { readSubnetFile } from './subnet-file.js';
import { type HotkeyFlags, hotkeyOf, hotkeyOption } from './weights-hotkey.js';

interface Options extends LogOptions, BucketFlags, HeadFlags, HotkeyFlags, SourceFlags {
  readonly epoch: EpochNumber;
  readonly tries?: number;
  readonly wait?: boolean;
}

const TRIES = 3;
const TRIES_MAX = 100;
/** Half a block. */
const PAUSE_MS = 6_000;

const exitOf = (steps: readonly CheckStep[]): ExitCode => {
  const last = steps[steps.length - 1];
  return last?.kind === 'done' && last.over > 0 ? 125 : 0;
};

const tellSteps = async (context: Context, epoch: EpochNumber, steps: readonly CheckStep[]): Promise<void> => {
  await context.print(...checkLines(epoch, steps, context));
  if (context.flags.json) await context.printJson('check', checkJson(epoch, steps));
};

/** `check`: does what the plan asks of one observer. */
export const check = command<Options>({
  about:
    'Looks up the rows that the plan of an epoch names, round by round, until nothing is left: reads the file by the version in which it was seen, asks the source, and appends what it found. Each look is on the disk before the next one; run again, it goes on behind the last one and looks at nothing twice. A source that gives no answer is inconclusive, with its cause, and is asked again at a later block. What was not there is looked up again from the block that counts: with --wait it waits for that block, without it says which one it is and ends with 125. Rows that it cannot decide end with 125 too. Once the own list is signed (publish --observations) it looks no more.',
  args: [],
  options: [
    epochOption('the epoch; the log has the block at its seedBlock').makeOptionMandatory(),
    sourceOption(),
    new Option('--wait', 'wait for blocks until nothing is left'),
    countOption('--tries <n>', `how often a row is looked up that gives no answer (default: ${TRIES})`, TRIES_MAX, 1),
    hotkeyOption(),
    ...walletOptions(),
    ...bucketOptions(),
    atBlockOption(),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'check --epoch 3 -n finney -w validator --source https://listings.example',
    'check --epoch 3 --wait --json',
  ],
  exits: [...new Set<ExitCode>([...CHAIN_EXITS, ...BUCKET_EXITS]), 16],
  run: (context, options) =>
    withLog(context, options, 'write', async (log, directory): Promise<ExitCode> => {
      const { epoch, tries = TRIES, wait = false } = options;
      const file = readSubnetFile(directory);
      const by = hotkeyOf(context, options);
      const scraper = openScraper(context, options, file);
      const bucket = openBucket(context, options, file);
      const contents = folderContents(contentsDirectory(directory, epoch), nodeHost);
      const canWait = options.atBlock === undefined; // a block that is given does not grow
      const pause = wait && canWait ? () => sleep(PAUSE_MS) : undefined;
      return withHead(context, options, file, log.header.genesis, async (headAt): Promise<ExitCode> => {
        const outside = { bucket, contents, scraper, headAt, pause, tries };
        const steps: CheckStep[] = [];
        for await (const step of checkEpoch(log, {
          ...outside,
          epoch,
          by,
          host: nodeHost,
          verify: sr25519Verifier(),
        })) {
          if (step._tag === 'Left') {
            await context.print(...checkLines(epoch, steps, context));
            throw roundError(step.left, canWait ? ', or with --wait' : '');
          }
          // Waiting is told once, and not for every half block.
          const isSame = step.right.kind === 'waiting' && steps[steps.length - 1]?.kind === 'waiting';
          if (isSame) continue;
          steps.push(step.right);
          await context.note(...checkStepLine(step.right));
        }
        await tellSteps(context, epoch, steps);
        return exitOf(steps);
      });
    }),
});
