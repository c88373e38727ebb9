import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const program = fileURLToPath(new URL('main.js', import.meta.url));

test('the peer as a program says where it is, answers and ends when told to', async () => {
  const child = spawn(process.execPath, [program, '--trending', 'homes'], { stdio: 'pipe' });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { endpoint } = JSON.parse(line.toString()) as { endpoint: string };
  assert.equal(await (await fetch(`${endpoint}/trending`)).json(), ['homes']);
  assert.is((await fetch(`${endpoint}/listings/1`)).status, 404);
  child.kill('SIGTERM');
  assert.equal(await once(child, 'exit'), [0, null]);
});

test.run();
