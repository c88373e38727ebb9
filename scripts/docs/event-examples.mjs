import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as core from '../../packages/core/dist/index.js';

/** Logs whose events are ordinary come first: the small one, then the large one. */
const ORDINARY = ['tiny', 'realistic'];

/** Logs to take examples from. */
const sourcesOf = (root) => {
  const logs = `${root}/fixtures/logs`;
  const names = existsSync(logs) ? readdirSync(logs).sort() : [];
  const ordered = [
    ...ORDINARY.filter((name) => names.includes(name)),
    ...names.filter((name) => !ORDINARY.includes(name)),
  ];
  return [
    ...ordered.map((name) => `fixtures/logs/${name}/facts.ndjson`),
    'fixtures/vectors/zipcode-race/facts-1.ndjson',
    'fixtures/audit/records.ndjson',
  ].filter((path) => existsSync(`${root}/${path}`));
};

const hasEmptyList = (value) =>
  typeof value === 'object' &&
  ((Array.isArray(value) && value.length === 0) || Object.values(value).some(hasEmptyList));

const isBetter = (a, b) =>
  b === undefined ||
  Number(a.empty) - Number(b.empty) ||
  a.line.length - b.line.length ||
  core.compareText(a.line, b.line);

const keepBest = (best, line, path) => {
  const event = JSON.parse(line);
  const found = { event, line, path, empty: hasEmptyList(event.data) };
  const former = best.get(event.type);
  const order = isBetter(found, former);
  if (order === true || order < 0) best.set(event.type, found);
};

/** Replays the facts of a file as a log of one's own; answers the claims that follow, as lines. */
const claimLines = (lines) => {
  const facts = lines
    .map((line) => core.decodeFact(line))
    .flatMap((decoded) => (decoded._tag === 'Right' ? [decoded.right] : []));
  const header = core.logHeader(facts[0].event.netuid, 'local', '0'.repeat(64));
  let state = core.initialReplay(header);
  const claims = [];
  for (const epoch of [...new Set(facts.map(({ event }) => event.epoch))].sort((a, b) => a - b)) {
    const { facts: chosen } = core.selectSegment(facts.filter(({ event }) => event.epoch === epoch));
    const replay = core.replayEpoch(header, state, epoch);
    replay.push(core.encodeUtf8(chosen.map(({ line }) => `${line}\n`).join('')));
    const closed = replay.close();
    if (closed._tag === 'Left') return claims;
    state = closed.right.next;
    const block = closed.right.opened?.evidenceBlock;
    for (const { type, data } of closed.right.claims) {
      claims.push(core.encodeEvent({ block, by: 'local', data, epoch, netuid: header.netuid, type, v: 1 }));
    }
  }
  return claims;
};

/** One line of each event type from the fixtures: where one exists, a short one without empty lists. By type. */
export const eventExamples = (root) => {
  const best = new Map();
  const wanted = [...core.FACT_TYPES, ...core.CLAIM_TYPES, ...core.RECORD_TYPES].map(({ type }) => type);
  const isLacking = (type) => best.get(type)?.empty !== false;
  for (const path of sourcesOf(root)) {
    if (!wanted.some(isLacking)) break;
    const lines = readFileSync(`${root}/${path}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    const isLocal = lines.some((line) => line.includes('"by":"local"'));
    const own = new Map();
    for (const line of [...lines, ...(isLocal ? claimLines(lines) : [])]) keepBest(own, line, path);
    for (const [type, found] of own) {
      const former = best.get(type);
      if (former === undefined || (former.empty && !found.empty)) best.set(type, found);
    }
  }
  return best;
};
