import * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import type { Json } from '../event/json.js';
import { type Host, pureHost } from '../hash/host.js';
import type { EpochNumber } from '../ids.js';
import { headerHash, type LogHeader } from '../log/header.js';
import { rulesHash, type Seal, scoresHash, sealHash } from '../log/seal.js';
import type { Metagraph } from '../mechanism/metagraph.js';
import type { PlanRound } from '../mechanism/plan.js';
import { FX_ONE } from '../numbers/fx.js';
import type { Combined } from '../weights/combine.js';
import { standingAfter } from '../weights/standing.js';
import { claimsOf } from './claims.js';
import { draftEpoch, type EpochDraft, type OpenedEpoch } from './draft.js';
import { evidenceOf, type Judged, judgeEpoch, type NotJudged } from './judge.js';
import { type ReaderChecks, type SegmentRead, segmentReader } from './lines.js';
import type { EpochResult, ReplayState } from './result.js';
import { burnTarget, weigh } from './weights.js';

/** Replays one epoch: push the segment's bytes in pieces, then close. */
export interface EpochReplay {
  readonly push: (chunk: Uint8Array) => DataError | undefined;
  readonly close: () => E.Either<DataError, EpochResult>;
}

/** State before the first epoch of a log. */
export const initialReplay = (header: LogHeader, host: Host = pureHost): ReplayState => ({
  lastEpoch: undefined,
  prev: headerHash(host.sha256, header),
  active: [],
  standing: undefined,
});

const newestOf = (snapshots: Iterable<Metagraph>): Metagraph | undefined => {
  let newest: Metagraph | undefined;
  for (const snapshot of snapshots) if (newest === undefined || snapshot.block > newest.block) newest = snapshot;
  return newest;
};

const NOBODY: Combined = { miners: [], burn: FX_ONE, causes: [{ cause: 'epoch not judged', share: FX_ONE }] };

const resultOf = (
  host: Host,
  header: LogHeader,
  epoch: EpochNumber,
  state: ReplayState,
  { count, segment }: SegmentRead,
  draft: EpochDraft,
  opened: OpenedEpoch,
): EpochResult => {
  const verdict: Judged | NotJudged = judgeEpoch(draft.facts, opened);
  const judged = 'combined' in verdict ? verdict : undefined;
  const combined = judged?.combined ?? NOBODY;
  const weighed =
    judged?.burnHotkey === undefined
      ? undefined
      : weigh(host, header, epoch, combined, judged.start, judged.evidence, judged.burnHotkey);
  const { sha256 } = host;
  const target = burnTarget(draft.facts.snapshots.values(), opened.rules.active[0]?.data.burnHotkey);
  const body: Omit<Seal, 'seal'> = {
    count,
    epoch,
    prev: state.prev,
    rules: rulesHash(
      sha256,
      opened.rules.active.map(({ data }) => data as unknown as Json),
    ),
    scores: scoresHash(sha256, epoch, combined.burn, combined.miners),
    segment,
    status: judged === undefined ? 'unjudged' : 'judged',
  };
  const seal: Seal = { ...body, seal: sealHash(sha256, body) };
  const mechanisms = judged?.mechanisms ?? [];
  return {
    epoch,
    status: body.status,
    missing: 'missing' in verdict ? verdict.missing : [],
    notices: opened.rules.notices,
    opened: draft.facts.opened[0]?.fact.data,
    seal,
    snapshot: newestOf(draft.facts.snapshots.values()),
    miners: combined.miners,
    burn: combined.burn,
    burnCauses: weighed?.causes ?? combined.causes,
    weights: weighed?.weights,
    mechanisms,
    plan: (round) => planOf(draft, opened, round),
    claims:
      judged === undefined ? [] : claimsOf(seal.scores, combined.burn, combined.miners, mechanisms, weighed?.weights),
    next: {
      lastEpoch: epoch,
      prev: seal.seal,
      active: judged?.active ?? opened.rules.active,
      standing: standingAfter(state.standing, epoch, weighed?.weights.vector, target),
    },
  };
};

const planOf = (draft: EpochDraft, opened: OpenedEpoch, round: PlanRound) => {
  const evidence = evidenceOf(draft.facts, opened);
  if (evidence === undefined || opened.drafts.length < opened.rules.active.length) return undefined;
  return opened.drafts.flatMap(({ active, draft: own }) => active.mechanism.plan?.(own, evidence, round) ?? []);
};

/**
 * Starts the replay of one epoch on the state that the epoch before it left. The state is not changed; the result carries
 * the next one. Data errors are values: they name the line, what was expected and what came.
 */
export const replayEpoch = (
  header: LogHeader,
  state: ReplayState,
  epoch: EpochNumber,
  host: Host = pureHost,
  checks?: ReaderChecks,
): EpochReplay => {
  if (state.lastEpoch !== undefined && epoch <= state.lastEpoch) {
    throw new RangeError(`replayEpoch: expected an epoch after ${state.lastEpoch}, got ${epoch}`);
  }
  const draft = draftEpoch(host, header, epoch, state.active);
  const reader = segmentReader(host, header, epoch, draft.add, checks);
  let failed: DataError | undefined;
  return {
    push: (chunk) => {
      failed ??= reader.push(chunk);
      return failed;
    },
    close: () => {
      const read = failed ?? reader.end();
      if ('code' in read) return E.left(read);
      return E.map((opened: OpenedEpoch) => resultOf(host, header, epoch, state, read, draft, opened))(draft.finish());
    },
  };
};
