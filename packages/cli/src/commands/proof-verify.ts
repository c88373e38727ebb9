import { taskOutcome, verifyProof } from '@subnet-scoring/core/proofs';
import { fail } from '../cli-error.js';
import { PROOF_REASONS, proofJson, proofLines } from '../view/proof-text.js';
import { command } from './command.js';
import { readProof } from './proof-source.js';

/** `proof verify`: what was asked, what was answered, and whether that is right. */
export const proofVerify = command<object>({
  about:
    'Judges one proof of a stored file: what a validator asked for, and what a miner answered. Nothing that the answer says about the request counts. A request that makes no sense has no verdict, because that is no fault of the miner.',
  args: [['<file>', 'JSON with task (store, challenge or retrieve), request and response; - is stdin']],
  options: [],
  examples: ['proof verify fixtures/proofs/challenge.json', 'proof verify - --json < proof.json'],
  exits: [1, 12, 16],
  run: async (context, _options, [path = '']) => {
    const proof = await readProof(context.io, path);
    const verdict = verifyProof(proof);
    const outcome = taskOutcome(verdict);
    if (verdict.kind === 'refused' && outcome === undefined) {
      throw fail({
        exit: 12,
        code: verdict.reason,
        message: `${path === '-' ? 'stdin' : path}: the request is invalid: ${verdict.field}`,
        help: `${PROOF_REASONS[verdict.reason]}, or is not there; docs/proofs.md shows a whole one`,
      });
    }
    await context.print(...proofLines(verdict, context));
    if (context.flags.json) await context.printJson('proof-verify', proofJson(verdict));
    return verdict.kind === 'passed' ? 0 : 1;
  },
});
