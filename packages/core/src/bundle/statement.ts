import * as E from 'fp-ts/lib/Either.js';
import type { EpochResult } from '../engine/result.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { ascendingBy, leaf, listOf, record, type ValueOf } from '../event/field.js';
import type { Json } from '../event/json.js';
import { account, count, epochNumber, hash32, netUid, oneOf, text, u16, uid } from '../event/values.js';
import type { Host } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { type Account, accountHex, type NetUid } from '../ids.js';
import { scoresHash, sealHash } from '../log/seal.js';
import { FX_ONE, fxFromRaw } from '../numbers/fx.js';
import { weightsHash } from '../weights/weights-hash.js';
import { JSON_BYTES_MAX } from './bundle-index.js';
import { badBundle, readCanonical } from './read-canonical.js';

const MINERS_MAX = 65_536;
const REASON_MAX = 256;
const VERSION_KEY = 0; // the profile's own hash has none; a plan of weights names the subnet's

const SHARE = /^(0|[1-9][0-9]{0,18})$/;
const share = leaf(
  'share of one times 10^18',
  (u): u is string => typeof u === 'string' && SHARE.test(u) && BigInt(u) <= FX_ONE,
);
const miner = record('miner', { hotkey: account, reason: text(1, REASON_MAX), share });
const seal = record('seal', {
  count,
  epoch: epochNumber,
  prev: hash32,
  rules: hash32,
  scores: hash32,
  seal: hash32,
  segment: hash32,
  status: oneOf('judged', 'unjudged'),
});
const statement = record('result of an epoch', {
  burn: share,
  miners: listOf(
    miner,
    MINERS_MAX,
    ascendingBy('account', ({ hotkey }: { readonly hotkey: Account }) => accountHex(hotkey)),
  ),
  seal,
});
const vector = record('vector of weights', {
  epoch: epochNumber,
  netuid: netUid,
  profile: oneOf('exact-v1'),
  uids: listOf(
    uid,
    MINERS_MAX,
    ascendingBy('uid', (item) => item),
  ),
  values: listOf(u16, MINERS_MAX),
  weights: hash32,
});

/** What a validator says came of an epoch: its seal, and shares and burn as integers times 10^18. */
export type Statement = ValueOf<typeof statement>;
/** The u16 weights that follow from it, and their hash. */
export type StatedWeights = ValueOf<typeof vector>;

const bytesOf = (value: object): Uint8Array => encodeUtf8(encodeCanonical(value as Json));

/** result.json of a sealed epoch. */
export const encodeStatement = ({ burn, miners, seal: sealed }: EpochResult): Uint8Array =>
  bytesOf({
    burn: burn.toString(),
    miners: miners.map(({ hotkey, reason, share }) => ({ hotkey, reason, share: share.toString() })),
    seal: sealed,
  });

/** weights.json of an epoch; undefined when it has no vector. */
export const encodeStatedWeights = (netuid: NetUid, { epoch, weights }: EpochResult): Uint8Array | undefined => {
  if (weights === undefined) return undefined;
  const { hash, profile, vector: own } = weights;
  return bytesOf({ epoch, netuid, profile, uids: own.uids, values: own.values, weights: hash });
};

/** Reads result.json; refuses one whose hashes are not those of what it says. */
export const decodeStatement = (host: Host, bytes: Uint8Array): E.Either<DataError, Statement> => {
  const read = readCanonical(statement, host, bytes, JSON_BYTES_MAX);
  if (E.isLeft(read)) return read;
  const { burn, miners, seal: stated } = read.right;
  const shares = miners.map((item) => ({ ...item, share: fxFromRaw(BigInt(item.share)) }));
  const scores = scoresHash(host.sha256, stated.epoch, fxFromRaw(BigInt(burn)), shares);
  if (scores !== stated.scores) return badBundle(`scores ${scores}, which follow from the miners`, stated.scores);
  const { seal: hash, ...body } = stated;
  const sealed = sealHash(host.sha256, body);
  return sealed === hash ? read : badBundle(`seal ${sealed}, which follows from the rest`, hash, '/seal/seal');
};

/** Reads weights.json; refuses one whose hash is not that of its vector. */
export const decodeStatedWeights = (host: Host, bytes: Uint8Array): E.Either<DataError, StatedWeights> => {
  const read = readCanonical(vector, host, bytes, JSON_BYTES_MAX);
  if (E.isLeft(read)) return read;
  const { epoch, netuid, profile, uids, values, weights } = read.right;
  if (uids.length !== values.length) return badBundle(`${uids.length} values`, `${values.length}`, '/values');
  const hash = weightsHash(host.sha256, netuid, epoch, profile, VERSION_KEY, { uids, values });
  return hash === weights ? read : badBundle(`weights ${hash}, which follow from the vector`, weights, '/weights');
};
