import { createHash, randomBytes } from 'node:crypto';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { accountHex } from '@subnet-scoring/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { s3Bucket } from '../s3/index.js';
import { newBucket, startS3Peer } from '../testing/s3-peer/index.js';
import { miner, openEpoch, type SampleServer, sampleServer, stranger } from '../testing/sample-server.js';

/** The published description, and a client that knows nothing but that. */

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly required: boolean;
  readonly schema: { readonly pattern?: string; readonly const?: string };
}
type Media = Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Media };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Media }>>;
}
interface Description {
  readonly openapi: string;
  readonly info: { readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
}

const ACCESS_KEY = 'TESTKEY';
const SECRET_KEY = 'testsecret';
const peer = await startS3Peer({ keys: new Map([[ACCESS_KEY, SECRET_KEY]]) });
const settings = {
  endpoint: peer.endpoint,
  region: 'us-east-1',
  bucket: 'miners',
  accessKeyId: ACCESS_KEY,
  secretAccessKey: SECRET_KEY,
};
peer.store.buckets.set('miners', newBucket());
const server: SampleServer = await sampleServer({ bucket: s3Bucket(settings) });
const description = (await (await server.call('/openapi.json')).json()) as Description;

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ ...description, $id: 'openapi' });
const validatorOf = (media: Media | undefined, type: string) => {
  const ref = media?.[type]?.schema.$ref;
  if (ref === undefined) throw new Error(`the description has no schema for ${type}`);
  const validate = ajv.getSchema(`openapi${ref}`);
  if (validate === undefined) throw new Error(`the description has no ${ref}`);
  return validate;
};

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

const lint = async (document: object): Promise<readonly string[]> => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
  return found.map(({ ruleId, message }) => `${ruleId}: ${message}`);
};

test('a linter has nothing to say about the description, and does about one that is wrong', async () => {
  assert.is(description.openapi, '3.1.0');
  assert.equal(await lint(description), []);
  const { Problem: _, ...schemas } = description.components.schemas;
  const broken = { ...description, components: { ...description.components, schemas } };
  assert.match((await lint(broken)).join(), /no-unresolved-refs/);
  assert.match((await lint({ ...description, paths: { '/x': { get: { summary: 7 } } } })).join(), /struct: /);
});

const u64 = (n: bigint): Buffer => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(n);
  return out;
};
const text = (value: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([length, Buffer.from(value)]);
};
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

type Who = Pick<typeof miner, 'hotkey' | 'sign'>;

/** Signs as `info.description` says. */
const envelopeOf = async ({ hotkey, sign }: Who, base: string, method: string, path: string, body: string) => {
  const { parameters } = description.components;
  const values: Record<string, string> = {
    'subnet-hotkey': hotkey,
    'subnet-genesis': parameters['subnet-genesis']?.schema.const ?? '',
    'subnet-netuid': parameters['subnet-netuid']?.schema.const ?? '',
    'subnet-body-sha256': sha256(body).toString('hex'),
    'subnet-expires': `${Date.now() + 20_000}`,
    'subnet-nonce': randomBytes(32).toString('hex'),
  };
  const raw = (name: string) => Buffer.from(values[name] ?? '', 'hex');
  const number = (name: string) => u64(BigInt(values[name] ?? ''));
  const message = sha256(
    Buffer.concat([
      Buffer.from([9]),
      Buffer.from('request/1'),
      raw('subnet-genesis'),
      number('subnet-netuid'),
      text(new URL(base).host),
      text(method),
      text(path),
      raw('subnet-body-sha256'),
      number('subnet-expires'),
      raw('subnet-nonce'),
      Buffer.from(accountHex(hotkey), 'hex'),
    ]),
  );
  return { ...values, 'subnet-signature': Buffer.from(await sign(message)).toString('hex') };
};

const called = new Set<string>();

