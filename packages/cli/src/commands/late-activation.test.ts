import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts } from '../testing/temp-log.js';

/** The facts of tiny's first epoch, with its rules activated at startBlock: one block too late. */
const tooLate = fixtureFacts('tiny')
  .filter((line) => line.includes('"epoch":0,'))
  .map((line) => (line.includes('"MechanismActivated"') ? line.replace('"block":999,', '"block":1000,') : line));

const NOTICE =
  /notice: epoch 0: MechanismActivated of zipcode-race has no effect: its block 1000 is not before startBlock 1000/;

test('rules that were activated too late are named by validate, plan and log seal', async () => {
  const cwd = await emptyLog();
  await runCli(['log', 'append', '-'], { cwd, input: `${tooLate.join('\n')}\n` });

  const validated = await runCli(['validate', '--epoch', '0'], { cwd });
  assert.is(validated.exit, 125);
  assert.match(validated.stdout, /notice: MechanismActivated of zipcode-race has no effect/);
  assert.match(validated.stdout, /no weights: no mechanism is in force, and no earlier vector stands/);
  assert.match(validated.stderr, /epoch 0 has no weights: no mechanism is in force/);

  const planned = await runCli(['plan', '--epoch', '0'], { cwd });
  assert.is(planned.exit, 2);
  assert.match(planned.stderr, NOTICE);

  const sealed = await runCli(['log', 'seal', '--all', '--json'], { cwd });
  assert.is(sealed.exit, 0);
  assert.match(sealed.stderr, NOTICE);
  const [epoch] = (JSON.parse(sealed.stdout) as { sealed: { notices: string[] }[] }).sealed;
  assert.is(epoch?.notices.length, 1);
});

test.run();
