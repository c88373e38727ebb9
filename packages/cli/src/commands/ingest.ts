import type { Chain } from '@subnet-scoring/adapters/chain';
import { LISTING_EXTRACTOR, listingMeasure } from '@subnet-scoring/adapters/listings';
import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Bucket, BucketFailure, EventLog } from '@subnet-scoring/adapters/ports';
import { type IngestedChain, type IngestedMiner, ingestChain, ingestEpoch } from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { FOLDER_LIMITS, type Observer } from '@subnet-scoring/adapters/submissions';
import type { Account, EpochNumber } from '@subnet-scoring/core';
import { Option } from 'commander';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { failedLines, ingestJson, ingestLines, minerLine, pulledLine } from '../view/ingest-text.js';
import { BUCKET_EXITS, type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { CHAIN_EXITS, chainOptions } from './chain-open.js';
import { command } from './command.js';
import { walletOptions } from './keys-options.js';
import { atBlockOption, type HeadFlags, withHead } from './observer-head.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';
import { bundlesLine, pullBundles, pulledJson } from './publish-pull.js';
import { orRoundThrow } from './round-failures.js';
import { readSubnetFile } from './subnet-file.js';
import { type HotkeyFlags, hotkeyOf, hotkeyOption } from './weights-hotkey.js';

interface Options extends LogOptions, BucketFlags, HeadFlags, HotkeyFlags {
  readonly epoch: EpochNumber;
  readonly chainOnly?: boolean;
  readonly fromBundles?: boolean;
}

const checking = { host: nodeHost, verify: sr25519Verifier(), file: 'chain' };

/** Chain facts of the epoch; undefined where no chain is asked. */
const pull = async (
  context: Context,
  log: EventLog,
  chain: Chain | undefined,
  epoch: EpochNumber,
): Promise<IngestedChain | undefined> => {
  if (chain === undefined) return undefined;
  const pulled = orRoundThrow(await ingestChain(log, chain, epoch, checking));
  await context.note(pulledLine(pulled));
  for (const { block, failure } of pulled.missing) {
    await context.warn(`block ${block} is missing: ${failure.message}`, failure.help);
  }
  return pulled;
};

/** Walks the bucket; says a line of every miner with something new. */
const walk = async (
  context: Context,
  log: EventLog,
  bucket: Bucket,
  { epoch, by, headAt }: Pick<Observer, 'epoch' | 'by' | 'headAt'>,
): Promise<readonly IngestedMiner[]> => {
  const miners: IngestedMiner[] = [];
  const { host, verify } = checking;
  const limits = FOLDER_LIMITS;
  const options = { bucket, epoch, by, host, verify, headAt, measure: listingMeasure, limits };
  for await (const step of ingestEpoch(log, { ...options, extractor: LISTING_EXTRACTOR })) {
    const miner = orRoundThrow(step);
    miners.push(miner);
    if (miner.facts + miner.refused.length + miner.failed.length > 0) await context.note(minerLine(miner));
  }
  return miners;
};

const exitOf = (pulled: IngestedChain | undefined, failures: readonly BucketFailure[]): ExitCode => {
  if (failures.some(({ kind }) => kind === 'refused')) return 11;
  if (failures.some(({ kind }) => kind === 'network')) return 10;
  if (failures.length > 0) return 15;
  return pulled !== undefined && pulled.missing.length > 0 ? 125 : 0;
};

/** `ingest`: what the chain and the bucket say of an epoch, as facts. */
export const ingest = command<Options>({
  about:
    'Brings an epoch into the log: chain facts from startBlock to evidenceBlock, then, for everybody registered at startBlock, what lies in the bucket: manifests, files, and what is counted in the files. Everything is seen before anything is measured, because only that has to be in time. Each fact is on the disk before the next file is read; run again, it goes on where it was and reads nothing that the log has. What is wrong with a file is said with its reason and is in no fact; what could not be looked at is never the fault of the miner, and the next run looks again. Where things are can stand in subnet.json beside the log; keys of the bucket are taken from the environment or the credentials file of the AWS tools.',
  args: [],
  options: [
    epochOption('the epoch; the log has opened it').makeOptionMandatory(),
    hotkeyOption(),
    ...walletOptions(),
    ...bucketOptions(),
    new Option('--chain-only', 'leave the bucket alone: after seedBlock nothing in it counts'),
    new Option(
      '--from-bundles',
      'instead of the files of miners, take in what other validators published of their observations; behind publish --observations nothing else is added',
    ).conflicts('chainOnly'),
    atBlockOption(),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'ingest --epoch 3 -n finney -w validator',
    'ingest --epoch 3 -n ws://127.0.0.1:9944 --bucket miners --endpoint http://127.0.0.1:9000 -w validator',
    'ingest --epoch 3 --chain-only -n archive --json',
    'ingest --epoch 3 --from-bundles -n finney -w validator',
  ],
  exits: [...new Set([...CHAIN_EXITS, ...BUCKET_EXITS]), 16],
  run: (context, options) =>
    withLog(context, options, 'write', async (log, directory): Promise<ExitCode> => {
      const { epoch, chainOnly = false, fromBundles = false } = options;
      const file = readSubnetFile(directory);
      const by: Account | undefined = chainOnly ? undefined : hotkeyOf(context, options);
      const bucket = chainOnly ? undefined : openBucket(context, options, file);
      return withHead(context, options, file, log.header.genesis, async (headAt, chain): Promise<ExitCode> => {
        const pulled = await pull(context, log, chain, epoch);
        if (fromBundles && by !== undefined && bucket !== undefined) {
          const bundles = await pullBundles(context, log, { bucket, epoch, by, headAt });
          await context.print(bundlesLine(epoch, bundles));
          if (context.flags.json)
            await context.printJson('ingest', {
              ...ingestJson({ epoch, by, pulled, miners: [] }),
              bundles: pulledJson(bundles),
            });
          return exitOf(pulled, []);
        }
        const isWalked = by !== undefined && bucket !== undefined;
        const miners = isWalked ? await walk(context, log, bucket, { epoch, by, headAt }) : [];
        const failures = miners.flatMap(({ failed }) => failed.map(({ failure }) => failure));
        if (isWalked) await context.print(...ingestLines(epoch, miners, context));
        await context.warn(...failedLines(miners));
        if (context.flags.json) await context.printJson('ingest', ingestJson({ epoch, by, pulled, miners }));
        return exitOf(pulled, failures);
      });
    }),
});
