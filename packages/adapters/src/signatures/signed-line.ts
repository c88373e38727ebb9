import { encodeCanonical, type Hash32, type Sha256, toHex } from '@subnet-scoring/core';
import type { Signer } from '../ports.js';
import { lineMessage } from './messages.js';

/** A line of the log's authority, given without signature, as it is appended: signed over the line and the chain it is for. */
export const signedLine = (sha256: Sha256, genesis: Hash32, line: string, { sign }: Pick<Signer, 'sign'>): string =>
  encodeCanonical({ ...JSON.parse(line), sig: toHex(sign(lineMessage(sha256, genesis, line))) });
