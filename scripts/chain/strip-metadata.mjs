#!/usr/bin/env node
// Keeps of a runtime's metadata what our reading and our calls need, so that tests can run without a megabyte of it:
//   node scripts/chain/strip-metadata.mjs FULL.scale fixtures/chain/spec424.scale.gz
// FULL is what state_getMetadata or Metadata_metadata_at_version gives (bytes, or hex with 0x). Nothing is renumbered: what
// goes is replaced by an empty tuple, so that keys, calls and events have the bytes of the real runtime.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const require = createRequire(new URL('../../packages/adapters/package.json', import.meta.url));
const { Metadata, TypeRegistry } = require('@polkadot/types');
const { u8aConcat } = require('@polkadot/util');

/** Storage items and calls that stay, by pallet; events likewise. Errors stay all: a test may meet any. */
const KEPT = {
  System: {
    storage: ['Account', 'BlockHash', 'Events', 'Number', 'ParentHash'],
    calls: ['remark'],
    events: ['ExtrinsicFailed', 'ExtrinsicSuccess'],
    constants: ['BlockHashCount', 'SS58Prefix', 'Version'],
  },
  Timestamp: { storage: ['Now'], calls: ['set'], events: [], constants: [] },
  Commitments: {
    storage: ['CommitmentOf', 'LastCommitment'],
    calls: ['set_commitment'],
    events: ['Commitment'],
    constants: [],
  },
  SubtensorModule: {
    storage: [
      ...[
        'Active',
        'ActivityCutoff',
        'ActivityCutoffFactorMilli',
        'BlockAtRegistration',
        'BlocksSinceLastStep',
        'Bonds',
      ],
      ...[
        'BondsMovingAverage',
        'BondsPenalty',
        'ChildKeys',
        'CommitRevealWeightsEnabled',
        'CommitRevealWeightsVersion',
      ],
      ...['Consensus', 'Dividends', 'ImmunityPeriod', 'Incentive', 'Kappa', 'Keys', 'LastEpochBlock'],
      ...['LastMechansimStepBlock', 'LastUpdate', 'LiquidAlphaOn', 'MaxAllowedValidators', 'MaxEpochsPerBlock'],
      ...[
        'MechanismCountCurrent',
        'MinAllowedWeights',
        'Owner',
        'ParentKeys',
        'PendingEpochAt',
        'RevealPeriodEpochs',
        'Rho',
      ],
      ...['StakeThreshold', 'SubnetEpochIndex', 'SubnetOwnerHotkey', 'SubnetworkN', 'TaoWeight', 'Tempo'],
      ...['TimelockedWeightCommits', 'TotalHotkeyAlpha', 'Uids', 'ValidatorPermit', 'ValidatorTrust', 'WeightCommits'],
      ...['Weights', 'WeightsSetRateLimit', 'WeightsVersionKey', 'Yuma3On'],
    ],
    calls: [
      ...['set_weights', 'set_mechanism_weights', 'commit_weights', 'commit_mechanism_weights', 'reveal_weights'],
      ...['reveal_mechanism_weights', 'commit_timelocked_weights', 'commit_timelocked_mechanism_weights'],
    ],
    events: [
      ...['NeuronRegistered', 'WeightsSet', 'WeightsCommitted', 'WeightsRevealed', 'WeightsBatchRevealed', 'TempoSet'],
      ...['TimelockedWeightsCommitted', 'TimelockedWeightsRevealed', 'EpochTriggered', 'EpochDeferred', 'EpochSkipped'],
    ],
    constants: [],
  },
};

/** Ids of types that a type names. */
const namedBy = ({ params, def }) => {
  const [kind, body] = Object.entries(def)[0];
  const ofDef = {
    composite: () => body.fields.map(({ type }) => type),
    variant: () => body.variants.flatMap(({ fields }) => fields.map(({ type }) => type)),
    sequence: () => [body.type],
    array: () => [body.type],
    tuple: () => body,
    compact: () => [body.type],
    bitSequence: () => [body.bitStoreType, body.bitOrderType],
  }[kind];
  return [...params.flatMap(({ type }) => (type === null ? [] : [type])), ...(ofDef?.() ?? [])];
};

