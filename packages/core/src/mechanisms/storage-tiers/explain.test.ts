import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../../event/index.js';
import { filetaoReadme1 } from '../../rulesets/index.js';
import { accountOf, opening, pinged, replayFacts, storageWorld, taskBatch } from '../../testing/index.js';

const world = storageWorld({
  miners: ['ann', 'bob', 'cat'],
  firstBlock: 1_000,
  epochBlocks: 200,
  windowBlocks: 100,
  params: { ...filetaoReadme1.params, rolloverBlocks: 40 },
});
const facts: readonly Fact[] = [
  ...opening(world, 0),
  taskBatch(world, 0, { at: 10, batch: 'one', results: { ann: { latencyMs: 500 }, bob: { latencyMs: 1_500 } } }),
  taskBatch(world, 0, {
    at: 12,
    batch: 'two',
    task: 'challenge',
    results: { ann: { latencyMs: 9_000 }, bob: 'failed' },
  }),
  ...[20, 21, 22, 23, 24, 25].map((at) => pinged(world, 0, at, { bob: false })),
];
const [result] = replayFacts(world.header, facts);

/** An explanation as text, a line for each step. */
const explained = (name: string): readonly string[] =>
  (result?.mechanisms[0]?.explain(accountOf(name)).sections ?? []).flatMap(({ title, steps }) =>
    steps.map(({ ok, says, formula = '', lines }) => `${title}|${ok ?? '-'}|${says}|${formula}|${lines.join(',')}`),
  );

test('every batch with its formula, its values and its line', () => {
  assert.equal(explained('ann'), [
    'Registration|true|registered at block 3||4',
    'Tasks|-|batch one: store passed in 500 ms of 12000, among the fastest|' +
      'reward = factor of Bronze floor(600000 * 1200000 / 10^6) = 720000 ppm = 0.72 ; ' +
      't = 500 / ln(1 + 1048576) = 36.067373541040263806 ; ' +
      'x = 7 * (t - mean 72.134747082080527613 - shift 64.921272373872474852) / span 216.40424124624158284 ; ' +
      'g = 1 / (1 + e^x) = 0.963267409327970264 ; scaled = floor(floor(0.72 * g) * ' +
      'sum of rewards 1.44 / sum of rewards * g 1.210333295725711386) = 0.825157544222075907 ; ' +
      'score = floor((50000 * 0.825157544222075907 + 950000 * 0) / 10^6) = 0.041257877211103795|5',
    'Tasks|-|batch two: challenge passed in 9000 ms of 12000, among the fastest|' +
      'reward = factor of Bronze floor(600000 * 1200000 / 10^6) = 720000 ppm = 0.72 ; not scaled by speed ; ' +
      'score = floor((50000 * 0.72 + 950000 * 0.041257877211103795) / 10^6) = 0.075194983350548605|6',
    'Tier|-|rollover at block 1080: stays Bronze|Wilson centre of 2 in 2 = 0.907342524467197966, 2 successes ; ' +
      'Bronze takes 0 ppm and 0 successes ; Silver takes 600000 ppm and 500 successes|',
    'Tier|-|rollover at block 1200: stays Bronze|nothing was tried: the tier stays|',
    'Tier|-|holds Bronze, up to 10995116277760 bytes|' +
      '0 of 0 since the last rollover (store 0 of 0, challenge 0 of 0, retrieve 0 of 0), 2 successes in all|',
    'Share|true|SCORED: share 0.742558333168334|floor(max(0, score 0.075194983350548605) / 0.101264749167527428) = 0.742558333168334 ; ' +
      'the divisor is the sum of all positive scores|',
  ]);
});

test('penalties, missed pings and a negative score', () => {
  const steps = explained('bob');
  const step = (at: number): string => steps.at(at) ?? '';
  assert.match(
    step(2),
    /challenge failed in 1000 ms of 12000\|reward = -50000 ppm \* factor of Bronze 600000 ppm = -0.03 ;/,
  );
  assert.match(step(3), /^Pings\|-\|ping missed: 1 of 5 allowed\|\|7$/);
  assert.match(
    step(8),
    /ping missed: 6, more than 5: penalty, and counting starts anew\|score = floor\(\(50000 \* -0.005 \+ 950000 \* /,
  );
  assert.match(step(-1), /^Share\|true\|SCORED/);
});

test('who was never asked, and who is not here', () => {
  assert.match(explained('cat').join('\n'), /in no batch that counts/);
  assert.equal(explained('nobody'), []);
  assert.equal(explained('burn'), []);
});

test('explaining changes nothing', () => {
  const before = explained('ann');
  explained('bob');
  assert.equal(explained('ann'), before);
});

test.run();
