import {
  type DataError,
  encodeCanonical,
  encodeUtf8,
  type Hash32,
  type Host,
  type Json,
  type MechanismActivated,
  type Ruleset,
  resolveActivation,
  shorten,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';

const KEYS = 'mechanism,name,params,version';
const NAME = /^[a-z][a-zA-Z0-9._-]{0,54}@(0|[1-9][0-9]{0,6})$/;

const refuse = (path: string, expected: string, found: unknown): E.Either<DataError, never> =>
  E.left({
    code: 'BAD_PARAMS',
    at: { path },
    expected,
    found: shorten(found),
    help: 'see `ruleset show zipcode-race@1` for a whole one',
  });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Reads a rule set from the text of a file, however it is laid out, and checks its parameters with its mechanism. */
export const decodeRuleset = (text: string): E.Either<DataError, Ruleset> => {
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('/', 'one JSON object with name, mechanism, version and params', text);
  }
  const keys = Object.keys(value).sort().join();
  if (keys !== KEYS) return refuse('/', `the keys ${KEYS}`, keys);
  const { name, mechanism, version, params } = value as Record<keyof Ruleset, unknown>;
  if (typeof name !== 'string' || !NAME.test(name)) return refuse('/name', 'name@version', name);
  if (typeof mechanism !== 'string') return refuse('/mechanism', 'the name of a mechanism', mechanism);
  if (!Number.isSafeInteger(version)) return refuse('/version', 'the version of a mechanism', version);
  const resolved = resolveActivation({ mechanism, version, params } as MechanismActivated['data']);
  if (E.isRight(resolved)) return E.right(value as Ruleset);
  const { at, ...error } = resolved.left;
  return E.left({ ...error, at: { path: (at.path ?? '/').replace(/^\/data/, '') } });
};

/** One line of canonical JSON: what a rule set is, whatever its file looks like. */
export const encodeRuleset = ({ name, mechanism, version, params }: Ruleset): string =>
  encodeCanonical({ mechanism, name, params: params as Json, version });

/** SHA-256 of the canonical line, without LF. */
export const rulesetHash = (host: Host, ruleset: Ruleset): Hash32 =>
  toHex(host.sha256(encodeUtf8(encodeRuleset(ruleset)))) as Hash32;
