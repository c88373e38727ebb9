import { parseArgs } from 'node:util';
import { startS3Peer } from './peer.js';
import { newBucket } from './store.js';

/** The peer as a program: says where it listens in one line of JSON, and runs until it is told to stop. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'access-key': { type: 'string', default: 'TESTKEY' },
    'secret-key': { type: 'string', default: 'testsecret' },
    bucket: { type: 'string', multiple: true, default: [] },
  },
});

const peer = await startS3Peer({
  keys: new Map([[values['access-key'], values['secret-key']]]),
  port: Number(values.port),
});
for (const name of values.bucket) peer.store.buckets.set(name, { ...newBucket(), versioning: 'Enabled' });
process.stdout.write(`${JSON.stringify({ endpoint: peer.endpoint, buckets: values.bucket })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void peer.close());
