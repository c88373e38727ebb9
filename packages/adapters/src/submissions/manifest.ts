import {
  type Account,
  type DataError,
  decodeLineBytes,
  type EpochNumber,
  encodeCanonical,
  encodeUtf8,
  type Hash32,
  type Host,
  type Json,
  ManifestSeen,
  manifestSha256,
  type NetUid,
  reportFirst,
  shorten,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';

/** What a miner says it delivers in one epoch. Its hash is what it commits to on chain. */
export interface Manifest {
  readonly netuid: NetUid;
  readonly epoch: EpochNumber;
  /** Nonce of the epoch, as the miner read it. */
  readonly nonce: Hash32;
  readonly hotkey: Account;
  /** At least one, ascending by zipcode. */
  readonly files: ManifestSeen['data']['files'];
}

/** A manifest as it lies in the bucket. */
export interface SignedManifest {
  readonly manifest: Manifest;
  /** SHA-256 of the canonical manifest without signature: what is signed, committed and told in ManifestSeen. */
  readonly sha256: Hash32;
  /** sr25519 by the hotkey, 128 hex digits; not checked by decoding. */
  readonly sig: string;
}

/** The longest manifest in bytes: one that fits into the line of its fact. */
export const MANIFEST_BYTES_MAX = 1_000_000;

const KEYS = ['epoch', 'files', 'hotkey', 'netuid', 'nonce', 'sig'];
const SIG = /^[0-9a-f]{128}$/;
const HELP = 'see docs/bucket.md for the manifest';
const PATH_MAX = 120;
const ANY_HASH = '0'.repeat(64);

/** The hash of a manifest. */
export const hashManifest = (host: Pick<Host, 'sha256'>, manifest: Manifest): Hash32 =>
  manifestSha256(host.sha256, manifest.netuid, manifest.epoch, manifest);

/** The bytes of a manifest as it lies in the bucket. */
export const encodeManifest = ({ manifest, sig }: Pick<SignedManifest, 'manifest' | 'sig'>): Uint8Array =>
  encodeUtf8(encodeCanonical({ ...manifest, files: manifest.files as Json, sig }));

const refuse = (
  code: DataError['code'],
  path: string,
  expected: string,
  found: unknown,
): E.Either<DataError, never> => {
  const at = path === '' ? {} : { path: path.slice(0, PATH_MAX) }; // it ends in a name that the miner chose
  return E.left({ code, at, expected, found: shorten(found), help: HELP });
};

const parse = (text: string): E.Either<DataError, Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('NOT_JSON', '', 'one JSON object', text);
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? E.right(value as Record<string, unknown>) : refuse('NOT_JSON', '', 'one JSON object', value);
};

/** The fact's own codec, so that a manifest is well-formed exactly when a log takes the fact that tells of it. */
const decodeFields = (value: Record<string, unknown>): E.Either<DataError, Manifest> => {
  const { epoch, files, hotkey, netuid, nonce } = value;
  const data = { files, hotkey, manifestSha256: ANY_HASH, nonce };
  const fact = { block: 0, by: hotkey, data, epoch, netuid, type: 'ManifestSeen', v: 1 };
  const decoded = ManifestSeen.sealed.codec.decode(fact);
  if (E.isLeft(decoded)) {
    const { path, expected, found } = reportFirst(decoded.left);
    return refuse('BAD_FIELD', path.replace(/^\/data/, '').replace(/^\/by$/, '/hotkey'), expected, found);
  }
  const { epoch: number, netuid: subnet, data: checked } = decoded.right;
  const { files: list, hotkey: miner, nonce: word } = checked;
  return E.right({ epoch: number, files: list, hotkey: miner, netuid: subnet, nonce: word });
};

/**
 * Decodes a manifest. It must be canonical to the byte, without LF at the end, so that one manifest has one hash. The
 * signature is only looked at, see `isSignedManifest`.
 */
export const decodeManifest = (host: Host, bytes: Uint8Array): E.Either<DataError, SignedManifest> => {
  if (bytes.length > MANIFEST_BYTES_MAX) {
    return refuse('LINE_TOO_LONG', '', `at most ${MANIFEST_BYTES_MAX} bytes`, `${bytes.length} bytes`);
  }
  const text = decodeLineBytes(bytes, host.decodeText);
  if (E.isLeft(text)) return text;
  const parsed = parse(text.right);
  if (E.isLeft(parsed)) return parsed;
  const value = parsed.right;
  const unknown = Object.keys(value).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return refuse('BAD_FIELD', '', `only the fields ${KEYS.join(', ')}`, unknown);
  const manifest = decodeFields(value);
  if (E.isLeft(manifest)) return manifest;
  const { sig } = value;
  if (typeof sig !== 'string' || !SIG.test(sig)) {
    return refuse('BAD_FIELD', '/sig', '128 lower-case hex digits', sig);
  }
  if (encodeCanonical(value as Json) !== text.right) {
    return refuse('NOT_CANONICAL', '', 'sorted keys, each once, no spaces, no needless escapes, no LF', text.right);
  }
  return E.right({ manifest: manifest.right, sha256: hashManifest(host, manifest.right), sig });
};
