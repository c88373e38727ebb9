/** Weights of one validator as the chain stores them: u16 by uid. A uid without an entry has 0, as for the chain. */
export type Row = Uint16Array;

/** A row from uids (0..65535, each once) and the u16 at the same positions. */
export const rowOf = (uids: readonly number[], values: readonly number[]): Row => {
  const row = new Uint16Array(uids.reduce((most, uid) => Math.max(most, uid), -1) + 1);
  for (const [at, uid] of uids.entries()) row[uid] = values[at] ?? 0;
  return row;
};

/** A miner whose weight is not the expected one. */
export interface WeightDelta {
  readonly uid: number;
  readonly expected: number;
  readonly found: number;
}

export const sizeOf = ({ expected, found }: WeightDelta): number => Math.abs(found - expected);

/** Every uid whose weight differs by more than `tolerance` (u16), the greatest difference first, then by uid. */
export const deltasOf = (expected: Row, found: Row, tolerance: number): readonly WeightDelta[] => {
  const deltas: WeightDelta[] = [];
  const length = Math.max(expected.length, found.length);
  for (let uid = 0; uid < length; uid += 1) {
    const [a, b] = [expected[uid] ?? 0, found[uid] ?? 0];
    if (a !== b && Math.abs(a - b) > tolerance) deltas.push({ uid, expected: a, found: b });
  }
  return deltas.sort((a, b) => sizeOf(b) - sizeOf(a) || a.uid - b.uid);
};
