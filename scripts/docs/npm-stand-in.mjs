// Stands in for npm while the commands of a page run: the docs check is itself a step of `npm run check`, so a real
// `npm test` would never end. Installing does nothing, `npm start` runs the program without the set-up before it, and of every
// other script only the name is checked.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env.DOCS_ROOT;
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [verb, ...rest] = process.argv.slice(2);
const argsOf = (args) => (args[0] === '--' ? args.slice(1) : args);

const scriptNamed = (name) => {
  if (scripts[name] !== undefined) return scripts[name];
  console.log(`npm: package.json has no script "${name}"`);
  process.exit(1);
};

const start = (args) => {
  const [program, ...given] = scriptNamed('start').split('&&').at(-1).trim().split(' ');
  const { status } = spawnSync(program, [...given, ...args], { stdio: 'inherit' });
  return status ?? 1;
};

if (verb === 'start') process.exitCode = start(argsOf(rest));
else if (verb === 'test') scriptNamed('test');
else if (verb === 'run') scriptNamed(rest[0]);
else if (!['ci', 'install'].includes(verb)) {
  console.log(`npm: the docs check knows no "npm ${verb}"`);
  process.exitCode = 1;
}
