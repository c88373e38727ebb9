import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rankBy } from './rank.js';
import { taper } from './taper.js';

const points = (a: { points: number }, b: { points: number }): number => b.points - a.points;
const name = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

test('the first comparator that tells two apart decides', () => {
  const [a, b, c] = [
    { name: 'a', points: 1 },
    { name: 'b', points: 2 },
    { name: 'c', points: 2 },
  ];
  assert.equal(rankBy([a, c, b], points, name), [b, c, a]);
});

test('an order that is not total throws instead of taking the order of arrival', () => {
  const twins = [
    { name: 'a', points: 1 },
    { name: 'a', points: 1 },
  ];
  assert.throws(() => rankBy(twins, points, name), /two items compare equal/);
});

test('ranks beyond the table are not paid', () => {
  assert.equal(
    [0, 1, 2].map((rank) => taper([550_000, 300_000], rank)),
    [550_000, 300_000, undefined],
  );
});

test.run();
