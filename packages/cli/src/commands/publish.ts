import { nodeHost } from '@subnet-scoring/adapters/node';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import {
  type PublishFailure,
  type PublishMode,
  type PublishStep,
  publishObservations,
  publishResult,
} from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { Account, EpochNumber } from '@subnet-scoring/core';
import { Option } from 'commander';
import { type CliError, fail } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { publishedLine, stepLine } from '../view/publish-text.js';
import { BUCKET_EXITS, type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { command } from './command.js';
import { withKey } from './keys-open.js';
import { type KeyFlags, keyOptions } from './keys-options.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';
import { roundError } from './round-failures.js';
import { readSubnetFile } from './subnet-file.js';
import { hotkeyOf } from './weights-hotkey.js';

interface Options extends LogOptions, BucketFlags, KeyFlags {
  readonly epoch: EpochNumber;
  readonly observations?: boolean;
  readonly dryRun?: boolean;
}

const publishError = (failure: PublishFailure): CliError => {
  if (failure.kind !== 'published') return roundError(failure);
  const help = 'what was published stays; see docs/publishing.md';
  return fail({ exit: 1, code: 'PUBLISHED', message: failure.message, help });
};

const publishAs = async (
  context: Context,
  log: EventLog,
  directory: string,
  options: Options,
  by: Account,
  mode: PublishMode,
): Promise<ExitCode> => {
  const { epoch, observations = false } = options;
  const bucket = openBucket(context, options, readSubnetFile(directory));
  const reader = { bucket, header: log.header, epoch, host: nodeHost, verify: sr25519Verifier() };
  const publish = observations ? publishObservations : publishResult;
  const steps: PublishStep[] = [];
  for await (const step of publish(log, reader, by, mode)) {
    if (step._tag === 'Left') throw publishError(step.left);
    steps.push(step.right);
    await context.print(stepLine(step.right, context));
  }
  await context.print(publishedLine(epoch, steps, mode.kind === 'dryRun', context));
  if (context.flags.json) {
    const stage = observations ? 'observations' : 'result';
    await context.printJson('publish', { epoch, stage, hotkey: by, dryRun: mode.kind === 'dryRun', objects: steps });
  }
  return 0;
};

/** `publish`: what a validator observed, or what came of an epoch, for everybody to check. */
export const publish = command<Options>({
  about:
    "Publishes an epoch into the validator's own folder of the bucket, signed by its hotkey. With --observations: what it observed, closed by its signed EvidenceListed, before evidenceBlock, so that others can take it in; after it ingest and check add nothing. Without: what came of the sealed epoch: seal, shares, reasons, weights, segment, how sure each file that won is, and its copy. Objects are only created, never replaced; run again, it goes on where it was and sends nothing twice.",
  args: [],
  options: [
    epochOption('the epoch').makeOptionMandatory(),
    new Option('--observations', 'publish the own observations of an open epoch, and close them'),
    new Option('--dry-run', 'list what would be sent; open no key and send nothing'),
    ...keyOptions(),
    ...bucketOptions(),
    logOption(),
  ],
  examples: [
    'publish --epoch 3 --observations -w validator',
    'publish --epoch 3 --dry-run -w validator',
    'publish --epoch 3 -w validator --bucket miners --endpoint http://127.0.0.1:9000 --json',
  ],
  exits: [...BUCKET_EXITS, 1, 12, 16, 125],
  run: (context, options) => {
    const isDryRun = options.dryRun === true;
    const writes = options.observations === true && !isDryRun;
    return withLog(context, options, writes ? 'write' : 'read', async (log, directory): Promise<ExitCode> => {
      if (isDryRun) {
        return publishAs(context, log, directory, options, hotkeyOf(context, options), { kind: 'dryRun' });
      }
      return withKey(context, options, ({ signer }) =>
        publishAs(context, log, directory, options, signer.account, { kind: 'send', signer }),
      );
    });
  },
});
