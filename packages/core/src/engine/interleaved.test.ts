import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../event/index.js';
import type { NetUid } from '../ids.js';
import { logHeader } from '../log/header.js';
import { byEpoch, bytesOf, replayFacts, seededRandom, segmentLines } from '../testing/index.js';
import { type EpochReplay, initialReplay, replayEpoch } from './replay.js';
import type { EpochResult, ReplayState } from './result.js';
import { encodeSnapshot } from './snapshot.js';

const SEED = process.env['TEST_SEED'] ?? '20260101';
const LOGS = new URL('../../../../fixtures/logs/', import.meta.url);
const header = logHeader(46 as NetUid, 'local', '0'.repeat(64) as Parameters<typeof logHeader>[2]);

const NAMES = ['reasons', 'storage-tiers', 'tiny', 'two-mechanisms', 'volume-race'];

const logs = NAMES.map((name) => {
  const lines = readFileSync(new URL(`${name}/facts.ndjson`, LOGS), 'utf8')
    .split('\n')
    .slice(0, -1);
  const facts = lines.map((line) => JSON.parse(line) as Fact);
  return { name, facts, alone: replayFacts(header, facts) };
});

interface Open {
  readonly name: string;
  readonly replay: EpochReplay;
  readonly bytes: Uint8Array;
  at: number;
}

/** Everything that an epoch's result says and the next one starts with. */
const told = ({ seal, claims, next, miners, mechanisms }: EpochResult) => ({
  seal: seal.seal,
  claims,
  state: encodeSnapshot(next),
  why: miners.map(({ hotkey }) => mechanisms.map(({ explain }) => explain(hotkey))),
});

test('replays that run at one time and share a state know nothing of each other', () => {
  const random = seededRandom(`${SEED}/interleaved`);
  const steps = logs.map(({ name, facts }) => ({ name, epochs: byEpoch(facts) }));
  const states = new Map<string, ReplayState>(NAMES.map((name) => [name, initialReplay(header)]));
  const longest = Math.max(...steps.map(({ epochs }) => epochs.length));
  for (let n = 0; n < longest; n += 1) {
    // Each epoch is opened twice on the state that the epoch before it left.
    const open = steps.flatMap(({ name, epochs }): Open[] => {
      const [epoch, own] = epochs[n] ?? [undefined, []];
      const state = states.get(name);
      if (epoch === undefined || state === undefined) return [];
      const bytes = bytesOf(segmentLines(own));
      return [0, 1].map(() => ({ name, replay: replayEpoch(header, state, epoch), bytes, at: 0 }));
    });
    for (let left = [...open]; left.length > 0; left = left.filter(({ at, bytes }) => at < bytes.length)) {
      const one = random.pick(left);
      const end = Math.min(one.bytes.length, one.at + random.between(1, 20_000));
      assert.is(one.replay.push(one.bytes.subarray(one.at, end)), undefined);
      one.at = end;
    }
    for (const { name, replay } of random.shuffle(open)) {
      const closed = replay.close();
      if (E.isLeft(closed)) throw new Error(`${name}: ${JSON.stringify(closed.left)}`);
      const alone = logs.find((log) => log.name === name)?.alone[n];
      assert.ok(alone !== undefined);
      assert.equal(told(closed.right), told(alone), `${name}, epoch ${closed.right.epoch}`);
      states.set(name, closed.right.next);
    }
  }
});

test.run();
