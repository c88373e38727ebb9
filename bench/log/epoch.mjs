import { zipcodeRace1 } from '@subnet-scoring/core/testing';
import { factOf } from './fact.mjs';
import { drawJoined, opening } from './opening.mjs';
import { randomOf } from './random.mjs';
import { submissions } from './submissions.mjs';
import { blocksOf, churn } from './world.mjs';

// What spot checks of 30 zipcodes and their repetitions need at most; the rest of an epoch is submissions.
const CHECKS = 2_100;
const ROUNDS = 4;
const CONFIRM_AFTER = 120;

/** What the source says about one drawn row: nearly always the miner is right, and one miner in a hundred invents. */
const checkOf = ({ random, epoch, by, inventors }, { hotkey, zipcode, contentSha256 }, row, block) => {
  const data = { evidenceSha256: random.hex(64), hotkey, subject: { contentSha256, row, zipcode } };
  const say = (type, more) => factOf(epoch, block, type, { ...data, ...more }, { by });
  if (inventors.has(hotkey)) return say('SpotCheckFailed', { fields: [], verdict: 'absent' });
  if (random.chance(20_000)) return say('SpotCheckInconclusive', { cause: 'rateLimited' });
  if (random.chance(30_000)) return say('SpotCheckFailed', { fields: ['price'], verdict: 'mismatch' });
  return say('SpotCheckPassed');
};

const checks = (context, planned) =>
  planned.flatMap((item) =>
    item.rows.flatMap((row) => {
      const block = context.blocks.seedBlock + context.random.between(1, 150);
      const first = checkOf(context, item, row, block);
      // What seems to be invented is looked at twice.
      return first.event.data.verdict === 'absent'
        ? [first, checkOf(context, item, row, block + CONFIRM_AFTER)]
        : [first];
    }),
  );

const again = ({ random, epoch, blocks }, { event }) =>
  factOf(
    epoch,
    blocks.seedBlock + random.between(200, 290),
    event.type,
    { ...event.data, evidenceSha256: random.hex(64) },
    { by: event.by },
  );

/**
 * The facts of one epoch, `count` of them, in no order. `plan(facts)` says which rows the rules draw given these facts:
 * those are what gets checked, round by round, so that miners win as they would in a subnet.
 */
const makeEpoch = (world, epoch, count, plan) => {
  const random = randomOf(`${world.seed}/${epoch}`);
  const blocks = blocksOf(epoch);
  const joined = drawJoined(random, world, blocks);
  const nonce = random.hex(64);
  let extrinsic = 0;
  const context = {
    random,
    epoch,
    blocks,
    nonce,
    by: world.neurons[1].hotkey,
    inventors: world.inventors,
    nextExtrinsic: () => {
      extrinsic += 1;
      return extrinsic;
    },
  };
  const facts = opening(random, world, joined, epoch, {
    nonce,
    ruleset: zipcodeRace1,
    zipcodes: world.assignment,
    extrinsic: context.nextExtrinsic(),
  });
  facts.push(...submissions(context, world.neurons.slice(2), world.assignment, count - facts.length - CHECKS));
  const checked = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = checks(context, plan([...facts, ...checked])).slice(0, count - facts.length - checked.length);
    if (found.length === 0) break;
    checked.push(...found);
  }
  facts.push(...checked);
  while (facts.length < count) facts.push(again(context, random.pick(checked)));
  return { facts, next: churn(world, joined) };
};

/** The zipcode race: submissions of 256 miners in 30 zipcodes, and the spot checks that the rules ask for. */
export const zipcodeLog = { name: 'facts', makeEpoch };
