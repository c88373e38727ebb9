import type { EpochNumber } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { exchange, publish } from './exchange.js';
import type { RoundStep, RoundView } from './next-step.js';
import { check, ingest, seal } from './observe.js';
import { openEpoch } from './open.js';
import type { Outcome, StepOptions } from './options.js';
import { reveal } from './reveal.js';
import { applyWeights, planWeights } from './weights.js';

/** What a wait is for, and who could end it. */
const waitingFor = (
  { epoch, log }: StepOptions,
  { fromBlock, isForOpening }: Extract<RoundStep, { kind: 'wait' }>,
): string => {
  if (isForOpening !== true) return `for block ${fromBlock}`;
  const { authority } = log.header;
  return `for EpochOpened of epoch ${epoch}, which ${authority} signs: take it from its \`subnet-cli log export\`, and append it with \`subnet-cli log append\``;
};

const openNext = async (options: StepOptions): Outcome => {
  const opened = await openEpoch(options, (options.epoch + 1) as EpochNumber);
  return E.isLeft(opened) ? opened : E.right({ ...opened.right, since: { nextOpened: true } });
};

/** Takes one step. Each is an operation that can be broken off and taken again. */
export const runStep = async (options: StepOptions, view: RoundView, step: RoundStep): Outcome => {
  switch (step.kind) {
    case 'open':
      return openEpoch(options, options.epoch);
    case 'openNext':
      return openNext(options);
    case 'ingest':
      return ingest(options, view);
    case 'check':
      return check(options, view);
    case 'publishObservations':
      return publish(options, 'observations');
    case 'exchange':
      return exchange(options, view);
    case 'seal':
      return seal(options);
    case 'planWeights':
      return planWeights(options);
    case 'applyWeights':
      return applyWeights(options, view);
    case 'reveal':
      return reveal(options, view);
    case 'publishResult':
      return publish(options, 'result');
    case 'wait':
      return E.right({ says: waitingFor(options, step) });
    case 'done':
      return E.right({ says: 'nothing is left to do' });
  }
};
