import type { ExactContent, PresignedPut } from '../ports.js';
import { credentialsOf, type Loaded, type S3Settings } from './client.js';

const EXPIRES_MAX_SECONDS = 600;

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

/**
 * Signs a PUT that creates one object. A server refuses another size by the signature, before it has read the body, and another
 * body by Content-MD5 and, where it knows it, the SHA-256 checksum; what is read later is hashed again in any case.
 */
export const presignPut = async (
  { client }: Loaded,
  settings: S3Settings,
  key: string,
  content: ExactContent,
  expiresSeconds: number,
  nowMs: number,
): Promise<PresignedPut> => {
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > EXPIRES_MAX_SECONDS) {
    throw new RangeError(`presignCreate: expected 1..${EXPIRES_MAX_SECONDS} seconds, got ${expiresSeconds}`);
  }
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const signer = new SignatureV4({
    credentials: credentialsOf(settings),
    region: settings.region,
    service: 's3',
    sha256: client.config.sha256,
    uriEscapePath: false,
  });
  const { protocol, hostname, port, host } = new URL(settings.endpoint);
  const headers = {
    'content-md5': base64(content.md5),
    'if-none-match': '*',
    'x-amz-checksum-sha256': base64(content.sha256),
  };
  const path = `/${[settings.bucket, ...key.split('/')].map(encode).join('/')}`;
  const request = {
    method: 'PUT',
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path,
    query: {},
    // Whoever sends a body says its length: that one is signed, and is not among the headers that are handed out.
    headers: { ...headers, host, 'content-length': `${content.bytes}`, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  };
  const { query = {} } = await signer.presign(request, {
    expiresIn: expiresSeconds,
    signingDate: new Date(nowMs),
    unhoistableHeaders: new Set(Object.keys(headers)), // as headers the server compares them with the body
  });
  const search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
  return { url: `${protocol}//${host}${path}?${search.join('&')}`, headers };
};
