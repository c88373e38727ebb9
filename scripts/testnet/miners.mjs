// Eight miners: two that work, and six that try something else. All send by the operation that miners use; the honest ones let it
// look at their files before, and it would refuse those of the others.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureListings } from '@subnet-scoring/adapters/listings';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { bucketUploader, readSubmission, submit } from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { formatKey } from '@subnet-scoring/adapters/submissions';
import { toHex } from '@subnet-scoring/core';
import { fileOf, inventedListings, listingsOf, padded } from './listings.mjs';
import { right } from './right.mjs';

const SLOW_BLOCKS = 12;
const LATE_BLOCKS = 20;

/** By uid behind the validators: a name, and how many blocks after startBlock it begins. A small network has the first of them. */
export const MINERS = [
  { name: 'honest fast', after: 1, isHonest: true },
  { name: 'honest slow', after: SLOW_BLOCKS, isHonest: true },
  { name: 'synthetic', after: 3 },
  { name: 'copying', after: 2 },
  { name: 'padded', after: 4 },
  { name: 'malformed', after: 5 },
  { name: "another's folder", after: 6 },
  { name: 'late', after: LATE_BLOCKS },
];

const bytesOf = (name, assignment, hotkey, fastHotkey, item) => {
  const listings = listingsOf(item);
  switch (name) {
    case 'copying':
      return fileOf(assignment, fastHotkey, listings);
    case 'synthetic':
      return fileOf(assignment, hotkey, inventedListings(listings));
    case 'padded':
      return fileOf(assignment, hotkey, padded(listings));
    case 'malformed':
      return new TextEncoder().encode('{"listings":[{"zpid":');
    default:
      return fileOf(assignment, hotkey, listings);
  }
};

/** A file as it is sent without being looked at. */
const unchecked = async (path, bytes, hotkey, epoch, { zipcode, expected }) => {
  const contentSha256 = toHex(nodeHost.sha256(bytes));
  const measured = await measureListings(bytes, zipcode);
  const rowsRoot = measured._tag === 'Right' ? measured.right.data.rowsRoot : contentSha256;
  const key = formatKey({ kind: 'file', hotkey, epoch, zipcode, file: `${contentSha256.slice(0, 32)}.ndjson` });
  return { path, key, zipcode, expected, bytes: bytes.length, measured: { contentSha256, rowsRoot } };
};

/** One miner delivers in its way: yields each step. What is there already is not sent again, so it may be broken off. */
export const deliver = async function* (name, { chain, bucket, genesis, directory }, signer, assignment, fastHotkey) {
  const { epoch, zipcodes, endBlock } = assignment;
  const hotkey = signer.account;
  const folder = join(directory, 'miners', hotkey, String(epoch));
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const item of zipcodes) {
    const path = join(folder, `${item.zipcode}.ndjson`);
    const bytes = bytesOf(name, assignment, hotkey, fastHotkey, item);
    writeFileSync(path, bytes);
    files.push(await unchecked(path, bytes, name === "another's folder" ? fastHotkey : hotkey, epoch, item));
  }
  const { isHonest = false } = MINERS.find((miner) => miner.name === name);
  const sent = isHonest ? right(await readSubmission(folder, assignment, hotkey)) : files;
  const to = { chain, commits: chain.commits, upload: bucketUploader(bucket) };
  // The late one believes that there is time.
  const believed = name === 'late' ? { ...assignment, endBlock: endBlock + LATE_BLOCKS } : assignment;
  const by = { host: nodeHost, signer, verify: sr25519Verifier() };
  yield* submit(sent, { ...by, genesis, assignment: believed, ...to });
};
