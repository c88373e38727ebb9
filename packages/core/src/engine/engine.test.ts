import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DataError } from '../errors.js';
import type { Fact } from '../event/index.js';
import { pureHost } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { EpochNumber } from '../ids.js';
import {
  activation,
  bytesOf,
  given,
  makeFact,
  opening,
  segmentLines,
  smallWorld,
  submission,
  zipcodeRace1,
} from '../testing/index.js';
import { compareClaims } from './claims.js';
import { initialReplay, replayEpoch } from './replay.js';
import { decodeSnapshot, encodeSnapshot } from './snapshot.js';

const world = smallWorld({ zipcodes: { '19103': 100 }, miners: ['ann', 'bob'] });
const facts = [...opening(world, 0), ...submission(world, 0, 'ann', { at: 5, files: { '19103': 100 } })];
const lines = segmentLines(facts);
const epoch = 0 as EpochNumber;

const replayBytes = (bytes: Uint8Array) => {
  const replay = replayEpoch(world.header, initialReplay(world.header), epoch);
  replay.push(bytes);
  return replay.close();
};
const errorOf = (text: readonly string[]): Pick<DataError, 'code'> & { line: number | undefined } => {
  const closed = replayBytes(encodeUtf8(text.map((line) => `${line}\n`).join('')));
  if (E.isRight(closed)) throw new Error('expected an error');
  return { code: closed.left.code, line: closed.left.at.line };
};

test('a segment that is not what it should be names its first bad line', () => {
  const [a = '', b = '', ...rest] = lines;
  assert.equal(errorOf([b, a, ...rest]), { code: 'SEGMENT_ORDER', line: 2 });
  assert.equal(errorOf([a, a, b, ...rest]), { code: 'SEGMENT_ORDER', line: 2 });
  assert.equal(errorOf([a, 'no json', ...rest]), { code: 'SEGMENT_LINE', line: 2 });
  assert.equal(errorOf([a.replace('"netuid":46', '"netuid":47')]), { code: 'SEGMENT_LINE', line: 1 });
  assert.equal(errorOf([a.replace('"epoch":0', '"epoch":1')]), { code: 'SEGMENT_LINE', line: 1 });
  assert.equal(errorOf([a.replace('"v":1', '"v":2')]), { code: 'NEEDS_NEWER_ENGINE', line: 1 });
  assert.equal(errorOf([a.replace(/"type":"[A-Za-z]+"/, '"type":"Unheard"')]), { code: 'NEEDS_NEWER_ENGINE', line: 1 });
  const cut = replayBytes(encodeUtf8(lines.join('\n')));
  assert.ok(E.isLeft(cut) && cut.left.code === 'SEGMENT_LINE');
});

test('only the authority opens epochs', () => {
  const stranger = lines.map((line) => line.replace('"by":"local"', `"by":"${world.neurons[1]?.hotkey}"`));
  assert.is(errorOf(stranger).code, 'SEGMENT_LINE');
});

test('a result holds the newest snapshot of the epoch, judged or not', () => {
  const newest = (own: readonly Fact[]): number | undefined => {
    const closed = replayBytes(bytesOf(segmentLines(own)));
    return E.isRight(closed) ? closed.right.snapshot?.block : undefined;
  };
  const { startBlock, evidenceBlock } = world.blocksOf(0);
  const isLast = ({ type, block }: Fact): boolean => type === 'MetagraphSnapshotTaken' && block === evidenceBlock;
  assert.is(newest(facts), evidenceBlock);
  assert.is(newest(facts.filter((fact) => !isLast(fact))), startBlock);
  assert.is(newest(facts.filter(({ type }) => type !== 'MetagraphSnapshotTaken')), undefined);
});

const missingOf = (own: readonly Fact[]): readonly string[] => {
  const closed = replayBytes(bytesOf(segmentLines(own)));
  if (E.isLeft(closed)) throw new Error(JSON.stringify(closed.left));
  assert.is(closed.right.status, 'unjudged');
  assert.equal(closed.right.miners, []);
  return closed.right.missing;
};

test('a missing fact is no zero: the epoch is unjudged and says what is missing', () => {
  const { startBlock, seedBlock, evidenceBlock } = world.blocksOf(0);
  const without = (type: Fact['type'], block: number) =>
    facts.filter((fact) => fact.type !== type || fact.block !== block);
  assert.match(missingOf(without('MetagraphSnapshotTaken', startBlock)).join(), /MetagraphSnapshotTaken at startBlock/);
  assert.match(
    missingOf(without('MetagraphSnapshotTaken', evidenceBlock)).join(),
    /MetagraphSnapshotTaken at evidenceBlock/,
  );
  assert.match(missingOf(without('BlockFinalized', seedBlock)).join(), /BlockFinalized at seedBlock/);
  assert.match(missingOf(facts.filter(({ type }) => type !== 'EpochOpened')).join(), /EpochOpened/);
});

test('two answers to one question are a conflict, whoever came first', () => {
  const opened = facts.find((fact): fact is Extract<Fact, { type: 'EpochOpened' }> => fact.type === 'EpochOpened');
  if (opened === undefined) throw new Error('no EpochOpened');
  const other = { ...opened, data: { ...opened.data, nonce: 'f'.repeat(64) } } as Fact;
  assert.match(missingOf([...facts, other]).join(), /EQUIVOCATION: EpochOpened/);
  const { seedBlock } = world.blocksOf(0);
  const fork = makeFact(
    'BlockFinalized',
    { netuid: 46, epoch: 0, block: seedBlock },
    { hash: 'a'.repeat(64), parentHash: 'b'.repeat(64), timestampMs: 1 },
  );
  assert.match(missingOf([...facts, fork]).join(), /CONFLICT: two facts for block/);
  const rules = activation(world, 0, { ...zipcodeRace1.params, strikeEpochs: 1 });
  assert.match(missingOf([...facts, rules]).join(), /EQUIVOCATION: MechanismActivated/);
});

test('a snapshot carries everything a replay needs, and other bytes are refused', () => {
  const { next } = given(world, facts).checked(0).scores(0).result;
  const bytes = encodeSnapshot(next);
  const read = decodeSnapshot(bytes);
  assert.ok(E.isRight(read));
  assert.equal(encodeSnapshot(read.right), bytes);
  for (const bad of [bytes.subarray(0, bytes.length - 1), new Uint8Array(3), Uint8Array.of(...bytes, 0)]) {
    const refused = decodeSnapshot(bad);
    assert.ok(E.isLeft(refused) && refused.left.code === 'SNAPSHOT_HASH');
  }
});

test('a claim that does not follow from the facts is named with both values', () => {
  const { claims } = given(world, facts).checked(0).scores(0).result;
  const stated = claims.map(({ type, data }) => ({ type, data, by: 'local' })) as unknown as Parameters<
    typeof compareClaims
  >[0];
  assert.equal(compareClaims(stated, claims), []);
  const wrong = stated.map((claim) =>
    claim.type === 'EpochScored' ? { ...claim, data: { ...claim.data, burn: '1' } } : claim,
  );
  const [difference, ...more] = compareClaims(wrong as typeof stated, claims);
  assert.equal(more, []);
  assert.is(difference?.path, '/data/burn');
  assert.is(difference?.claimed, '"1"');
  assert.is(difference?.by, 'local');
});

test('an engine that is given an old epoch is used wrongly', () => {
  const { next } = given(world, facts).scores(0).result;
  assert.throws(() => replayEpoch(world.header, next, epoch, pureHost), /expected an epoch after 0/);
});

test.run();
