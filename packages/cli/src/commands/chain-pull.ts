import {
  type BlockRange,
  type EpochWindow,
  epochsRange,
  type Known,
  observedEpochs,
  type PulledLines,
  planPull,
  presentMechanism,
  pullLines,
  readKnown,
} from '@subnet-scoring/adapters/chain';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { appendFacts } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { Block, NetUid } from '@subnet-scoring/core';
import { Option } from 'commander';
import { dataError, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { plural } from '../output/plural.js';
import { startProgress } from '../output/progress.js';
import { CHAIN_EXITS, type ChainFlags, chainOptions, orChainThrow, withChain } from './chain-open.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { orThrow } from './failures.js';
import { missingBlocks } from './missing-blocks.js';
import { epochsOf, withLog } from './open-log.js';
import { blockOption, epochsOption, type LogOptions, logOption, mechanismOption, netuidOption } from './options.js';

interface Options extends LogOptions, ChainFlags {
  readonly netuid: NetUid;
  readonly mechanism?: number;
  readonly epochs?: EpochRange;
  readonly from?: Block;
  readonly to?: Block;
  readonly again?: boolean;
  readonly output?: string;
}

const assertAsked = ({ epochs, from, to, output }: Options, context: Context): void => {
  const byBlocks = from !== undefined || to !== undefined;
  if ((epochs === undefined) === !byBlocks) throw usageError('what to pull?', 'give --epochs A..B, or --from and --to');
  if (byBlocks && (from === undefined || to === undefined || from > to)) {
    throw usageError('--from and --to name the first and the last block', 'give both, the lower one as --from');
  }
  if (output !== undefined && output !== '-')
    throw usageError('-o takes - alone: lines go to stdout', 'give -o -, or leave it');
  if (output !== undefined && context.flags.json)
    throw usageError('-o - and --json both want stdout', 'give one of them');
};

const touches = ({ from, to }: BlockRange, { startBlock, evidenceBlock }: EpochWindow): boolean =>
  startBlock <= to && from <= evidenceBlock;

/** Which epochs and blocks are asked for, as far as the chain has them finally. */
const rangeOf = (options: Options, known: Known, finalized: Block) => {
  const { epochs, from, to } = options;
  const opened = known.windows.map(({ epoch }) => epoch);
  const wanted = epochs === undefined ? opened : epochsIn(epochs, opened, 'opened epochs in the log');
  const within = known.windows.filter(({ epoch }) => wanted.includes(epoch));
  const range = from !== undefined && to !== undefined ? { from, to } : epochsRange(within, known.windows);
  const selected = within.filter((window) => touches(range, window));
  if (selected.length === 0) {
    throw usageError(
      'no epoch of the log is open in these blocks',
      'append an EpochOpened first: facts belong to epochs',
    );
  }
  return { selected, range: { from: range.from, to: Math.min(range.to, finalized) as Block }, asked: range.to };
};

/** Takes lines into the log as `log append` does. */
const appendTo = (log: EventLog) => {
  const options = { host: nodeHost, verify: sr25519Verifier(), file: 'chain' };
  return async (lines: readonly string[]): Promise<void> => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(lines.map((line) => `${line}\n`).join(''));
    }
    for await (const { refused } of appendFacts(log, bytes(), options)) {
      const [first] = refused;
      if (first !== undefined) throw dataError(first);
    }
  };
};

const FLUSH_LINES = 64;

/** Reads the blocks, and hands their lines over in batches. Lines of a batch count as done when it was taken. */
const pull = async (
  context: Context,
  pulled: ReturnType<typeof pullLines>,
  { from, to }: BlockRange,
  take: (lines: readonly string[]) => Promise<void>,
) => {
  const progress = startProgress(context.io, !context.flags.quiet, {
    label: 'pull',
    total: to - from + 1,
    unit: 'blocks',
  });
  const failed: PulledLines[] = [];
  const count = { facts: 0, records: 0, known: 0 };
  let batch: string[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await take(batch);
    batch = [];
  };
  try {
    for await (const result of pulled) {
      if (result._tag === 'Left') await flush();
      const { block, facts, records, known, isBoundary, missing } = orChainThrow(result);
      if (missing !== undefined && result._tag === 'Right') failed.push(result.right);
      batch.push(...facts, ...records);
      count.facts += facts.length;
      count.records += records.length;
      count.known += known;
      if (isBoundary || batch.length >= FLUSH_LINES) await flush();
      progress.update(block - from + 1);
    }
    await flush();
  } finally {
    await progress.end();
  }
  return { count, missing: missingBlocks(failed) };
};

