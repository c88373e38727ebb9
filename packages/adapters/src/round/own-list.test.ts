import type { EpochNumber } from '@subnet-scoring/core';
import { accountOf, evidenceList, given, opening, smallWorld, submission } from '@subnet-scoring/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closedByList } from './own-list.js';

const epoch = 0 as EpochNumber;
const world = smallWorld({ zipcodes: { '19103': 40 }, miners: ['ann'], observers: ['vera', 'walt'] });
const { facts } = given(world, opening(world, 0), submission(world, 0, 'ann', { at: 5, files: { '19103': 40 } }));

test('a list closes the part of who signed it, and of nobody else', () => {
  const [vera, walt] = [accountOf('vera'), accountOf('walt')];
  assert.is(closedByList(facts, vera, epoch), undefined);
  const listed = [...facts, evidenceList(world, epoch, 'vera', facts)];
  const closed = closedByList(listed, vera, epoch);
  assert.is(closed?.kind, 'usage');
  assert.match(JSON.stringify(closed), /are closed: its list of them was signed at block/);
  assert.is(closedByList(listed, walt, epoch), undefined);
});

test.run();
