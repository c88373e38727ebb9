import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Random, seededRandom } from '../testing/random.js';
import { type Setter, smallSubnet } from '../testing/small-subnet.js';
import { type Epoch, type EpochInput, runEpoch } from './epoch.js';
import { epochInput } from './epoch-input.js';
import { epochTerms } from './epoch-terms.js';
import { I32F32, I64F64 } from './fixed-point.js';
import type { SparseMatrix } from './sparse-matrix.js';

const SEED = process.env['TEST_SEED'] ?? '1';

const inputOf = (size: number, setters: readonly Setter[]): EpochInput => {
  const input = epochInput(smallSubnet(size, setters));
  if (E.isLeft(input)) throw new Error(input.left.message);
  return input.right;
};

const U16 = 65_536;
const matrix = (random: Random, size: number): SparseMatrix =>
  Array.from({ length: size }, () =>
    Array.from({ length: size }, (_, column) => [column, I32F32.fromInt(BigInt(random.below(U16)))] as const).filter(
      () => random.chance(600_000),
    ),
  );

const randomInput = (random: Random, size: number): EpochInput => {
  const list = <A>(of: () => A): A[] => Array.from({ length: size }, of);
  // Stakes differ, because of equal ones the higher uid gets a permit first.
  const stakes = random.shuffle(Array.from({ length: size }, (_, i) => i * 1_000 + random.below(1_000)));
  return {
    ...inputOf(size, []),
    totalStake: stakes.map((stake) => I64F64.fromInt(BigInt(stake))),
    stakeThresholdRao: BigInt(random.below(2_000)),
    ownerUid: random.chance(500_000) ? random.below(size) : undefined,
    permits: list(() => random.chance(700_000)),
    maxAllowedValidators: random.between(1, size),
    lastUpdate: list(() => random.between(900, 1_000)),
    registeredAt: list(() => random.between(0, 950)),
    activityCutoffBlocks: random.between(100, 300),
    commitBlocks: list(() => (random.chance(200_000) ? random.between(900, 1_000) : undefined)),
    weights: matrix(random, size),
    bonds: matrix(random, size),
    lastTempo: 800,
    kappa: BigInt(random.below(2 ** 32)),
    bondsPenalty: BigInt(random.below(2 ** 32)),
    emissionRao: 1_000_000_000n,
  };
};

/** The input with uid i moved to place[i]. */
const moved = (input: EpochInput, place: readonly number[]): EpochInput => {
  const list = <A>(items: readonly A[]): A[] => {
    const out = [...items];
    for (const [uid, to] of place.entries()) out[to] = items[uid] as A;
    return out;
  };
  const rows = (matrix: SparseMatrix): SparseMatrix =>
    list(matrix.map((cells) => cells.map(([column, value]) => [place[column] ?? 0, value] as const)));
  return {
    ...input,
    totalStake: list(input.totalStake),
    ownerUid: input.ownerUid === undefined ? undefined : place[input.ownerUid],
    permits: list(input.permits),
    lastUpdate: list(input.lastUpdate),
    registeredAt: list(input.registeredAt),
    commitBlocks: list(input.commitBlocks),
    weights: rows(input.weights),
    bonds: rows(input.bonds),
  };
};

const VECTORS = [
  'stake',
  'activeStake',
  'consensus',
  'validatorTrust',
  'incentive',
  'dividends',
  'newPermits',
] as const;

test('with uids in another order every result is in that order', () => {
  const random = seededRandom(`yuma/permute/${SEED}`);
  for (let run = 0; run < 40; run += 1) {
    const size = random.between(1, 9);
    const input = randomInput(random, size);
    const place = random.shuffle(Array.from({ length: size }, (_, i) => i));
    const [before, after] = [runEpoch(input), runEpoch(moved(input, place))];
    for (const name of VECTORS) {
      for (const [uid, to] of place.entries())
        assert.equal(after[name][to], before[name][uid], `seed ${SEED}, ${run}: ${name}`);
    }
    for (const [uid, to] of place.entries()) assert.is(after.emission.combined[to], before.emission.combined[uid]);
  }
});

test('what is paid never passes what there is', () => {
  const random = seededRandom(`yuma/sums/${SEED}`);
  for (let run = 0; run < 40; run += 1) {
    const { incentive, dividends, emission } = runEpoch(randomInput(random, random.between(1, 12)));
    const sumOf = (x: readonly bigint[]): bigint => x.reduce((total, value) => total + value, 0n);
    for (const part of [incentive, dividends])
      assert.ok(sumOf(part) <= I32F32.one && part.every((value) => value >= 0n));
    assert.ok(sumOf(emission.server) + sumOf(emission.validator) <= 1_000_000_000n, `seed ${SEED}, run ${run}`);
  }
});

const fields = ({ emission, activeStake, stake }: Epoch) => ({ emission: emission.validator, activeStake, stake });

test('without weights the emission goes by active stake, and without that by stake', () => {
  const input = inputOf(3, [
    { uid: 0, alpha: 300, cells: [] },
    { uid: 1, alpha: 100, cells: [[1, 65_535]] },
  ]);
  assert.equal(fields(runEpoch(input)).emission, [750_000_000n, 250_000_000n, 0n]);
  assert.equal(fields(runEpoch({ ...input, lastUpdate: [990, 0, 0], activityCutoffBlocks: 200 })).emission, [
    1_000_000_000n,
    0n,
    0n,
  ]);
  assert.equal(fields(runEpoch({ ...input, activityCutoffBlocks: 1 })).emission, [750_000_000n, 250_000_000n, 0n]);
});

test('no neurons, no stake, no weights, and values at their ends: no throw, and zeros', () => {
  assert.equal(epochTerms(runEpoch(inputOf(0, []))).emission, []);
  assert.equal(epochTerms(runEpoch(inputOf(2, []))).emission, ['0', '0']);
  const most = (1n << 63n) - 1n;
  const cells = [
    [0, most],
    [1, most],
    [9, most],
  ] as const;
  const hostile: EpochInput = {
    ...inputOf(2, [{ uid: 0, alpha: 1, cells: [] }]),
    totalStake: [I64F64.fromInt(1n << 64n), I64F64.fromInt(1n << 64n)],
    permits: [true],
    lastUpdate: [Number.MAX_SAFE_INTEGER],
    registeredAt: [],
    maxAllowedValidators: 65_535,
    weights: [cells, cells],
    bonds: [cells, cells],
    kappa: 0n,
    bondsAlpha: -most,
    emissionRao: (1n << 64n) - 1n,
  };
  for (const input of [hostile, { ...hostile, kappa: most }, { ...hostile, bondsPenalty: 1n }]) {
    const { incentive, dividends } = epochTerms(runEpoch(input));
    for (const value of [...incentive, ...dividends]) assert.ok(value >= 0 && value <= 65_535);
  }
});

test('bonds are stored for those with a permit, and cleared for those who lost it', () => {
  const input = inputOf(4, [
    { uid: 0, alpha: 300, cells: [[3, 65_535]] },
    { uid: 1, alpha: 100, cells: [[3, 65_535]] },
  ]);
  assert.equal(epochTerms(runEpoch(input)).bonds, [
    [0, [[3, 65_535]]],
    [1, [[3, 21_844]]],
  ]);
  assert.equal(epochTerms(runEpoch({ ...input, maxAllowedValidators: 1 })).bonds, [
    [0, [[3, 65_535]]],
    [1, []],
  ]);
});

test.run();
