import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ZERO } from '../../numbers/fx.js';
import { formatFx, parseFx } from '../../numbers/fx-text.js';
import { filetao3001 } from '../../rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../rulesets/filetao-readme-1.js';
import type { Params } from './params.js';
import { afterPing } from './ping.js';

const readme = filetaoReadme1.params as unknown as Params;
const code = filetao3001.params as unknown as Params;

/** Misses and score after pings, written as a text: u is up, d is down. */
const after = (params: Params, pings: string): string => {
  let miner = { missed: 0, score: parseFx('0.5') ?? FX_ZERO };
  for (const ping of pings) miner = afterPing(params, miner, ping === 'u');
  return `${miner.missed} ${formatFx(miner.score)}`;
};

const cases: readonly (readonly [string, Params, string, string])[] = [
  ['five in a row are allowed', readme, 'ddddd', '5 0.5'],
  ['the sixth costs 0.05 * -0.005', readme, 'dddddd', '0 0.47475'],
  ['and counting starts anew', readme, 'ddddddddddd', '5 0.47475'],
  ['twelve cost twice', readme, 'dddddddddddd', '0 0.4507625'],
  ['an answer forgets the misses', readme, 'dddddud', '1 0.5'],
  ['in the original it does not: the sixth of all costs', code, 'dddddud', '0 0.47475'],
  ['answers alone change nothing', code, 'uuuuuuu', '0 0.5'],
  ['none allowed: each costs', { ...readme, monitor: { ...readme.monitor, missesAllowed: 0 } }, 'd', '0 0.47475'],
];

for (const [what, params, pings, expected] of cases) {
  test(what, () => assert.is(after(params, pings), expected));
}

test('a penalty is floored toward minus infinity, so a score can go below zero', () => {
  const odd = { ...readme, monitor: { ...readme.monitor, missesAllowed: 0, penaltyppm: -1 }, emaAlphappm: 1 };
  const { score } = afterPing(odd, { missed: 0, score: FX_ZERO }, false);
  assert.is(score, -1_000_000n);
  assert.is(afterPing(odd, { missed: 0, score }, false).score, -1_999_999n);
});

test.run();
