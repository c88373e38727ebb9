import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signerFromSeed } from '@subnet-scoring/adapters/keys';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { signedLine } from '@subnet-scoring/adapters/signatures';
import type { StorageWrite } from '@subnet-scoring/adapters/testing/chain-node';
import { roundListings } from '@subnet-scoring/adapters/testing/sample-round';
import { type Account, defaultAssignmentParams, encodeCanonical, type Hash32, toHex } from '@subnet-scoring/core';
import { zipcodeRace1 } from '@subnet-scoring/core/testing';
import { type Outside, runCli } from './run-cli.js';

export const NETUID = 46;
export const START = 200;
const EPOCH_BLOCKS = 30;
export const GENESIS = '11'.repeat(32) as Hash32;
export const ZIPCODES = [
  { zipcode: '08540', state: 'NJ', expected: 20 },
  { zipcode: '19103', state: 'PA', expected: 20 },
];

/** How a run is told when epochs are. */
export const CALENDAR = [
  ...['--first-block', `${START}`, '--epoch-blocks', `${EPOCH_BLOCKS}`, '--seed-delay', '10'],
  ...['--evidence-blocks', '20', '--exchange-blocks', '4', '--zipcodes', 'zipcodes.csv', '--params', 'params.json'],
] as const;

const seedOf = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const accountOf = async (n: number): Promise<Account> => (await signerFromSeed(seedOf(n))).account;

/** By uid; those with a name have a wallet. */
export const NAMES = ['burn', 'validator', 'fast', 'slow'] as const;
export type Name = (typeof NAMES)[number];
export const HOTKEYS: readonly Account[] = await Promise.all(NAMES.map((_, uid) => accountOf(uid + 1)));
export const VALIDATOR = 1;

/** Of the subnet: commit-reveal is on; weights are sent at most every hundred blocks. */
export const COMMIT_REVEAL: StorageWrite = ['subtensorModule', 'commitRevealWeightsEnabled', [NETUID], true];
export const RATE_LIMIT: StorageWrite = ['subtensorModule', 'weightsSetRateLimit', [NETUID], 100];

/** Writes what a run reads: the table of zipcodes, the parameters of the drawing, and wallets. */
export const writeFiles = (cwd: string): void => {
  const { target } = defaultAssignmentParams;
  const listings = ZIPCODES.reduce((sum, { expected }) => sum + expected, 0);
  const params = {
    ...defaultAssignmentParams,
    cooldownEpochs: 0,
    maxExpected: 20,
    minExpected: 1,
    target: { ...target, listings, maxListings: listings, stepListings: 0, toleranceppm: 300_000 },
  };
  writeFileSync(join(cwd, 'params.json'), JSON.stringify(params));
  const rows = ZIPCODES.map(({ zipcode, state, expected }) => `${zipcode},${state},${expected},standard\n`);
  writeFileSync(join(cwd, 'zipcodes.csv'), `zipcode,state,expected,tier\n${rows.join('')}`);
  NAMES.forEach((name, uid) => {
    const folder = join(cwd, 'wallets', name, 'hotkeys');
    mkdirSync(folder, { recursive: true });
    const key = { ss58Address: HOTKEYS[uid], secretSeed: `0x${toHex(seedOf(uid + 1))}` };
    writeFileSync(join(folder, 'default'), JSON.stringify(key), { mode: 0o600 });
  });
};

/** The line that puts the rules in force, unless its block is too late; signed where a hotkey is the authority of the log. */
export const activation = async (authority: Name | undefined, block = START - 1): Promise<string> => {
  const uid = authority === undefined ? -1 : NAMES.indexOf(authority);
  const line = encodeCanonical({
    block,
    by: HOTKEYS[uid] ?? 'local',
    data: {
      burnHotkey: HOTKEYS[0] ?? '',
      fromEpoch: 0,
      mechanism: zipcodeRace1.mechanism,
      params: zipcodeRace1.params,
      ruleset: 'run@1',
      shareppm: 1_000_000,
      version: 1,
    },
    epoch: 0,
    netuid: NETUID,
    type: 'MechanismActivated',
    v: 1,
  });
  return uid < 0 ? line : signedLine(nodeHost.sha256, GENESIS, line, await signerFromSeed(seedOf(uid + 1)));
};

interface Opened {
  readonly nonce: string;
  readonly zipcodes: readonly { readonly zipcode: string; readonly expected: number }[];
}

/** A miner delivers everything, as the log says what epoch 0 asks for. */
export const deliver = async ({ at }: { readonly at: Outside }, name: 'fast' | 'slow'): Promise<void> => {
  const journal = readFileSync(join(at.cwd, 'subnet-log', 'journal.ndjson'), 'utf8');
  const line = journal.split('\n').find((text) => text.includes('"EpochOpened"')) ?? '';
  const { nonce, zipcodes } = (JSON.parse(line) as { readonly data: Opened }).data;
  const folder = join(at.cwd, 'listings', name);
  mkdirSync(folder, { recursive: true });
  const header = { epoch: 0, hotkey: HOTKEYS[NAMES.indexOf(name)], netuid: NETUID, nonce };
  for (const { zipcode, expected } of zipcodes) {
    const lines = [header, ...roundListings(zipcode, expected)].map((item) => `${JSON.stringify(item)}\n`);
    writeFileSync(join(folder, `${zipcode}.ndjson`), lines.join(''));
  }
  const ran = await runCli(['miner', 'submit', folder, '--epoch', '0', '-w', name], at);
  if (ran.exit !== 0) throw new Error(`${name}: ${ran.stderr}`);
};
