import { readFileSync } from 'node:fs';
import {
  type Block,
  type EpochNumber,
  encodeEvent,
  type Fact,
  type Hash32,
  logHeader,
  type NetUid,
} from '@subnet-scoring/core';
import { memoryLog } from '../memory/index.js';
import { nodeHost } from '../node/index.js';
import { sealAll } from '../operations/index.js';
import type { Bucket, EventLog } from '../ports.js';
import { type RunningServer, SERVER_LIMITS, type ServerLimits, signRequest, startServer } from '../server/index.js';
import { sr25519Verifier } from '../signatures/index.js';
import { type SampleMiner, sampleMiner } from './sample-miner.js';

const TINY = new URL('../../../../fixtures/logs/tiny/facts.ndjson', import.meta.url);

export const netuid = 46 as NetUid;
export const genesis = '0'.repeat(64) as Hash32;
/** The epoch that is open; 0 and 1 are sealed. */
export const openEpoch = 2 as EpochNumber;
const START = 1400;
const PERMIT_STAKE_RAO = 1_000n;

export const miner = await sampleMiner(1);
export const validator = await sampleMiner(2);
export const stranger = await sampleMiner(3);

const block = START as Block;
const EPOCH_2: readonly Fact[] = [
  {
    block,
    by: 'local',
    data: {
      startBlock: block,
      endBlock: 1500 as Block,
      seedBlock: 1510 as Block,
      evidenceBlock: 1600 as Block,
      nonce: 'a1'.repeat(32) as Hash32,
      zipcodes: [
        { expected: 40, zipcode: '08540' },
        { expected: 60, zipcode: '19103' },
      ],
    },
    epoch: openEpoch,
    netuid,
    type: 'EpochOpened',
    v: 1,
  },
  {
    block,
    data: {
      neurons: [miner, validator].map(({ hotkey }, at) => ({
        coldkey: hotkey,
        hotkey,
        registeredAt: block,
        stakeRao: `${PERMIT_STAKE_RAO}`,
        uid: at as never,
        validatorPermit: at === 1,
      })),
      specVersion: 1,
    },
    epoch: openEpoch,
    netuid,
    type: 'MetagraphSnapshotTaken',
    v: 1,
  },
];

/** A log with two sealed epochs and an open one, in which the miner and the validator are registered. */
export const sampleLog = async (): Promise<EventLog> => {
  const log = memoryLog(logHeader(netuid, 'local', genesis), nodeHost);
  await log.append(readFileSync(TINY, 'utf8').trimEnd().split('\n'));
  for await (const sealed of sealAll(log, { unjudged: false, host: nodeHost })) {
    if (sealed._tag === 'Left') throw new Error(sealed.left.kind);
  }
  await log.append(EPOCH_2.map((fact) => encodeEvent(fact)));
  return log;
};

/** A server over that log, and a caller. */
export interface SampleServer extends RunningServer {
  /** Calls it, signed by somebody or by nobody. */
  readonly call: (path: string, options?: CallOptions) => Promise<Response>;
  readonly mistakes: readonly Error[];
}

export interface CallOptions {
  readonly by?: SampleMiner;
  readonly method?: string;
  readonly body?: string;
  /** What is sent instead of the body that was signed. */
  readonly sent?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts a server on a free port. */
export const sampleServer = async (
  given: {
    readonly limits?: Partial<ServerLimits>;
    readonly bucket?: Bucket;
    readonly log?: EventLog;
    readonly proxies?: readonly string[];
    /** Since when it runs; a server that has just started takes no envelope that one before it may have taken. */
    readonly runningMs?: number;
    readonly port?: number;
  } = {},
): Promise<SampleServer> => {
  const { log = await sampleLog(), bucket } = given;
  const mistakes: Error[] = [];
  let nonces = 0;
  let behindMs = given.runningMs ?? SERVER_LIMITS.expiryMs;
  const running = await startServer({
    address: '127.0.0.1',
    port: given.port ?? 0,
    netuid,
    genesis,
    readLog: (use) => use(log),
    ...(bucket === undefined ? {} : { bucket }),
    verify: sr25519Verifier(),
    host: nodeHost,
    validatorStakeRao: PERMIT_STAKE_RAO,
    proxies: given.proxies ?? [],
    version: '0.0.0',
    limits: { ...SERVER_LIMITS, ...given.limits },
    now: () => Date.now() - behindMs,
    onMistake: (error) => mistakes.push(error),
  });
  behindMs = 0;
  const call = async (path: string, { by, method = 'GET', body, sent = body, headers = {} }: CallOptions = {}) => {
    nonces += 1;
    const url = new URL(`${running.url}${path}`);
    const nonce = nonces.toString(16).padStart(64, '0') as Hash32;
    const request = {
      method,
      url,
      body: Buffer.from(body ?? ''),
      genesis,
      netuid,
      nonce,
      expiresMs: Date.now() + 30_000,
    };
    const own = by === undefined ? {} : await signRequest(nodeHost, by, request);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(url, {
      method,
      headers: { ...type, ...own, ...headers },
      ...(sent === undefined ? {} : { body: sent }),
    });
  };
  return { ...running, call, mistakes };
};
