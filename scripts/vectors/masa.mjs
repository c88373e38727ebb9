import assert from 'node:assert/strict';
import { scoreVolumes } from '../../packages/core/dist/mechanisms/volume-race/curve.js';
import { volumeIn } from '../../packages/core/dist/mechanisms/volume-race/window.js';
import { formatFx, parseFx, roundFx } from '../../packages/core/dist/numbers/fx-text.js';
import { emaFloor } from '../../packages/core/dist/primitives/ema.js';
import { masa110 } from '../../packages/core/dist/rulesets/masa-1.1.0-1.js';
import { addVolume, newItemsByUid, wipeUid } from '../../packages/core/dist/testing/parity/masa/volume-buckets.js';
import { assertNear, fxOf } from './check.mjs';

/** Vectors of masa-finance/masa-bittensor: windows, curve and average, driven through those of the volume race. */

const { curve: MASA_CURVE, dustppm: DUST, emaAlphappm: ALPHA, window: WINDOW } = masa110.params;
const MILLION = 1_000_000n;

/** What the floors of all steps of an average lose together: each less than 10^-18, and nine tenths of it live on. */
const FLOORS = 10n;

/** The original's scores are float32: relative 1e-6. */
const assertFloat32 = (actual, number, what) => {
  const expected = fxOf(Number(number));
  const apart = actual > expected ? actual - expected : expected - actual;
  const size = expected < 0n ? -expected : expected;
  assert.ok(
    apart * MILLION <= size || apart <= FLOORS,
    `${what}: expected ${formatFx(expected)}, got ${formatFx(actual)}`,
  );
};

/** x of volumes by the original's curve. They may have decimals: z does not change when all are scaled alike. */
const curveOf = (volumes, sd = MASA_CURVE.sd) =>
  scoreVolumes({ ...MASA_CURVE, sd }, DUST, new Map([...volumes].map(([uid, volume]) => [uid, fxOf(volume)])));

const ema = (x, before) => emaFloor(ALPHA, x, before);

const curveCase = (row) => ({
  name: row.name,
  check: () => {
    const xs = curveOf(row.volumes.entries());
    assert.equal(xs.size, row.score_float64.length, 'one score for each volume');
    row.score_float64.forEach(({ dec }, uid) => {
      const x = xs.get(uid);
      assertNear(x, Number(dec), `score of uid ${uid}`);
      assertFloat32(x, row.reward_float32[uid].dec, `reward of uid ${uid}`);
      assertFloat32(ema(x, 0n), row.ema_after_one_round_from_zero_float32[uid].dec, `average of uid ${uid}`);
    });
  },
});

export const kurtosisCurve = ({ cases }) => cases.map(curveCase);

export const notebookCurve = (data) => [
  ...[
    ['population', data.score_ddof0],
    ['sample', data.score_ddof1],
  ].map(([sd, scores]) => ({
    name: `standard deviation of the ${sd}`,
    check: () => {
      const xs = curveOf(data.volumes.entries(), sd);
      assert.equal(xs.size, scores.length);
      scores.forEach(({ dec }, at) => void assertNear(xs.get(at), Number(dec), `score of miner ${at}`));
    },
  })),
  ...Object.entries(data.printed_in_notebook).map(([at, printed]) => ({
    name: `printed for miner ${at}`,
    check: () => {
      const [, decimals = ''] = String(printed).split('.');
      const x = curveOf(data.volumes.entries(), 'sample').get(Number(at));
      assert.equal(Number(roundFx(x, decimals.length)), printed);
    },
  })),
];

/** One round of averages: who is in it takes a step, the others keep what they have. */
const averageRound = (scores, uids, rewards) =>
  scores.map((score, uid) => {
    const at = uids.indexOf(uid);
    if (at < 0) return score;
    return ema(rewards[at] === 'NaN' ? 0n : fxOf(rewards[at]), score);
  });

const averageCase = (name, { start, rounds, after_each: after }) => ({
  name,
  check: () => {
    assert.equal(rounds.length, after.length);
    let scores = start.map(fxOf);
    rounds.forEach(([uids, rewards], round) => {
      scores = averageRound(scores, uids, rewards);
      scores.forEach((score, uid) => void assertFloat32(score, after[round][uid].dec, `round ${round}, uid ${uid}`));
    });
  },
});

