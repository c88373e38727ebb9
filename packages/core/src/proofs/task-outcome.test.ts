import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { taskOutcome } from './task-outcome.js';
import { PASSED, type ProofReason, refuse } from './verdict.js';

const REASONS: readonly ProofReason[] = [
  'BAD_REQUEST',
  'MISSING',
  'MALFORMED',
  'OTHER_REQUEST',
  'HASH_MISMATCH',
  'PROOF_MISMATCH',
  'DATA_MISMATCH',
  'ROOT_MISMATCH',
  'OPENING_FAILED',
  'PATH_MISMATCH',
];

test('every refusal fails the task, except that of a request which makes no sense', () => {
  assert.is(taskOutcome(PASSED), 'passed');
  for (const reason of REASONS) {
    assert.is(taskOutcome(refuse(reason, 'field')), reason === 'BAD_REQUEST' ? undefined : 'failed', reason);
  }
});

test.run();
