#!/usr/bin/env node
// The bucket of the test network. What changes it is on the disk before it is answered.

import { startS3Peer } from '@subnet-scoring/adapters/testing/s3-peer';
import { openJournal } from './journal.mjs';
import { given, orders } from './orders.mjs';

const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
const { journal: path, port } = given;
const journal = openJournal(path);
const peer = await startS3Peer({
  keys: new Map([[AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY]]),
  port,
  kept: journal.values.map((request) => ({ ...request, body: Buffer.from(request.body, 'base64') })),
  keep: (request) => journal.append({ ...request, body: request.body.toString('base64') }),
  heard: () => console.log('request'),
});
console.log(peer.endpoint);
for await (const _ of orders());
