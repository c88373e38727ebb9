#!/usr/bin/env node
// The laws of this code base that neither the compiler nor the linter knows. `node scripts/tidy.mjs --laws` lists them.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { listFiles, projectRoot } from './files.mjs';
import { directionLaws } from './tidy/core-direction.mjs';
import { coreLaws } from './tidy/core-laws.mjs';
import { importLaws } from './tidy/import-laws.mjs';
import { readSource } from './tidy/source-file.mjs';
import { styleLaws } from './tidy/style-laws.mjs';
import { textLaws } from './tidy/text-laws.mjs';

const SOURCE_LAWS = [...coreLaws, ...directionLaws, ...importLaws, ...styleLaws];
const LAWS = [...SOURCE_LAWS, ...textLaws];
const IS_SOURCE = /^(?:packages\/[^/]+\/(?:src|bin)|scripts|bench)\/.*\.m?[jt]s$/;

/** Every violation below `root` as `{path, line, law}`, in the order of paths. */
export const findViolations = (root) => {
  const files = listFiles(root).filter((path) => !path.startsWith('scripts/testdata/'));
  if (!files.some((path) => IS_SOURCE.test(path))) throw new Error(`no source file below ${root}: wrong folder?`);
  return files.flatMap((path) => {
    const bytes = readFileSync(`${root}/${path}`);
    if (bytes.includes(0)) return []; // not text
    const text = bytes.toString('utf8');
    const [file, laws] = IS_SOURCE.test(path) ? [readSource(path, text), LAWS] : [{ path, text }, textLaws];
    return laws
      .filter((law) => law.where(file))
      .flatMap((law) => law.find(file).map(({ line }) => ({ path, line, law })))
      .sort((a, b) => a.line - b.line);
  });
};

const main = (args) => {
  if (args[0] === '--laws') {
    for (const { name, why, replacement } of LAWS) console.log(`${name}: ${why}.\n  Instead: ${replacement}.`);
    return 0;
  }
  const violations = findViolations(projectRoot);
  for (const { path, line, law } of violations) console.log(`${path}:${line}: ${law.name}: ${law.replacement}`);
  return violations.length === 0 ? 0 : 1;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = main(process.argv.slice(2));
