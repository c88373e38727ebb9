import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from './files.mjs';
import { sections } from './vectors/check.mjs';
import { entryOf } from './vectors/manifest.mjs';
import { runVectors } from './vectors/run.mjs';

const FIXTURES = join(projectRoot, 'fixtures/vectors');
const ORIGINALS = join(projectRoot, '../shared/vectors');

const vectors = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'scripts/vectors.mjs'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

/** Calls `use` with a folder that holds these files: [path, text]. */
const withFolder = async (files, use) => {
  const dir = mkdtempSync(join(tmpdir(), 'vectors-'));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const result = await use(dir);
  rmSync(dir, { recursive: true });
  return result;
};

/** The result of one file with this text. */
const runOne = async (path, text) => {
  const files = await withFolder([[path, text]], runVectors);
  assert.is(files.length, 1);
  return files[0];
};

const fixture = (path) => readFileSync(join(FIXTURES, path), 'utf8');

test('all vectors of the repository pass', () => {
  const { status, stdout } = vectors('--json');
  const { files } = JSON.parse(stdout);
  assert.equal(
    files.flatMap(({ file, failures }) => failures.map((failure) => ({ file, ...failure }))),
    [],
  );
  assert.is(status, 0);
  assert.ok(files.length > 0);
});

test('the values where doubles err are named', async () => {
  const { differsOnPurpose, passed, failed } = await runOne(
    'resi/tier1_bounds.json',
    fixture('resi/tier1_bounds.json'),
  );
  const named = differsOnPurpose.map((name) => Number(name.replace('expected ', ''))).sort((a, b) => a - b);
  assert.equal(named, [100, 180, 200, 220, 340, 360, 380, 400, 1500, 3000, 11000]);
  assert.is(failed, 0);
  assert.ok(passed > 0);
});

test('a half that float32 tips differs on purpose, another value fails', async () => {
  const row = { uids: [0, 1], weights: [1, 0.3], out_uids: [0, 1] };
  const run = (out_vals) =>
    runOne(
      'chain/sdk_weight_conversion.json',
      JSON.stringify({ convert_weights_and_uids_for_emit_f32: [{ ...row, out_vals }] }),
    );
  const tipped = await run([65535, 19661]);
  assert.equal(tipped.differsOnPurpose, ['convert_weights_and_uids_for_emit_f32 1']);
  assert.is(tipped.failed, 0);
  assert.is((await run([65535, 19660])).failed, 1);
});

test('an unknown file fails', async () => {
  for (const path of ['resi/planted.json', 'planted.json', 'resi/epoch_weights.txt']) {
    assert.match((await runOne(path, '{"cases":[{}]}')).failures[0].reason, /unknown file/);
  }
  assert.is(await withFolder([['planted.json', '{}']], (dir) => vectors('--dir', dir).status), 1);
});

test('a file without a case fails, even one that is skipped', async () => {
  for (const path of ['resi/epoch_weights.json', 'resi/tier1_bounds.json']) {
    const empty = JSON.stringify({ ...JSON.parse(fixture(path)), cases: [] });
    assert.match((await runOne(path, empty)).failures[0].reason, /holds no case/);
  }
  assert.is((await runOne('resi/consensus_hash.json', '{"cases":[]}')).failed, 1);
  assert.is((await runOne('chain/ss58.json', '{"accounts":[],"invalid":[]}')).failed, 1);
  assert.is((await runOne('chain/ss58.json', '{}')).failed, 1);
});

test('a file that is no JSON, or of another shape, fails', async () => {
  assert.is((await runOne('chain/ss58.json', '{')).failed, 1);
  assert.is((await runOne('resi/epoch_weights.json', '{"zip":[1]}')).failed, 1);
  assert.is((await runOne('resi/epoch_weights.json', '{"cases":[{"name":"a"}]}')).failed, 1);
});

test('facts without their expected results fail', async () => {
  assert.is((await runOne('zipcode-race/facts-7.ndjson', '')).failed, 1);
});

