// Eight miners: two that work, and six that try something else. The honest ones send by the operation that miners use; the others
// could not, because it refuses what they send.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureListings } from '@subnet-scoring/adapters/listings';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { bucketUploader, readSubmission, submit } from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { encodeManifest, formatKey, signManifest } from '@subnet-scoring/adapters/submissions';
import { toHex } from '@subnet-scoring/core';
import { fileOf, invented, listingsOf, padded } from './listings.mjs';
import { right } from './right.mjs';

const SLOW_BLOCKS = 12;
const LATE_BLOCKS = 20;

/** By uid behind the validators: a name, and how many blocks after startBlock it begins. */
export const MINERS = [
  { name: 'honest fast', after: 1, isHonest: true },
  { name: 'copying', after: 2 },
  { name: 'synthetic', after: 3 },
  { name: 'padded', after: 4 },
  { name: 'malformed', after: 5 },
  { name: "another's folder", after: 6 },
  { name: 'honest slow', after: SLOW_BLOCKS, isHonest: true },
  { name: 'late', after: LATE_BLOCKS },
];

const honestly = async ({ chain, bucket, genesis, directory }, signer, assignment) => {
  const folder = join(directory, 'miners', signer.account, String(assignment.epoch));
  mkdirSync(folder, { recursive: true });
  for (const item of assignment.zipcodes) {
    writeFileSync(join(folder, `${item.zipcode}.ndjson`), fileOf(assignment, signer.account, listingsOf(item)));
  }
  const files = right(await readSubmission(folder, assignment, signer.account));
  const to = { chain, commits: chain.commits, upload: bucketUploader(bucket) };
  const by = { host: nodeHost, signer, verify: sr25519Verifier() };
  for await (const step of submit(files, { ...by, genesis, assignment, ...to })) right(step);
};

const bytesOf = (name, assignment, hotkey, fastHotkey, item) => {
  const listings = listingsOf(item);
  switch (name) {
    case 'copying':
      return fileOf(assignment, fastHotkey, listings);
    case 'synthetic':
      return fileOf(assignment, hotkey, invented(listings));
    case 'padded':
      return fileOf(assignment, hotkey, padded(listings));
    case 'malformed':
      return new TextEncoder().encode('{"listings":[{"zpid":');
    default:
      return fileOf(assignment, hotkey, listings);
  }
};

const otherwise = async (name, { chain, bucket, genesis }, signer, assignment, fastHotkey) => {
  const { netuid, epoch, nonce } = assignment;
  const hotkey = signer.account;
  const files = [];
  for (const item of assignment.zipcodes) {
    const { zipcode } = item;
    const bytes = bytesOf(name, assignment, hotkey, fastHotkey, item);
    const folder = name === "another's folder" ? fastHotkey : hotkey;
    const contentSha256 = toHex(nodeHost.sha256(bytes));
    const file = `${contentSha256.slice(0, 32)}.ndjson`;
    right(await bucket.create(formatKey({ kind: 'file', hotkey: folder, epoch, zipcode, file }), bytes));
    const measured = await measureListings(bytes, zipcode);
    const rowsRoot = measured._tag === 'Right' ? measured.right.data.rowsRoot : contentSha256;
    files.push({ contentSha256, rowsRoot, zipcode });
  }
  const manifest = { netuid, epoch, nonce, hotkey, files };
  const signed = await signManifest(nodeHost, genesis, manifest, async (message) => signer.sign(message));
  const key = formatKey({ kind: 'manifest', hotkey, epoch, manifestSha256: signed.sha256 });
  right(await bucket.create(key, encodeManifest(signed)));
  right(await chain.commits.commit(netuid, signed.sha256, signer, { until: 'in-block' }));
};

/** One miner delivers in its way. */
export const deliver = async (miner, network, signer, assignment, fastHotkey) => {
  if (miner.isHonest) await honestly(network, signer, assignment);
  else await otherwise(miner.name, network, signer, assignment, fastHotkey);
};
