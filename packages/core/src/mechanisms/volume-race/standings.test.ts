import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EpochResult } from '../../engine/result.js';
import type { Fact } from '../../event/index.js';
import type { Hash32, NetUid } from '../../ids.js';
import { logHeader } from '../../log/header.js';
import { masa110 } from '../../rulesets/masa-1.1.0-1.js';
import { mip2 } from '../../rulesets/mip2-1.js';
import { accountOf } from '../../testing/names.js';
import { replayFacts } from '../../testing/replay-facts.js';
import { answer, idsFrom, query } from '../../testing/volume-race/answers.js';
import { PLAIN, plainWorld, tell } from '../../testing/volume-race/told.js';
import { activation, openingFacts, type Race } from '../../testing/volume-race/world.js';
import { emptyHistory } from './history.js';
import type { Params } from './params.js';
import { adaptState, initialState, type State } from './state.js';

const HEADER = logHeader(46 as NetUid, 'local', '0'.repeat(64) as Hash32);
const play = (race: Race, ...parts: readonly (Fact | readonly Fact[])[]) => {
  const facts = parts.flat() as Fact[];
  const epochs = [...new Set(facts.map(({ epoch }) => epoch))];
  return replayFacts(HEADER, [...epochs.flatMap((epoch) => openingFacts(race, epoch)), ...facts]);
};
const stateOf = (result: EpochResult | undefined): State => result?.next.active[0]?.state as State;
const sent = (race: Race, epoch: number, miner: string, ids: readonly string[]): Fact[] => [
  query(race, epoch, `q-${miner}`, [miner]),
  ...answer(race, epoch, `q-${miner}`, miner, ids),
];

test('only who answered with nothing new is a zero of the original’s curve; who never answered has no row', () => {
  const race = plainWorld({ ...masa110.params, emaAlphappm: 1_000_000 });
  const [, second] = play(
    race,
    sent(race, 0, 'ann', idsFrom(1, 3)),
    sent(race, 0, 'bob', idsFrom(1, 1)),
    activation(race, 1, { params: { ...race.params, window: { epochs: 1, kind: 'existing' } }, ruleset: 'one@1' }),
    sent(race, 1, 'ann', idsFrom(4, 3)),
    sent(race, 1, 'bob', idsFrom(1, 1)),
  );
  const { reasons } = tell(race, second as EpochResult);
  assert.equal(reasons, { ann: 'SCORED', bob: 'SCORED', cat: 'NOT_CALLED' });
});

test('a score that is not in the curve falls to zero, or stays where the original keeps it', () => {
  const after = (emaScope: string): readonly bigint[] => {
    const race = plainWorld({ emaScope, emaAlphappm: 500_000 });
    const [, second] = play(race, sent(race, 0, 'ann', ['1', '2']), sent(race, 1, 'bob', ['1', '2', '3', '4']));
    const { standings } = stateOf(second);
    return ['ann', 'bob'].map((name) => standings.get(accountOf(name))?.score ?? -1n);
  };
  const unit = 10n ** 18n;
  assert.equal(after('all'), [unit / 2n, 2n * unit]);
  assert.equal(after('scored'), [unit, 2n * unit]);
});

test('the burn hotkey takes no share of what others earn', () => {
  const race = plainWorld();
  const [only] = play(race, sent(race, 0, 'ann', ['1']), sent(race, 0, 'burn', ['2', '3', '4']));
  assert.is(only?.miners.find(({ hotkey }) => hotkey === accountOf('ann'))?.share, 10n ** 18n);
});

test('the limit of new ids is for all answers of an epoch together', () => {
  const race = plainWorld({ maxNewIds: 5 });
  const [only] = play(
    race,
    query(race, 0, 'p', ['ann']),
    answer(race, 0, 'p', 'ann', idsFrom(1, 4), { at: 10 }),
    query(race, 0, 'q', ['ann', 'bob']),
    answer(race, 0, 'q', 'ann', idsFrom(3, 6), { at: 20 }),
    answer(race, 0, 'q', 'bob', idsFrom(1, 5)),
  );
  assert.equal(tell(race, only as EpochResult).volumes(10), { ann: 5, bob: 5 });
});

test('what no window can hold again, and who left, is forgotten', () => {
  const miners = ['ann', { name: 'bob', leftAt: 1_150 }, 'cat'];
  const race = plainWorld({ dedupeScope: 'identity' }, miners);
  const [first, second] = play(
    race,
    query(race, 0, 'both', ['ann', 'bob']),
    sent(race, 0, 'ann', ['1']),
    sent(race, 0, 'bob', ['1']),
    sent(race, 1, 'ann', ['2']),
  );
  const [before, after] = [stateOf(first), stateOf(second)];
  assert.is(before.history.remembered.size, 2);
  assert.equal([...after.history.remembered.keys()].length, 1);
  assert.equal([...(after.standings.get(accountOf('ann'))?.newItems ?? [])], [[1, 1]]);
  assert.not(after.standings.has(accountOf('bob')));
  const [called] = [...after.called.values()];
  assert.not(called?.has(accountOf('bob')));
  assert.ok(called?.has(accountOf('ann')));
});

test('another scope begins with an empty history, everything else stays', () => {
  const params = (dedupeScope: string) => ({ ...PLAIN, dedupeScope }) as unknown as Params;
  const state: State = { ...initialState(params('coldkey')), buckets: [1] };
  assert.is(adaptState(params('coldkey'), state).history, state.history);
  assert.equal(adaptState(params('all'), state), { ...state, history: emptyHistory('all') });
});

test('the table of miners shows what is remembered where each has its own history', () => {
  const table = (dedupeScope: string) => {
    const race = plainWorld({ ...mip2.params, dedupeScope });
    const [only] = play(race, sent(race, 0, 'ann', ['1', '2', '99999999999999999999']));
    const active = only?.next.active[0];
    const rows = active?.mechanism.stats?.(active.params, active.state).rows ?? [];
    return rows.find(({ hotkey }) => hotkey === accountOf('ann'))?.cells;
  };
  const shown = { newItems: 3, volume: 3, score: '0.1', registeredAt: 3 };
  assert.equal(table('identity'), { ...shown, remembered: 3 });
  assert.equal(table('coldkey'), shown);
});

test.run();
