import type { Uid } from '../ids.js';
import type { Epoch } from './epoch.js';
import { toU16 } from './fixed-point.js';
import { colMaxUpscale } from './normalize.js';
import type { Vector } from './sparse-matrix.js';
import type { Row } from './subnet-state.js';

/** What an epoch stores. Lists are by uid; u16 are proportions of 65535, rounded down. */
export interface EpochTerms {
  readonly active: readonly boolean[];
  readonly validatorPermit: readonly boolean[];
  readonly stakeWeight: readonly number[];
  readonly consensus: readonly number[];
  /** Older runtimes stored it as rank too. */
  readonly incentive: readonly number[];
  readonly dividends: readonly number[];
  readonly validatorTrust: readonly number[];
  /** Rows of those who have a permit now; the row of one who lost it is empty. */
  readonly bonds: readonly Row[];
  /** Rao, as decimal text: for incentive, for dividends, and for both. */
  readonly serverEmission: readonly string[];
  readonly validatorEmission: readonly string[];
  readonly emission: readonly string[];
}

const u16s = (x: Vector): readonly number[] => x.map(toU16);
const texts = (rao: Vector): readonly string[] => rao.map(String);

const storedBonds = ({ bonds, permits, newPermits }: Epoch): readonly Row[] =>
  colMaxUpscale(bonds.ema).flatMap((cells, uid): readonly Row[] => {
    if (newPermits[uid] !== true) return permits[uid] === true ? [[uid as Uid, []]] : [];
    return [[uid as Uid, cells.map(([column, value]) => [column as Uid, toU16(value)])]];
  });

/** What the runtime writes to storage at the end of an epoch. */
export const epochTerms = (epoch: Epoch): EpochTerms => ({
  active: epoch.active,
  validatorPermit: epoch.newPermits,
  stakeWeight: u16s(epoch.stake),
  consensus: u16s(epoch.consensus),
  incentive: u16s(epoch.incentive),
  dividends: u16s(epoch.dividends),
  validatorTrust: u16s(epoch.validatorTrust),
  bonds: storedBonds(epoch),
  serverEmission: texts(epoch.emission.server),
  validatorEmission: texts(epoch.emission.validator),
  emission: texts(epoch.emission.combined),
});
