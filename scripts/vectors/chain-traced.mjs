import assert from 'node:assert/strict';
import { I32F32 } from '../../packages/core/dist/yuma/fixed-point.js';
import { maskWeights } from '../../packages/core/dist/yuma/mask-weights.js';
import { colMaxUpscale, normalize } from '../../packages/core/dist/yuma/normalize.js';
import { maskCells, matmul, rowHadamard } from '../../packages/core/dist/yuma/sparse-matrix.js';

/** The lines that the runtime's tests print of an epoch, and how each is compared. */

const TOLERANCE = 1e-9;

const near = (bits, printed, what) => {
  const value = Number(bits) / 2 ** 32;
  assert.ok(Math.abs(value - printed) <= TOLERANCE, `${what}: expected ${printed}, got ${value}`);
};

const vector = (of) => (run, printed) => {
  const actual = of(run);
  assert.equal(actual.length, printed.length);
  for (const [uid, number] of printed.entries()) near(actual[uid], number, `uid ${uid}`);
};

const matrix = (of) => (run, printed) => {
  const actual = of(run);
  for (const [row, cells] of printed.entries()) {
    assert.deepEqual(
      actual[row].map(([column]) => column),
      cells.map(([column]) => column),
      `columns of row ${row}`,
    );
    for (const [at, [column, number]] of cells.entries())
      near(actual[row][at][1], number, `row ${row}, column ${column}`);
  }
};

/** u16 rows, as they are stored. */
const stored = (of) => (run, printed) => {
  const rows = of(run).map((cells) => cells.map(([column, value]) => [column, Number(I32F32.floor(value))]));
  assert.deepEqual(rows, printed);
};

const same = (of) => (run, printed) => assert.deepEqual(of(run), printed);

const permitted = ({ input }) => maskCells(input.weights, (row) => !input.permits[row]);
const never = ({ lastUpdate }) => lastUpdate.map(() => Number.MAX_SAFE_INTEGER);
const notOnOneself = ({ input }) => maskWeights(input.weights, { ...input, lastUpdate: never(input) });
const fresh = ({ input }) => maskCells(input.bonds, (_row, column) => input.lastTempo <= input.registeredAt[column]);
const combined = ({ epoch }) => normalize(epoch.incentive.map((value, uid) => I32F32.add(value, epoch.dividends[uid])));
const share = (run) => {
  const total = combined(run);
  return total.some((value) => value !== 0n) ? total : run.epoch.activeStake;
};
const trust = ({ epoch }) => {
  const before = matmul(epoch.weights, epoch.activeStake);
  return epoch.rank.map((rank, uid) => I32F32.div(rank, before[uid]));
};
const rao = ({ epoch }, printed) => assert.deepEqual(epoch.emission.combined.map(Number), printed);
const everyUid = (size) => Array.from({ length: size }, (_, uid) => [uid, uid]);

/** By line: a check of a run against what was printed. */
export const TRACED = {
  Inactive: same(({ epoch }) => epoch.active.map((active) => !active)),
  'Last update': same(({ input }) => input.lastUpdate),
  'Block at registration': same(({ input }) => input.registeredAt),
  hotkeys: same(({ input }) => everyUid(input.permits.length)),
  validator_permits: same(({ epoch }) => epoch.permits),
  new_validator_permits: same(({ epoch }) => epoch.newPermits),
  S: vector(({ epoch }) => epoch.stake),
  'S (mask)': vector(({ epoch }) => epoch.stake),
  'S (mask+norm)': vector(({ epoch }) => epoch.activeStake),
  'S (2nd)': vector(({ epoch }) => epoch.activeStake),
  W: stored(({ input }) => input.weights),
  'W (permit)': stored(permitted),
  'W (permit+diag)': stored(notOnOneself),
  'W (permit+diag+outdate)': stored(({ input }) => maskWeights(input.weights, input)),
  'W (mask+norm)': matrix(({ epoch }) => epoch.weights),
  'R (before)': vector(({ epoch }) => matmul(epoch.weights, epoch.activeStake)),
  C: vector(({ epoch }) => epoch.consensus),
  'W (2nd)': matrix(({ epoch }) => epoch.clippedWeights),
  Tv: vector(({ epoch }) => epoch.validatorTrust),
  R: vector(({ epoch }) => epoch.rank),
  'R (after)': vector(({ epoch }) => epoch.rank),
  T: vector(trust),
  I: vector(({ epoch }) => epoch.incentive),
  'I (=R)': vector(({ epoch }) => epoch.incentive),
  B: stored(({ input }) => input.bonds),
  'B (outdatedmask)': stored(fresh),
  'B (mask+norm)': matrix(({ epoch }) => epoch.bonds.before),
  ΔB: matrix(({ epoch }) => rowHadamard(epoch.clippedWeights, epoch.activeStake)),
  'ΔB (norm)': matrix(({ epoch }) => epoch.bonds.delta),
  emaB: matrix(({ epoch }) => epoch.bonds.ema),
  'emaB (2nd)': matrix(({ epoch }) => colMaxUpscale(epoch.bonds.ema)),
  'emaB (max-upscale)': matrix(({ epoch }) => colMaxUpscale(epoch.bonds.ema)),
  D: vector(({ epoch }) => epoch.dividends),
  nE: vector(share),
  P: vector(share),
  E: rao,
};
