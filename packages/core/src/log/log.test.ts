import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../event/index.js';
import { pureHost } from '../hash/host.js';
import { lineOf, opening, smallWorld, submission } from '../testing/index.js';
import { decodeHeader, encodeHeader, headerHash } from './header.js';
import { compareUtf8, sortCanonical } from './order.js';
import { sealHash } from './seal.js';
import { selectSegment } from './segment.js';

const world = smallWorld({ zipcodes: { '19103': 10 }, miners: ['ann'] });
const withLine = (event: Fact) => ({ event, line: lineOf(event) });
const facts = [...opening(world, 0), ...submission(world, 0, 'ann', { at: 5, files: { '19103': 10 } })].map(withLine);

test('bytes decide, also where UTF-16 orders otherwise', () => {
  const words = ['a', 'b', 'a\u{1f600}', 'a\uffee', '\u{1f600}', '\uffee', 'ab', ''];
  for (const a of words) {
    for (const b of words) {
      assert.is(Math.sign(compareUtf8(a, b)), Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))), `${a} ${b}`);
    }
  }
});

test('order of arrival and repetition do not show', () => {
  const once = selectSegment(facts).facts.map(({ line }) => line);
  const again = selectSegment([...facts].reverse().concat(facts)).facts.map(({ line }) => line);
  assert.equal(again, once);
  assert.equal(
    sortCanonical(facts).map(({ line }) => line),
    once,
  );
});

test('facts at the evidence block are late, but for the block itself and its snapshot', () => {
  const { evidenceBlock } = world.blocksOf(0);
  const late = facts.map(({ event }) => withLine({ ...event, block: evidenceBlock } as Fact));
  const selected = selectSegment([...facts, ...late.filter(({ event }) => event.type !== 'EpochOpened')]);
  const types = new Set(
    selected.facts.filter(({ event }) => event.block === evidenceBlock).map(({ event }) => event.type),
  );
  assert.equal([...types].sort(), ['BlockFinalized', 'MetagraphSnapshotTaken']);
  assert.ok(selected.late.some(({ event }) => event.type === 'SubmissionSeen'));
});

test('log.json has one spelling', () => {
  const line = encodeHeader(world.header);
  assert.equal(decodeHeader(line), E.right(world.header));
  for (const other of [` ${line}`, line.replace('{', '{ '), line.replace('"format":1', '"format":2'), '{}', 'x']) {
    const refused = decodeHeader(other);
    assert.ok(E.isLeft(refused) && refused.left.code === 'BAD_LOG_FILE', other);
  }
});

test('every field of a seal is bound by its hash', () => {
  const hash = headerHash(pureHost.sha256, world.header);
  const seal = {
    count: 3,
    epoch: 1,
    prev: hash,
    rules: hash,
    scores: hash,
    segment: hash,
    status: 'judged',
  } as unknown as Parameters<typeof sealHash>[1];
  const known = new Set([sealHash(pureHost.sha256, seal)]);
  const changed = [
    { count: 4 },
    { epoch: 2 },
    { status: 'unjudged' },
    ...['prev', 'rules', 'scores', 'segment'].map((key) => ({ [key]: 'f'.repeat(64) })),
  ];
  for (const change of changed) known.add(sealHash(pureHost.sha256, { ...seal, ...change } as typeof seal));
  assert.is(known.size, changed.length + 1);
});

test.run();
