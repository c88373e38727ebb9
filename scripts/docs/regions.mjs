import { attacksThatPay } from './attacks.mjs';
import * as examples from './hash-examples.mjs';
import { lookUps } from './look-ups.mjs';
import { majorityExample } from './majority-example.mjs';
import { sampleExample } from './sample-example.mjs';
import { limitsTable, operationsTable, problemsTable } from './server.mjs';
import { catchTable, paramsBlock, reasonsTable } from './zipcode-race.mjs';

/** Generated regions of pages, by the name in their marks: each answers its rows. */
export const REGIONS = {
  phases: examples.phasesTable,
  'sample-example': sampleExample,
  'zipcode-race-params': paramsBlock,
  'zipcode-race-reasons': reasonsTable,
  'majority-example': majorityExample,
  'attacks-that-pay': attacksThatPay,
  'catch-table': catchTable,
  'look-ups': lookUps,
  'server-operations': operationsTable,
  'server-problems': problemsTable,
  'server-limits': limitsTable,
  'types-example': examples.typesExample,
  'account-example': examples.accountExample,
  'smallest-log': examples.smallestLogExample,
  'rules-example': examples.rulesExample,
  'scores-example': examples.scoresExample,
  'evidence-example': examples.evidenceExample,
  'manifest-example': examples.manifestExample,
  'weights-example': examples.weightsExample,
};
