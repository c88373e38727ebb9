import type { Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { chainFailed, type RoundFailure } from '../failure.js';
import type { SubmitOptions, SubmitStep } from './options.js';

/** The commitment, unless its block is behind those that count: between looking at the chain and being in a block, blocks pass. */
const inTime = (
  { epoch, startBlock, endBlock }: SubmitOptions['assignment'],
  step: Extract<SubmitStep, { kind: 'committed' }>,
): E.Either<RoundFailure, SubmitStep> => {
  if (step.block < endBlock) return E.right(step);
  const message = `the commitment came into block ${step.block}, and epoch ${epoch} takes them in ${startBlock}..${endBlock - 1}: it does not count`;
  const help = 'what was committed to before in this epoch, if anything, stands';
  return E.left(chainFailed({ kind: 'refused', message, help, name: 'TOO_LATE' }));
};

/** Commits the hash of the manifest, unless the hotkey's commitment of this epoch is that already: the last one counts. */
export const commitManifest = async (
  { assignment, chain, commits, signer, onStatus }: SubmitOptions,
  manifestSha256: Hash32,
): Promise<E.Either<RoundFailure, SubmitStep>> => {
  const { netuid, startBlock } = assignment;
  const head = await chain.head();
  if (E.isLeft(head)) return E.left(chainFailed(head.left));
  const stand = await chain.commitmentsAt(netuid, head.right.block);
  if (E.isLeft(stand)) return E.left(chainFailed(stand.left));
  const own = stand.right.find(({ hotkey }) => hotkey === signer.account);
  const isThere = own?.fields.find(({ kind }) => kind === 'Sha256')?.hex === manifestSha256;
  if (own !== undefined && isThere && own.block >= startBlock) {
    return inTime(assignment, { kind: 'committed', block: own.block, manifestSha256, became: 'there' });
  }
  const sent = await commits.commit(netuid, manifestSha256, signer, {
    until: 'finalized', // a block that is not final may go, and the time that it gives with it
    ...(onStatus === undefined ? {} : { onStatus }),
  });
  if (E.isLeft(sent)) return E.left(chainFailed(sent.left));
  const result = sent.right;
  if (result.kind === 'dropped' || result.error !== undefined) {
    const name = result.kind === 'dropped' ? result.status : (result.error ?? '');
    const help = 'check that the hotkey is registered on this subnet, and run it again: what is uploaded stays';
    return E.left(
      chainFailed({ kind: 'refused', message: `the chain did not take the commitment: ${name}`, help, name }),
    );
  }
  return inTime(assignment, { kind: 'committed', block: result.block, manifestSha256, became: 'sent' });
};
