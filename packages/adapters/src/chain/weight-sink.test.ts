import { readFileSync } from 'node:fs';
import { Keyring } from '@polkadot/keyring';
import { chainUpscale, type Hash32, isAccount, type NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Signer, Submitted, WeightCall } from '../ports.js';
import {
  besideRepository,
  type ChainNode,
  startChainNode,
  syntheticRecording,
  withStorage,
} from '../testing/chain-node/index.js';
import { type Chain, openChain } from './open-chain.js';

const NETUID = 46 as NetUid;
const PALLET = 'subtensorModule';

const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** The well-known key of development; it holds nothing. */
const signerOf = (path: string): Signer => {
  const pair = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(path);
  if (!isAccount(pair.address)) throw new TypeError('no address');
  return { account: pair.address, sign: (message) => pair.sign(message), close: () => undefined };
};

const set = (more: Partial<Extract<WeightCall, { kind: 'set' }>> = {}): WeightCall => ({
  kind: 'set',
  netuid: NETUID,
  mecid: 0,
  uids: [3, 5, 4],
  values: [40_000, 0, 3],
  versionKey: 7,
  ...more,
});

const errorOf = (result: E.Either<{ readonly kind: string }, Submitted>): string => {
  const outcome = right(result);
  return outcome.kind === 'dropped' ? outcome.status : (outcome.error ?? 'none');
};

/** A chain on which Alice holds uid 1, a validator, and weights are set in the open. */
const withAlice = (run: (chain: Chain, node: ChainNode, alice: Signer) => Promise<void>) => async (): Promise<void> => {
  const alice = signerOf('//Alice');
  const recording = withStorage(syntheticRecording(), []);
  const node = await startChainNode(
    withStorage({ ...recording, meta: recording.upgrades?.[0]?.meta ?? recording.meta }, [
      [PALLET, 'keys', [NETUID, 1], alice.account],
      [PALLET, 'uids', [NETUID, alice.account], 1],
      [PALLET, 'owner', [alice.account], alice.account],
      [PALLET, 'commitRevealWeightsEnabled', [NETUID], false],
    ]),
  );
  const chain = right(await openChain({ endpoints: [node.url], attempts: 1, deadlineMs: 20_000 }));
  try {
    await run(chain, node, alice);
  } finally {
    await chain.disconnect();
    await node.close();
  }
};

test(
  'weights are stored as the chain upscales them, in the order sent, zeros kept, and LastUpdate moves',
  withAlice(async (chain, node, alice) => {
    const heard: string[] = [];
    const outcome = right(
      await chain.weights.submit(set(), alice, { until: 'finalized', onStatus: (status) => heard.push(status) }),
    );
    assert.ok(outcome.kind === 'finalized' && outcome.error === undefined);
    assert.is(outcome.block, node.head());
    assert.equal(heard, ['ready', 'in-block', 'finalized']);
    const state = right(await chain.subnetAt(NETUID, 0, outcome.block));
    const row = state.weights.find(([uid]) => uid === 1);
    const upscaled = chainUpscale([40_000, 0, 3]);
    assert.equal(upscaled, [65_535, 0, 5]);
    assert.equal(
      row?.[1],
      [3, 5, 4].map((uid, i) => [uid, upscaled[i]]),
    );
    assert.is(state.neurons[1]?.lastUpdate, outcome.block);
  }),
);

test(
  'what the runtime refuses comes back by the name of its error',
  withAlice(async (chain, node, alice) => {
    const submit = async (call: WeightCall, signer: Signer = alice): Promise<string> =>
      errorOf(await chain.weights.submit(call, signer, { until: 'in-block' }));
    const error = (name: string): string => `SubtensorModule.${name}`;
    assert.is(await submit(set({ versionKey: 6 })), error('IncorrectWeightVersionKey'));
    assert.is(await submit(set({ uids: [3, 3, 4] })), error('DuplicateUids'));
    assert.is(await submit(set({ uids: [3, 5, 9] })), error('UidVecContainInvalidOne'));
    assert.is(await submit(set({ values: [1] })), error('WeightVecNotEqualSize'));
    assert.is(await submit(set({ mecid: 1 })), error('MechanismDoesNotExist'));
    assert.is(await submit(set(), signerOf('//Bob')), error('HotKeyNotRegisteredInSubNet'));
    const hash = 'ab'.repeat(32) as Hash32;
    assert.is(await submit({ kind: 'commit', netuid: NETUID, mecid: 0, hash }), error('CommitRevealDisabled'));
    assert.is(await submit(set()), 'none');
    assert.is(await submit(set()), error('SettingWeightsTooFast'));
    node.mine(4);
    assert.is(await submit(set()), 'none');
  }),
);

