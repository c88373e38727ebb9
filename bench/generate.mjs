#!/usr/bin/env node
// Writes a seeded log below .cache/bench, one sealed segment per epoch, and prints its folder. A log with the same
// parameters is made once. `node bench/generate.mjs [facts] [epochs]`
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { encodeHeader, initialReplay, logHeader, replayEpoch, selectSegment } from '@subnet-scoring/core';
import { zipcodeLog } from './log/epoch.mjs';
import { FIRST_EPOCH, makeWorld, NETUID } from './log/world.mjs';

// Part of the cache's key: to be changed with what is generated.
const VERSION = 1;
const CACHE = fileURLToPath(new URL('../.cache/bench/', import.meta.url));
const SEED = 'subnet-scoring';

const header = logHeader(NETUID, 'local', '0'.repeat(64));

const bytesOf = (facts) =>
  Buffer.from(
    selectSegment(facts)
      .facts.map(({ line }) => `${line}\n`)
      .join(''),
  );

const replay = (state, epoch, bytes) => {
  const run = replayEpoch(header, state, epoch, nodeHost);
  run.push(bytes);
  const closed = run.close();
  if ('left' in closed) throw new Error(`epoch ${epoch}: ${JSON.stringify(closed.left)}`);
  return closed.right;
};

const countInto = (mix, facts) => {
  for (const { event, line } of facts) {
    const known = mix[event.type] ?? { count: 0, bytes: 0 };
    const listed = (known.listed ?? 0) + (event.data.results ?? event.data.itemIds ?? []).length;
    mix[event.type] = {
      count: known.count + 1,
      bytes: known.bytes + Buffer.byteLength(line) + 1,
      ...(listed > 0 ? { listed } : {}),
    };
  }
};

const write = (folder, { makeEpoch }, facts, epochs, progress) => {
  const mix = {};
  let world = makeWorld(SEED);
  let state = initialReplay(header, nodeHost);
  for (let i = 0; i < epochs; i += 1) {
    const epoch = FIRST_EPOCH + i;
    const count = Math.floor(((i + 1) * facts) / epochs) - Math.floor((i * facts) / epochs);
    const made = makeEpoch(world, epoch, count, (known) => replay(state, epoch, bytesOf(known)).plan('next'));
    const bytes = bytesOf(made.facts);
    const result = replay(state, epoch, bytes);
    if (result.status !== 'judged' || result.seal.count !== count) throw new Error(`epoch ${epoch} is no good log`);
    writeFileSync(`${folder}/segments/${String(epoch).padStart(8, '0')}.ndjson`, bytes);
    countInto(mix, made.facts);
    world = made.next;
    state = result.next;
    progress(i + 1);
  }
  return { mix, lastSeal: state.prev };
};

/**
 * The folder of a log with this many facts in this many epochs, made now or earlier: of the zipcode race unless another log is
 * named. Beside the segments it holds
 * about.json: the mix of facts, and the seal that a replay must end with.
 */
export const generate = (facts, epochs, progress = () => {}, log = zipcodeLog) => {
  const key = { version: VERSION, seed: SEED, facts, epochs };
  const folder = `${CACHE}${log.name}-${facts}-epochs-${epochs}`;
  const about = `${folder}/about.json`;
  if (existsSync(about)) {
    const known = JSON.parse(readFileSync(about, 'utf8'));
    if (JSON.stringify(known.key) === JSON.stringify(key)) return { folder, ...known };
  }
  rmSync(folder, { recursive: true, force: true });
  const draft = `${folder}.${process.pid}`;
  mkdirSync(`${draft}/segments`, { recursive: true });
  writeFileSync(`${draft}/log.json`, `${encodeHeader(header)}\n`);
  const made = { key, ...write(draft, log, facts, epochs, progress) };
  writeFileSync(`${draft}/about.json`, JSON.stringify(made));
  renameSync(draft, folder);
  return { folder, ...made };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [facts = 1_000_000, epochs = 64] = process.argv.slice(2).map(Number);
  console.log(generate(facts, epochs, (done) => console.error(`generate: ${done} of ${epochs} epochs`)));
}
