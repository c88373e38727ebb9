import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { taper } from './taper.js';

test('the table pays its ranks and nobody else', () => {
  const table = [550_000, 300_000, 100_000];
  assert.equal(
    [0, 1, 2, 3, 100].map((rank) => taper(table, rank)),
    [550_000, 300_000, 100_000, undefined, undefined],
  );
  assert.is(taper([], 0), undefined);
});

test.run();
