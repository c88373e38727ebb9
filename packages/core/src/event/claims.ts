import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf, record } from './field.js';
import { account, block, count, decimal, hash32, slug, text, u16, uid } from './values.js';

const MINERS_MAX = 131_072;
const scored = record('share of one miner', { account: hash32, hotkey: account, reason: text(1, 256), share: decimal });

/** Claim: at a rollover an identity moved from one tier to another, and the numbers behind it. */
export const TierRecomputed = defineEvent({
  type: 'TierRecomputed',
  phase: -1,
  origin: 'engine',
  data: {
    from: text(1, 64),
    hotkey: account,
    lifetime: count,
    mechanism: slug,
    n: count,
    registeredAt: block,
    s: count,
    to: text(1, 64),
  },
});
export type TierRecomputed = EventOf<typeof TierRecomputed>;

/** Claim: the shares (Fx as integer text) and reasons of an epoch, and their hash. */
export const EpochScored = defineEvent({
  type: 'EpochScored',
  phase: -1,
  origin: 'engine',
  data: {
    burn: decimal,
    miners: listOf(
      scored,
      MINERS_MAX,
      ascendingBy('account', (item) => item.account),
    ),
    scores: hash32,
  },
});
export type EpochScored = EventOf<typeof EpochScored>;

/** Claim: the u16 vector of an epoch under one quantiser profile, and its hash. */
export const WeightsComputed = defineEvent({
  type: 'WeightsComputed',
  phase: -1,
  origin: 'engine',
  data: {
    profile: text(1, 64),
    uids: listOf(
      uid,
      65_536,
      ascendingBy('uid', (item) => item),
    ),
    values: listOf(u16, 65_536),
    versionKey: count,
    weights: hash32,
  },
});
export type WeightsComputed = EventOf<typeof WeightsComputed>;
