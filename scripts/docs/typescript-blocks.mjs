import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareOutput, rowsOf } from './compare-output.mjs';

const FOLDER = '.cache/docs/blocks';
const TIMEOUT_MS = 60_000;
const PRINTS = /\/\/ prints (.*)$/;
const ERROR = /^(block-\d+)\.ts\((\d+),\d+\): error (.*)$/;

const CONFIG = {
  extends: '../../../tsconfig.base.json',
  compilerOptions: {
    composite: false,
    declarationMap: false,
    noUnusedLocals: false,
    skipLibCheck: true,
    types: ['node'],
    outDir: 'out',
    rootDir: '.',
  },
  include: ['*.ts'],
};

/** What a block says that it prints: the text behind `// prints`, row by row. */
const shownBy = (body) => body.flatMap((row) => row.match(PRINTS)?.[1] ?? []);

const compile = (root, blocks) => {
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
  for (const [i, { block }] of blocks.entries())
    writeFileSync(join(folder, `block-${i}.ts`), `${block.body.join('\n')}\nexport {};\n`);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return rowsOf(stdout ?? '')
    .map((row) => row.match(ERROR))
    .filter((match) => match !== null);
};

/**
 * Compiles all `ts` blocks in one run of the compiler, as strictly as the packages, then runs each. What a block prints
 * must be what its `// prints` comments say.
 */
export const checkTypeScript = ({ root, blocks, report }) => {
  if (blocks.length === 0) return;
  const errors = compile(root, blocks);
  for (const [i, { path, block }] of blocks.entries()) {
    const own = errors.filter(([, name]) => name === `block-${i}`);
    for (const [, , row, text] of own) report.fail(path, block.line + Number(row), text);
    if (own.length > 0) continue;
    const run = spawnSync(process.execPath, [join(root, FOLDER, 'out', `block-${i}.js`)], {
      cwd: root,
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
    });
    if (run.status !== 0) {
      const why = rowsOf(run.stderr).find((row) => /^\w*Error\b/.test(row)) ?? `exit code ${run.status}`;
      report.fail(path, block.line, `the block does not run: ${why}`);
      continue;
    }
    const stuck = compareOutput(shownBy(block.body), rowsOf(run.stdout));
    if (stuck === undefined) report.pass();
    else
      report.fail(
        path,
        block.line,
        `the block prints ${JSON.stringify(stuck.found ?? 'nothing more')}, its "// prints" comments say otherwise`,
      );
  }
};
