import { exactId, takeNew } from '../../../primitives/dedupe.js';

/** Answers of one round by uid; null is no answer. */
export type Round = ReadonlyMap<number, readonly string[] | null>;

/** Volumes and remembered ids by uid, of uids that ever answered with something. */
export interface Counted {
  readonly volumes: ReadonlyMap<number, number>;
  readonly stored: ReadonlyMap<number, ReadonlySet<string>>;
}

/**
 * Which ids masa-bittensor 1.1.0 counts (masa/validator/forwarder.py, Forwarder.get_miners_volumes) when every tweet passes its
 * content checks: ids are text, so "0101" and "101" are two tweets; each counts once in the life of a uid; two uids with one list
 * are both paid; an empty answer leaves nothing behind. Gives what there is after each round.
 */
export const countAsMasa110 = (rounds: readonly Round[]): Counted[] => {
  const volumes = new Map<number, number>();
  const stored = new Map<number, Set<string>>();
  return rounds.map((round) => {
    for (const [uid, ids] of round) {
      if (ids === null || ids.length === 0) continue;
      const history = stored.get(uid) ?? new Set<string>();
      stored.set(uid, history);
      volumes.set(uid, (volumes.get(uid) ?? 0) + takeNew(history, ids, exactId).length);
    }
    return { volumes: new Map(volumes), stored: new Map([...stored].map(([uid, ids]) => [uid, new Set(ids)])) };
  });
};