/** Calls an operation by its name, checks the answer with the description, and gives it. */
const invoke = async (name: string, params: Readonly<Record<string, string>>, who?: Who, body?: object) => {
  const found = operations.find(({ operation }) => operation.operationId === name);
  if (found === undefined) throw new Error(`the description has no ${name}`);
  called.add(name);
  const { method, operation } = found;
  const path = found.path.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '');
  const base = description.servers[0]?.url ?? '';
  const sent = body === undefined ? '' : JSON.stringify(body);
  if (body !== undefined) assert.ok(validatorOf(operation.requestBody?.content, 'application/json')(body));
  const headers = who === undefined ? {} : await envelopeOf(who, base, method, path, sent);
  const init = body === undefined ? {} : { body: sent };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(`${base}${path}`, { method, headers: { ...headers, ...type }, ...init });
  const response = operation.responses[`${answer.status}`];
  assert.ok(response !== undefined, `${name} answered ${answer.status}, which is not described`);
  const media = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const value: unknown = await answer.json();
  const validate = validatorOf(response.content, media);
  assert.ok(validate(value), `${name}: ${JSON.stringify(validate.errors)}`);
  const problem = (value as { type?: string }).type?.split(':').at(-1);
  if (problem !== undefined) assert.ok(response.description.includes(`\`${problem}\``), `${name}: ${problem}`);
  return { status: answer.status, value: value as Record<string, unknown> };
};

const EPOCH = `${openEpoch}`;

test('every operation answers what is described, and so do its refusals', async () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['getHealth', {}],
    ['getAssignment', { epoch: 'latest' }],
    ['getAssignedZipcode', { epoch: '0', zipcode: '19103' }],
    ['getResult', { epoch: '1' }],
    ['explainMiner', { epoch: '1', miner: '5Gbg' }],
  ];
  for (const [name, params] of rows) {
    assert.is((await invoke(name, params, miner)).status, 200, name);
    const wrong = Object.fromEntries(Object.keys(params).map((key) => [key, '99999']));
    if (params['epoch'] !== undefined) assert.is((await invoke(name, wrong, miner)).status, 404, name);
  }
  assert.is((await invoke('getAssignment', { epoch: EPOCH })).status, 401);
  assert.is((await invoke('getAssignment', { epoch: EPOCH }, stranger)).status, 403);
  assert.is((await invoke('getResult', { epoch: EPOCH })).status, 409);
});

test('who has read the description gets a grant, uploads with it once, and cannot upload anything else', async () => {
  const content = '[{"id":"1","zipcode":"19103"}]';
  const key = `hotkey=${miner.hotkey}/epoch=${EPOCH}/zipcode=19103/rows.json`;
  const md5 = createHash('md5').update(content).digest('hex');
  const wanted = { key, bytes: Buffer.byteLength(content), sha256: sha256(content).toString('hex'), md5 };
  const { status, value } = await invoke('grantUpload', { epoch: EPOCH }, miner, wanted);
  assert.is(status, 200);
  const { method, url, headers } = value as { method: string; url: string; headers: Record<string, string> };
  assert.is((await fetch(url, { method, headers, body: `${content} ` })).status, 403);
  assert.is((await fetch(url, { method, headers, body: content.toUpperCase() })).status, 400);
  assert.is((await fetch(url.replace('rows.json', 'other.json'), { method, headers, body: content })).status, 403);
  assert.is((await fetch(url, { method, headers, body: content })).status, 200);
  assert.is((await fetch(url, { method, headers, body: content })).status, 412);
  const others = { ...wanted, key: key.replace(miner.hotkey, stranger.hotkey) };
  assert.is((await invoke('grantUpload', { epoch: EPOCH }, miner, others)).status, 403);
});

test('no operation was left out, and those that are no JSON are of the type that is described', async () => {
  const others = operations.filter(({ operation }) => !called.has(operation.operationId));
  assert.equal(
    others.map(({ operation }) => operation.operationId),
    ['getMetrics', 'getDescription'],
  );
  for (const { path, operation } of others) {
    const answer = await server.call(path);
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    assert.ok(answer.status === 200 && operation.responses['200']?.content[type] !== undefined, path);
  }
});

test.after(async () => {
  await server.stop();
  await peer.close();
});

test.run();