/** Every path to a number in the results of a case that is compared, with a change that must be noticed. */
const CORRUPTIONS = [
  ['resi/epoch_weights.json', (data) => bump(data.cases[0].result.miner_scores)],
  ['resi/epoch_weights.json', (data) => bump(data.cases[0].result.zipcode_weights)],
  ['resi/epoch_weights.json', (data) => bump(data.cases[0].result, 'total_winners')],
  ['resi/epoch_weights.json', (data) => bump(data.cases[0].result, 'total_epoch_listings')],
  ['resi/epoch_weights.json', (data) => Object.assign(data.cases[0].result.miner_scores, { planted: 0 })],
  ['resi/tier1_bounds.json', (data) => bump(data.cases[0], 'head_max')],
  ['resi/tier1_bounds.json', (data) => bump(data.cases[0].v33b9890_range)],
  ['resi/tier1_bounds.json', (data) => bump(data.cases[0].exact_floor_85_115)],
  ['resi/tier1_bounds.json', (data) => data.expected_values_where_double_differs_from_exact.push(101)],
  ['resi/tier1_bounds.json', (data) => data.expected_values_where_double_differs_from_exact.shift()],
  ['resi/tier1_outcomes.json', (data) => bump(data.cases[0].metrics, 'expected_min')],
  ['resi/tier3_threshold.json', (data) => bump(data.cases[3], 'pass_rate')],
  ['resi/weights_to_chain.json', (data) => bump(data.cases[1].processed_weights)],
  ['resi/weights_to_chain.json', (data) => bump(data.cases[1].emit_u16)],
  ['chain/max_upscale.json', (data) => bump(data.real_runtime_spec293[3].stored)],
  ['chain/max_upscale.json', (data) => bump(data.rust_vec_u16_max_upscale_to_u16[3].out)],
  ['chain/sdk_weight_conversion.json', (data) => bump(data.normalize_max_weight_f32[2].out)],
  ['chain/sdk_weight_conversion.json', (data) => bump(data.process_weights_f32[2].out_weights)],
  ['chain/sdk_weight_conversion.json', (data) => bump(data.process_weights_f32[2].emit_vals)],
  ['chain/sdk_weight_conversion.json', (data) => bump(data.convert_weight_uids_and_vals_to_tensor[0].out)],
  ['chain/ss58.json', (data) => Object.assign(data.accounts[0], { ss58_0: data.accounts[0].ss58_42 })],
  ['chain/commit_hash.json', (data) => bump(data.cases[0].values)],
  ['chain/commit_hash.json', (data) => bump(data.cases[0], 'netuidIndex')],
  ['chain/epoch_boundary.json', (data) => bump(data.legacy_spec_le_422[2], 'epochIndex')],
  ['chain/epoch_boundary.json', (data) => bump(data.legacy_reveal_blocks[2].firstLast)],
  ['chain/epoch_boundary.json', (data) => bump(data.stateful_spec_ge_423[1], 'nextEpochStartBlock')],
  ['chain/epoch_boundary.json', (data) => bump(data.migration_at_423[0], 'subnetEpochIndex')],
  ['chain/epoch_real_runtime_293.json', (data) => bump(data.epochs[0].after.incentive, 1)],
  ['chain/epoch_real_runtime_293.json', (data) => bump(data.epochs[0].after.emission, 1)],
  ['chain/epoch_real_runtime_293.json', (data) => bump(data.epochs[0].after.bonds[1][1][0], 1)],
  ['chain/yuma_rust_traces.json', (data) => bump(data.tests.test_bonds.steps[7].trace.E, 3)],
  ['chain/yuma_rust_traces.json', (data) => bump(data.tests.test_bonds.steps[6].asserts_after[0], 'u16')],
  ['filetao/wilson_score.json', (data) => bump(data.cases[1], 'score')],
  ['filetao/wilson_score.json', (data) => bump(data.cases[9], 'raw_lower_bound')],
];

/** Makes one number of an object or list a little greater: 1 more for a whole number, 2e-12 for another. */
const bump = (target, key = Object.keys(target)[0]) => {
  const value = target[key];
  assert.type(value, 'number');
  target[key] = Number.isInteger(value) && value > 1 ? value + 1 : value + 2e-12;
};

test('a corrupted number fails', async () => {
  for (const [path, corrupt] of CORRUPTIONS) {
    const data = JSON.parse(fixture(path));
    corrupt(data);
    assert.is((await runOne(path, JSON.stringify(data))).failed, 1, `${path}: ${corrupt}`);
  }
});

test('a list that no runner looks at is a failing case', () => {
  const cases = sections({ planted: [1], notes: ['x'] }, {});
  assert.equal(
    cases.map(({ name }) => name),
    ['planted'],
  );
  assert.throws(() => cases[0].check());
});

test('the table ends with a total, and reasons follow', async () => {
  const files = [
    ['chain/ss58.json', fixture('chain/ss58.json')],
    ['resi/consensus_hash.json', '{}'],
  ];
  const { status, stdout } = await withFolder(files, (dir) => vectors('--dir', dir));
  assert.is(status, 0);
  const lines = stdout.split('\n');
  assert.match(lines[0], /^file +passed +failed +skipped +differs$/);
  assert.match(lines[3], /^total +8 +0 +1 +0$/);
  assert.match(stdout, /\nskipped\n {2}resi\/consensus_hash\.json: \(file\): .+/);
});

test('wrong usage and a missing folder are told apart from a failing vector', async () => {
  assert.is(vectors('--unknown').status, 2);
  assert.is(vectors('--dir', join(FIXTURES, 'missing')).status, 2);
  assert.is(await withFolder([], (dir) => vectors('--dir', dir).status), 1);
});

const filesBelow = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));

test('every original vector file has an entry, and the copies are unchanged', async () => {
  if (!existsSync(ORIGINALS))
    return console.log('skipped: the folder of the original vectors is not beside this repository');
  for (const path of filesBelow(ORIGINALS)) assert.ok(entryOf(path), `${path} has no entry in the manifest`);
  // Those of exp, ln, sigmoid and normal CDF were made here; the others are copies.
  for (const path of filesBelow(FIXTURES).filter((file) => !file.startsWith('numbers/'))) {
    assert.ok(readFileSync(join(FIXTURES, path)).equals(readFileSync(join(ORIGINALS, path))), `${path} was edited`);
  }
  const failures = (await runVectors(ORIGINALS)).filter(({ failed }) => failed > 0);
  assert.equal(failures, []);
});

test.run();
