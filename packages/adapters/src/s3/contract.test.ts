import { test } from 'uvu';
import { startS3Peer } from '../testing/s3-peer/index.js';
import { bucketContract } from './contract/index.js';

const ACCESS_KEY = 'TESTKEY';
const SECRET_KEY = 'testsecret';

// The clock of the peer is also that of the client, apart from header signatures, which take the real time.
let aheadMs = 0;
const now = (): number => Date.now() + aheadMs;
const peer = await startS3Peer({ keys: new Map([[ACCESS_KEY, SECRET_KEY]]), now });

const server = {
  settings: { endpoint: peer.endpoint, region: 'us-east-1', accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
  now,
  wait: async (ms: number): Promise<void> => {
    aheadMs += ms;
  },
};

for (const { name, run } of bucketContract(async () => server)) test(`peer: ${name}`, run);

test.after(() => peer.close());

test.run();
