import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from '../files.mjs';
import { findViolations } from '../tidy.mjs';

// Does what docs/mechanisms/adding-one.md says: the folder into mechanisms/, one line into the registry. Then the core
// compiles, the mechanism's own tests pass, and no code law is broken.

const NAME = 'commit-race';
const EXAMPLE = join(projectRoot, 'docs/examples', NAME);
const ROOT = join(projectRoot, '.cache/docs/example');
const SRC = join(ROOT, 'packages/core/src');
const IMPORT = "import { commitRace } from '../mechanisms/commit-race/index.js';\n";

const isTest = (path) => path.endsWith('.test.ts');
const isExampleTest = (path) => path.includes(`/${NAME}/`);

const copyCore = () => {
  rmSync(ROOT, { recursive: true, force: true });
  mkdirSync(join(ROOT, 'packages/core'), { recursive: true });
  const core = join(projectRoot, 'packages/core');
  cpSync(join(core, 'src'), SRC, { recursive: true, filter: (path) => !isTest(path) });
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.test.json']) {
    cpSync(join(core, file), join(ROOT, 'packages/core', file));
  }
  cpSync(join(projectRoot, 'tsconfig.base.json'), join(ROOT, 'tsconfig.base.json'));
  // Where the root holds another version of a package, npm puts the core's own beside it.
  const own = join(core, 'node_modules');
  if (existsSync(own)) symlinkSync(own, join(ROOT, 'packages/core/node_modules'));
};

const addExample = () => {
  cpSync(EXAMPLE, join(SRC, 'mechanisms', NAME), { recursive: true });
  const registry = join(SRC, 'mechanism/registry.ts');
  const before = readFileSync(registry, 'utf8');
  const after = before.replace(/(MECHANISMS: readonly Mechanism\[\] = \[)/, '$1register(commitRace), ');
  assert.is.not(after, before, 'the registry has no list of mechanisms to add to');
  writeFileSync(registry, IMPORT + after);
};

const run = (args) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });

test('the example mechanism compiles, passes its tests and breaks no law, as the page says', () => {
  copyCore();
  addExample();
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const built = run([tsc, '-b', 'packages/core/tsconfig.test.json', '--pretty', 'false']);
  assert.is(built.status, 0, built.stdout);
  const tested = run([join(projectRoot, 'scripts/test.mjs'), NAME, '--root', ROOT]);
  assert.match(tested.stdout, /\n4 passed, 0 failed\n$/);
  const violations = findViolations(ROOT).filter(({ path }) => isExampleTest(path));
  assert.equal(
    violations.map(({ path, line, law }) => `${path}:${line}: ${law.name}`),
    [],
  );
  rmSync(ROOT, { recursive: true });
});

test.run();
