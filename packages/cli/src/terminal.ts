import { setTimeout as sleep } from 'node:timers/promises';

const [CTRL_C, CTRL_D, BACKSPACE, LF, CR, DELETE] = [3, 4, 8, 10, 13, 127];
const LINE_BYTES_MAX = 4096;
const UNTIL_INTERRUPTED_MS = 10_000;

/** A line that is being typed. */
export interface Typed {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** `done` at the end of the line, `stopped` where the person wants out. */
  readonly state: 'typing' | 'done' | 'stopped';
}

/** A line before its first key; its room is given once, so that what is typed lies nowhere else. */
export const newLine = (): Typed => ({ bytes: new Uint8Array(LINE_BYTES_MAX), length: 0, state: 'typing' });

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

const withoutLast = ({ bytes, length }: Typed): number => {
  let at = Math.max(0, length - 1);
  while (at > 0 && isContinuation(bytes[at])) at -= 1;
  bytes.fill(0, at, length);
  return at;
};

/** Takes keys into a line, as a terminal does that shows nothing: backspace takes back a character. */
export const typeKeys = (line: Typed, keys: Uint8Array): Typed => {
  let typed = line;
  for (const key of keys) {
    if (typed.state !== 'typing') break;
    if (key === LF || key === CR || key === CTRL_D) typed = { ...typed, state: 'done' };
    else if (key === CTRL_C) typed = { ...typed, state: 'stopped' };
    else if (key === BACKSPACE || key === DELETE) typed = { ...typed, length: withoutLast(typed) };
    else if (typed.length < LINE_BYTES_MAX) {
      typed.bytes[typed.length] = key;
      typed = { ...typed, length: typed.length + 1 };
    }
  }
  return typed;
};

/** Asks a question on the terminal and takes one line; undefined without one. Hidden typing shows nothing at all. */
export const askTerminal = async (question: string, typing: 'shown' | 'hidden'): Promise<Uint8Array | undefined> => {
  const { stdin, stderr } = process;
  if (stdin.isTTY !== true || stderr.isTTY !== true) return undefined;
  stderr.write(question);
  if (typing === 'hidden') stdin.setRawMode(true);
  try {
    let line = newLine();
    for await (const keys of stdin.iterator({ destroyOnReturn: false })) {
      line = typeKeys(line, keys);
      keys.fill(0);
      if (line.state !== 'typing') break;
    }
    if (line.state === 'stopped') {
      line.bytes.fill(0);
      process.kill(process.pid, 'SIGINT');
      await sleep(UNTIL_INTERRUPTED_MS); // what was asked for must not go on while the signal is on its way
    }
    return line.bytes.subarray(0, line.length);
  } finally {
    if (typing === 'hidden') {
      stdin.setRawMode(false);
      stderr.write('\n');
    }
    stdin.pause();
  }
};
