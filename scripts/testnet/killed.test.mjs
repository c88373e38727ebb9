import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playEpoch } from './epoch.mjs';
import { startNetwork } from './network.mjs';
import { newValidator } from './validator.mjs';
import { isGood, verdictOf } from './verdict.mjs';

const PROGRAM = fileURLToPath(new URL('validator-process.mjs', import.meta.url));
const NAME = 'validator-1';
const MULTIPLIER = 48_271;
const MODULUS = 2_147_483_647;

/** Runs the process to its wait. It is killed right after the first `wait`-less step it never was killed after, and once in one. */
const killing = ({ directory, genesis, node, endpoint, source }, random) => {
  const given = { directory, genesis, node: node.url, endpoint, source: source.endpoint, key: 2, name: NAME, epoch: 0 };
  const killedAfter = [];
  const once1 = async () => {
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let last = '';
    let isKilled = false;
    const ended = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      last = line;
      if (isKilled || line.startsWith('wait') || line === 'done' || killedAfter.includes(line)) continue;
      killedAfter.push(line);
      isKilled = true;
      await sleep(random() % 40); // in the middle of the next step
      child.kill('SIGKILL');
    }
    const [code] = await ended;
    if (!isKilled) assert.is(code, 0);
    return isKilled && !/^wait|^done/.test(last) ? undefined : last;
  };
  const advance = async () => {
    for (;;) {
      const last = await once1();
      if (last === 'done') return undefined;
      if (last !== undefined) return Number(last.slice('wait '.length));
    }
  };
  return { advance, killedAfter };
};

test('a validator that is killed after every step seals the same and sets weights once', async () => {
  const seed = Number(process.env.TEST_SEED ?? '1');
  let state = (seed % MODULUS) + 1;
  const random = () => {
    state = (state * MULTIPLIER) % MODULUS;
    return state;
  };
  const directory = mkdtempSync(join(tmpdir(), 'killed-'));
  const network = await startNetwork({ directory, outage: 10, seed: `${seed}` });
  const others = network.validators.slice(1).map((signer, at) => newValidator(network, signer, `validator-${at + 2}`));
  const killed = killing(network, random);
  await playEpoch(network, others, 0, () => undefined, [killed.advance]);
  const again = newValidator(network, network.validators[0], NAME);
  const verdict = await verdictOf(network, [again, ...others], 0);
  assert.ok(isGood(verdict), `seed ${seed}: ${JSON.stringify(verdict)}`);
  assert.equal(
    killed.killedAfter,
    [
      'open',
      'ingest',
      'check',
      'publishObservations',
      'exchange',
      'seal',
      'planWeights',
      'applyWeights',
      'publishResult',
    ],
    `seed ${seed}`,
  );
  const sent = network.node.requests().filter((method) => method.startsWith('author_submit')).length;
  assert.is(sent, 8 + 3, `seed ${seed}: a commitment of each miner, and weights of each validator`);
  for (const { log } of [again, ...others]) await log.close();
  await network.close();
  rmSync(directory, { recursive: true });
});

test.run();
