import { readFile } from 'node:fs/promises';
import { type Hash32, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { usage } from '../../operations/failure.js';
import type { Signer } from '../../ports.js';
import {
  decodeManifest,
  encodeManifest,
  formatKey,
  isSignedManifest,
  type Manifest,
  signManifest,
} from '../../submissions/index.js';
import { bucketFailed, chainFailed, type RoundFailure } from '../failure.js';
import { commitManifest } from './commit.js';
import type { Assignment, FitFile } from './folder.js';
import type { SubmitOptions, SubmitStep } from './options.js';
import type { IsAsGood } from './upload.js';

/** The manifest of some files, which ascend by zipcode. */
export const manifestOf = (
  { netuid, epoch, nonce }: Assignment,
  hotkey: Signer['account'],
  files: readonly FitFile[],
): Manifest => ({
  netuid,
  epoch,
  nonce,
  hotkey,
  files: files.map(({ zipcode, measured: { contentSha256, rowsRoot } }) => ({ contentSha256, rowsRoot, zipcode })),
});

const uploaded = async (
  { upload }: SubmitOptions,
  key: string,
  bytes: Uint8Array,
  isAsGood?: IsAsGood,
): Promise<E.Either<RoundFailure, SubmitStep>> => {
  const result = await upload(key, bytes, isAsGood);
  if (E.isLeft(result)) return E.left(bucketFailed(result.left));
  if (result.right !== 'other') return E.right({ kind: 'uploaded', key, bytes: bytes.length, became: result.right });
  const message = `${key} is there with other bytes: nothing is replaced`;
  return E.left(bucketFailed({ kind: 'unfit', code: 'OTHER_OBJECT', message }));
};

/** No two signatures are alike, so a manifest that was sent before differs in its signature from one that is signed now. */
const isSame =
  ({ host, genesis, verify }: SubmitOptions, manifestSha256: Hash32): IsAsGood =>
  async (there) => {
    const decoded = decodeManifest(host, there);
    const isOfHash = E.isRight(decoded) && decoded.right.sha256 === manifestSha256;
    return isOfHash && isSignedManifest(host, genesis, decoded.right, verify);
  };

/**
 * Sends a submission: the files, the signed manifest, and last its hash to the chain, whose block is the time that counts. What is
 * there already is not sent again, so one that was broken off is run again, and one with a corrected file sends that file, another
 * manifest and another commitment.
 */
export async function* submit(
  files: readonly FitFile[],
  options: SubmitOptions,
): AsyncGenerator<E.Either<RoundFailure, SubmitStep>> {
  const { assignment, chain, genesis, host, signer } = options;
  const head = await chain.head();
  if (E.isLeft(head)) return yield E.left(chainFailed(head.left));
  const { startBlock, endBlock, epoch } = assignment;
  const { block } = head.right;
  if (block + 1 < startBlock || block + 1 >= endBlock) {
    const message = `the last final block is ${block}, and epoch ${epoch} takes commitments in ${startBlock}..${endBlock - 1}`;
    return yield E.left(usage(message, 'nothing was sent: a commitment outside these blocks counts for nothing'));
  }
  for (const { key, path, measured } of files) {
    const bytes = await readFile(path);
    if (toHex(host.sha256(bytes)) !== measured.contentSha256) {
      return yield E.left(usage(`${path} has changed meanwhile`, 'run it again'));
    }
    const step = await uploaded(options, key, bytes);
    yield step;
    if (E.isLeft(step)) return;
  }
  const manifest = manifestOf(assignment, signer.account, files);
  const signed = await signManifest(host, genesis, manifest, async (message) => signer.sign(message));
  const { sha256 } = signed;
  const key = formatKey({ kind: 'manifest', hotkey: signer.account, epoch, manifestSha256: sha256 });
  const step = await uploaded(options, key, encodeManifest(signed), isSame(options, sha256));
  yield step;
  if (E.isRight(step)) yield await commitManifest(options, sha256);
}
