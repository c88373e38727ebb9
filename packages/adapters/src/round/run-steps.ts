import type { Block, EpochNumber } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { sealEpoch } from '../operations/seal-epoch.js';
import type { BucketFailure } from '../ports.js';
import type { Observer } from '../submissions/index.js';
import { applyPlan, openOutbox, planEpoch, type WeightsFailure } from '../weights/index.js';
import { appendLines } from './append-lines.js';
import type { BundleReader } from './bundle-read.js';
import { checkEpoch } from './check.js';
import { chainFailed, type RoundFailure, refusedByLog } from './failure.js';
import { ingestEpoch } from './ingest.js';
import { ingestChain } from './ingest-chain.js';
import type { RoundStep, RoundView } from './next-step.js';
import type { PublishFailure } from './publish-failure.js';
import { publishObservations } from './publish-observations.js';
import { publishResult } from './publish-result.js';
import { pullObservations } from './pull-observations.js';
import type { RunOptions } from './run.js';
import { dropPlan, keepPlan, keptPlan } from './run-plan.js';

/** Why a run ended early. */
export type RunFailure = RoundFailure | WeightsFailure | PublishFailure;

/** What a step did, in words, and what this process knows since. */
interface Ran {
  readonly says: string;
  readonly since?: RoundView['since'];
}

type Outcome = Promise<E.Either<RunFailure, Ran>>;

const asBucket = (message: string): BucketFailure => ({ kind: 'network', code: 'CHAIN', message });

const observer = ({ bucket, chain, epoch, host, signer, verify }: RunOptions) => ({
  bucket,
  epoch,
  by: signer.account,
  host,
  verify,
  headAt: (async () => {
    const head = await chain.finalizedHead();
    return E.isLeft(head) ? E.left(asBucket(head.left.message)) : E.right(head.right.block);
  }) satisfies Observer['headAt'],
});

const reader = ({ bucket, log, epoch, host, verify }: RunOptions): BundleReader => ({
  bucket,
  header: log.header,
  epoch,
  host,
  verify,
});

/** Chain facts up to now: every step that reads the log for a verdict needs them. */
const pullChain = async (options: RunOptions): Promise<E.Either<RunFailure, number>> => {
  const { chain, epoch, host, log, verify } = options;
  const pulled = await ingestChain(log, chain, epoch, { host, verify, file: 'chain' });
  if (E.isLeft(pulled)) return pulled;
  const missing = pulled.right.missing.map(({ block, failure }) => `block ${block}: ${failure.message}`);
  return missing.length > 0 ? E.left({ kind: 'cannotJudge', epoch, missing }) : E.right(pulled.right.lines);
};

const open = async (options: RunOptions, { startBlock }: RoundView): Outcome => {
  const { chain, host, log, openingLines, verify } = options;
  const block = await chain.blockAt(startBlock);
  if (E.isLeft(block)) return E.left(chainFailed(block.left));
  const taken = await appendLines(log, openingLines(block.right.hash), { host, verify, file: 'opening' });
  return E.isLeft(taken) ? E.left(refusedByLog(taken.left)) : E.right({ says: `by the hash of block ${startBlock}` });
};

const ingest = async (options: RunOptions): Outcome => {
  const pulled = await pullChain(options);
  if (E.isLeft(pulled)) return pulled;
  const { extractor, limits, log, measure } = options;
  let facts = 0;
  for await (const miner of ingestEpoch(log, { ...observer(options), extractor, limits, measure })) {
    if (E.isLeft(miner)) return miner;
    facts += miner.right.facts;
  }
  return E.right({ says: `${pulled.right} lines of the chain, ${facts} facts of the bucket`, since: { walked: true } });
};

const check = async (options: RunOptions): Outcome => {
  const pulled = await pullChain(options);
  if (E.isLeft(pulled)) return pulled;
  const { contents, log, scraper, tries } = options;
  let looks = 0;
  for await (const step of checkEpoch(log, { ...observer(options), contents, scraper, tries, pause: undefined })) {
    if (E.isLeft(step)) {
      if (step.left.kind !== 'wait') return step;
      const { fromBlock } = step.left;
      return E.right({ says: `${looks} looks; the next from block ${fromBlock} on`, since: { checked: fromBlock } });
    }
    if (step.right.kind === 'looked') looks += 1;
  }
  return E.right({ says: `${looks} looks, and none is left`, since: { checked: 'done' } });
};

