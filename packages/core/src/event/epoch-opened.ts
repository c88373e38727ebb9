import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf, record } from './field.js';
import { block, hash32, integer, zipcode } from './values.js';

const SEED_DELAY_BLOCKS = 10;
const ZIPCODES_MAX = 10_000;

const assignment = record('zipcode and expected listings', { expected: integer(1, 100_000), zipcode });

/**
 * The blocks and the assignment of one epoch. The seed block is younger than everything it decides about; facts count
 * before the evidence block.
 */
export const EpochOpened = defineEvent({
  type: 'EpochOpened',
  phase: 1,
  origin: 'authority',
  signed: true,
  data: {
    endBlock: block,
    evidenceBlock: block,
    nonce: hash32,
    seedBlock: block,
    startBlock: block,
    zipcodes: listOf(
      assignment,
      ZIPCODES_MAX,
      ascendingBy('zipcode', (item) => item.zipcode),
    ),
  },
  rules: [
    { says: 'startBlock < endBlock', holds: (d) => d.startBlock < d.endBlock },
    {
      says: `seedBlock >= endBlock + ${SEED_DELAY_BLOCKS}`,
      holds: (d) => d.seedBlock >= d.endBlock + SEED_DELAY_BLOCKS,
    },
    { says: 'evidenceBlock > seedBlock', holds: (d) => d.evidenceBlock > d.seedBlock },
  ],
});
export type EpochOpened = EventOf<typeof EpochOpened>;
