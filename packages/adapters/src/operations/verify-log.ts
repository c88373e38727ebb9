import type { ClaimDifference, DataError, EpochNumber, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog, LogCheck } from '../ports.js';
import { replayLog, startBefore } from './replay-log.js';

/** What a full check of a log says. */
export interface Verified {
  /** Everything that is wrong, files first, then what replay does not confirm. */
  readonly findings: readonly DataError[];
  readonly claims: readonly ClaimDifference[];
  readonly check: LogCheck;
  readonly epochs: number;
  readonly facts: number;
  readonly unjudged: readonly number[];
  /** The epoch whose seal is the anchor; what was sealed behind it is only consistent. */
  readonly anchored: EpochNumber | undefined;
  /**
   * unaltered: the log holds the anchor that was published elsewhere. unanchored: it agrees with itself and holds another
   * history. consistent: it agrees with itself.
   */
  readonly verdict: 'unaltered' | 'unanchored' | 'consistent' | 'broken';
}

const verdictOf = (anchor: string | undefined, anchored: EpochNumber | undefined): Verified['verdict'] => {
  if (anchor === undefined) return 'consistent';
  return anchored === undefined ? 'unanchored' : 'unaltered';
};

/** Checks a log to the bit, then replays it and compares every seal. `anchor` is a seal (or a prefix of one) known from elsewhere. */
export const verifyLog = async (
  log: EventLog,
  options: { readonly host: Host; readonly anchor?: string; readonly onBytes?: (bytes: number) => void },
): Promise<Verified> => {
  const check = await log.check();
  const findings: DataError[] = [...check.findings];
  const claims: ClaimDifference[] = [];
  const unjudged: number[] = [];
  const seals = await log.seals();
  let facts = 0;
  // Replay would only repeat what the files already say.
  if (findings.length === 0) {
    const start = await startBefore(log, seals, 0, options.host);
    for await (const replayed of replayLog(log, start, seals.length, options)) {
      if (E.isLeft(replayed)) {
        if (replayed.left.kind === 'invalid') findings.push(...replayed.left.errors);
        break;
      }
      findings.push(...replayed.right.differences);
      claims.push(...replayed.right.claims);
      facts += replayed.right.result.seal.count;
      if (replayed.right.result.status === 'unjudged') unjudged.push(replayed.right.result.epoch);
    }
  }
  const { anchor } = options;
  const anchored = anchor === undefined ? undefined : seals.find(({ seal }) => seal.startsWith(anchor))?.epoch;
  const verdict = findings.length > 0 ? 'broken' : verdictOf(anchor, anchored);
  return { findings, claims, check, epochs: seals.length, facts, unjudged, anchored, verdict };
};