/** The parts of a case that stand under the name of a version. */
const byVersion = (row, runner) =>
  Object.entries(row).flatMap(([version, part]) =>
    version !== 'source' && part?.tag !== undefined
      ? [runner(row.name === undefined ? version : `${row.name}, ${version}`, part)]
      : [],
  );

export const averages = ({ cases }) => cases.flatMap((row) => byVersion(row, averageCase));

const last = (buckets) => Math.max(0, buckets.length - 1);
const places = (buckets) => buckets.map((_, place) => place);

/** Volumes over the window, by uid. The original holds no more buckets than its window. */
const windowVolumes = (buckets) =>
  new Map(
    [...newItemsByUid(buckets)].map(([uid, newItems]) => [
      uid,
      volumeIn(WINDOW, last(buckets), places(buckets), newItems),
    ]),
  );

const assertBuckets = (buckets, expected) =>
  assert.deepEqual(
    buckets.map(({ tempo, volumes }) => ({ tempo, miners: Object.fromEntries(volumes) })),
    expected,
  );

const assertResponse = (volumes, xs, expected) => {
  assert.deepEqual(
    [...volumes.keys()].sort((a, b) => a - b),
    expected.map(({ uid }) => uid).sort((a, b) => a - b),
  );
  for (const { uid, volume, score } of expected) {
    assert.equal(volumes.get(uid), volume, `volume of uid ${uid}`);
    assertNear(xs.get(uid), score, `score of uid ${uid}`);
  }
};

const assertScores = (scores, expected) =>
  scores.forEach((score, uid) => void assertFloat32(score, expected[uid].dec, `average of uid ${uid}`));

const windowCase = (name, { tempo, volume_window: length, n, alpha, events, steps }) => ({
  name,
  check: () => {
    assert.equal(length, WINDOW.epochs);
    assert.equal(fxOf(alpha), BigInt(ALPHA) * 10n ** 12n);
    let buckets = [];
    let scores = Array.from({ length: n }, () => 0n);
    let next = 0;
    for (const event of events) {
      if (event.op === 'volume') {
        buckets = addVolume(buckets, event.uid, event.volume, event.block, tempo, length);
        continue;
      }
      const step = steps[next];
      next += 1;
      assert.deepEqual(event, step.at);
      const volumes = windowVolumes(buckets);
      const xs = curveOf(volumes);
      scores = scores.map((score, uid) => (xs.has(uid) ? ema(xs.get(uid), score) : score));
      assertBuckets(buckets, step.volumes_state);
      assertResponse(volumes, xs, step.response);
      assertScores(scores, step.scores_float32);
    }
    assert.equal(next, steps.length, 'every step was looked at');
  },
});

export const volumeWindows = ({ cases }) => cases.flatMap((row) => byVersion(row, windowCase));

/** Uids whose hotkey changed between two states of the file. */
const changedUids = (before, after) => before.flatMap((hotkey, uid) => (hotkey === after[uid] ? [] : [uid]));

const deregistrationCase = (name, part) => ({
  name,
  check: () => {
    const { before, after_sync_hotkey_changed_but_axons_equal: unseen, after_sync_axons_changed: seen } = part;
    const uids = Object.keys(part.volumes_in).map(Number);
    let buckets = [{ tempo: 0, volumes: new Map(uids.map((uid) => [uid, part.volumes_in[uid]])) }];
    let scores = uids.map(() => 0n);
    const round = (expected) => {
      const volumes = windowVolumes(buckets);
      const xs = curveOf(volumes);
      scores = scores.map((score, uid) => (xs.has(uid) ? ema(xs.get(uid), score) : score));
      assertResponse(volumes, xs, expected.response);
      assertScores(scores, expected.scores);
    };
    round(before);
    assertScores(scores, unseen.scores);
    assertBuckets(buckets, unseen.volumes);
    for (const uid of changedUids(unseen.hotkeys, seen.hotkeys)) {
      buckets = wipeUid(buckets, uid);
      scores = scores.map((score, at) => (at === uid ? parseFx('0') : score));
      assert.equal(seen.tweets_by_uid_sizes[uid], 0, 'its history is emptied');
    }
    assertScores(scores, seen.scores);
    assertBuckets(buckets, seen.volumes);
    round(part.next_round);
  },
});

export const deregistration = (data) => byVersion(data, deregistrationCase);
