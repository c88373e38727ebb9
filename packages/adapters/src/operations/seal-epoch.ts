import {
  type ClaimData,
  type EpochNumber,
  type EpochResult,
  encodeEvent,
  encodeSnapshot,
  evidenceBound,
  type Host,
  type LogHeader,
  shorten,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog, Refused } from '../ports.js';
import { previewEpoch } from './evaluate.js';
import { type Failure, usage } from './failure.js';
import type { OpenFact } from './open-epoch.js';

/** A sealed epoch. */
export interface Sealed {
  readonly result: EpochResult;
  readonly late: number;
}

const lateFact = ({ event, line }: OpenFact, bound: number | undefined): Refused => ({
  error: {
    code: 'LATE_FACT',
    at: { path: '/block' },
    expected: `a block before evidenceBlock ${bound}`,
    found: shorten(event.block),
    help: 'the fact is kept with the refused and does not count',
  },
  line,
});

/** The line of a claim by a log's authority. */
export const claimLine = (header: LogHeader, result: EpochResult, { type, data }: ClaimData): string =>
  encodeEvent({
    block: result.opened?.evidenceBlock,
    by: header.authority,
    data,
    epoch: result.epoch,
    netuid: header.netuid,
    type,
    v: 1,
  } as Parameters<typeof encodeEvent>[0]);

/**
 * Seals an open epoch: facts in canonical order, scores, the seal that binds them. Epochs are sealed in order. One that
 * cannot be judged is sealed only with `unjudged`, which carries the state over unchanged.
 */
export const sealEpoch = async (
  log: EventLog,
  epoch: EpochNumber,
  options: { readonly unjudged: boolean; readonly host: Host },
): Promise<E.Either<Failure, Sealed>> => {
  const seals = await log.seals();
  const last = seals[seals.length - 1]?.epoch;
  if (last !== undefined && epoch <= last) {
    return E.left(
      usage(`epoch ${epoch} cannot be sealed: the last seal is of epoch ${last}`, 'a seal is never redone'),
    );
  }
  const earlier = (await log.openEpochs()).find((item) => item.epoch < epoch);
  if (earlier !== undefined) {
    return E.left(
      usage(`epoch ${earlier.epoch} is open and comes before ${epoch}`, `seal it first: --epoch ${earlier.epoch}`),
    );
  }
  const preview = await previewEpoch(log, epoch, options.host);
  if (E.isLeft(preview)) return preview;
  const { result, facts, late } = preview.right;
  if (result.status === 'unjudged' && !options.unjudged) {
    return E.left({ kind: 'cannotJudge', epoch, missing: result.missing });
  }
  await log.seal({
    seal: result.seal,
    lines: facts.map(({ line }) => line),
    signatures: facts.flatMap(({ event }, at) => (event.sig === undefined ? [] : [[at + 1, event.sig] as const])),
    late: late.map((fact) => lateFact(fact, evidenceBound([...facts, ...late]))),
    claims: result.claims.map((claim) => claimLine(log.header, result, claim)),
    snapshot: encodeSnapshot(result.next),
  });
  return E.right({ result, late: late.length });
};
