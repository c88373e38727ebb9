import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deathsAfter, deathsAtLines, killer, randomFrom, shuffled } from './deaths.mjs';

const KINDS = ['', 'open', 'ingest', 'check', 'publishObservations', 'exchange', 'seal', 'planWeights'];
const MORE = ['applyWeights', 'publishResult'];

/** A life that takes all steps: after which of them it was killed, and how soon. */
const lived = (life) => {
  const dies = life();
  for (const line of [...KINDS, ...MORE]) {
    const death = dies(line === '' ? '' : `${line}: what it did`);
    if (death === undefined) continue;
    death.came();
    return [line, death.ms];
  }
  return undefined;
};

const deathsOf = (seed, times) => {
  const { lifeOf, killed } = killer(seed, times, 1);
  const all = [1, 2, 3].flatMap(() => {
    const life = lifeOf('validator');
    return Array.from({ length: times + 1 }, () => lived(life));
  });
  return { all, killed: killed() };
};

test('a seed kills at the same moments again, and another one at others', () => {
  assert.equal(deathsOf(7, 3), deathsOf(7, 3));
  assert.not.equal(deathsOf(7, 3).all, deathsOf(8, 3).all);
});

test('each validator is killed so many times, and together they are killed after nearly every kind of step', () => {
  const { all, killed } = deathsOf(7, 3);
  const deaths = all.filter((death) => death !== undefined);
  assert.is(deaths.length, 9);
  assert.is(killed, 9);
  assert.is(new Set(deaths.map(([line]) => line)).size, 9);
  assert.is(deathsOf(7, 0).killed, 0);
});

test('a process dies so many times, each time among its first lines', () => {
  const life = deathsAtLines(randomFrom(7), { times: 2, lines: 5, ms: 10 });
  const count = () => {
    const dies = life();
    return [0, 1, 2, 3, 4, 5, 6].findIndex((at) => dies('line', at) !== undefined);
  };
  const found = [count(), count(), count()];
  assert.ok(found[0] >= 0 && found[0] < 5 && found[1] >= 0 && found[1] < 5, String(found));
  assert.is(found[2], -1);
});

test('a kind of line kills once', () => {
  const life = deathsAfter(randomFrom(7), { kinds: ['seal'], ms: 10 });
  assert.equal([life()('open'), life()('seal') === undefined, life()('seal')], [undefined, false, undefined]);
});

test('a shuffle keeps all', () => {
  assert.equal(shuffled(randomFrom(7), [1, 2, 3]).sort(), [1, 2, 3]);
});

test.run();
