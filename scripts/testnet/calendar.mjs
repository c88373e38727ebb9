// The epochs of the test network: their blocks, and what is assigned in them. Everybody finds the same by the hash of startBlock.

import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  assignZipcodes,
  decodeZipcodes,
  defaultAssignmentParams,
  encodeCanonical,
  encodeEvent,
  openedBy,
} from '@subnet-scoring/core';
import { zipcodeRaceMajority1 } from '@subnet-scoring/core/testing';

export const NETUID = 46;
const FIRST_BLOCK = 200;
const EPOCH_BLOCKS = 70;
const CONFIRM_BLOCKS = 5;

const TABLE = `zipcode,state,expected,tier
08540,NJ,30,premium
08542,NJ,35,standard
15213,PA,32,standard
19103,PA,40,premium
19104,PA,38,standard
19147,PA,36,standard
`;

const { target } = defaultAssignmentParams;
const PARAMS = {
  ...defaultAssignmentParams,
  cooldownEpochs: 0,
  maxExpected: 40,
  minExpected: 30,
  target: { ...target, listings: 70, maxListings: 70, stepListings: 0, toleranceppm: 300_000 },
};

/** Blocks of an epoch; there is room for what eight miners send, since each extrinsic makes a block. */
export const blocksOf = (epoch) => {
  const startBlock = FIRST_BLOCK + epoch * EPOCH_BLOCKS;
  return {
    startBlock,
    endBlock: startBlock + 20,
    seedBlock: startBlock + 30,
    evidenceBlock: startBlock + 60,
  };
};

const activation = (epoch, burnHotkey) =>
  encodeCanonical({
    block: blocksOf(epoch).startBlock - 1, // rules are in force before the epoch begins
    by: 'local',
    data: {
      burnHotkey,
      fromEpoch: epoch,
      mechanism: zipcodeRaceMajority1.mechanism,
      params: {
        ...zipcodeRaceMajority1.params,
        spotCheck: { ...zipcodeRaceMajority1.params.spotCheck, confirmBlocks: CONFIRM_BLOCKS },
      },
      ruleset: 'testnet@1',
      shareppm: 1_000_000,
      version: 1,
    },
    epoch,
    netuid: NETUID,
    type: 'MechanismActivated',
    v: 1,
  });

const openingOf = (epoch, seed) => {
  const { sha256 } = nodeHost;
  const candidates = decodeZipcodes(TABLE).right;
  const draw = { seed, netuid: NETUID, epoch };
  const assignment = assignZipcodes(sha256, PARAMS, { ...draw, candidates, past: [] });
  if (assignment.kind !== 'assigned') throw new Error('the table of the test network is too small');
  return openedBy(sha256, draw, { ...blocksOf(epoch), authority: 'local' }, assignment.zipcodes);
};

/** The lines that open an epoch; the first one puts the rules in force. */
export const openingLines = (epoch, burnHotkey) => (seed) => [
  ...(epoch === 0 ? [activation(epoch, burnHotkey)] : []),
  encodeEvent(openingOf(epoch, seed)),
];

/** What a miner is told of an epoch. */
export const assignmentOf = (epoch, seed) => {
  const { data } = openingOf(epoch, seed);
  return { netuid: NETUID, epoch, ...data };
};

/** Every zipcode that may be assigned. */
export const everyZipcode = () => decodeZipcodes(TABLE).right;
