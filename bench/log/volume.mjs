import { createHash } from 'node:crypto';
import { mip2 } from '@subnet-scoring/core/testing';
import { drawItems } from '../../packages/core/dist/mechanisms/volume-race/spot-check.js';
import { factOf } from './fact.mjs';
import { observedEpoch } from './observed-epoch.mjs';
import { blockFact } from './opening.mjs';

// A query of Masa 1.1.0, the release of MIP-2: ten miners, up to a hundred posts each.
const CALLED = 10;
const IDS_MAX = 100;
const IDS_MIN = 60;
const TIMEOUT_MS = 40_000;
const { rows } = mip2.params.spotCheck;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Ids as posts have them, 19 digits: time above, a counter below. Newest first; some miners send them in no order. */
const idsOf = (random, block) => {
  const count = random.between(IDS_MIN, IDS_MAX);
  const times = Array.from({ length: count }, () => block * 100_000 + random.below(4_000_000));
  if (!random.chance(200_000)) times.sort((a, b) => b - a);
  const ids = times.map(
    (time) => `1${String(time).padStart(12, '0')}${String(random.below(1_000_000)).padStart(6, '0')}`,
  );
  return [...new Set(ids)];
};

const checkOf = ({ random, epoch, by }, hotkey, query, item, block) => {
  const data = { evidenceSha256: random.hex(64), hotkey, subject: { item, query } };
  if (random.chance(20_000))
    return factOf(epoch, block, 'SpotCheckInconclusive', { ...data, cause: 'rateLimited' }, { by });
  return factOf(epoch, block, 'SpotCheckPassed', data, { by });
};

/** One answer: its ids, what was counted in them, and the look-ups of those that the hash of the next block draws. */
const answer = (context, query, hotkey, block, nextHash) => {
  const { random, epoch, by } = context;
  const itemIds = idsOf(random, block);
  const returned = { hotkey, itemIds, latencyMs: random.between(2_000, TIMEOUT_MS), part: 0, parts: 1, query };
  const unfit = random.chance(100_000) ? [random.below(itemIds.length)] : [];
  const fit = itemIds.length - unfit.length;
  const itemsSha256 = sha256(itemIds.map((id) => `${id}\n`).join('')).toString('hex');
  const drawn = drawItems(sha256, nextHash, query, hotkey, itemIds.length, rows);
  return [
    factOf(epoch, block, 'ItemsReturned', returned, { by }),
    factOf(epoch, block + 2, 'ItemsMeasured', { fresh: fit, hotkey, itemsSha256, matching: fit, query, unfit }, { by }),
    ...drawn.map((at) => checkOf(context, hotkey, query, itemIds[at], block + 3)),
  ];
};

const round = (context, number, block) => {
  const { random, epoch, by, miners } = context;
  const query = `query-${number}`;
  const hotkeys = random.some(miners, CALLED).map(({ hotkey }) => hotkey);
  const nextHash = random.hex(64);
  const issued = { hotkeys, query, source: 'trending', text: `"topic ${random.below(10)}"`, timeoutMs: TIMEOUT_MS };
  return [
    factOf(epoch, block, 'QueryIssued', issued, { by }),
    blockFact(random, epoch, block + 4, nextHash),
    ...hotkeys.flatMap((hotkey) => answer(context, query, hotkey, block + 3, nextHash)),
  ];
};

const makeEpoch = observedEpoch({
  name: 'volume',
  ruleset: mip2,
  perStep: 2 + CALLED * (2 + rows),
  margin: { first: 10, total: 30 },
  step: round,
});

/** Queries, answers, measures and look-ups as a validator of MIP-2 makes them, under mip2@1. */
export const volumeLog = { name: 'volume', makeEpoch };
