import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));

const run = (command, args) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
};

/** Runs one of the Node programs in its own process, with options of Node; it prints one line of JSON. */
export const runNodeWith = (options, name, ...args) =>
  run(process.execPath, [...options, path(name), ...args.map(String)]);

/** Runs one of the Node programs as it is. */
export const runNode = (name, ...args) => runNodeWith([], name, ...args);

/** Runs the Python program likewise. */
export const runPython = (name, ...args) => run('python3', [path(name), ...args.map(String)]);

/** Runs some measurements in turn, A B A B .., so that a machine whose speed drifts is fair to all; results by name. */
export const inTurn = (rounds, programs) => {
  const results = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let i = 0; i < rounds; i += 1)
    for (const [name, program] of Object.entries(programs)) results[name].push(program());
  return results;
};
