import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fact } from '../../event/index.js';
import { filetao3001, filetaoReadme1 } from '../../rulesets/index.js';
import {
  type Answer,
  accountOf,
  opening,
  pinged,
  replayFacts,
  seededRandom,
  storageWorld,
  taskBatch,
} from '../../testing/index.js';
import type { Params } from './params.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1'), numRuns: 15 });

const NAMES = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay'];
/** Tiers that a history of some thirty facts can climb. */
const SUCCESSES = [12, 9, 7, 5, 3, 2, 1, 0];
const worlds = [filetaoReadme1, filetao3001].map(({ params, name }) => {
  const { tiers, ...others } = params as unknown as Params;
  const small = tiers.map((tier, row) => ({ ...tier, minSuccesses: SUCCESSES[row] ?? 0 }));
  return storageWorld({
    miners: NAMES,
    firstBlock: 1_000,
    epochBlocks: 300,
    windowBlocks: 250,
    ruleset: name,
    params: { ...others, rolloverBlocks: 90, tiers: small },
  });
});

const answer: fc.Arbitrary<Answer> = fc.record({
  outcome: fc.constantFrom('passed', 'passed', 'passed', 'failed', 'timeout'),
  latencyMs: fc.integer({ min: 1, max: 15_000 }),
  bytes: fc.integer({ min: 1, max: 10_000_000 }),
});
const someone = (names: readonly string[]) => fc.subarray([...names], { minLength: 1 });

/** What happens in one block: a batch among some of the names, or a round of pings. */
const event = (names: readonly string[]) =>
  fc.oneof(
    fc.record({
      task: fc.constantFrom('store' as const, 'challenge' as const, 'retrieve' as const),
      results: someone(names).chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, answer])))),
    }),
    fc.record({
      up: someone(names).chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, fc.boolean()])))),
    }),
  );
type Event = typeof event extends (names: readonly string[]) => fc.Arbitrary<infer E> ? E : never;

const BLOCKS_BETWEEN = 7;
const factsOf = (world: (typeof worlds)[number], events: readonly Event[]): Fact[] => {
  const half = Math.floor(events.length / 2);
  return events.map((item, i) => {
    const epoch = i < half ? 0 : 1;
    const at = 3 + BLOCKS_BETWEEN * (i < half ? i : i - half);
    return 'up' in item ? pinged(world, epoch, at, item.up) : taskBatch(world, epoch, { at, ...item });
  });
};
const history = (names: readonly string[]) => fc.array(event(names), { minLength: 2, maxLength: 20 });
const replay = (world: (typeof worlds)[number], facts: readonly Fact[]) =>
  replayFacts(world.header, [...opening(world, 0), ...opening(world, 1), ...facts]);

for (const world of worlds) {
  const { ruleset } = world;

  test(`${ruleset}: neither the order of arrival nor a repeated line matters`, () => {
    fc.assert(
      fc.property(history(NAMES), fc.string(), (events, salt) => {
        const facts = factsOf(world, events);
        const shuffled = seededRandom(salt).shuffle([...facts, ...facts.slice(0, 3)]);
        const seals = (list: readonly Fact[]) => replay(world, list).map(({ seal }) => seal.seal);
        assert.equal(seals(shuffled), seals(facts));
      }),
    );
  });

  test(`${ruleset}: who is never in one batch with somebody shares no state with it`, () => {
    fc.assert(
      fc.property(history(NAMES.slice(0, 3)), history(NAMES.slice(3)), (mine, theirs) => {
        const own = factsOf(world, mine);
        const others = factsOf(world, theirs).map(
          (fact): Fact => ({ ...fact, block: (fact.block + 1) as Fact['block'] }),
        );
        const stateOf = (list: readonly Fact[]) => {
          const active = replay(world, list).at(-1)?.next.active[0];
          const table = active?.mechanism.stats?.(active.params, active.state);
          return NAMES.slice(0, 3).map((name) => table?.rows.find(({ hotkey }) => hotkey === accountOf(name)));
        };
        assert.equal(stateOf([...own, ...others]), stateOf(own));
      }),
    );
  });

  test(`${ruleset}: shares are positive scores over their sum, and the rest burns`, () => {
    fc.assert(
      fc.property(history(NAMES), (events) => {
        for (const { miners, burn } of replay(world, factsOf(world, events))) {
          const given = miners.reduce((total, { share }) => total + share, 0n);
          assert.is(given + burn, 10n ** 18n);
          // Floors lose less than one unit for each miner; without a positive score everything burns.
          assert.ok(given === 0n || burn < BigInt(miners.length), `burn ${burn}`);
          for (const { share, reason } of miners) assert.is(share > 0n, reason === 'SCORED');
        }
      }),
    );
  });

  test(`${ruleset}: a pass instead of a failure never lowers a tier`, () => {
    fc.assert(
      fc.property(history(NAMES), fc.nat(), (events, pick) => {
        const failures = events.flatMap((item, at) =>
          'up' in item
            ? []
            : Object.entries(item.results).flatMap(([name, given]) =>
                typeof given === 'object' && given.outcome === 'failed' ? [{ at, name }] : [],
              ),
        );
        const chosen = failures[pick % Math.max(1, failures.length)];
        if (chosen === undefined) return;
        const better = events.map((item, at) =>
          'up' in item || at !== chosen.at
            ? item
            : { ...item, results: { ...item.results, [chosen.name]: { latencyMs: 1 } } },
        );
        const rowAfter = (list: readonly Event[]) =>
          replay(world, factsOf(world, list)).map(({ next, mechanisms }) => {
            const { tiers } = (next.active[0] as { params: unknown }).params as Params;
            return tiers.findIndex(({ name }) => name === mechanisms[0]?.tiers.get(accountOf(chosen.name)));
          });
        const [before, after] = [rowAfter(events), rowAfter(better)];
        before.forEach((row, epoch) => {
          assert.ok((after[epoch] ?? 0) <= row, `epoch ${epoch}: row ${after[epoch]} instead of ${row}`);
        });
      }),
    );
  });
}

test.run();
