import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeCanonical } from '../../event/canonical.js';
import { reportFirst } from '../../event/report.js';
import { filetao3001 } from '../../rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../rulesets/filetao-readme-1.js';
import { keepsOriginalTimes, type Params, params, tierAt } from './params.js';

const decode = (value: unknown): Params => {
  const decoded = params.codec.decode(value);
  if (E.isRight(decoded)) return decoded.right;
  throw new TypeError(JSON.stringify(reportFirst(decoded.left)));
};

const README = decode(filetaoReadme1.params);

test('both rule sets decode, and the guard takes their canonical text', () => {
  for (const ruleset of [filetaoReadme1, filetao3001]) {
    assert.ok(params.is(JSON.parse(encodeCanonical(ruleset.params))), ruleset.name);
    assert.is(decode(ruleset.params).tiers.length, 8);
  }
  assert.not(keepsOriginalTimes(README));
  assert.ok(keepsOriginalTimes(decode(filetao3001.params)));
});

// The text of the rules, line by line: whoever changes a number changes a rule, and needs a new version.
const README_TEXT = [
  '{"boost":{"requiresSuccess":true,"slots":2},"emaAlphappm":50000,"emptyWindow":"keep","monitor":{"consecutive":true,"missesAllowed":5,"penaltyppm":-5000},',
  '"observer":"any","penalties":{"challenge":{"ppm":-50000,"timesFactor":true},"retrieve":{"ppm":-10000,"timesFactor":true},"store":{"ppm":0,"timesFactor":false}},',
  '"rolloverBlocks":720,"speed":{"of":"rewarded","shiftppm":300000,"spanppm":2000000,"steepness":7,"zipSizes":false},',
  '"tiers":[{"boostppm":1020000,"factorppm":1000000,"limitBytes":"56294995342131200","minSuccesses":15000,"minWilsonppm":900000,"name":"Super Saiyan"},',
].join('');

test('filetao-readme@1 is the text of its rules, byte for byte', () => {
  const text = encodeCanonical(filetaoReadme1.params);
  assert.is(text.slice(0, README_TEXT.length), README_TEXT);
  assert.ok(text.endsWith('],"wilson":{"kind":"centre","zDen":"10000000000000000","zNum":"6744897501960817"}}'));
});

const NAME = 'Bronze';
const bad: readonly (readonly [string, object, RegExp])[] = [
  ['a reward for failing', { penalties: { ...README.penalties, store: { ppm: 1, timesFactor: false } } }, /store\/ppm/],
  ['no tier', { tiers: [] }, /at least one tier/],
  ['two tiers of one name', { tiers: README.tiers.map((tier) => ({ ...tier, name: NAME })) }, /every name once/],
  ['a limit as a number', { tiers: [{ ...README.tiers[0], limitBytes: 1 }] }, /limitBytes/],
  ['no span to divide by', { speed: { ...README.speed, spanppm: 0 } }, /spanppm/],
  ['a rollover at every block and none', { rolloverBlocks: 0 }, /rolloverBlocks/],
  ['z = 0', { wilson: { ...README.wilson, zNum: '0' } }, /zNum/],
  ['z through a division by 0', { wilson: { ...README.wilson, zDen: '0' } }, /zDen/],
  ['an average above one', { emaAlphappm: 1_000_001 }, /emaAlphappm/],
  ['an observer that is no hotkey', { observer: 'everybody' }, /observer/],
  ['an unknown key', { bonus: 1 }, /bonus/],
];

for (const [what, change, reports] of bad) {
  test(`refused: ${what}`, () => {
    assert.throws(() => decode({ ...README, ...change }), reports);
  });
}

test('a row comes from the table', () => {
  assert.is(tierAt(README, 7).name, 'Bronze');
  assert.throws(() => tierAt(README, 8), RangeError);
});

test.run();
