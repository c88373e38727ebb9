import { drawJoined, opening } from './opening.mjs';
import { randomOf } from './random.mjs';
import { blocksOf, churn } from './world.mjs';

/**
 * Makes epochs of what one observer asks miners, in steps that are spread evenly over the blocks: `count` facts, so the last step
 * may be cut short. `step(context, number, block)` answers its facts, `perStep` on the mean; `margin` says how many blocks
 * stay free at the start and in all; `more()` is what steps remember beside the world.
 */
export const observedEpoch =
  ({ name, ruleset, perStep, margin, step, more = () => ({}) }) =>
  (world, epoch, count) => {
    const random = randomOf(`${world.seed}/${name}/${epoch}`);
    const blocks = blocksOf(epoch);
    const joined = drawJoined(random, world, blocks);
    const nonce = random.hex(64);
    const facts = opening(random, world, joined, epoch, { nonce, ruleset, zipcodes: [], extrinsic: 1 });
    const [, observer, ...miners] = world.neurons;
    const context = { random, epoch, by: observer.hotkey, miners, ...more() };
    const steps = Math.ceil((count - facts.length) / perStep);
    const length = blocks.endBlock - blocks.startBlock - margin.total;
    for (let number = 0; facts.length < count; number += 1) {
      const block = blocks.startBlock + margin.first + Math.floor((number * length) / (steps + 1));
      facts.push(...step(context, number, block));
    }
    return { facts: facts.slice(0, count), next: churn(world, joined) };
  };
