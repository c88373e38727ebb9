import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Block, type Hash32, type Host, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { usage } from '../operations/failure.js';
import type { ChainReader, CommitSink, Signer } from '../ports.js';
import {
  decodeManifest,
  encodeManifest,
  formatKey,
  hashManifest,
  type Manifest,
  signManifest,
} from '../submissions/index.js';
import { bucketFailed, chainFailed, type RoundFailure } from './failure.js';
import type { Assignment, FitFile } from './submit-folder.js';
import type { Uploaded, Uploader } from './submit-upload.js';

/** Where a submission comes from and goes to. */
export interface SubmitOptions {
  readonly host: Host;
  readonly genesis: Hash32;
  readonly assignment: Assignment;
  readonly signer: Signer;
  readonly upload: Uploader;
  readonly chain: Pick<ChainReader, 'head' | 'commitmentsAt'>;
  readonly commits: CommitSink;
  readonly onStatus?: (status: string) => void;
}

/** What a submission did. */
export type SubmitStep =
  | { readonly kind: 'uploaded'; readonly key: string; readonly bytes: number; readonly became: Uploaded }
  | {
      readonly kind: 'committed';
      readonly block: Block;
      readonly manifestSha256: Hash32;
      readonly became: 'sent' | 'there';
    };

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

/** The manifest as it is sent, and the file that keeps it. */
interface KeptManifest {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly isNew: boolean;
}

/**
 * The signed manifest. No two signatures are alike, so it is kept in the folder before it is sent, and the same bytes are sent again.
 */
const keptManifest = async (folder: string, manifest: Manifest, options: SubmitOptions): Promise<KeptManifest> => {
  const { host, genesis, signer } = options;
  const sha256 = hashManifest(host, manifest);
  const path = join(folder, `.manifest-${sha256}.json`);
  const kept = existsSync(path) ? decodeManifest(host, await readFile(path)) : undefined;
  if (kept !== undefined && E.isRight(kept) && kept.right.sha256 === sha256) {
    return { path, bytes: encodeManifest(kept.right), isNew: false };
  }
  const bytes = encodeManifest(await signManifest(host, genesis, manifest, async (message) => signer.sign(message)));
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
  return { path, bytes, isNew: true };
};

const otherThere = (key: string): RoundFailure =>
  bucketFailed({
    kind: 'unfit',
    code: 'OTHER_OBJECT',
    message: `${key} is there with other bytes: nothing is replaced`,
  });

/** Commits the hash of the manifest, unless the hotkey's commitment of this epoch is that already. */
const commit = async (options: SubmitOptions, sha256: Hash32): Promise<E.Either<RoundFailure, SubmitStep>> => {
  const { assignment, chain, commits, signer } = options;
  const { netuid, startBlock } = assignment;
  const head = await chain.head();
  if (E.isLeft(head)) return E.left(chainFailed(head.left));
  const stand = await chain.commitmentsAt(netuid, head.right.block);
  if (E.isLeft(stand)) return E.left(chainFailed(stand.left));
  const own = stand.right.find(({ hotkey }) => hotkey === signer.account);
  const isThere = own?.fields.some(({ kind, hex }) => kind === 'Sha256' && hex === sha256) === true;
  if (own !== undefined && isThere && own.block >= startBlock) {
    return E.right({ kind: 'committed', block: own.block, manifestSha256: sha256, became: 'there' });
  }
  const { onStatus } = options;
  const sent = await commits.commit(netuid, sha256, signer, {
    until: 'in-block',
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
  return E.right({ kind: 'committed', block: result.block, manifestSha256: sha256, became: 'sent' });
};

/**
 * Sends a submission: the files, the signed manifest, and last its hash to the chain, whose block is the time that counts. What is
 * there already is not sent again, so one that was broken off is run again.
 */
export async function* submit(
  folder: string,
  files: readonly FitFile[],
  options: SubmitOptions,
): AsyncGenerator<E.Either<RoundFailure, SubmitStep>> {
  const { assignment, chain, host, signer, upload } = options;
  const head = await chain.head();
  if (E.isLeft(head)) return yield E.left(chainFailed(head.left));
  const { startBlock, endBlock, epoch } = assignment;
  const { block } = head.right;
  if (block + 1 < startBlock || block + 1 >= endBlock) {
    const message = `the next block is ${block + 1}, and epoch ${epoch} takes commitments in ${startBlock}..${endBlock - 1}`;
    return yield E.left(usage(message, 'nothing was sent: a commitment outside these blocks counts for nothing'));
  }
  const manifest = manifestOf(assignment, signer.account, files);
  for (const { key, path, measured } of files) {
    const bytes = await readFile(path);
    if (toHex(host.sha256(bytes)) !== measured.contentSha256) {
      return yield E.left(usage(`${path} has changed meanwhile`, 'run it again'));
    }
    const uploaded = await upload(key, bytes);
    if (E.isLeft(uploaded)) return yield E.left(bucketFailed(uploaded.left));
    if (uploaded.right === 'other') return yield E.left(otherThere(key));
    yield E.right({ kind: 'uploaded', key, bytes: bytes.length, became: uploaded.right });
  }
  const key = formatKey({ kind: 'manifest', hotkey: signer.account, epoch });
  const { path, bytes, isNew } = await keptManifest(folder, manifest, options);
  const uploaded = await upload(key, bytes);
  if (E.isLeft(uploaded)) return yield E.left(bucketFailed(uploaded.left));
  // What was signed just now cannot be there: it is another manifest.
  if (uploaded.right === 'other' || (uploaded.right === 'there' && isNew)) {
    if (isNew) await rm(path);
    return yield E.left(otherThere(key));
  }
  yield E.right({ kind: 'uploaded', key, bytes: bytes.length, became: uploaded.right });
  yield await commit(options, hashManifest(host, manifest));
}
