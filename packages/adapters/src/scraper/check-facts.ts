import type {
  Account,
  Block,
  EpochNumber,
  NetUid,
  SpotCheckFailed,
  SpotCheckInconclusive,
  SpotCheckPassed,
} from '@subnet-scoring/core';
import type { RowCheck } from './port.js';

/** Who checked what of whom, and when. */
export interface CheckContext {
  readonly netuid: NetUid;
  readonly epoch: EpochNumber;
  /** The finalized head when the answer was there. */
  readonly block: Block;
  /** The observer's hotkey. */
  readonly by: Account;
  readonly hotkey: Account;
  readonly subject: SpotCheckPassed['data']['subject'];
}

/** The fact that a check becomes: passed, failed or inconclusive. */
export const checkFact = (
  { netuid, epoch, block, by, hotkey, subject }: CheckContext,
  check: RowCheck,
): SpotCheckPassed | SpotCheckFailed | SpotCheckInconclusive => {
  const envelope = { netuid, epoch, block, by, v: 1 } as const;
  const data = { evidenceSha256: check.evidenceSha256, hotkey, subject };
  switch (check.kind) {
    case 'passed':
      return { ...envelope, type: 'SpotCheckPassed', data };
    case 'failed':
      return { ...envelope, type: 'SpotCheckFailed', data: { ...data, fields: check.fields, verdict: check.verdict } };
    case 'inconclusive':
      return { ...envelope, type: 'SpotCheckInconclusive', data: { ...data, cause: check.cause } };
  }
};
