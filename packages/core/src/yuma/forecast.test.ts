import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Uid } from '../ids.js';
import { hotkeyAt, smallSubnet } from '../testing/small-subnet.js';
import { runEpoch } from './epoch.js';
import { epochInput } from './epoch-input.js';
import { epochTerms } from './epoch-terms.js';
import { type Forecast, forecast } from './forecast.js';
import { movedSlots, planOf } from './plan-of.js';
import type { SubnetState } from './subnet-state.js';

const AGREED = [
  [3, 65_535],
  [4, 32_768],
] as const;

const subnet = (more: Partial<SubnetState> = {}) =>
  smallSubnet(
    5,
    [
      { uid: 0, alpha: 400, cells: AGREED },
      { uid: 1, alpha: 400, cells: AGREED },
      { uid: 2, alpha: 200, cells: AGREED },
    ],
    more,
  );

const forecastOf = (state: SubnetState, uid: number, cells: readonly (readonly [number, number])[]): Forecast => {
  const plan = planOf(hotkeyAt(uid), { uids: cells.map(([of]) => of), values: cells.map(([, value]) => value) });
  const answer = forecast(state, plan);
  if (E.isLeft(answer)) throw new Error(answer.left.message);
  return answer.right;
};

const NOTHING = { validatorTrust: 0, dividends: 0, emission: '0' };

test('weights that agree with all cost nothing', () => {
  const { block, validator, planned, cost } = forecastOf(subnet(), 2, AGREED);
  assert.equal([block, validator], [1100, { uid: 2, hasPermit: true, isActive: true }]);
  assert.equal(planned.validatorTrust, 65_534);
  assert.equal(cost, NOTHING);
});

test('weights that nobody else sets cost all vtrust and, without bonds of old, all dividends', () => {
  const { planned, conforming, cost, terms } = forecastOf(subnet(), 2, [[1, 65_535]]);
  assert.equal(planned, NOTHING);
  assert.equal(terms.incentive, [0, 0, 0, 43_689, 21_845]);
  assert.equal([conforming?.validatorTrust, cost?.validatorTrust], [65_534, 65_534]);
  assert.is(cost?.dividends, conforming?.dividends);
  assert.ok((conforming?.dividends ?? 0) > 13_000);
  assert.is(cost?.emission, conforming?.emission);
});

test('setting what stands already is the epoch as it comes', () => {
  const state = subnet();
  const input = epochInput(state);
  assert.ok(E.isRight(input));
  assert.equal(forecastOf(state, 1, AGREED).terms, epochTerms(runEpoch(input.right)));
});

test('weights are scaled up as the chain does, and count from the block they are set in', () => {
  const state = subnet();
  assert.equal(
    forecastOf(state, 2, [
      [3, 2],
      [4, 1],
    ]).terms,
    forecastOf(state, 2, [
      [3, 65_535],
      [4, 32_768],
    ]).terms,
  );
  const late = { ...state, neurons: state.neurons.map((one) => (one.uid === 4 ? { ...one, registeredAt: 995 } : one)) };
  assert.is(forecastOf(late, 2, [[4, 65_535]]).terms.incentive[4], 0, 'only one of three has seen it');
  assert.is(forecastOf(late, 2, [[4, 65_535]]).validator.isActive, true);
});

test('without a permit nothing counts, without others there is no consensus, and a stranger is refused', () => {
  const { validator, planned } = forecastOf(subnet(), 3, AGREED);
  assert.equal([validator.hasPermit, planned], [false, NOTHING]);
  const alone = forecastOf(smallSubnet(2, []), 0, []);
  assert.equal([alone.planned, alone.conforming, alone.cost], [NOTHING, undefined, undefined]);
  const stranger = forecast(subnet(), planOf(hotkeyAt(77), { uids: [], values: [] }));
  assert.ok(E.isLeft(stranger));
  assert.is(stranger.left.path, '/neurons');
});

test('what is paid is left out where the state does not say what there is', () => {
  const { emissionRao: _, ...state } = subnet();
  const { planned, conforming, cost } = forecastOf(state, 2, AGREED);
  for (const gain of [planned, conforming, cost])
    assert.equal(Object.keys(gain ?? {}), ['validatorTrust', 'dividends']);
});

test('a refusal of the epoch is one of the forecast', () => {
  const state = subnet();
  const answer = forecast(
    { ...state, hyperparameters: { ...state.hyperparameters, yuma3On: true } },
    planOf(hotkeyAt(0), { uids: [], values: [] }),
  );
  assert.ok(E.isLeft(answer));
  assert.is(answer.left.kind, 'not supported');
});

test('slots that another holds now are named, if they have a weight', () => {
  const plan = planOf(hotkeyAt(0), { uids: [1, 2, 3, 9], values: [1, 1, 0, 1] });
  const scored = new Map([
    [hotkeyAt(1), 1],
    [hotkeyAt(50), 2],
    [hotkeyAt(51), 3],
    [hotkeyAt(52), 9],
  ]);
  assert.equal(movedSlots(subnet(), plan, scored), [
    { uid: 2 as Uid, scored: hotkeyAt(50), holder: hotkeyAt(2) },
    { uid: 9 as Uid, scored: hotkeyAt(52) },
  ]);
});

test.run();
