import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from '../files.mjs';
import { runVectors } from './run.mjs';

const read = (name) => JSON.parse(readFileSync(join(projectRoot, `fixtures/vectors/masa/${name}.json`), 'utf8'));

/** The outcome of one file with this content. */
const runOne = async (name, data) => {
  const dir = mkdtempSync(join(tmpdir(), 'masa-'));
  const path = join(dir, `masa/${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(data));
  const [file] = await runVectors(dir);
  rmSync(dir, { recursive: true });
  return file;
};

const add = (holder, key, by) => {
  assert.type(holder[key], 'number', key);
  holder[key] += by;
};
const addText = (holder, by) => {
  holder.dec = String(Number(holder.dec) * (1 + by));
};

/** A change of one number that must be noticed. */
const CORRUPTIONS = [
  ['kurtosis_curve', ({ cases }) => addText(cases[0].score_float64[0], 1e-10)],
  ['kurtosis_curve', ({ cases }) => addText(cases[0].reward_float32[0], 1e-5)],
  ['kurtosis_curve', ({ cases }) => addText(cases[0].ema_after_one_round_from_zero_float32[1], 1e-5)],
  ['kurtosis_curve', ({ cases }) => add(cases[0].volumes, 2, 1)],
  ['kurtosis_curve', ({ cases }) => cases[0].score_float64.pop()],
  ['mip2_notebook_ddof1', (data) => addText(data.score_ddof0[3], 1e-10)],
  ['mip2_notebook_ddof1', (data) => addText(data.score_ddof1[3], 1e-10)],
  ['mip2_notebook_ddof1', (data) => add(data.printed_in_notebook, '74', 1e-6)],
  ['ema_update_scores', ({ cases }) => addText(cases[0].HEAD.after_each[43][0], 1e-5)],
  ['ema_update_scores', ({ cases }) => addText(cases[0]['v1.1.0'].after_each[0][2], 1e-5)],
  ['ema_update_scores', ({ cases }) => cases[0].HEAD.after_each.pop()],
  ['volume_windows', ({ cases }) => add(cases[1].HEAD.steps[3].response[0], 'score', 1e-11)],
  ['volume_windows', ({ cases }) => add(cases[0].HEAD.steps[7].response[1], 'volume', 1)],
  ['volume_windows', ({ cases }) => add(cases[0].HEAD.steps[7].volumes_state[0].miners, '0', 1)],
  ['volume_windows', ({ cases }) => addText(cases[0]['v1.1.0'].steps[7].scores_float32[1], 1e-5)],
  ['volume_windows', ({ cases }) => cases[1].HEAD.steps[1].response.pop()],
  ['deregistration', (data) => add(data.HEAD.next_round.response[1], 'score', 1e-11)],
  ['deregistration', (data) => add(data['v1.1.0'].after_sync_axons_changed.volumes[0].miners, '1', 1)],
  ['unique_counting', ({ cases }) => add(cases[0].by_version['v1.1.0'][2].volumes, '1', 1)],
  ['unique_counting', ({ cases }) => cases[0].by_version['v1.1.0'][2].stored_ids['1'].pop()],
  ['trending_queries', ({ cases }) => cases[0].keywords.pop()],
  ['mip2_pseudocode', (data) => data.called_uids_literal[1].called_after.pop()],
  ['selection_order', ({ cases }) => cases[0].steps[1].selected.reverse()],
  ['selection_order', ({ cases }) => add(cases[4].steps[0].selected, 0, 1)],
  ['subnet42_kurtosis_curve', ({ cases }) => addText(cases[3].apply_kurtosis[9], 1e-9)],
  ['subnet42_kurtosis_curve', ({ cases }) => addText(cases[3].apply_kurtosis_custom_defaults[9], 1e-9)],
  ['weights_to_chain', ({ cases }) => add(cases[0].emit_u16, 1, 1)],
  ['weights_to_chain', ({ cases }) => cases[0].processed_uids.reverse()],
];

test('a corrupted number fails, and it alone', async () => {
  for (const [name, corrupt] of CORRUPTIONS) {
    const data = read(name);
    corrupt(data);
    assert.is((await runOne(name, data)).failed, 1, `${name}: ${corrupt}`);
  }
});

test('content checks are skipped with the reason, and nothing else of the counting is', async () => {
  const { skips, failed, passed } = await runOne('unique_counting', read('unique_counting'));
  assert.equal(
    skips.map((skip) => skip.case),
    ['spot_check_fails', 'too_old_timestamp', 'query_word_absent'],
  );
  assert.is(failed, 0);
  assert.ok(passed > 0);
});

test('volumes may have decimals: z does not change when all are scaled alike', async () => {
  const data = read('kurtosis_curve');
  data.cases = data.cases.slice(0, 2).map((row) => ({ ...row, volumes: row.volumes.map((volume) => volume / 8) }));
  assert.is((await runOne('kurtosis_curve', data)).passed, 2);
});

test.run();
