import { sumWindow, windowBuckets } from '../../primitives/window.js';
import type { Params } from './params.js';

/**
 * Volume of an identity: its new items over the window (rule 4). `buckets` are the epochs in which any answer counted.
 * Undefined when no answer of its own counted in the window: that is not the same as a volume of 0.
 */
export const volumeIn = (
  { kind, epochs }: Params['window'],
  epoch: number,
  buckets: readonly number[],
  newItems: ReadonlyMap<number, number>,
): number | undefined => {
  const inside = windowBuckets(kind, epochs, epoch, buckets);
  return inside.some((bucket) => newItems.has(bucket)) ? sumWindow(newItems, inside) : undefined;
};
