import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../event/index.js';
import type { Host } from '../hash/host.js';
import type { EpochNumber, Hash32, NetUid } from '../ids.js';
import { logHeader } from '../log/header.js';
import type { FactLine } from '../log/order.js';
import { selectSegment } from '../log/segment.js';
import { byEpoch, seededRandom } from '../testing/index.js';
import { initialReplay, replayEpoch } from './replay.js';
import type { EpochResult, ReplayState } from './result.js';
import { decodeSnapshot, encodeSnapshot } from './snapshot.js';

const SEED = process.env['TEST_SEED'] ?? '20260101';
const LOGS = new URL('../../../../fixtures/logs/', import.meta.url);
const header = logHeader(46 as NetUid, 'local', '0'.repeat(64) as Hash32);

// The big log would take minutes with hashes in plain JavaScript; golden-check shows that both hosts agree.
const fastHost: Host = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Stream: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
  decodeText: (bytes, start, end) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end),
};

interface Segment {
  readonly epoch: EpochNumber;
  readonly lines: readonly string[];
}

const bytesOf = (lines: readonly string[]): Uint8Array => Buffer.from(lines.map((line) => `${line}\n`).join(''));

const arrived = (path: string): readonly FactLine[] =>
  readFileSync(new URL(path, LOGS), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => ({ line, event: JSON.parse(line) as Fact }));

const segmentsOf = (facts: readonly FactLine[]): Segment[] => {
  const lines = new Map(facts.map(({ event, line }) => [event, line]));
  return byEpoch(facts.map(({ event }) => event)).map(([epoch, own]) => {
    const selected = selectSegment(own.map((event) => ({ event, line: lines.get(event) ?? '' })));
    return { epoch, lines: selected.facts.map(({ line }) => line) };
  });
};

const replayIn = (
  state: ReplayState,
  { epoch, lines }: Segment,
  pieces: (bytes: Uint8Array) => Uint8Array[],
): EpochResult => {
  const replay = replayEpoch(header, state, epoch, fastHost);
  for (const piece of pieces(bytesOf(lines))) replay.push(piece);
  const closed = replay.close();
  if (E.isLeft(closed)) throw new Error(`epoch ${epoch}: ${JSON.stringify(closed.left)}`);
  return closed.right;
};

const whole = (bytes: Uint8Array): Uint8Array[] => [bytes];

const replayAll = (
  segments: readonly Segment[],
  from = initialReplay(header, fastHost),
  pieces = whole,
): EpochResult[] => {
  let state = from;
  return segments.map((segment) => {
    const result = replayIn(state, segment, pieces);
    state = result.next;
    return result;
  });
};

const sealsOf = (results: readonly EpochResult[]): string[] => results.map(({ seal }) => seal.seal);

const attacks = readdirSync(new URL('adversarial/', LOGS), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('sybils'))
  .map(({ name }) => `adversarial/${name}/attack.ndjson`);
const races = ['tiny/facts.ndjson', 'reasons/facts.ndjson', 'unjudged/facts.ndjson'];
const small = [...races, 'storage-tiers/facts.ndjson', 'two-mechanisms/facts.ndjson', 'volume-race/facts.ndjson'];
const big = 'realistic/facts.ndjson';

test('order of arrival, duplicates and batches change no bit', () => {
  const random = seededRandom(`${SEED}/arrival`);
  for (const [path, times] of [...small.map((path) => [path, 12] as const), [big, 1] as const]) {
    const facts = arrived(path);
    const seals = sealsOf(replayAll(segmentsOf(facts)));
    for (let n = 0; n < times; n += 1) {
      const again = random.shuffle([...facts, ...facts.filter(() => random.chance(300_000))]);
      assert.equal(sealsOf(replayAll(segmentsOf(again))), seals, `${path}, shuffle ${n}`);
    }
    // A batch that was selected and sorted by itself joins the others like any facts.
    const batches = [0, 1, 2, 3].map(() => [] as FactLine[]);
    for (const fact of facts) random.pick(batches).push(fact);
    const rebatched = batches.flatMap((batch) => selectSegment(batch).facts.concat(selectSegment(batch).late));
    assert.equal(sealsOf(replayAll(segmentsOf(rebatched))), seals, `${path}, in batches`);
  }
});

test('pieces of any size give the same result', () => {
  const random = seededRandom(`${SEED}/pieces`);
  const cut = (size: () => number) => (bytes: Uint8Array) => {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + size());
      pieces.push(bytes.subarray(at, end));
      at = end;
    }
    return pieces;
  };
  for (const path of [...small, big]) {
    const segments = segmentsOf(arrived(path));
    const seals = sealsOf(replayAll(segments));
    const sizes = [
      () => 65_536,
      () => random.between(1, 40_000),
      ...(path === big ? [] : [() => 1, () => random.between(1, 9)]),
    ];
    for (const size of sizes) {
      assert.equal(sealsOf(replayAll(segments, undefined, cut(size))), seals, path);
    }
  }
});

test('a replay goes on from a snapshot at any boundary', () => {
  const random = seededRandom(`${SEED}/boundary`);
  for (const path of [...small, big, 'adversarial/slot-of-a-winner/attack.ndjson']) {
    const segments = segmentsOf(arrived(path));
    const results = replayAll(segments);
    const seals = sealsOf(results);
    const only = random.below(results.length);
    for (const [at, { next }] of results.entries()) {
      if (path === big && at !== only) continue;
      const bytes = encodeSnapshot(next);
      const state = decodeSnapshot(bytes);
      if (E.isLeft(state)) throw new Error(JSON.stringify(state.left));
      assert.equal(encodeSnapshot(state.right), bytes, `${path}, snapshot ${at}`);
      const rest = replayAll(segments.slice(at + 1), state.right);
      assert.equal(sealsOf(rest), seals.slice(at + 1), `${path}, from ${at}`);
      assert.equal(
        rest.map(({ claims }) => claims),
        results.slice(at + 1).map(({ claims }) => claims),
      );
    }
  }
});

