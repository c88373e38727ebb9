import { FX_ONE, type Fx, floorDiv, fxFromPpm, fxFromRaw } from '../../../numbers/fx.js';

/** One zipcode of an epoch as resi hands it to its weights: who won which share, and who only took part. */
export interface ZipcodeResult {
  readonly zipcode: string;
  /** Rows of the winners together: what resi weighs the zipcode by. */
  readonly winnerRows: number;
  readonly winners: readonly { readonly hotkey: string; readonly share: Fx }[];
  readonly participants: readonly string[];
}

/** Scores of an epoch: Fx that sum to one (up to the floors), the weight of each zipcode, and two counts. */
export interface EpochWeights {
  readonly scores: ReadonlyMap<string, Fx>;
  readonly zipcodeWeights: ReadonlyMap<string, Fx>;
  readonly winners: number;
  readonly rows: number;
}

const POOL = fxFromPpm(50_000);
const NOTHING: EpochWeights = { scores: new Map(), zipcodeWeights: new Map(), winners: 0, rows: 0 };

/**
 * resi's calculate_epoch_proportional_weights (rewards/zipcode_competitive_scorer.py @ ed9ff45): a zipcode weighs its winners'
 * rows over all winners' rows, a winner earns its share (0.55, 0.30, 0.10) of that, 0.05 is split over participants that won
 * nowhere, and everything is divided by the total, so that unused shares go to the others. No winner's row: no scores at all.
 * Exact rationals with one floor at the end; the original adds doubles in the order of its dictionaries.
 */
export const resiEpochWeights = (results: readonly ZipcodeResult[]): EpochWeights => {
  const rowsOf = new Map<string, bigint>();
  let rows = 0n;
  for (const result of results) {
    rowsOf.set(result.zipcode, BigInt(result.winnerRows));
    rows += BigInt(result.winnerRows);
  }
  if (rows === 0n) return NOTHING;

  // Every score is kept as a numerator over 10^18 * rows * count, so that nothing is rounded before the division at the end.
  const won = new Map<string, bigint>();
  const tookPart = new Set<string>();
  for (const { zipcode, winners, participants } of results) {
    for (const { hotkey, share } of winners) {
      won.set(hotkey, (won.get(hotkey) ?? 0n) + share * (rowsOf.get(zipcode) ?? 0n));
    }
    for (const hotkey of participants) tookPart.add(hotkey);
  }
  const pooled = [...tookPart].filter((hotkey) => !won.has(hotkey));
  const count = BigInt(Math.max(1, pooled.length));
  const numerators = new Map<string, bigint>();
  for (const [hotkey, numerator] of won) numerators.set(hotkey, numerator * count);
  for (const hotkey of pooled) numerators.set(hotkey, POOL * rows);
  let total = 0n;
  for (const numerator of numerators.values()) total += numerator;

  const portion = (part: bigint, whole: bigint): Fx => fxFromRaw(floorDiv(part * FX_ONE, whole));
  const scores = new Map<string, Fx>();
  if (total > 0n) for (const [hotkey, numerator] of numerators) scores.set(hotkey, portion(numerator, total));
  const zipcodeWeights = new Map<string, Fx>();
  for (const [zipcode, part] of rowsOf) zipcodeWeights.set(zipcode, portion(part, rows));
  return { scores, zipcodeWeights, winners: won.size, rows: Number(rows) };
};
