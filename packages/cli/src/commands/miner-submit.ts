import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Signer } from '@subnet-scoring/adapters/ports';
import {
  type Assignment,
  bucketUploader,
  type FitFile,
  grantUploader,
  manifestOf,
  type SubmitStep,
  submit,
  type Uploader,
} from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { hashManifest } from '@subnet-scoring/adapters/submissions';
import type { Account, EpochNumber, Hash32 } from '@subnet-scoring/core';
import { Option } from 'commander';
import { fail, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { faultLine, type RatedFile, ratedJson, ratedLines, stepLine } from '../view/submit-text.js';
import { BUCKET_EXITS, type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { CHAIN_EXITS, type ChainFlags, chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import { withKey } from './keys-open.js';
import { keyOptions } from './keys-options.js';
import { assignmentOf, filesOf, ratingOf, worthNothing } from './miner-files.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';
import { orRoundThrow } from './round-failures.js';
import { readSubnetFile, type SubnetFile } from './subnet-file.js';
import { type HotkeyFlags, hotkeyOf, hotkeyOption } from './weights-hotkey.js';

interface Options extends LogOptions, BucketFlags, ChainFlags, HotkeyFlags {
  readonly epoch: EpochNumber;
  readonly dryRun?: boolean;
  readonly server?: string;
}

/** Uploads by grants of a server, where one is named; else with keys of the bucket. */
const uploaderOf = (
  context: Context,
  options: Options,
  file: SubnetFile,
  { netuid, epoch }: Assignment,
  genesis: Hash32,
): ((signer: Signer) => Uploader) => {
  const set = context.io.env['SUBNET_SERVER'];
  const url = options.server ?? (set === '' ? undefined : set) ?? file.server;
  if (url === undefined) {
    const upload = bucketUploader(openBucket(context, options, file));
    return () => upload;
  }
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw usageError(`expected --server https://..., got ${url}`, 'name its address');
  const asking = { server: new URL(url), genesis, netuid, epoch, host: nodeHost, now: Date.now, sleep };
  return (signer) => grantUploader({ ...asking, signer });
};

interface Sending {
  readonly files: readonly FitFile[];
  readonly assignment: Assignment;
  readonly genesis: Hash32;
  readonly uploader: (signer: Signer) => Uploader;
  readonly hotkey: Account;
}

/** Uploads and commits; says every step. */
const send = (
  context: Context,
  options: Options,
  file: SubnetFile,
  { files, assignment, genesis, uploader, hotkey }: Sending,
  tell: (steps: readonly SubmitStep[]) => Promise<void>,
): Promise<ExitCode> => {
  const isSet = (context.io.env['SUBNET_NETWORK'] ?? '') !== '';
  const network = options.network ?? (isSet ? undefined : file.network);
  const named = { ...options, ...(network === undefined ? {} : { network }) };
  return withChain(context, named, genesis, (chain) =>
    withKey(context, options, async ({ signer }): Promise<ExitCode> => {
      if (signer.account !== hotkey) {
        const message = `the key is that of ${signer.account}, and the files are for ${hotkey}`;
        throw fail({ exit: 11, code: 'WRONG_KEY', message, help: 'name the wallet of that hotkey with -w and -H' });
      }
      const steps: SubmitStep[] = [];
      const outside = { host: nodeHost, genesis: chain.genesis, chain, commits: chain.commits };
      const by = { signer, verify: sr25519Verifier(), upload: uploader(signer) };
      const onStatus = (status: string): void => {
        if (status === 'in-block') void context.note('commit  is in a block, and waits for it to be final');
      };
      for await (const step of submit(files, { ...outside, ...by, assignment, onStatus })) {
        const done = orRoundThrow(step);
        steps.push(done);
        await context.note(stepLine(done));
      }
      await tell(steps);
      return 0;
    }),
  );
};

/** `miner submit`: hands a folder of listings in. */
export const minerSubmit = command<Options>({
  about:
    'Hands in what a miner has scraped: one file of listings for each zipcode, named after it. Every file is measured as an observer will measure it; one that would be worth nothing is named, and then nothing is sent. Uploads the files and the signed manifest, and commits the hash of the manifest on chain: the block of that commitment is the time that counts. What is there already is not sent again, so one that was broken off is simply run again, and so is one whose files were corrected: unchanged files keep their time. The log says what the epoch asks for.',
  args: [['<dir>', 'folder with ZIPCODE.json, ZIPCODE.ndjson or ZIPCODE.parquet']],
  options: [
    epochOption('the epoch; the log has opened it').makeOptionMandatory(),
    new Option('--dry-run', 'measure and rate everything; open no key and send nothing'),
    new Option(
      '--server <url>',
      'upload by grants of this server, without keys of the bucket (else $SUBNET_SERVER, else server of subnet.json)',
    ),
    hotkeyOption(),
    ...keyOptions(),
    ...bucketOptions(),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'miner submit listings --epoch 3 --dry-run -w miner',
    'miner submit listings --epoch 3 --dry-run --hotkey 5CcyqxXnJucaCnQQvvUg5EPzj1uoNAxACZvzArHw5aVDvgNH',
    'miner submit listings --epoch 3 -w miner -n finney --server https://api.example.org',
    'miner submit listings --epoch 3 -w miner -n ws://127.0.0.1:9944 --bucket miners --endpoint http://127.0.0.1:9000 --json',
  ],
  exits: [...new Set<ExitCode>([...CHAIN_EXITS, ...BUCKET_EXITS]), 13, 16],
  run: (context, options, [dir = '']) =>
    withLog(context, options, 'read', async (log, directory): Promise<ExitCode> => {
      const { epoch, dryRun = false } = options;
      const file = readSubnetFile(directory);
      const folder = resolve(context.io.cwd, dir);
      const hotkey = hotkeyOf(context, options);
      const assignment = await assignmentOf(log, epoch);
      const files = await filesOf(folder, assignment, hotkey);
      const { rules, rate } = await ratingOf(log, epoch);
      const rated: readonly RatedFile[] = files.map((item) => ({ ...item, rating: rate(item) }));
      const manifestSha256 = hashManifest(nodeHost, manifestOf(assignment, hotkey, files));
      const about = { epoch, hotkey, manifestSha256, rules, assignment };
      await context.print(...ratedLines(about, rated, context));
      const faulty = rated.filter(({ rating }) => rating?.fault !== undefined);
      if (faulty.length > 0) throw worthNothing(faulty[0]?.rating?.fault ?? 'UNFIT', faulty.map(faultLine));
      const tell = async (steps: readonly SubmitStep[]): Promise<void> => {
        if (context.flags.json) await context.printJson('miner-submit', ratedJson(about, rated, dryRun, steps));
      };
      if (dryRun) {
        await context.note('nothing was sent');
        await tell([]);
        return 0;
      }
      const { genesis } = log.header;
      const uploader = uploaderOf(context, options, file, assignment, genesis);
      return send(context, options, file, { files, assignment, genesis, uploader, hotkey }, tell);
    }),
});