test(
  'an extrinsic that the pool refuses or loses is told apart',
  withAlice(async (chain, node, alice) => {
    const submit = () => chain.weights.submit(set(), alice, { until: 'finalized', deadlineMs: 1500 });
    node.setFaults({ poolStatus: 'dropped' });
    assert.is(errorOf(await submit()), 'dropped');
    node.setFaults({ poolRefusal: 'Custom error: 6' });
    const refused = await submit();
    assert.ok(E.isLeft(refused) && refused.left.kind === 'refused' && refused.left.name === 'Custom error: 6');
    node.setFaults({ poolRefusal: 'red \u001b[31m' });
    const loud = await submit();
    assert.ok(E.isLeft(loud) && loud.left.name === 'red  [31m');
    node.setFaults({ poolRefusal: 'Transaction Already Imported', poolRefusalCode: 1013 });
    assert.is(errorOf(await submit()), 'already-imported');
    node.setFaults({ neverFinal: true });
    const late = await submit();
    assert.ok(E.isLeft(late) && late.left.kind === 'timeout');
  }),
);

test(
  'a wrong signature never gets into a block',
  withAlice(async (chain, node, alice) => {
    const forged: Signer = { ...alice, sign: (message) => alice.sign(Uint8Array.from([...message, 0])) };
    const head = node.head();
    const refused = await chain.weights.submit(set(), forged, { until: 'in-block' });
    assert.ok(E.isLeft(refused) && refused.left.kind === 'refused');
    assert.match(refused.left.message, 'bad signature');
    assert.is(node.head(), head);
  }),
);

test(
  'numbers that no u16 holds are a mistake, not a call',
  withAlice(async (chain) => {
    const encoded = await chain.weights.encode(set({ values: [65_536, 1, 1] }));
    assert.ok(E.isLeft(encoded) && /expected integers 0..65535/.test(encoded.left.message));
  }),
);

const hash = 'ab'.repeat(32) as Hash32;
const vector = { uids: [3, 4], values: [10, 20], versionKey: 7 };
const timelocked = { commit: 'beef', round: '18446744073709551615', commitRevealVersion: 4 };
const of = (mecid: number) => ({ netuid: 1 as NetUid, mecid });

/** Every call we make, and its bytes in runtime 424. */
const ENCODED: readonly (readonly [WeightCall, name: string, hex: string])[] = [
  [{ kind: 'set', ...of(0), ...vector }, 'set_weights', '070001000803000400080a0014000700000000000000'],
  [{ kind: 'set', ...of(2), ...vector }, 'set_mechanism_weights', '07770100020803000400080a0014000700000000000000'],
  [{ kind: 'commit', ...of(0), hash }, 'commit_weights', `07600100${hash}`],
  [{ kind: 'commit', ...of(2), hash }, 'commit_mechanism_weights', `0773010002${hash}`],
  [
    { kind: 'reveal', ...of(0), ...vector, salt: [1] },
    'reveal_weights',
    '076101000803000400080a00140004010007000000' + '00000000',
  ],
  [
    { kind: 'reveal', ...of(2), ...vector, salt: [1] },
    'reveal_mechanism_weights',
    '07740100020803000400080a0014000401000700000000000000',
  ],
  [
    { kind: 'commit-timelocked', ...of(0), ...timelocked },
    'commit_timelocked_weights',
    '0771010008beefffffffffffffffff0400',
  ],
  [
    { kind: 'commit-timelocked', ...of(2), ...timelocked },
    'commit_timelocked_mechanism_weights',
    '077601000208beefffffffffffffffff0400',
  ],
];

const assertEncodes = async (chain: Chain): Promise<void> => {
  for (const [call, name, hex] of ENCODED) {
    assert.equal(right(await chain.weights.encode(call)), { name, hex, specVersion: 424 });
  }
};

test('every call encodes with the stripped metadata of runtime 424', withAlice(assertEncodes));

test('every call encodes with the whole metadata of runtime 424', async () => {
  const file = besideRepository('shared/chain/finney_metadata_spec424_v16.scale');
  if (file === undefined) return;
  const recording = syntheticRecording();
  const [upgrade] = recording.upgrades ?? [];
  if (upgrade === undefined) throw new TypeError('the recording has an upgrade');
  const meta = `0x${readFileSync(file).toString('hex')}` as const;
  const node = await startChainNode({ ...recording, upgrades: [{ ...upgrade, meta }] });
  const chain = right(await openChain({ endpoints: [node.url], attempts: 1, deadlineMs: 20_000 }));
  await assertEncodes(chain);
  await chain.disconnect();
  await node.close();
});

test.run();
