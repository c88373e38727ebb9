import type { ClaimDifference, DataError, Host } from '@subnet-scoring/core';
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
  /** unaltered: a seal equals the anchor that was published elsewhere. consistent: the log agrees with itself. */
  readonly verdict: 'unaltered' | 'consistent' | 'broken';
}

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
  if (findings.length === 0 && anchor !== undefined && !seals.some(({ seal }) => seal.startsWith(anchor))) {
    findings.push({
      code: 'SEAL_CHAIN',
      at: { file: 'seals.ndjson' },
      expected: `a seal ${anchor}`,
      found: `none of ${seals.length} seals`,
      help: 'the log is not the one whose seal was published, or it is older',
    });
  }
  const verdict = findings.length > 0 ? 'broken' : anchor === undefined ? 'consistent' : 'unaltered';
  return { findings, claims, check, epochs: seals.length, facts, unjudged, verdict };
};
