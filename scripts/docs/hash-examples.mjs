import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as core from '../../packages/core/dist/index.js';
import { fx, list, raw, showBytes, showHash, text, u64 } from './byte-table.mjs';

const { sha256 } = core.pureHost;
const ZEROS = '0'.repeat(64);
const HEADER = core.logHeader(46, 'local', ZEROS);
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';

const hashOfText = (value) => createHash('sha256').update(value).digest('hex');
const ndjson = (lines) => ['```ndjson', ...lines, '```'];
const json = (line) => ['```json', line, '```'];

/** One value of every type in one hash. */
export const typesExample = () => {
  const parts = [
    core.u64(258),
    core.i128(-500_000_000_000_000_000n),
    core.raw32(hashOfText('x')),
    core.text('é 1'),
    core.list([1, 2].map(core.u64)),
  ];
  const shown = [
    u64(258, '258'),
    fx(-500_000_000_000_000_000n, '-0.5, as the integer -500000000000000000'),
    raw(hashOfText('x'), 'a hash'),
    ...[text('é 1', '`é 1`')],
    list(2, 'two u64'),
    u64(1, '1'),
    u64(2, '2'),
  ];
  return showHash('example/1', shown, core.taggedHash(sha256, 'example/1', parts));
};

/** An address, decoded by hand. */
export const accountExample = () => {
  const account = core.accountHexOf(ALICE);
  const body = `2a${account}`;
  const sum = createHash('blake2b512').update(`SS58PRE`).update(Buffer.from(body, 'hex')).digest('hex');
  const raw35 = Buffer.from(`${body}${sum.slice(0, 4)}`, 'hex');
  assert.equal(core.accountFromBytes(raw35.subarray(1, 33)), ALICE);
  return [
    `\`${ALICE}\` is, from base58, these 35 bytes:`,
    '',
    ...showBytes(
      [
        ['2a', 'prefix 42'],
        [account, 'account'],
        [sum.slice(0, 4), 'checksum'],
      ],
      `blake2b-512 of \`SS58PRE\` and the first 33 bytes begins with \`${sum.slice(0, 16)}\`; its first two bytes are the checksum.`,
    ),
  ];
};

const OPENED = {
  block: 100,
  by: 'local',
  data: { endBlock: 200, evidenceBlock: 300, nonce: ZEROS, seedBlock: 210, startBlock: 100, zipcodes: [] },
  epoch: 0,
  netuid: 46,
  type: 'EpochOpened',
  v: 1,
};
const SEED = {
  block: 210,
  data: { hash: hashOfText('210'), parentHash: hashOfText('209'), timestampMs: 1_700_000_000_000 },
  epoch: 0,
  netuid: 46,
  type: 'BlockFinalized',
  v: 1,
};
const LATE = { ...SEED, block: 301, data: { ...SEED.data, hash: hashOfText('301') } };

/** A whole log of one epoch that nobody could judge: every hash down to its bytes. */
export const smallestLogExample = () => {
  const arrived = [LATE, SEED, OPENED, SEED].map((fact) => core.encodeEvent(fact));
  const facts = arrived.map((line) => core.decodeFact(line)).map((decoded) => decoded.right);
  const lines = core.selectSegment(facts).facts.map(({ line }) => line);
  const replay = core.replayEpoch(HEADER, core.initialReplay(HEADER), 0);
  replay.push(core.encodeUtf8(lines.map((line) => `${line}\n`).join('')));
  const { seal } = replay.close().right;
  const header = core.encodeHeader(HEADER);
  assert.equal(hashOfText(`${header}\n`), seal.prev);
  assert.equal(hashOfText(lines.map((line) => `${line}\n`).join('')), seal.segment);
  const nobody = [u64(0, 'epoch'), fx(10n ** 18n, 'burn: everything'), list(0, 'miners')];
  const sealed = [
    u64(0, 'epoch'),
    raw(seal.prev, '`prev`: hash of log.json'),
    raw(seal.segment, '`segment`'),
    u64(seal.count, '`count`: lines of the segment'),
    ...[text('unjudged', '`status`')],
    raw(seal.rules, '`rules`'),
    raw(seal.scores, '`scores`'),
  ];
  return [
    '`log.json` is this line and LF:',
    '',
    ...json(header),
    '',
    `SHA-256 with LF, which is \`prev\` of the first seal: \`${seal.prev}\``,
    '',
    'Four lines arrive, one of them twice and one too late:',
    '',
    ...ndjson(arrived),
    '',
    'The segment has two, in canonical order:',
    '',
    ...ndjson(lines),
    '',
    `segment, SHA-256 of these lines with LF behind each: \`${seal.segment}\``,
    '',
    'No mechanism is active, so **rules** is the hash of an empty list:',
    '',
    ...showHash('rules/1', [list(0, 'activations')], seal.rules),
    '',
    'Snapshots and a block are missing, so the epoch is unjudged, and **scores** says that everything burns:',
    '',
    ...showHash('scores/1', nobody, seal.scores),
    '',
    'The **seal**:',
    '',
    ...showHash('seal/1', sealed, seal.seal),
    '',
    'Its line in `seals.ndjson`:',
    '',
    ...json(core.encodeCanonical(seal)),
  ];
};

