// How a process of the network is told what to do: settings in its first argument, then a line of stdin for each order.

import { createInterface } from 'node:readline';

/** What this process was started with. */
export const given = JSON.parse(process.argv[2] ?? '{}');

/** Orders, as they come. Who gives them is gone when there are no more: then this process ends, too. */
export const orders = async function* () {
  yield* createInterface({ input: process.stdin });
  process.exit(1);
};