/** `chain pull`: a subnet's history as facts and records. */
export const chainPull = command<Options>({
  about:
    'Reads final blocks of the chain and adds what they hold to the log: blocks, snapshots, registrations and commitments as facts of the epochs that the log has opened, and beside them, for audits, a record of every epoch the chain ran and of every row of weights it used. What is there already is not added twice; a pull by --epochs that was broken off goes on where it was. Blocks that the node no longer keeps are named, recorded and end with 125.',
  args: [],
  options: [
    netuidOption(),
    epochsOption('epochs of the log, until their weights give way to the next'),
    blockOption('--from <n>', 'first block, with --to'),
    blockOption('--to <n>', 'last block, with --from'),
    mechanismOption('mechanism whose weights are recorded'),
    new Option('--again', 'read every block, also those that a former pull has read'),
    new Option('-o, --output <->', 'print lines on stdout and leave the log as it is'),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'chain pull --netuid 46 --epochs 300..302',
    'chain pull --netuid 46 --from 6545000 --to 6545400 -n ws://127.0.0.1:9944',
    'chain pull --netuid 46 --epochs 300 -o - > lines.ndjson',
  ],
  exits: [...CHAIN_EXITS, 16],
  run: (context, options) => {
    assertAsked(options, context);
    const { netuid, mechanism: mecid = 0, again = false, output } = options;
    return withLog(context, options, output === undefined ? 'write' : 'read', async (log): Promise<ExitCode> => {
      if (log.header.netuid !== netuid) {
        throw usageError(
          `the log is for netuid ${log.header.netuid}, not ${netuid}`,
          'name the log of this subnet with --log',
        );
      }
      const known = orThrow(await readKnown(log, await epochsOf(log), nodeHost));
      return withChain(context, options, log.header.genesis, async (chain): Promise<ExitCode> => {
        const finalized = orChainThrow(await chain.finalizedHead()).block;
        const { selected, range, asked } = rangeOf(options, known, finalized);
        if (asked > finalized)
          await context.note(`blocks ${finalized + 1}..${asked} are not final yet: pull again later`);
        // A state that is gone is no answer: the pull then says so block by block.
        const last = await chain.subnetAt(netuid, mecid, range.to);
        if (last._tag === 'Right') orChainThrow(presentMechanism(last.right));
        const { ran } = orChainThrow(await observedEpochs(chain, netuid, range.from, range.to));
        const boundaries = ran.map(({ block }) => block);
        const isRange = options.from !== undefined;
        const plan = planPull(
          known,
          { netuid, mecid },
          selected,
          range,
          boundaries,
          again || isRange || output !== undefined,
        );
        if (plan.from > range.from) await context.note(`a former pull has read the blocks before ${plan.from}`);
        const print = (lines: readonly string[]) => context.io.stdout.write(lines.map((line) => `${line}\n`).join(''));
        const wanted = new Set(selected.map(({ epoch }) => epoch));
        const take = output === undefined ? appendTo(log) : print;
        // Lines that are printed are for somebody who may not have them.
        const there = output === undefined ? known.lines : new Set<string>();
        const pulled = pullLines(chain, plan, { ...known, lines: there }, wanted);
        const { count, missing } = await pull(context, pulled, plan, take);
        const added = `${plural(count.facts, 'fact')} and ${plural(count.records, 'record')}`;
        const say = output === undefined ? context.print : context.note;
        await say(`blocks ${plan.from}..${plan.to}  ${added}, ${count.known} known before`);
        for (const { firstBlock, lastBlock, why, help } of missing) {
          await context.warn(`blocks ${firstBlock}..${lastBlock} are missing: ${why}`, help);
        }
        const blocks = { from: range.from, to: range.to, readFrom: plan.from, finalized };
        if (context.flags.json) await context.printJson('chain-pull', { ...blocks, ...count, missing });
        return missing.length > 0 ? 125 : 0;
      });
    });
  },
});
