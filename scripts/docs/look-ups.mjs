// What an epoch costs a validator, computed from the shipped rules and an assignment of the made-up table.

import { readFileSync } from 'node:fs';
import * as core from '../../packages/core/dist/index.js';
import { findRuleset } from '../../packages/core/dist/rulesets/index.js';

const TABLE = 'fixtures/zipcodes/pa-nj.csv';
const SEED = 'ab'.repeat(32);
const NETUID = 46;
const EPOCHS = [2, 840];
const BLOCK_SECONDS = 12;
const MINUTE_SECONDS = 60;

const right = (read) => {
  if (read._tag === 'Left') throw new Error(JSON.stringify(read.left));
  return read.right;
};
const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const ceil = (n, d) => Math.ceil(n / d);
const percent = (part, whole) => `${Math.floor((part * 1000) / whole) / 10} %`;

/** One look-up a second, as the source is asked when nobody says otherwise. */
const timeOf = (lookUps) => `${ceil(lookUps, MINUTE_SECONDS)} minutes, ${ceil(lookUps, BLOCK_SECONDS)} blocks`;

/** Look-ups of one validator in an epoch, while all candidates pass and at most. */
export const lookUps = (root) => {
  const { evaluateTop, maxEvaluate, participation, spotCheck } = findRuleset('zipcode-race@1').params;
  const lottery = participation.lottery * participation.lotteryRows;
  const candidates = right(core.decodeZipcodes(readFileSync(`${root}/${TABLE}`, 'utf8')));
  const columns = EPOCHS.map((epoch) => {
    const input = { seed: SEED, netuid: NETUID, epoch, past: [], candidates };
    const found = core.assignZipcodes(core.pureHost.sha256, core.defaultAssignmentParams, input);
    const zipcodes = found.verdicts.filter(({ reason }) => reason === 'CHOSEN').length;
    const usual = zipcodes * evaluateTop * spotCheck.rows + lottery;
    const most = zipcodes * maxEvaluate * spotCheck.rows + lottery;
    return { epoch, zipcodes, listings: found.listings, usual, most };
  });
  const row = (what, of) => `| ${what} | ${columns.map(of).join(' | ')} |`;
  return [
    row('', ({ epoch }) => `epoch ${epoch}`),
    `|---|${columns.map(() => '---:|').join('')}`,
    row('zipcodes, listings', ({ zipcodes, listings }) => `${zipcodes}, ${number(listings)}`),
    row(`look-ups while all pass: ${evaluateTop} candidates of ${spotCheck.rows} rows, and ${lottery}`, ({ usual }) =>
      number(usual),
    ),
    row(`look-ups at most: ${maxEvaluate} candidates of ${spotCheck.rows} rows, and ${lottery}`, ({ most }) =>
      number(most),
    ),
    row('rows of each candidate that are looked up', ({ zipcodes, listings }) =>
      percent(zipcodes * spotCheck.rows, listings),
    ),
    row('one a second, while all pass', ({ usual }) => timeOf(usual)),
    row('one a second, at most', ({ most }) => timeOf(most)),
  ];
};
