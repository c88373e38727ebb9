#!/usr/bin/env node
// One player of the test network. Prints what it says, goes on after `wait N` when it is told to, and prints `done`.

import { joinNetwork } from './network.mjs';
import { given, orders } from './orders.mjs';
import { PLAYERS } from './players.mjs';

const play = async () => {
  const told = orders();
  for await (const line of PLAYERS[given.kind](await joinNetwork(given), given)) {
    console.log(line);
    if (line.startsWith('wait ')) await told.next();
  }
  console.log('done');
};

// What is away now may be there for the next process.
play().then(
  () => process.exit(0),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
