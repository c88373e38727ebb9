import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exactId, scopeKey, takeNew, unpaddedId } from './dedupe.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('an item counts once, whether it is repeated in one answer or in a later one', () => {
  const history = new Set<string>();
  assert.equal(takeNew(history, ['101', '102', '101'], exactId), ['101', '102']);
  assert.equal(takeNew(history, ['102', '103', '101'], exactId), ['103']);
  assert.equal(takeNew(history, [], exactId), []);
  assert.equal([...history], ['101', '102', '103']);
});

test('aliases are one item only for a rule that knows them', () => {
  for (const [canonical, items, want] of [
    [exactId, ['101', '0101', '00101'], ['101', '0101', '00101']],
    [unpaddedId, ['101', '0101', '00101'], ['101']],
    [unpaddedId, ['000', '0', '00'], ['0']],
    [unpaddedId, ['', '0'], ['', '0']],
    [unpaddedId, ['010', '10', '100'], ['10', '100']],
  ] as const) {
    assert.equal(takeNew(new Set<string>(), items, canonical), want);
  }
});

test('what is beyond the limit neither counts nor is remembered', () => {
  const history = new Set(['a']);
  assert.equal(takeNew(history, ['a', 'b', 'b', 'c', 'd'], exactId, 2), ['b', 'c']);
  assert.not(history.has('d'));
  assert.equal(takeNew(history, ['e'], exactId, 0), []);
});

test('keys of different scopes never meet', () => {
  assert.is(scopeKey('identity', 'x', 'y'), 'identity/x');
  assert.is(scopeKey('coldkey', 'x', 'y'), 'coldkey/y');
  assert.is(scopeKey('all', 'x', 'y'), scopeKey('all', 'p', 'q'));
  assert.is.not(scopeKey('identity', 'all', 'all'), scopeKey('all', 'x', 'y'));
  assert.is.not(scopeKey('identity', 'x', 'x'), scopeKey('coldkey', 'x', 'x'));
});

test('however answers are cut, the same items are new', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 30 }).map(String))), (answers) => {
      const apart = new Set<string>();
      const found = answers.flatMap((answer) => takeNew(apart, answer, exactId));
      assert.equal(found, takeNew(new Set<string>(), answers.flat(), exactId));
      assert.is(found.length, new Set(answers.flat()).size);
    }),
  );
});

test.run();
