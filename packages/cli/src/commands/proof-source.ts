import { fail } from '../cli-error.js';
import type { Io } from '../io.js';
import { openSource } from './sources.js';

const BYTES_MAX = 33_554_432;
const DEPTH_MAX = 16;

const invalid = (name: string, message: string): Error => {
  const help = 'docs/proofs.md shows what a proof in a file looks like';
  return fail({ exit: 12, code: 'INVALID', message: `${name} is no proof: ${message}`, help });
};

const readAll = async (io: Io, path: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
  const { name, bytes } = openSource(io, path);
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of bytes) {
    total += piece.length;
    if (total > BYTES_MAX) throw invalid(name, `it has more than ${BYTES_MAX} bytes`);
    pieces.push(piece);
  }
  return { name, bytes: Buffer.concat(pieces) };
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: readonly number[] = [0x5b, 0x7b];
const CLOSING: readonly number[] = [0x5d, 0x7d];

/** How deep lists and objects are nested; brackets inside of strings do not count. One pass, whatever the bytes are. */
const depthOf = (bytes: Uint8Array): number => {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isText && byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isText = !isText;
    else if (isText) continue;
    else if (OPENING.includes(byte)) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (CLOSING.includes(byte)) depth -= 1;
  }
  return deepest;
};

/** The JSON of a file or of stdin: UTF-8, at most 32 MiB and 16 levels, so that no bytes cost more than reading them. */
export const readProof = async (io: Io, path: string): Promise<unknown> => {
  const { name, bytes } = await readAll(io, path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid(name, 'it is not UTF-8');
  }
  if (depthOf(bytes) > DEPTH_MAX) throw invalid(name, `it is nested more than ${DEPTH_MAX} levels deep`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid(name, 'it is not JSON');
  }
};
