import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { buildProgram } from '../program.js';
import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import { wordsOf } from './words.js';
import { zshCompletion } from './zsh.js';

const words = wordsOf(await buildProgram({ wants: () => true }));
const hasShell = (name: string): boolean => spawnSync(name, ['-c', 'exit 0']).status === 0;

/** What bash offers for the last word of a command line. */
const offered = (line: string): string => {
  const parts = line.split(' ');
  const call = `COMP_WORDS=(${parts.map((part) => `'${part}'`).join(' ')}); COMP_CWORD=${parts.length - 1}; _subnet_cli; echo "\${COMPREPLY[*]}"`;
  return spawnSync('bash', ['-c', `${bashCompletion(words)}\n${call}`], { encoding: 'utf8' }).stdout.trim();
};

const ROWS: readonly (readonly [string, string])[] = [
  ['subnet-cli va', 'validate'],
  ['subnet-cli log s', 'sign seal show'],
  ['subnet-cli --json log ver', 'verify'],
  ['subnet-cli validate --epo', '--epoch --epochs'],
  ['subnet-cli log seal --un', '--unjudged'],
  ['subnet-cli log seal --js', '--json'],
  ['subnet-cli proof v', 'verify'],
  ['subnet-cli select --bl', '--block-hash'],
  ['subnet-cli nothing --x', ''],
];

for (const [line, expected] of ROWS) {
  test(`bash completes ${line}`, () => {
    if (!hasShell('bash')) return console.log('(no bash on this system)');
    assert.is(offered(line), expected);
  });
}

test('every command and option is there, for every shell', () => {
  for (const script of [bashCompletion(words), zshCompletion(words), fishCompletion(words)]) {
    for (const name of ['validate', 'verify', 'ruleset', 'unjudged', 'from-snapshot', 'epochs', 'help']) {
      assert.ok(script.includes(name), name);
    }
  }
});

test('the shells that are here take the scripts', () => {
  const scripts = { bash: bashCompletion(words), zsh: zshCompletion(words), fish: fishCompletion(words) } as const;
  for (const [name, script] of Object.entries(scripts)) {
    if (!hasShell(name)) continue;
    const { status, stderr } = spawnSync(name, ['-n'], { input: script, encoding: 'utf8' });
    assert.is(status, 0, `${name}: ${stderr}`);
  }
});

test.run();
