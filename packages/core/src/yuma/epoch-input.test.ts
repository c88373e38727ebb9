import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hotkeyAt, smallSubnet } from '../testing/small-subnet.js';
import type { EpochInput } from './epoch.js';
import { epochInput } from './epoch-input.js';
import type { SubnetState } from './subnet-state.js';

const SETTERS = [{ uid: 1, alpha: 100, cells: [[0, 65_535]] }] as const;

const withHyper = (change: Partial<SubnetState['hyperparameters']>, more: Partial<SubnetState> = {}): SubnetState => {
  const state = smallSubnet(3, SETTERS, more);
  return { ...state, hyperparameters: { ...state.hyperparameters, ...change } };
};

const inputOf = (state: SubnetState): EpochInput => {
  const input = epochInput(state);
  if (E.isLeft(input)) throw new Error(`${input.left.path}: ${input.left.message}`);
  return input.right;
};

const without = (name: keyof SubnetState['hyperparameters']): SubnetState => {
  const { [name]: _, ...hyperparameters } = withHyper({}).hyperparameters;
  return { ...withHyper({}), hyperparameters };
};

const REFUSED: readonly (readonly [string, SubnetState, string, string])[] = [
  ['Yuma 3', withHyper({ yuma3On: true }), 'not supported', '/hyperparameters/yuma3On'],
  ['liquid alpha', withHyper({ liquidAlphaOn: true }), 'not supported', '/hyperparameters/liquidAlphaOn'],
  ['two mechanisms', withHyper({ mechanismCount: 2 }), 'not supported', '/hyperparameters/mechanismCount'],
  ['an old runtime', withHyper({}, { specVersion: 292 }), 'not supported', '/specVersion'],
  ['no kappa', without('kappa'), 'missing', '/hyperparameters/kappa'],
  ['not knowing of Yuma 3', without('yuma3On'), 'missing', '/hyperparameters/yuma3On'],
  ['no cutoff', without('activityCutoffFactorMilli'), 'missing', '/hyperparameters/activityCutoffFactorMilli'],
  ['no cutoff of the older kind', withHyper({}, { specVersion: 422 }), 'missing', '/hyperparameters/activityCutoff'],
  [
    'commits without a period',
    withHyper({ commitRevealWeightsEnabled: true }),
    'missing',
    '/hyperparameters/revealPeriodEpochs',
  ],
  ['no schedule', withHyper({}, { counters: {} }), 'missing', '/counters/lastEpochBlock'],
  ['tempo 0', withHyper({ tempo: 0 }), 'missing', '/hyperparameters/tempo'],
];

for (const [what, state, kind, path] of REFUSED) {
  test(`${what} is refused, with its path`, () => {
    const input = epochInput(state);
    assert.ok(E.isLeft(input));
    assert.equal([input.left.kind, input.left.path], [kind, path]);
  });
}

test('each runtime has its calendar, its cutoff and its bound for bonds', () => {
  const now = inputOf(withHyper({}));
  assert.equal([now.block, now.activityCutoffBlocks, now.lastTempo], [1100, 5000, 741]);
  const counters = { lastEpochBlock: 740 };
  assert.is(inputOf(withHyper({}, { counters })).lastTempo, 740, 'before the first step, a tempo back');
  const legacy = inputOf(withHyper({ activityCutoff: 77 }, { specVersion: 422 }));
  assert.equal([legacy.block, legacy.activityCutoffBlocks, legacy.lastTempo], [1074, 77, 714]);
  assert.is(inputOf(withHyper({ activityCutoffFactorMilli: 0 })).activityCutoffBlocks, 1);
});

test('the owner passes always from spec 401 on, and has its uid before', () => {
  const owned = { ownerHotkey: hotkeyAt(2) };
  const old = inputOf(withHyper({ activityCutoff: 77 }, { ...owned, specVersion: 400 }));
  assert.equal([old.ownerUid, old.isOwnerExempt], [2, false]);
  const now = inputOf(withHyper({}, owned));
  assert.equal([now.ownerUid, now.isOwnerExempt], [2, true]);
  assert.is(inputOf(withHyper({}, { ownerHotkey: hotkeyAt(99) })).ownerUid, undefined);
});

test('commits count only where weights are hidden', () => {
  const commits = [{ hotkey: hotkeyAt(1), block: 950, epoch: 3 }];
  assert.equal(inputOf(withHyper({}, { commits })).commitBlocks, []);
  const hidden = withHyper({ commitRevealWeightsEnabled: true, revealPeriodEpochs: 1 }, { commits });
  assert.equal(inputOf(hidden).commitBlocks, [undefined, 950, undefined]);
});

test('rows and cells of slots that are gone are left out', () => {
  const { weights } = inputOf(
    smallSubnet(2, [
      {
        uid: 1,
        alpha: 1,
        cells: [
          [0, 1],
          [9, 1],
        ],
      },
    ]),
  );
  assert.equal(
    weights.map((cells) => cells.map(([column]) => column)),
    [[], [0]],
  );
});

test.run();