const closure = (types, roots) => {
  const seen = new Set();
  const todo = [...roots];
  while (todo.length > 0) {
    const id = todo.pop();
    if (seen.has(id)) continue;
    seen.add(id);
    todo.push(...namedBy(types[id].type));
  }
  return seen;
};

const keepVariants = (types, id, names) => {
  const { variant } = types[id].type.def;
  variant.variants = variant.variants.filter(({ name }) => names.includes(name));
};

const withoutDocs = (value) => {
  if (Array.isArray(value)) return value.map(withoutDocs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === 'docs' ? [] : withoutDocs(item)]));
};

/** What stays of a pallet, as the JSON of its metadata. */
const stripPallet = (types, pallet) => {
  const kept = KEPT[pallet.name];
  if (pallet.calls !== null) keepVariants(types, pallet.calls.type, kept.calls);
  if (pallet.events !== null) keepVariants(types, pallet.events.type, kept.events);
  return {
    ...pallet,
    storage: pallet.storage && {
      ...pallet.storage,
      items: pallet.storage.items.filter(({ name }) => kept.storage.includes(name)),
    },
    constants: pallet.constants.filter(({ name }) => kept.constants.includes(name)),
    ...('viewFunctions' in pallet ? { viewFunctions: [], associatedTypes: [] } : {}),
  };
};

const rootsOf = (value) => {
  const out = [];
  const walk = (item) => {
    if (Array.isArray(item)) return item.forEach(walk);
    if (typeof item !== 'object' || item === null) return undefined;
    for (const [key, inner] of Object.entries(item)) {
      const isType = [
        'type',
        'ty',
        'key',
        'value',
        'plain',
        'callEnumType',
        'eventEnumType',
        'errorEnumType',
        'additionalSigned',
        'implicit',
      ].includes(key);
      if (isType && Number.isInteger(inner)) out.push(inner);
      else if (/Type$/.test(key) && Number.isInteger(inner)) out.push(inner);
      else walk(inner);
    }
    return undefined;
  };
  walk(value);
  return out;
};

/** Stripped metadata: the magic, the version, and what is kept. */
export const stripMetadata = (bytes) => {
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, bytes);
  registry.setMetadata(metadata);
  const { version } = metadata;
  const full = withoutDocs(metadata[`asV${version}`].toJSON());
  const types = full.lookup.types;
  const pallets = full.pallets.filter(({ name }) => name in KEPT).map((pallet) => stripPallet(types, pallet));
  for (const id of [full.outerEnums.callType, full.outerEnums.eventType, full.outerEnums.errorType]) {
    keepVariants(types, id, Object.keys(KEPT));
  }
  const rest = { ...full, pallets, apis: [], custom: { map: {} }, lookup: { types: [] } };
  // The client learns from it which type is the runtime's call.
  const unchecked = types.filter(({ type }) => type.path.includes('UncheckedExtrinsic')).map(({ id }) => id);
  const reached = closure(types, [...rootsOf(rest), ...unchecked]);
  const empty = { path: [], params: [], def: { tuple: [] }, docs: [] };
  rest.lookup.types = types.map(({ id, type }) => ({ id, type: reached.has(id) ? type : empty }));
  const body = registry.createType(`MetadataV${version}`, rest).toU8a();
  return u8aConcat(bytes.subarray(0, 5), body);
};

const bytesOf = (path) => {
  const raw = readFileSync(path);
  return raw.subarray(0, 2).toString() === '0x' ? Buffer.from(raw.toString('utf8').trim().slice(2), 'hex') : raw;
};

const [from, to] = process.argv.slice(2);
if (from !== undefined && to !== undefined) {
  const stripped = stripMetadata(bytesOf(from));
  writeFileSync(to, gzipSync(stripped, { level: 9 }));
  console.error(`${to}: ${stripped.length} bytes of ${bytesOf(from).length}`);
}
