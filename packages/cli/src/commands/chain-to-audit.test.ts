import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAIN_HOTKEYS, chainLogFacts, tempWallets } from '@subnet-scoring/adapters/testing';
import { type ChainNode, smallChain, startChainNode } from '@subnet-scoring/adapters/testing/chain-node';
import { type Block, calendarOf, type NetUid } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';

const NETUID = 1 as NetUid;
const SPEC = 293;
const TEMPO = 20;
const FIRST = 96; // the epoch of the log begins at 100, and a state is read with the header before it
const SCORED = 175; // its evidence ends at 170
const PALLET = 'subtensorModule';

const calendar = calendarOf(SPEC, NETUID, TEMPO, { block: 0 as Block });

/** The next block in which the chain runs an epoch. */
const nextEpoch = (node: ChainNode): number => calendar.nextEpoch(node.head() + 1) ?? 0;

/** Makes blocks up to this one; the chain runs an epoch where its calendar says so. */
const mineTo = (node: ChainNode, last: number): void => {
  for (let block = node.head() + 1; block <= last; block += 1) {
    if (!calendar.runsAt(block)) node.mine(1);
    else
      node.produce(() => ({
        initialize: (state) => {
          state.set(PALLET, 'blocksSinceLastStep', [NETUID], 0);
          state.set(PALLET, 'lastMechansimStepBlock', [NETUID], block);
        },
      }));
  }
};

/** What a validator saw itself; all else is pulled. */
const OBSERVED = ['MechanismActivated', 'EpochOpened', 'TaskBatchCompleted'];
const observed = (): readonly string[] => chainLogFacts().filter((line) => OBSERVED.includes(JSON.parse(line).type));

for (const isHidden of [false, true]) {
  test(`pull, seal, validate, plan, send${isHidden ? ', reveal' : ''}, pull, audit: our own row is exact`, async () => {
    const node = await startChainNode(
      smallChain({ spec: SPEC, netuid: NETUID, block: FIRST, hotkeys: Object.values(CHAIN_HOTKEYS) }, [
        [PALLET, 'blocksSinceLastStep', [NETUID], 15],
        [PALLET, 'commitRevealWeightsEnabled', [NETUID], isHidden],
      ]),
    );
    const cwd = tempDirectory();
    const env = { BT_WALLET: 'test', BT_WALLET_PATH: tempWallets(), SUBNET_NETWORK: node.url };
    const run = async (...argv: string[]): Promise<string> => {
      const ran = await runCli(argv, { cwd, env });
      assert.is(ran.exit, 0, `${argv.join(' ')}: ${ran.stdout}${ran.stderr}`);
      return ran.stdout;
    };
    try {
      await run('log', 'init', 'subnet-log', '--netuid', '1', '--genesis', '11'.repeat(32));
      writeFileSync(join(cwd, 'observed.ndjson'), `${observed().join('\n')}\n`);
      await run('log', 'append', 'observed.ndjson');

      mineTo(node, SCORED);
      assert.match(await run('chain', 'pull', '--netuid', '1', '--epochs', '0'), '5 facts');
      await run('log', 'seal', '--all');
      assert.match(await run('validate', '--epoch', '0'), '0.500000');

      await run('weights', 'plan', '--epoch', '0', '-o', 'plan.json');
      await run('weights', 'apply', 'plan.json', '-y');
      if (isHidden) {
        mineTo(node, nextEpoch(node));
        assert.match(await run('weights', 'reveal'), 'revealed');
      }
      assert.match(await run('weights', 'status', '--plan', 'plan.json'), 'the row is that of the plan');

      mineTo(node, nextEpoch(node));
      await run('chain', 'pull', '--netuid', '1', '--epochs', '0');
      const { validators } = checkJson('audit', await run('audit', '--json')) as {
        validators: readonly { hotkey: string; verdict: string; findings: readonly { row: { cause: string } }[] }[];
      };
      assert.equal(
        validators.map(({ hotkey, verdict, findings }) => [hotkey, verdict, findings[0]?.row.cause]),
        [[CHAIN_HOTKEYS.bob, 'exact', isHidden ? 'reveal' : 'set']],
      );
      await run('log', 'verify');
    } finally {
      await node.close();
    }
  });
}

test.run();
