#!/usr/bin/env node
// The chain of the test network. Blocks are on the disk before anybody hears of them; an order is the block to make blocks up to.

import { smallChain, startChainNode } from '@subnet-scoring/adapters/testing/chain-node';
import { NETUID } from './calendar.mjs';
import { openJournal } from './journal.mjs';
import { given, orders } from './orders.mjs';

const BLOCK = 190;
/** A state is read with the header before it. */
const FIRST_BLOCK = 195;

const { journal: path, hotkeys, permits, port } = given;
const subnet = { spec: 424, netuid: NETUID, block: BLOCK, hotkeys };
const recording = smallChain(subnet, [['subtensorModule', 'validatorPermit', [NETUID], permits]]);
const journal = openJournal(path);
const node = await startChainNode(
  { ...recording, blocks: [...recording.blocks, ...journal.values] },
  { port, keep: journal.append, heard: console.log },
);
const mineTo = (block) => node.mine(Math.max(0, block - node.head()));
mineTo(FIRST_BLOCK);
console.log(node.url);
for await (const order of orders()) mineTo(Number(order));
