import { isIP } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import { usageError } from '../cli-error.js';
import { type BucketFlags, bucketOptions } from './bucket-open.js';
import type { LogOptions } from './options.js';

/** Where to listen. */
export interface ListenAt {
  readonly address: string;
  readonly port: number;
}

export interface ServeOptions extends LogOptions, BucketFlags {
  readonly listen: ListenAt;
  readonly publicUrl?: string;
  readonly validatorStakeRao: bigint;
  readonly proxy: readonly string[];
  /** False with --no-uploads. */
  readonly uploads: boolean;
  readonly check?: boolean;
}

const PORT_MAX = 65_535;

const parseListen = (text: string): ListenAt => {
  const [, v6, plain, digits = ''] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? [];
  const address = v6 ?? plain;
  if (address === undefined || isIP(address) === 0 || Number(digits) > PORT_MAX) {
    throw new InvalidArgumentError('Expected address:port, such as 127.0.0.1:8080 or [::1]:8080.');
  }
  return { address, port: Number(digits) };
};

/** Callers sign the host, so it has one spelling: that of the URL standard. */
const originOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    throw new InvalidArgumentError('Expected http(s)://host[:port] without path.');
  }
  return url.origin;
};

const parseRao = (text: string): bigint => {
  if (!/^\d{1,39}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of rao.');
  return BigInt(text);
};

const BITS = { 4: 32, 6: 128 } as const;

const collectProxy = (text: string, former: readonly string[]): readonly string[] => {
  const [, address = '', bits = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || Number(bits) > BITS[version]) {
    throw new InvalidArgumentError('Expected an IP address or a network such as 10.0.0.0/8.');
  }
  return [...former, text];
};

export const serveOptions = (): readonly Option[] => [
  new Option('--listen <address:port>', 'where to listen; port 0 takes a free one')
    .argParser(parseListen)
    .default({ address: '127.0.0.1', port: 8080 }, '127.0.0.1:8080'),
  new Option('--public-url <url>', 'address that callers use, and sign (default: where it listens)').argParser(
    originOf,
  ),
  new Option('--validator-stake-rao <n>', 'stake from which a hotkey with a permit is served as a validator')
    .argParser(parseRao)
    .default(1_000_000_000_000n, '1000000000000'),
  new Option('--proxy <address>', 'proxy in front of it, whose X-Forwarded-For is taken; may be given again')
    .argParser(collectProxy)
    .default([], 'none'),
  ...bucketOptions(),
  new Option('--no-uploads', 'grant no uploads, also where a bucket is named'),
  new Option('--check', 'start, say so, and stop: whether it could serve'),
];

const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]']);

/** Callers sign the host that they mean, so a server on all addresses has to say which one that is. */
export const assertNamed = ({ listen, publicUrl }: ServeOptions): void => {
  if (publicUrl !== undefined || !EVERYWHERE.has(listen.address)) return;
  throw usageError(`which address do callers use? ${listen.address} is none`, 'add --public-url http://HOST:PORT');
};
