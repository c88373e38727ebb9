import { timingSafeEqual } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { parameter, type S3Error, type S3Request, s3Error } from './message.js';
import { ALGORITHM, dateMs, type Scope, signatureOf } from './sigv4.js';

const SKEW_MS = 15 * 60_000;
const EXPIRES_MAX_SECONDS = 604_800;
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** Secret keys by access key. */
export type Keys = ReadonlyMap<string, string>;

interface Claim extends Scope {
  readonly accessKey: string;
  readonly signature: string;
}

const denied = (message: string): S3Error => s3Error(403, 'AccessDenied', message);
const CREDENTIAL = /^([^/]+)\/(\d{8})\/([a-z0-9-]+)\/s3\/aws4_request$/;

const claim = (
  credential: string,
  date: string,
  headers: string,
  signature: string,
  payload: string,
): E.Either<S3Error, Claim> => {
  const parts = CREDENTIAL.exec(credential);
  if (parts === null || parts[2] !== date.slice(0, 8)) {
    return E.left(s3Error(400, 'AuthorizationHeaderMalformed', 'the credential is no scope of S3 for that date'));
  }
  const signedHeaders = headers.split(';');
  return E.right({ accessKey: parts[1] ?? '', region: parts[3] ?? '', date, signedHeaders, signature, payload });
};

const HEADER = /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

const fromHeader = (request: S3Request, header: string): E.Either<S3Error, Claim> => {
  const parts = HEADER.exec(header);
  if (parts === null) return E.left(s3Error(400, 'AuthorizationHeaderMalformed', `expected ${ALGORITHM} in its form`));
  const date = request.headers['x-amz-date'] ?? '';
  const at = dateMs(date);
  if (at === undefined) return E.left(denied('the date of the signature is missing'));
  if (Math.abs(request.nowMs - at) > SKEW_MS) {
    return E.left(s3Error(403, 'RequestTimeTooSkewed', 'the clocks differ by more than 15 minutes'));
  }
  const payload = request.headers['x-amz-content-sha256'];
  if (payload === undefined) return E.left(s3Error(400, 'InvalidRequest', 'x-amz-content-sha256 is missing'));
  return claim(parts[1] ?? '', date, parts[2] ?? '', parts[3] ?? '', payload);
};

const fromQuery = (request: S3Request): E.Either<S3Error, Claim> => {
  const of = (name: string): string => parameter(request, `X-Amz-${name}`) ?? '';
  const at = dateMs(of('Date'));
  const expires = Number(/^\d{1,6}$/.test(of('Expires')) ? of('Expires') : 0);
  if (of('Algorithm') !== ALGORITHM || at === undefined || expires < 1 || expires > EXPIRES_MAX_SECONDS) {
    return E.left(s3Error(400, 'AuthorizationQueryParametersError', 'the parameters of the signature are not in form'));
  }
  if (at - request.nowMs > SKEW_MS) return E.left(denied('Request is not yet valid'));
  if (request.nowMs > at + expires * 1000) return E.left(denied('Request has expired'));
  const payload = request.headers['x-amz-content-sha256'] ?? UNSIGNED;
  return claim(of('Credential'), of('Date'), of('SignedHeaders'), of('Signature'), payload);
};

// What is not signed could be added by whoever holds the request.
const mustBeSigned = (name: string): boolean => name === 'host' || name.startsWith('x-amz-') || name === 'content-md5';

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1'));

/** Checks who sent a request. Answers the payload hash that was signed: the body still has to be compared with it. */
export const checkSignature = (request: S3Request, keys: Keys): E.Either<S3Error, string> => {
  const header = request.headers['authorization'];
  const isPresigned = parameter(request, 'X-Amz-Signature') !== undefined;
  if (header === undefined && !isPresigned) return E.left(denied('anonymous requests are refused'));
  if (header !== undefined && isPresigned) {
    return E.left(s3Error(400, 'InvalidArgument', 'only one way to sign is allowed'));
  }
  const claimed = header === undefined ? fromQuery(request) : fromHeader(request, header);
  if (E.isLeft(claimed)) return claimed;
  const { accessKey, signature, payload, signedHeaders } = claimed.right;
  const bare = Object.keys(request.headers).find((name) => mustBeSigned(name) && !signedHeaders.includes(name));
  if (bare !== undefined) return E.left(denied(`the header ${bare} is not signed`));
  const secretKey = keys.get(accessKey);
  if (secretKey === undefined) return E.left(s3Error(403, 'InvalidAccessKeyId', 'nobody has that access key'));
  if (!equal(signature, signatureOf(request, claimed.right, secretKey))) {
    return E.left(s3Error(403, 'SignatureDoesNotMatch', 'the signature does not belong to this request'));
  }
  return E.right(payload);
};
