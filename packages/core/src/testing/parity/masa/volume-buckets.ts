/** One bucket of masa-bittensor: a tempo, and the volume of each uid in it. */
export interface VolumeBucket {
  readonly tempo: number;
  readonly volumes: ReadonlyMap<number, number>;
}

/**
 * Adds a volume as masa/validator/scorer.py does (Scorer.add_volume): a block of another tempo than the last bucket's opens a new
 * bucket, also an older one, and only the last `length` of them are kept.
 */
export const addVolume = (
  buckets: readonly VolumeBucket[],
  uid: number,
  volume: number,
  block: number,
  tempo: number,
  length: number,
): VolumeBucket[] => {
  const number = Math.floor(block / tempo);
  const last = buckets[buckets.length - 1];
  const isSame = last !== undefined && last.tempo === number;
  const volumes = new Map(isSame ? last.volumes : []);
  volumes.set(uid, (volumes.get(uid) ?? 0) + volume);
  return [...(isSame ? buckets.slice(0, -1) : buckets), { tempo: number, volumes }].slice(-length);
};

/**
 * New items by bucket of each uid, as the window of the volume race takes them. Buckets are numbered by their place, because the
 * original may hold one tempo twice.
 */
export const newItemsByUid = (buckets: readonly VolumeBucket[]): Map<number, Map<number, number>> => {
  const found = new Map<number, Map<number, number>>();
  buckets.forEach(({ volumes }, place) => {
    for (const [uid, volume] of volumes) {
      const own = found.get(uid) ?? new Map<number, number>();
      own.set(place, volume);
      found.set(uid, own);
    }
  });
  return found;
};

/** What masa/base/validator.py does to a uid that changed hands (resync_metagraph): its volumes become 0, and stay there as 0. */
export const wipeUid = (buckets: readonly VolumeBucket[], uid: number): VolumeBucket[] =>
  buckets.map(({ tempo, volumes }) => ({
    tempo,
    volumes: volumes.has(uid) ? new Map([...volumes, [uid, 0]]) : volumes,
  }));
