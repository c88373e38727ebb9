import {
  type Account,
  accountFromBytes,
  type Block,
  type EpochNumber,
  encodeCanonical,
  type Hash32,
  type LogHeader,
  logHeader,
  type NetUid,
  toHex,
} from '@subnet-scoring/core';
import { zipcodeRace1 } from '@subnet-scoring/core/testing';
import { nodeHost } from '../node/index.js';
import { LISTING_HEADER, listingsNdjson } from './sample-listings.js';
import { sampleMiner } from './sample-miner.js';

/** An epoch of a made-up subnet: two validators, an honest miner, one that invents rows, one that copies. */
export const ROUND = {
  netuid: 46 as NetUid,
  epoch: 0 as EpochNumber,
  startBlock: 200 as Block,
  endBlock: 220 as Block,
  seedBlock: 230 as Block,
  evidenceBlock: 260 as Block,
  nonce: 'a1'.repeat(32) as Hash32,
  genesis: '11'.repeat(32) as Hash32,
  zipcodes: [
    { expected: 30, zipcode: '08540' },
    { expected: 40, zipcode: '19103' },
  ],
} as const;

const byte = (n: number): Account => accountFromBytes(new Uint8Array(32).fill(n));

export const [honest, synthetic, copying] = [await sampleMiner(1), await sampleMiner(2), await sampleMiner(3)];
/** The miners by name. */
export const ROUND_MINERS = { honest, synthetic, copying };
export const [first, second, burn] = [byte(201), byte(202), byte(203)];
/** By uid. */
export const ROUND_HOTKEYS: readonly Account[] = [burn, first, second, honest.hotkey, synthetic.hotkey, copying.hotkey];

export const roundHeader: LogHeader = logHeader(ROUND.netuid, 'local', ROUND.genesis);

type Json = Parameters<typeof encodeCanonical>[0];

const factLine = (type: string, block: number, data: Json, by?: string): string =>
  encodeCanonical({
    block,
    ...(by === undefined ? {} : { by }),
    data,
    epoch: ROUND.epoch,
    netuid: ROUND.netuid,
    type,
    v: 1,
  });

const hashAt = (block: number): string => toHex(nodeHost.sha256(new TextEncoder().encode(`block ${block}`)));

/** A finalized block of the epoch. */
export const finalizedLine = (block: number): string =>
  factLine('BlockFinalized', block, {
    hash: hashAt(block),
    parentHash: hashAt(block - 1),
    timestampMs: block * 12_000,
  });

/** The neurons at a block; only the validators have a permit. */
export const snapshotLine = (block: number): string => {
  const neurons = ROUND_HOTKEYS.map((hotkey, uid) => ({
    coldkey: hotkey,
    hotkey,
    registeredAt: 4,
    stakeRao: '0',
    uid,
    validatorPermit: hotkey === first || hotkey === second,
  }));
  return factLine('MetagraphSnapshotTaken', block, { neurons, specVersion: 424 });
};

/** What a miner commits, as the chain tells it. */
export const committedLine = (block: number, index: number, hotkey: Account, manifestSha256: Hash32): string =>
  encodeCanonical({
    ...(JSON.parse(factLine('SubmissionCommitted', block, { hotkey, manifestSha256 })) as { [key: string]: Json }),
    ix: [index, 0],
  });

/** The lines of the authority: rules whose second looks come after five blocks, and the opening; `more` changes the rules. */
export const openingLines = (more: { readonly [key: string]: Json } = {}): readonly string[] => {
  const spotCheck = { ...(zipcodeRace1.params['spotCheck'] as { [key: string]: Json }), confirmBlocks: 5 };
  const { startBlock, endBlock, seedBlock, evidenceBlock, nonce, zipcodes } = ROUND;
  const activated = {
    burnHotkey: burn,
    fromEpoch: ROUND.epoch,
    mechanism: zipcodeRace1.mechanism,
    params: { ...zipcodeRace1.params, spotCheck, ...more },
    ruleset: 'round@1',
    shareppm: 1_000_000,
    version: 1,
  };
  const opened = { startBlock, endBlock, seedBlock, evidenceBlock, nonce, zipcodes: zipcodes as unknown as Json };
  return [
    factLine('MechanismActivated', startBlock - 1, activated, 'local'),
    factLine('EpochOpened', startBlock - 1, opened, 'local'),
  ];
};

type Listing = Parameters<typeof listingsNdjson>[0][number];

/** All that the source has of a zipcode: every cell is filled. */
export const roundListings = (zipcode: string, count: number): readonly Listing[] =>
  Array.from({ length: count }, (_, i) => ({
    zpid: `2${zipcode}${String(i).padStart(3, '0')}`,
    address: `${100 + i} Walnut St`,
    price: 200_000 + i * 1000,
    property_type: 'CONDO',
    listing_status: 'SOLD',
    listing_date: '2026-05-10',
    zipcode,
    bedrooms: 1 + (i % 4),
    bathrooms: 2,
    sqft: 700 + i,
  }));

/** Every second listing is made up. */
export const inventedListings = (listings: readonly Listing[]): readonly Listing[] =>
  listings.map((listing, i) =>
    i % 2 === 0 ? listing : { ...listing, zpid: `9${String(listing['zpid'])}`, address: `${i} Invented Way` },
  );

/** The file of a miner for a zipcode; who copies hands in the file of the honest one. */
export const roundFile = (miner: 'honest' | 'synthetic' | 'copying', zipcode: string, count: number): Uint8Array => {
  const listings = roundListings(zipcode, count);
  const { hotkey } = miner === 'synthetic' ? synthetic : honest;
  const header = { ...LISTING_HEADER, epoch: ROUND.epoch, hotkey, netuid: ROUND.netuid, nonce: ROUND.nonce };
  return listingsNdjson(miner === 'synthetic' ? inventedListings(listings) : listings, header);
};

/** True for a listing that the source has. */
export const isRoundListing = (id: string): boolean =>
  ROUND.zipcodes.some(({ zipcode, expected }) =>
    roundListings(zipcode, expected).some((listing) => listing['zpid'] === id),
  );