/** A rules hash with one activation. */
export const rulesExample = () => {
  const data = {
    burnHotkey: ALICE,
    fromEpoch: 0,
    mechanism: 'example',
    params: { rows: 3 },
    ruleset: 'example@1',
    shareppm: 1_000_000,
    version: 1,
  };
  const line = core.encodeCanonical(data);
  const shown = [list(1, 'activations'), ...[text(line, 'canonical `data`')]];
  return [...json(line), '', ...showHash('rules/1', shown, core.rulesHash(sha256, [data]))];
};

/** A scores hash with two miners. */
export const scoresExample = () => {
  const [burn, share] = [400_000_000_000_000_000n, 600_000_000_000_000_000n];
  const miners = [
    { hotkey: BOB, share: 0n, reason: 'NO_SUBMISSION' },
    { hotkey: ALICE, share, reason: 'SCORED' },
  ];
  const shown = [
    u64(7, 'epoch 7'),
    fx(burn, 'burn: 0.4'),
    list(2, 'miners, accounts ascending'),
    ...miners.flatMap(({ hotkey, share: part, reason }) => [
      raw(core.accountHexOf(hotkey), `account of \`${hotkey}\``),
      fx(part, part === 0n ? 'share: 0' : 'share: 0.6'),
      ...text(reason, `reason: ${reason}`),
    ]),
  ];
  return showHash('scores/1', shown, core.scoresHash(sha256, 7, burn, miners));
};

/** A weights hash. */
export const weightsExample = () => {
  const vector = { uids: [0, 3], values: [43690, 65535] };
  const shown = [
    u64(46, 'netuid'),
    u64(7, 'epoch 7'),
    ...[text('exact-v1', 'profile')],
    u64(0, 'versionKey'),
    list(2, 'uids, ascending'),
    ...vector.uids.map((uid) => u64(uid, `uid ${uid}`)),
    list(2, 'values'),
    ...vector.values.map((value) => u64(value, `${value}`)),
  ];
  return showHash('weights/1', shown, core.weightsHash(sha256, 46, 7, 'exact-v1', 0, vector));
};

/** The phases of a block's facts. */
export const phasesTable = () => {
  const phases = [...new Set(core.FACT_TYPES.map(({ phase }) => phase))].sort((a, b) => a - b);
  const typesOf = (phase) =>
    core.FACT_TYPES.filter((type) => type.phase === phase).map(
      ({ type }) => `[${type}](events.md#${type.toLowerCase()})`,
    );
  return ['| phase | types |', '|---|---|', ...phases.map((phase) => `| ${phase} | ${typesOf(phase).join(', ')} |`)];
};

const VERA = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const observation = (block, type, data) => ({ block, by: VERA, data, epoch: 0, netuid: 46, type, v: 1 });

/** An observer with two facts, its list, and what it signs. */
export const evidenceExample = () => {
  const subject = { contentSha256: hashOfText('file'), row: 4, zipcode: '08540' };
  const check = { evidenceSha256: hashOfText('page'), hotkey: ALICE, subject };
  const facts = [observation(220, 'SpotCheckPassed', check), observation(221, 'SpotCheckPassed', check)];
  const lines = facts.map((fact) => core.encodeEvent(fact));
  const root = hashOfText(lines.map((line) => `${line}\n`).join(''));
  const shown = [raw(ZEROS, 'genesis'), u64(46, 'netuid'), u64(0, 'epoch'), u64(2, 'count'), raw(root, 'root')];
  const parts = [core.raw32(ZEROS), core.u64(46), core.u64(0), core.u64(2), core.raw32(root)];
  const list = core.encodeEvent(observation(230, 'EvidenceListed', { count: 2, root }));
  return [
    'The observer has two facts in the segment:',
    '',
    ...ndjson(lines),
    '',
    'Its list:',
    '',
    ...ndjson([list]),
    '',
    'What it signs in a log with genesis zero:',
    '',
    ...showHash('evidence/1', shown, core.taggedHash(sha256, 'evidence/1', parts)),
  ];
};

/** A manifest and its hash. */
export const manifestExample = () => {
  const files = [{ contentSha256: hashOfText('file'), rowsRoot: hashOfText('rows'), zipcode: '08540' }];
  const manifest = { files, hotkey: ALICE, nonce: ZEROS };
  const line = core.encodeCanonical({ epoch: 0, netuid: 46, ...manifest });
  assert.equal(hashOfText(line), core.manifestSha256(sha256, 46, 0, manifest));
  return [...json(line), '', `SHA-256: \`${hashOfText(line)}\``];
};
