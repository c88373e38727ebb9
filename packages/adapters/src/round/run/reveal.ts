import * as E from 'fp-ts/lib/Either.js';
import {
  type BroughtPlan,
  bringPlan,
  dueFrom,
  type OnItsWay,
  openOutbox,
  plansOnTheirWay,
  refusalOf,
} from '../../weights/index.js';
import type { RoundView } from './next-step.js';
import type { Outcome, StepOptions } from './options.js';

/** What became of a plan: in words, and whether somebody should know that the former weights stand. */
const wordsOf = ({ sending, sent, state }: BroughtPlan): { readonly says: string; readonly isLost?: boolean } => {
  const of = `epoch ${sending.plan.epoch}`;
  if (sent !== undefined) return { says: `${of} revealed in block ${sent.block}` };
  switch (state.kind) {
    case 'stands':
      return { says: `${of} stands` };
    case 'committed':
      return { says: `${of} was not revealed: its window is over, and the former weights stand`, isLost: true };
    default:
      return { says: `${of} was not revealed: its commit expired, or later weights replaced it`, isLost: true };
  }
};

/** The same words at every try, so that who hears them once is not told them at every block of the window. */
const refusedWords = ({ sending, time }: OnItsWay, refusal: string): string => {
  const until = time?.blocks === undefined ? 'its window is over' : `block ${time.blocks.last}`;
  return `epoch ${sending.plan.epoch} was not revealed: the chain refuses it: ${refusal}; it is tried again until ${until}`;
};

/**
 * Brings plans on their way further, of whatever epoch: reveals what is due, notes what landed, and tells what was missed. What the
 * chain refuses is told and stays on its way: it may be taken in a later block of its window.
 */
export const reveal = async (options: StepOptions, { head }: RoundView): Outcome => {
  const { chain, commits, host, log, signer } = options;
  const opened = openOutbox(host.sha256, commits);
  if (E.isLeft(opened)) return opened;
  const outbox = opened.right;
  const says: string[] = [];
  const warnings: string[] = [];
  let revealRefused = false;
  try {
    const found = await plansOnTheirWay(chain, outbox, signer.account);
    if (E.isLeft(found)) return found;
    for (const plan of found.right.plans) {
      const from = dueFrom(plan, head);
      if (from === undefined || from > head) continue;
      const { epoch } = plan.sending.plan;
      const record = async (line: string): Promise<void> => void (await log.appendRecords(epoch, [line]));
      const brought = await bringPlan(chain, { outbox, sink: chain.weights, signer, record }, plan);
      if (E.isLeft(brought)) {
        const refusal = refusalOf(brought.left);
        if (refusal === undefined) return brought;
        revealRefused = true;
        says.push(`epoch ${epoch} refused`);
        warnings.push(refusedWords(plan, refusal));
        continue;
      }
      const words = wordsOf(brought.right);
      says.push(words.says);
      if (words.isLost) warnings.push(words.says);
      if (brought.right.sent !== undefined)
        warnings.push(...plan.reassigned.map((item) => `${item.code}: ${item.says}`));
    }
  } finally {
    outbox.close();
  }
  return E.right({ says: says.join('; ') || 'nothing was due', warnings, since: { revealedAt: head, revealRefused } });
};
