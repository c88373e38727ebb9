import * as E from 'fp-ts/lib/Either.js';
import type { BundleReader } from '../bundle/read.js';
import { publishObservations } from '../publish/observations.js';
import { pullObservations } from '../publish/pull-observations.js';
import { publishResult } from '../publish/result.js';
import type { RoundView } from './next-step.js';
import { observerOf } from './observe.js';
import type { Outcome, StepOptions } from './options.js';

const readerOf = ({ bucket, log, epoch, host, verify }: StepOptions): BundleReader => ({
  bucket,
  header: log.header,
  epoch,
  host,
  verify,
});

/** Publishes what this validator observed, or what came of the epoch, into its own folder. */
export const publish = async (options: StepOptions, stage: 'observations' | 'result'): Outcome => {
  const { log, signer } = options;
  const send = stage === 'observations' ? publishObservations : publishResult;
  const counts = { sent: 0, there: 0, planned: 0, gone: 0 };
  for await (const step of send(log, readerOf(options), signer.account, { kind: 'send', signer })) {
    if (E.isLeft(step)) return step;
    counts[step.right.did] += 1;
  }
  const since = stage === 'observations' ? { observationsPublished: true } : { resultPublished: true };
  return E.right({ says: `${counts.sent} objects sent, ${counts.there} there`, since });
};

/** Takes in what other validators published of their observations. */
export const exchange = async (options: StepOptions, { head }: RoundView): Outcome => {
  const warnings: string[] = [];
  let [validators, facts] = [0, 0];
  for await (const pulled of pullObservations(options.log, observerOf(options))) {
    if (E.isLeft(pulled)) return pulled;
    const { hotkey, problem, taken } = pulled.right;
    if (problem === undefined) validators += 1;
    if (problem?.kind === 'refused') warnings.push(`bundle of ${hotkey} refused: ${problem.reason}: ${problem.detail}`);
    facts += taken;
  }
  return E.right({ says: `${facts} facts of ${validators} other validators`, warnings, since: { exchangedAt: head } });
};