const publish = async (options: RunOptions, stage: 'observations' | 'result'): Outcome => {
  const { log, signer } = options;
  const send = stage === 'observations' ? publishObservations : publishResult;
  const counts = { sent: 0, there: 0, planned: 0, gone: 0 };
  for await (const step of send(log, reader(options), signer.account, { kind: 'send', signer })) {
    if (E.isLeft(step)) return step;
    counts[step.right.did] += 1;
  }
  const since = stage === 'observations' ? { observationsPublished: true } : { resultPublished: true };
  return E.right({ says: `${counts.sent} objects sent, ${counts.there} there`, since });
};

const exchange = async (options: RunOptions, { head }: RoundView): Outcome => {
  let [validators, facts] = [0, 0];
  for await (const pulled of pullObservations(options.log, observer(options))) {
    if (E.isLeft(pulled)) return pulled;
    if (pulled.right.problem === undefined) validators += 1;
    facts += pulled.right.taken;
  }
  return E.right({ says: `${facts} facts of ${validators} other validators`, since: { exchangedAt: head } });
};

const seal = async (options: RunOptions): Outcome => {
  const pulled = await pullChain(options);
  if (E.isLeft(pulled)) return pulled;
  const { epoch, host, log } = options;
  const sealed = await sealEpoch(log, epoch, { unjudged: false, host });
  return E.isLeft(sealed) ? sealed : E.right({ says: `seal ${sealed.right.result.seal.seal}` });
};

const MECID = 0;

const planWeights = async ({ chain, commits, epoch, host, log, signer }: RunOptions): Outcome => {
  const request = { epoch, mecid: MECID, hotkey: signer.account, profile: 'exact-v1' } as const;
  const planned = await planEpoch(log, chain, host, request);
  if (E.isLeft(planned)) return planned;
  const { plan } = planned.right;
  keepPlan(commits, plan);
  return E.right({ says: `plan ${plan.plan}` });
};

const noPlan = (epoch: EpochNumber): RunFailure => ({ kind: 'cannotJudge', epoch, missing: ['a plan of weights'] });

const applyWeights = async (options: RunOptions): Outcome => {
  const { chain, commits, epoch, host, log, newSalt, signer } = options;
  const plan = keptPlan(commits, epoch, host);
  if (E.isLeft(plan)) return plan;
  if (plan.right === undefined) return E.left(noPlan(epoch));
  const opened = openOutbox(host.sha256, commits);
  if (E.isLeft(opened)) return opened;
  const outbox = opened.right;
  try {
    const record = async (line: string): Promise<void> => void (await log.appendRecords(epoch, [line]));
    const sender = { outbox, sink: chain.weights, signer, record };
    const applied = await applyPlan({ chain, sink: chain.weights, outbox, newSalt }, sender, plan.right);
    if (E.isLeft(applied)) {
      // Nothing was sent; what the chain is now may ask for another plan.
      if (applied.left.kind === 'obstacles') dropPlan(commits, epoch);
      return applied;
    }
    // Set weights are in a final block; a commit waits for its reveal, and a timelocked one for the official tools.
    const says = { sent: 'sent', already: 'sent before', handover: 'to be sent with the official tools' } as const;
    return E.right({ says: says[applied.right.kind] });
  } finally {
    outbox.close();
  }
};

const waiting = (fromBlock: Block): Ran => ({ says: `for block ${fromBlock}` });

/** Takes one step. Each is an operation that can be broken off and taken again. */
export const runStep = async (options: RunOptions, view: RoundView, step: RoundStep): Outcome => {
  switch (step.kind) {
    case 'open':
      return open(options, view);
    case 'ingest':
      return ingest(options);
    case 'check':
      return check(options);
    case 'publishObservations':
      return publish(options, 'observations');
    case 'exchange':
      return exchange(options, view);
    case 'seal':
      return seal(options);
    case 'planWeights':
      return planWeights(options);
    case 'applyWeights':
      return applyWeights(options);
    case 'publishResult':
      return publish(options, 'result');
    case 'wait':
      return E.right(waiting(step.fromBlock));
    case 'done':
      return E.right({ says: 'nothing is left to do' });
  }
};
