import {
  type DataError,
  encodeCanonical,
  encodeUtf8,
  type Hash32,
  type Host,
  type Json,
  type MechanismActivated,
  type Ruleset,
  readJson,
  refuseWith,
  resolveActivation,
  rulesetForm,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';

const refuse = refuseWith('BAD_PARAMS', 'see `ruleset show zipcode-race@1` for a whole one');

/** Reads a rule set from the text of a file, however it is laid out, and checks its parameters with its mechanism. */
export const decodeRuleset = (text: string): E.Either<DataError, Ruleset> => {
  const decoded = readJson(rulesetForm, text, refuse);
  if (E.isLeft(decoded)) return decoded;
  const ruleset = decoded.right as Ruleset; // its parameters are not read before they are resolved
  const resolved = resolveActivation(ruleset as unknown as MechanismActivated['data']);
  if (E.isRight(resolved)) return E.right(ruleset);
  const { at, ...error } = resolved.left;
  return E.left({ ...error, at: { path: (at.path ?? '/').replace(/^\/data/, '') } });
};

/** One line of canonical JSON: what a rule set is, whatever its file looks like. */
export const encodeRuleset = ({ name, mechanism, version, params }: Ruleset): string =>
  encodeCanonical({ mechanism, name, params: params as Json, version });

/** SHA-256 of the canonical line, without LF. */
export const rulesetHash = (host: Host, ruleset: Ruleset): Hash32 =>
  toHex(host.sha256(encodeUtf8(encodeRuleset(ruleset)))) as Hash32;
