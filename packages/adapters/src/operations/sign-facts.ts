import { type DataError, decodeFact, decodeLineBytes, type Host, type LogHeader, shorten } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Signer, Verifier } from '../ports.js';
import { signedLine } from '../signatures/index.js';
import { checkLine } from './check-line.js';
import { type Failure, invalid } from './failure.js';
import { refusedLines, tooLong } from './refused-line.js';
import { splitLines } from './split-lines.js';

/** How lines are checked and signed. */
export interface SignOptions {
  readonly host: Host;
  readonly verify: Verifier;
  /** The authority of the log. */
  readonly signer: Pick<Signer, 'sign'>;
  /** Name of the source in error reports. */
  readonly file: string;
}

const bad = (path: string, expected: string, found: unknown, help: string) =>
  E.left<DataError, never>({ code: 'BAD_FIELD', at: { path }, expected, found: shorten(found), help });

const signLine = async (
  header: LogHeader,
  bytes: Uint8Array,
  { host, verify, signer }: SignOptions,
): Promise<E.Either<DataError, string>> => {
  const text = decodeLineBytes(bytes, host.decodeText);
  if (E.isLeft(text)) return text;
  const decoded = decodeFact(text.right, host.sha256);
  if (E.isLeft(decoded)) return decoded;
  const { event, line } = decoded.right;
  if (event.type !== 'EpochOpened' && event.type !== 'MechanismActivated') {
    const help = 'leave this line out: no authority signs its type, append it as it is';
    return bad('/type', 'EpochOpened or MechanismActivated', event.type, help);
  }
  if (event.sig !== undefined) {
    return bad('/sig', 'a line without signature', event.sig, 'append it as it is, or take "sig" out to sign it anew');
  }
  // What comes out is what append takes, for it goes through the same check.
  const signed = signedLine(host.sha256, header.genesis, line, signer);
  return E.map(() => signed)(await checkLine(header, Buffer.from(signed), host, verify));
};

/**
 * Signs lines of the log's authority, as a whole: every line is checked in full, and one that is wrong keeps all of
 * them back. Left: what is wrong, up to the end of the piece in which the first bad line stands.
 */
export const signFacts = async (
  header: LogHeader,
  source: AsyncIterable<Uint8Array>,
  options: SignOptions,
): Promise<E.Either<Failure, readonly string[]>> => {
  const { file } = options;
  const refusedLine = refusedLines(file);
  const signed: string[] = [];
  for await (const lines of splitLines(source)) {
    const errors: DataError[] = [];
    for (const line of lines) {
      if (line.kind === 'tooLong') errors.push(tooLong(line, file).error);
      else {
        const result = await signLine(header, line.bytes, options);
        if (E.isLeft(result)) errors.push(refusedLine(line, result.left).error);
        else signed.push(result.right);
      }
    }
    if (errors.length > 0) return E.left(invalid(...errors));
  }
  return E.right(signed);
};
