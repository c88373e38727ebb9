import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { smallSubnet } from '../testing/small-subnet.js';
import { decodeSubnetState } from './decode-subnet-state.js';

const state = smallSubnet(2, [{ uid: 1, alpha: 5, cells: [[0, 65_535]] }]);
const [first, second] = state.neurons;

const decode = (change: object) => decodeSubnetState(JSON.stringify({ ...state, ...change }));

test('what was written is read again, also inside what a command prints, without keys it does not know', () => {
  assert.equal(decode({}), E.right(state));
  assert.equal(decode({ later: 1, hyperparameters: { ...state.hyperparameters, later: [] } }), E.right(state));
  assert.equal(decodeSubnetState(JSON.stringify({ schema: 'x', state })), E.right(state));
});

const REFUSED: readonly (readonly [string, object, string])[] = [
  ['a gap in the uids', { neurons: [second] }, '/neurons'],
  ['a hotkey twice', { neurons: [first, { ...second, hotkey: first?.hotkey }] }, '/neurons'],
  ['a number where text must be', { neurons: [{ ...first, alphaRao: 5 }] }, '/neurons/0/alphaRao'],
  ['more than 64 bits', { emissionRao: '18446744073709551616' }, '/emissionRao'],
  ['a leading zero', { emissionRao: '01' }, '/emissionRao'],
  [
    'rows out of order',
    {
      weights: [
        [1, []],
        [0, []],
      ],
    },
    '/weights',
  ],
  [
    'a row twice',
    {
      bonds: [
        [1, []],
        [1, []],
      ],
    },
    '/bonds',
  ],
  [
    'a cell twice',
    {
      weights: [
        [
          1,
          [
            [0, 1],
            [0, 2],
          ],
        ],
      ],
    },
    '/weights/0',
  ],
  ['a value beyond u16', { weights: [[1, [[0, 65_536]]]] }, '/weights/0'],
  ['a fraction', { consensus: [0.5] }, '/consensus/0'],
  ['another hash', { hash: '0x00' }, '/hash'],
  ['a kappa beyond u16', { hyperparameters: { kappa: 70_000 } }, '/hyperparameters/kappa'],
  ['null', { counters: null }, '/counters'],
  ['a subnet that cannot be', { netuid: 4096 }, '/netuid'],
  ['a key of every object', { hyperparameters: { __proto__: 1 }, counters: [] }, '/counters'],
];

for (const [what, change, path] of REFUSED) {
  test(`${what} is refused at ${path}`, () => {
    const decoded = decode(change);
    assert.ok(E.isLeft(decoded));
    assert.equal([decoded.left.code, decoded.left.at.path], ['BAD_FIELD', path]);
  });
}

test('no JSON, and JSON that is no object, are refused', () => {
  for (const text of ['', '{', '['.repeat(100_000), 'NaN']) {
    const decoded = decodeSubnetState(text);
    assert.ok(E.isLeft(decoded));
    assert.is(decoded.left.code, 'NOT_JSON');
  }
  for (const text of ['null', '[]', '7', '{}', '{"state":null}', '"x"']) {
    const decoded = decodeSubnetState(text);
    assert.ok(E.isLeft(decoded));
    assert.is(decoded.left.code, 'BAD_FIELD');
  }
});

test.run();
