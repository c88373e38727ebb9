import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { distinctIds } from './distinct.js';
import { idLines, idListOf, idTextAt, textLines } from './id-list.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const KEY = { high: 3, low: 5 };
const found = (...lists: readonly (readonly string[])[]) => {
  const { ids, repeats } = distinctIds(lists.map(idListOf), KEY);
  return { ids: Array.from({ length: ids.length }, (_, at) => idTextAt(ids, at)), repeats };
};

test('a list keeps the first of each id, in order', () => {
  for (const [lists, ids, repeats] of [
    [[[]], [], 0],
    [[['7']], ['7'], 0],
    [[['7', '7']], ['7'], 1],
    [[['3', '1', '3', '2', '1']], ['3', '1', '2'], 2],
    [
      [
        ['1', '2'],
        ['2', '3'],
      ],
      ['1', '2', '3'],
      1,
    ],
    [[['9'], [], ['8', '9']], ['9', '8'], 1],
    [[['18446744073709551616', '0', '18446744073709551616']], ['18446744073709551616', '0'], 1],
    [[['0', '18446744073709551616', '36893488147419103232']], ['0', '18446744073709551616', '36893488147419103232'], 0],
  ] as const) {
    assert.equal(found(...lists), { ids, repeats });
  }
});

const id = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map(String),
  fc.bigInt({ min: 0n, max: 99_999_999_999_999_999_999n }).map(String),
);

test('a set of texts finds the same, sorted or not, in parts or as one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(id, { maxLength: 20 }), { maxLength: 4 }),
      fc.constantFrom(0, 1, -1),
      (lists, order) => {
        const sorted = lists.map((list) =>
          order === 0 ? list : [...list].sort((a, b) => (BigInt(a) < BigInt(b) ? -order : order)),
        );
        const all = sorted.flat();
        const ids = [...new Set(all)];
        assert.equal(found(...sorted), { ids, repeats: all.length - ids.length });
        assert.equal(found(all), { ids, repeats: all.length - ids.length });
      },
    ),
  );
});

test('texts and lists have the same lines', () => {
  fc.assert(fc.property(fc.array(id), (texts) => assert.equal(textLines(texts), idLines(idListOf(texts)))));
});

test.run();
