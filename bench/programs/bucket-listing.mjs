// Lists a bucket of N versions, pages of 1000, by the adapter and by plain requests that only count, in turn. The peer is
// part of this process, so its work is in both times. Prints {"adapter":[ms],"plain":[ms],"versions"}.
import { s3Bucket } from '../../packages/adapters/dist/s3/index.js';
import { newBucket, signatureOf, startS3Peer } from '../../packages/adapters/dist/testing/s3-peer/index.js';

const [versions, rounds] = process.argv.slice(2).map(Number);
const [ACCESS_KEY, SECRET_KEY] = ['TESTKEY', 'testsecret'];
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const peer = await startS3Peer({ keys: new Map([[ACCESS_KEY, SECRET_KEY]]) });
const stored = { ...newBucket(), versioning: 'Enabled' };
peer.store.buckets.set('b', stored);
for (let n = 0; n < versions; n += 1) {
  const key = `hotkey=5CcyqxXnJucaCnQQvvUg5EPzj1uoNAxACZvzArHw5aVDvgNH/epoch=7/zipcode=19103/${String(n).padStart(8, '0')}`;
  const etag = String(n).padStart(32, '0');
  const body = Buffer.alloc(1);
  stored.objects.set(key, [
    { versionId: etag, body, etag, lastModifiedMs: 0, metadata: {}, checksumSha256: undefined },
  ]);
}

const settings = { endpoint: peer.endpoint, region: 'us-east-1', accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY };
const bucket = s3Bucket({ ...settings, bucket: 'b' });

const byAdapter = async () => {
  let count = 0;
  let from;
  do {
    const page = await bucket.listVersions('', from);
    if (page._tag === 'Left') throw new Error(page.left.message);
    count += page.right.versions.length;
    from = page.right.next;
  } while (from !== undefined);
  return count;
};

const plainPage = async (marker) => {
  const query = [['versions', ''], ...marker];
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const headers = { host: peer.endpoint.slice('http://'.length), 'x-amz-content-sha256': EMPTY, 'x-amz-date': date };
  const signedHeaders = Object.keys(headers);
  const scope = { date, region: 'us-east-1', signedHeaders, payload: EMPTY };
  const signature = signatureOf({ method: 'GET', rawPath: '/b', query, headers }, scope, SECRET_KEY);
  const credential = `${ACCESS_KEY}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  const response = await fetch(`${peer.endpoint}/b?${new URLSearchParams(query)}`, {
    headers: { ...headers, authorization },
  });
  return response.text();
};

const byPlainRequests = async () => {
  let count = 0;
  let marker = [];
  for (;;) {
    const text = await plainPage(marker);
    count += text.split('<Version>').length - 1;
    const [, key] = /<NextKeyMarker>([^<]+)/.exec(text) ?? [];
    const [, versionId] = /<NextVersionIdMarker>([^<]+)/.exec(text) ?? [];
    if (key === undefined) return count;
    marker = [
      ['key-marker', key],
      ['version-id-marker', versionId],
    ];
  }
};

const timed = async (list) => {
  const start = performance.now();
  const count = await list();
  if (count !== versions) throw new Error(`expected ${versions} versions, listed ${count}`);
  return performance.now() - start;
};

await timed(byAdapter); // loads the client
await timed(byPlainRequests);
const times = { adapter: [], plain: [] };
for (let round = 0; round < rounds; round += 1) {
  times.adapter.push(await timed(byAdapter));
  times.plain.push(await timed(byPlainRequests));
}
await peer.close();
console.log(JSON.stringify({ ...times, versions }));
