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
const PAUSE_MAX_MS = 40;
const MULTIPLIER = 48_271;
const MODULUS = 2_147_483_647;

/** Runs a validator that is killed soon after each kind of step, the first time it took it, and started again. */
const killing = ({ directory, genesis, node, endpoint, source }, random) => {
  const given = { directory, genesis, node: node.url, endpoint, source: source.endpoint, key: 2, name: NAME, epoch: 0 };
  const killedAfter = [];
  let running;
  const start = () => {
    const child = spawn(process.execPath, [PROGRAM, JSON.stringify(given)], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.stdin.on('error', () => undefined); // it may be gone
    return {
      child,
      ended: once(child, 'exit'),
      lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    };
  };
  const advance = async () => {
    if (running === undefined) running = start();
    else running.child.stdin.write('\n');
    for (;;) {
      const { value: step, done } = await running.lines.next();
      if (done) throw new Error('the validator ended before its round did');
      if (step === 'done') {
        await running.ended;
        return undefined;
      }
      if (step.startsWith('wait')) return Number(step.slice('wait '.length));
      if (killedAfter.includes(step)) continue;
      killedAfter.push(step);
      await sleep(random() % PAUSE_MAX_MS); // into the middle of the next step
      running.child.kill('SIGKILL');
      await running.ended;
      running = start();
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
