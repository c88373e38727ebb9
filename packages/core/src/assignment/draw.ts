import type { Sha256 } from '../hash/host.js';
import { raw32, taggedBytes, u64 } from '../hash/tagged.js';
import type { EpochNumber, Hash32, NetUid } from '../ids.js';
import { sample } from '../primitives/sample.js';

/** What makes a drawing: a block that nobody knew when the table was made, and what it is for. */
export interface DrawSeed {
  /** Hash of a finalized block, such as that of startBlock. */
  readonly seed: Hash32;
  readonly netuid: NetUid;
  readonly epoch: EpochNumber;
}

/** An item and its weight, an integer > 0. */
interface Weighted {
  readonly weight: number;
}

/**
 * Items in the order in which they are drawn, by weight and without putting back. Draw i takes, of those that are left in
 * the order given, the first whose weights so far add up to more than r = sample(H("assign/1", seed, netuid, epoch, i), W, 1),
 * W being the sum of their weights. The order given must be canonical. The sum must be a safe integer.
 */
export function* drawByWeight<A extends Weighted>(
  sha256: Sha256,
  { seed, netuid, epoch }: DrawSeed,
  items: readonly A[],
): Generator<A, void, void> {
  const left = [...items];
  let total = left.reduce((sum, { weight }) => sum + weight, 0);
  for (let i = 0; left.length > 0; i += 1) {
    const word = taggedBytes(sha256, 'assign/1', [raw32(seed), u64(netuid), u64(epoch), u64(i)]);
    const [r = 0] = sample(sha256, word, total, 1);
    let upTo = 0;
    const at = left.findIndex(({ weight }) => {
      upTo += weight;
      return upTo > r;
    });
    const [drawn] = left.splice(at, 1);
    if (drawn === undefined) throw new RangeError('drawByWeight: expected weights > 0');
    total -= drawn.weight;
    yield drawn;
  }
}
