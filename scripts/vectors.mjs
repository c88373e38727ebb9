#!/usr/bin/env node
// Runs the test vectors: numbers made by running the original systems, and logs on which independent implementations agree.
//   npm run vectors [-- --dir DIR] [-- --json]
// 0: all passed; 1: some failed, or a file is unknown or empty; 2: usage.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from './files.mjs';
import { asJson, asText } from './vectors/report.mjs';

const options = { dir: { type: 'string' }, json: { type: 'boolean', default: false } };

const main = async (args) => {
  let values;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    console.error(`vectors: ${error.message}\nUsage: npm run vectors [-- --dir DIR] [-- --json]`);
    return 2;
  }
  const dir = values.dir ?? join(projectRoot, 'fixtures/vectors');
  if (!existsSync(dir)) {
    console.error(`vectors: there is no folder ${dir}`);
    return 2;
  }
  if (!existsSync(join(projectRoot, 'packages/core/dist'))) {
    console.error('vectors: packages/core is not built; run `npm run build` first');
    return 2;
  }
  const { runVectors } = await import('./vectors/run.mjs'); // imports the built core
  const files = await runVectors(dir);
  if (files.length === 0) {
    console.error(`vectors: ${dir} holds no vector file`);
    return 1;
  }
  process.stdout.write(values.json ? asJson(files) : asText(files));
  return files.some(({ failed }) => failed > 0) ? 1 : 0;
};

process.exitCode = await main(process.argv.slice(2));
