import type { EpochNumber, Fact } from '@subnet-scoring/core';
import { accountOf, given, opening, smallWorld } from '@subnet-scoring/core/testing';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { permittedValidators } from './permitted-validators.js';

const epoch = 0 as EpochNumber;
const observers = [
  { name: 'poor', stakeRao: '5' },
  { name: 'rich', stakeRao: '90' },
];
const world = smallWorld({ zipcodes: { '19103': 40 }, miners: ['ann'], observers });
const { facts } = given(world, opening(world, epoch));

const missingOf = (given: readonly Fact[]): string => {
  const found = permittedValidators(epoch, given);
  return E.isLeft(found) && found.left.kind === 'cannotJudge' ? found.left.missing.join() : 'nothing';
};

test('who has a permit at startBlock, the greatest stake first', () => {
  const found = permittedValidators(epoch, facts);
  assert.equal(E.isRight(found) && found.right, [
    { hotkey: accountOf('rich'), stakeRao: 90n },
    { hotkey: accountOf('poor'), stakeRao: 5n },
  ]);
});

test('without an opening or one snapshot nobody is said to have a permit', () => {
  const { startBlock } = world.blocksOf(epoch);
  const isSnapshot = (fact: Fact): boolean => fact.type === 'MetagraphSnapshotTaken' && fact.block === startBlock;
  assert.match(missingOf(facts.filter(({ type }) => type !== 'EpochOpened')), /^EpochOpened/);
  assert.match(missingOf(facts.filter((fact) => !isSnapshot(fact))), /expected one, got 0/);
  assert.match(missingOf([...facts, ...facts.filter(isSnapshot)]), /expected one, got 2/, 'a stake counts once');
});

test.run();