test('replaying changes neither its state nor its bytes, and asking changes no answer', () => {
  for (const path of small) {
    let state = initialReplay(header, fastHost);
    for (const segment of segmentsOf(arrived(path))) {
      const before = encodeSnapshot(state);
      const bytes = bytesOf(segment.lines);
      const copy = bytes.slice();
      const result = replayIn(state, segment, () => [bytes]);
      const after = encodeSnapshot(result.next);
      for (const { hotkey } of result.miners) for (const { explain } of result.mechanisms) explain(hotkey);
      result.plan('first');
      result.plan('next');
      assert.equal(encodeSnapshot(state), before, `${path}: state before`);
      assert.equal(encodeSnapshot(result.next), after, `${path}: state after`);
      assert.equal(bytes, copy, `${path}: bytes`);
      assert.is(replayIn(state, segment, whole).seal.seal, result.seal.seal);
      state = result.next;
    }
  }
});

/** Lines that an explanation of a miner names. */
const citedLines = (
  { mechanisms }: EpochResult,
  hotkey: Parameters<(typeof mechanisms)[number]['explain']>[0],
): number[] => {
  const steps = mechanisms.flatMap(({ explain }) => explain(hotkey).sections.flatMap((section) => section.steps));
  return [...new Set(steps.flatMap(({ lines }) => lines))];
};

test('whoever removes or changes a fact behind a reason changes the seal', () => {
  const random = seededRandom(`${SEED}/cited`);
  const logs = [...races, ...attacks].map((path) => {
    const segments = segmentsOf(arrived(path));
    return { path, segments, results: replayAll(segments) };
  });
  for (let picks = 0; picks < 200; ) {
    const { path, segments, results } = random.pick(logs);
    const at = random.below(results.length);
    const [result, segment] = [results[at], segments[at]];
    if (result === undefined || segment === undefined || result.status !== 'judged') continue;
    const { hotkey, reason } = random.pick(result.miners);
    const lines = citedLines(result, hotkey);
    assert.ok(lines.length > 0 || reason === 'NO_SUBMISSION', `${path}: ${reason} of ${hotkey} cites no fact`);
    if (lines.length === 0) continue;
    const line = random.pick(lines);
    const state = results[at - 1]?.next ?? initialReplay(header, fastHost);
    const left = segment.lines.filter((_, index) => index !== line - 1);
    assert.is(left.length, segment.lines.length - 1, `${path}: line ${line} is in the segment`);
    const removed = replayIn(state, { ...segment, lines: left }, whole);
    assert.is.not(removed.seal.seal, result.seal.seal, `${path}: without line ${line}`);
    const text = segment.lines[line - 1] ?? '';
    const changed = text.replace(/[0-9a-f]{64}/, (hash) => `${hash[0] === '0' ? '1' : '0'}${hash.slice(1)}`);
    if (changed !== text && !text.includes('"ManifestSeen"')) {
      const other = segmentsOf([...left, changed].map((own) => ({ line: own, event: JSON.parse(own) as Fact })));
      const replayed = replayIn(state, other[0] ?? segment, whole);
      assert.is.not(replayed.seal.seal, result.seal.seal, `${path}: with another line ${line}`);
    }
    picks += 1;
  }
});

test('without the facts that its reason cites a winner has not won', () => {
  const isMiners = (text: string): boolean => /"type":"(Submission|Manifest|SpotCheck)/.test(text);
  for (const path of [...races, ...attacks]) {
    const segments = segmentsOf(arrived(path));
    const results = replayAll(segments);
    for (const [at, result] of results.entries()) {
      const winner = result.miners.find(({ reason }) => reason === 'SCORED');
      const segment = segments[at];
      if (winner === undefined || segment === undefined) continue;
      const cited = new Set(citedLines(result, winner.hotkey));
      const left = segment.lines.filter((text, index) => !(cited.has(index + 1) && isMiners(text)));
      const without = replayIn(
        results[at - 1]?.next ?? initialReplay(header, fastHost),
        { ...segment, lines: left },
        whole,
      );
      assert.is.not(without.seal.scores, result.seal.scores, `${path}, epoch ${result.epoch}`);
    }
  }
});

test('what an epoch that is not judged holds reaches no later score', () => {
  const random = seededRandom(`${SEED}/unjudged`);
  const segments = segmentsOf(arrived('unjudged/facts.ndjson'));
  const results = replayAll(segments);
  const scoresOf = (all: readonly EpochResult[]) => all.map(({ seal, weights }) => [seal.scores, weights?.hash]);
  for (let n = 0; n < 20; n += 1) {
    const thinned = segments.map((segment, at) => {
      const isMinersWork = (line: string): boolean =>
        /"type":"(SubmissionSeen|SubmissionMeasured|ManifestSeen|SpotCheck)/.test(line);
      const dropped = results[at]?.status === 'unjudged';
      return {
        ...segment,
        lines: segment.lines.filter((line) => !(dropped && isMinersWork(line) && random.chance(500_000))),
      };
    });
    const again = replayAll(thinned);
    const judgedThen = again.filter((_, at) => results[at]?.status === 'judged');
    assert.equal(scoresOf(judgedThen), scoresOf(results.filter(({ status }) => status === 'judged')));
  }
});

test.run();
