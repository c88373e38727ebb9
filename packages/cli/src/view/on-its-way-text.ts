import type { OnItsWay, Sent } from '@subnet-scoring/adapters/weights';
import type { RevealTime } from '@subnet-scoring/core';
import type { Problem } from '../cli-error.js';
import type { Context } from '../context.js';

/** A plan on its way, and what was done about it now. */
export interface Told extends OnItsWay {
  readonly sent?: Sent;
  readonly problem?: Problem;
}

/** When a commit may be revealed, in words; `head` is the newest block. */
export const timeText = ({ when, blocks }: RevealTime, head: number): string => {
  if (blocks === undefined) return 'may not be revealed any more';
  const span = `blocks ${blocks.first}..${blocks.last}`;
  if (when === 'early') return `to be revealed in ${span}, ${blocks.first - head} from now`;
  return when === 'now' ? `may be revealed now, in ${span}` : `was to be revealed in ${span}, and that is over`;
};

const stateText = ({ state, time, subnet, sent }: Told): string => {
  if (sent !== undefined) return `revealed, final in block ${sent.block}`;
  switch (state.kind) {
    case 'unsent':
      return 'not on the chain: apply it again, or make a new plan';
    case 'unsettled':
      return `its ${state.step} may still be on its way until block ${state.until}`;
    case 'stands':
      return 'its weights stand on the chain';
    case 'committed':
      return `committed in block ${state.commit.commitBlock}, ${timeText(time ?? { when: 'late' }, subnet.block)}`;
    case 'gone':
      return 'its commit is over: expired, or replaced by later weights';
  }
};

/** A plan on its way for people. */
export const onItsWayLines = (plan: Told, { paint }: Pick<Context, 'paint'>): string[] => [
  `epoch ${plan.sending.plan.epoch}  plan ${paint.key(plan.sending.plan.plan.slice(0, 12))}  ${stateText(plan)}`,
];

/** A plan on its way for --json. */
export const onItsWayJson = ({ sending, state, time, reassigned, sent, problem }: Told): object => ({
  plan: sending.plan.plan,
  epoch: sending.plan.epoch,
  mecid: sending.plan.mecid,
  state: state.kind,
  ...(time === undefined ? {} : { time }),
  reassigned,
  ...(sent === undefined ? {} : { sent }),
  ...(problem === undefined ? {} : { problem: { code: problem.code, message: problem.message } }),
});
