import type { Chain } from '@subnet-scoring/adapters/chain';
import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  bringPlan,
  isDue,
  type OnItsWay,
  openOutbox,
  plansOnTheirWay,
  readOutbox,
  settlePlan,
  type WeightsFailure,
} from '@subnet-scoring/adapters/weights';
import { Option } from 'commander';
import type { Context } from '../context.js';
import { type ExitCode, worstExit } from '../exit.js';
import { problemLines } from '../output/problem-lines.js';
import { onItsWayJson, onItsWayLines, type Told } from '../view/on-its-way-text.js';
import { type ChainFlags, chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import { withKey } from './keys-open.js';
import { keyOptions } from './keys-options.js';
import { type LogOptions, logOption } from './options.js';
import { orWeightsThrow, SEND_EXITS, weightsError } from './weights-failures.js';
import { type HotkeyFlags, hotkeyOf, hotkeyOption } from './weights-hotkey.js';
import { commitsDirectory, logHeaderOf, recorder } from './weights-log.js';

interface Options extends LogOptions, ChainFlags, HotkeyFlags {
  readonly dryRun?: boolean;
}

/** A window that was missed is a "no"; what may still be on its way cannot be judged yet. */
const exitOf = ({ problem, state, time }: Told): ExitCode => {
  if (problem !== undefined) return problem.exit;
  if (state.kind === 'unsettled') return 125;
  return state.kind === 'gone' || time?.when === 'late' ? 1 : 0;
};

const tell = async (
  context: Context,
  plans: readonly Told[],
  damaged: readonly WeightsFailure[],
): Promise<ExitCode> => {
  for (const plan of plans) {
    await context.print(...onItsWayLines(plan, context));
    await context.warn(...plan.reassigned.map(({ code, says }) => `warning: ${code}: ${says}`));
    if (plan.problem !== undefined) await context.warn(...problemLines(plan.problem));
  }
  const problems = damaged.map((failure) => weightsError(failure).problem);
  await context.warn(...problems.flatMap(problemLines));
  if (plans.length === 0) await context.note('no plan is on its way');
  if (context.flags.json) await context.printJson('weights-reveal', { plans: plans.map(onItsWayJson) });
  const exits = [...plans.map(exitOf), ...problems.map(({ exit }) => exit)];
  return exits.find((exit) => [10, 13, 15].includes(exit)) ?? worstExit(exits);
};

const bringAll = async (
  context: Context,
  options: Options,
  chain: Chain,
  directory: string,
  plans: readonly OnItsWay[],
): Promise<readonly Told[]> => {
  const outbox = orWeightsThrow(openOutbox(nodeHost.sha256, commitsDirectory(directory)));
  const senderOf = ({ sending }: OnItsWay) => ({ outbox, record: recorder(context, directory, sending.plan.epoch) });
  const told: Told[] = [];
  try {
    for (const plan of plans.filter((one) => !isDue(one))) {
      orWeightsThrow(await settlePlan(chain, senderOf(plan), plan));
      told.push(plan);
    }
    const due = plans.filter(isDue);
    if (due.length === 0) return told;
    await withKey(context, options, async ({ signer }) => {
      for (const plan of due) {
        const brought = await bringPlan(chain, { ...senderOf(plan), sink: chain.weights, signer }, plan);
        told.push(brought._tag === 'Right' ? brought.right : { ...plan, problem: weightsError(brought.left).problem });
      }
      return 0;
    });
    return told;
  } finally {
    outbox.close();
  }
};

/** `weights reveal`: brings what was committed to its end. */
export const weightsReveal = command<Options>({
  about:
    'Looks at every plan that is on its way, reveals the commits whose window is open, and notes what landed. Outside a window nothing is sent and no key is opened, so it may run every minute. Exit 1 says that a window was missed.',
  args: [],
  options: [
    new Option('--dry-run', 'only look: open no key, send nothing and note nothing'),
    hotkeyOption(),
    ...keyOptions(),
    ...chainOptions(),
    logOption(),
  ],
  examples: ['weights reveal -w validator -n finney', 'weights reveal -w validator -n finney --dry-run --json'],
  exits: SEND_EXITS,
  run: async (context, options) => {
    const { header, directory } = await logHeaderOf(context, options);
    const hotkey = hotkeyOf(context, options);
    return withChain(context, options, header.genesis, async (chain) => {
      const outbox = readOutbox(nodeHost.sha256, commitsDirectory(directory));
      const { plans, damaged } = orWeightsThrow(await plansOnTheirWay(chain, outbox, hotkey));
      const isLook = options.dryRun === true || plans.length === 0;
      return tell(context, isLook ? plans : await bringAll(context, options, chain, directory, plans), damaged);
    });
  },
});
