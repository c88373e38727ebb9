import { encodeCanonical } from '../../packages/core/dist/index.js';
import { REASONS } from '../../packages/core/dist/mechanisms/zipcode-race/reasons.js';
import { catchProbability } from '../../packages/core/dist/primitives/hypergeometric.js';
import { findRuleset } from '../../packages/core/dist/rulesets/index.js';

/** Each reason as [rule, what it says]. */
const MEANINGS = {
  NOT_REGISTERED: [
    '1',
    'not in the startBlock snapshot, registered at or behind startBlock, or its uid or hotkey was registered anew before evidenceBlock',
  ],
  BARRED: ['6', 'a hotkey of its coldkey was SYNTHETIC in one of the last strikeEpochs epochs'],
  SYNTHETIC: ['6', 'at least syntheticRows of its drawn rows are confirmed not to exist; its rewards burn'],
  SCORED: ['8', 'it has a paid rank in some zipcode, even where the share floors to 0'],
  SPOTCHECK_FAILED: [
    '6',
    'a drawn row is confirmed not to exist, or too few of its drawn rows passed, in some zipcode or in the lottery',
  ],
  PARTICIPATED: ['9', 'complete, won nothing, and is paid for its coldkey'],
  UNVERIFIED: ['1, 6', 'a file was not measured, or too few of its drawn rows had an answer; not its fault'],
  OUTSIDE_TOP: ['5, 7', 'complete, and behind the stop of the walk, or verified on a rank that is not paid'],
  SAME_OWNER: ['5', 'another hotkey of its coldkey was the candidate in the zipcode'],
  DUPLICATE_ROWS: ['3', 'too many rows with an id that stood before'],
  WRONG_ZIPCODE: ['3', 'too many rows that name another zipcode'],
  FIELDS_MISSING: ['3', 'too few of the required cells are filled'],
  COUNT_OUT_OF_RANGE: ['2', 'no rows, or their number is too far from the expected one'],
  HASH_MISMATCH: [
    '1',
    'the manifest carries another nonce, or the header of a file names another hotkey, netuid, epoch or nonce',
  ],
  LATE: ['1', 'committed outside the window only, or the manifest or a file was not sighted before seedBlock'],
  NOT_ASSIGNED: ['1', 'its files are for zipcodes that are not assigned'],
  NOT_COMMITTED: ['1', 'a manifest or file of it was sighted, but it committed nothing'],
  NO_SUBMISSION: ['1', 'it did nothing in this epoch'],
};

/** The table of reasons, in their order. Throws where one has no meaning here, or is no reason any more. */
export const reasonsTable = () => {
  const known = Object.keys(MEANINGS);
  if (known.join() !== REASONS.join())
    throw new Error(`scripts/docs/zipcode-race.mjs: reasons are ${REASONS.join(', ')}, not ${known.join(', ')}`);
  return [
    '| reason | rule | what it says |',
    '|---|---|---|',
    ...REASONS.map((reason) => `| ${reason} | ${MEANINGS[reason].join(' | ')} |`),
  ];
};

/** The shipped rule set in canonical form. */
export const paramsBlock = () => ['```json', encodeCanonical(findRuleset('zipcode-race@1').params), '```'];

const ROWS = 200;
const SAMPLED = [3, 6, 10];
const INVENTED = [2, 10, 20, 50, 100];

const percent = ({ num, den }) => {
  const hundredths = (num * 10_000n) / den;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')} %`;
};

/** How likely invented rows are drawn. */
export const catchTable = () => [
  `| invented rows of ${ROWS} | ${SAMPLED.map((sampled) => `${sampled} rows drawn`).join(' | ')} |`,
  `|---|${SAMPLED.map(() => '---|').join('')}`,
  ...INVENTED.map(
    (bad) =>
      `| ${bad} (${(bad * 100) / ROWS} %) | ${SAMPLED.map((sampled) => percent(catchProbability(ROWS, bad, sampled))).join(' | ')} |`,
  ),
];
