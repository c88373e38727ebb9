import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { MechanismActivated } from '../event/index.js';
import type { Json } from '../event/json.js';
import { type ScaleReader, scaleReader, scaleWriter } from '../hash/scale.js';
import type { EpochNumber, Hash32 } from '../ids.js';
import type { Standing } from '../weights/standing.js';
import { type ActiveMechanism, resolveActivation } from './activations.js';
import type { ReplayState } from './result.js';

const VERSION = 1;

/**
 * State at an epoch's boundary as SCALE, bound to the seal it belongs to (`prev`). A cache: replay can always rebuild it,
 * and no hash of the log depends on it.
 */
export const encodeSnapshot = (state: ReplayState): Uint8Array => {
  const out = scaleWriter();
  out.u32(VERSION);
  out.list(state.lastEpoch === undefined ? [] : [state.lastEpoch], out.u64);
  out.bytes32(state.prev);
  out.list(state.active, ({ data, mechanism, state: own }) => {
    out.text(encodeCanonical(data as unknown as Json));
    mechanism.writeState(own, out);
  });
  out.list(state.standing === undefined ? [] : [state.standing], ({ epoch, vector, target, without }) => {
    out.u64(epoch);
    out.list(vector.uids, out.u32);
    out.list(vector.values, out.u32);
    out.list(target.uids, out.u32);
    out.u32(target.burnUid);
    out.u32(without);
  });
  return out.finish();
};

const readActive = (input: ScaleReader): ActiveMechanism => {
  const data = MechanismActivated.data.codec.decode(JSON.parse(input.text()));
  if (E.isLeft(data)) throw new RangeError('expected the data of a MechanismActivated');
  const resolved = resolveActivation(data.right);
  if (E.isLeft(resolved)) throw new RangeError(`${resolved.left.code}: ${resolved.left.found}`);
  const { mechanism, params } = resolved.right;
  return { data: data.right, mechanism, params, state: mechanism.readState(params, input) };
};

const readStanding = (input: ScaleReader): Standing => ({
  epoch: input.u64() as EpochNumber,
  vector: { uids: input.list(input.u32), values: input.list(input.u32) },
  target: { uids: input.list(input.u32), burnUid: input.u32() },
  without: input.u32(),
});

/** Reads a snapshot; any other bytes are SNAPSHOT_HASH errors, and the caller replays from an earlier point. */
export const decodeSnapshot = (bytes: Uint8Array): E.Either<DataError, ReplayState> => {
  try {
    const input = scaleReader(bytes);
    const version = input.u32();
    if (version !== VERSION) throw new RangeError(`expected version ${VERSION}, got ${version}`);
    const state: ReplayState = {
      lastEpoch: input.list(input.u64)[0] as EpochNumber | undefined,
      prev: input.bytes32() as Hash32,
      active: input.list(() => readActive(input)),
      standing: input.list(() => readStanding(input))[0],
    };
    if (input.left() > 0) throw new RangeError(`expected the end, got ${input.left()} more bytes`);
    return E.right(state);
  } catch (error) {
    return E.left({
      code: 'SNAPSHOT_HASH',
      at: {},
      expected: 'a snapshot of this engine',
      found: shorten(error instanceof Error ? error.message : error),
      help: 'delete the file; replay rebuilds it',
    });
  }
};
