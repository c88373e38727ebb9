import { readdirSync, readFileSync, statSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { entryOf } from './manifest.mjs';

/** Runs every vector file of a folder by its entry in the manifest. */

/** The file as a whole, where a result belongs to no case of it. */
const WHOLE = '(file)';

const listVectors = (dir) =>
  readdirSync(dir, { recursive: true })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => posix.basename(path) !== 'README.md' && statSync(`${dir}/${path}`).isFile())
    .sort();

/** What a check returned or threw, as the outcome of one case. A check that returns nothing has passed. */
const outcomeOf = async (check) => {
  try {
    return (await check()) ?? { kind: 'passed' };
  } catch (error) {
    return { kind: 'failed', reason: error.message };
  }
};

const runCases = async (cases) => {
  const outcomes = [];
  for (const { name, check } of cases) outcomes.push({ name, ...(await outcomeOf(check)) });
  return outcomes;
};

const outcomesOf = async (dir, file) => {
  const whole = (kind, reason) => [{ name: WHOLE, kind, reason }];
  const entry = entryOf(file);
  if (entry === undefined)
    return whole('failed', 'unknown file: give it a runner or a reason in scripts/vectors/manifest.mjs');
  try {
    const read = (name) => readFileSync(`${dir}/${name}`, 'utf8');
    if (entry.partOf !== undefined) {
      read(entry.partOf(file));
      return [];
    }
    const data = JSON.parse(read(file));
    if (Array.isArray(data.cases) && data.cases.length === 0) return whole('failed', 'holds no case');
    if (entry.skipped !== undefined) return whole('skipped', entry.skipped);
    if (entry.planned !== undefined) return whole('skipped', `planned: ${entry.planned}`);
    const cases = await entry.cases(data, { file, read });
    return cases.length === 0 ? whole('failed', 'holds no case') : await runCases(cases);
  } catch (error) {
    return whole('failed', error.message);
  }
};

/** Every file below `dir` with its counts, the names of the cases that differ on purpose, and reasons. */
export const runVectors = async (dir) => {
  const files = [];
  for (const file of listVectors(dir)) {
    const outcomes = await outcomesOf(dir, file);
    if (outcomes.length === 0) continue; // a part of another file, which reports it
    const of = (kind) => outcomes.filter((outcome) => outcome.kind === kind);
    const reasons = (kind) => of(kind).map(({ name, reason }) => ({ case: name, reason }));
    files.push({
      file,
      passed: of('passed').length,
      failed: of('failed').length,
      skipped: of('skipped').length,
      differsOnPurpose: of('differs').map(({ name }) => name),
      failures: reasons('failed'),
      skips: reasons('skipped'),
      differences: reasons('differs'),
    });
  }
  return files;
};
