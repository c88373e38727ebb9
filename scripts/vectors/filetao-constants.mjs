import assert from 'node:assert/strict';
import { fxFromPpm, fxFromRaw } from '../../packages/core/dist/numbers/fx.js';
import { formatFx } from '../../packages/core/dist/numbers/fx-text.js';
import { fxOf } from './check.mjs';
import { code, readme } from './filetao-rules.mjs';

/** Every number of FileTAO with what its README says: those that our rules have must be in the rule sets. */

const fraction = (ppm) => formatFx(fxFromPpm(ppm));
const zOf = ({ wilson }) => formatFx(fxFromRaw((BigInt(wilson.zNum) * fxOf(1)) / BigInt(wilson.zDen)));

/** By name of the constant: its value in a rule set. */
const RULES = [
  [/^monitor\.down_when/, ({ monitor }) => String(monitor.missesAllowed)],
  [/^monitor\.(?:reward|failure|penalty)/, ({ monitor }) => fraction(monitor.penaltyppm)],
  [/^reward\.monitor_failure/, ({ monitor }) => fraction(monitor.penaltyppm)],
  [/^reward\.store_failure/, ({ penalties }) => fraction(penalties.store.ppm)],
  [/^reward\.challenge_failure/, ({ penalties }) => fraction(penalties.challenge.ppm)],
  [/^reward\.retrieve_failure/, ({ penalties }) => fraction(penalties.retrieve.ppm)],
  [/^reward\.top_n/, ({ boost }) => String(boost.slots)],
  [/^ema\.alpha/, ({ emaAlphappm }) => fraction(emaAlphappm)],
  [/^sigmoid\.(?:base_)?steepness/, ({ speed }) => String(speed.steepness)],
  [/^sigmoid\.(?:base_)?shift/, ({ speed }) => fraction(speed.shiftppm)],
  [/^sigmoid\.max_time/, ({ speed }) => fraction(speed.spanppm)],
  [/^wilson\.z/, zOf],
  [/^rollover\.block/, ({ rolloverBlocks }) => String(rolloverBlocks)],
];

const OUTSIDE = 'no rule has this number: how often, how many and how long a validator asks is what its facts say';

const constantCase = ({ name, code: inCode, readme: inReadme }) => ({
  name,
  check: () => {
    const rule = RULES.find(([pattern]) => pattern.test(name));
    if (rule === undefined || typeof inCode !== 'number') return { kind: 'skipped', reason: OUTSIDE };
    const [, valueIn] = rule;
    assert.equal(valueIn(code), formatFx(fxOf(inCode)), 'filetao-3.0.0@1');
    if (typeof inReadme === 'number') assert.equal(valueIn(readme), formatFx(fxOf(inReadme)), 'filetao-readme@1');
    return undefined;
  },
});

export const constants = ({ cases }) => cases.map(constantCase);
