import { styleText } from 'node:util';
import type { Io, Out } from '../io.js';

/** Colours by what they mean. They never stand alone: the words say the same. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly key: (text: string) => string;
}

const plain = (text: string): string => text;
const PLAIN: Paint = { good: plain, bad: plain, warn: plain, dim: plain, strong: plain, key: plain };

// The stream was asked already.
const style =
  (format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });

/** Colours for a stream: none unless it is a terminal, and none under NO_COLOR, --no-color or TERM=dumb. */
export const paintFor = (out: Out, env: Io['env'], wanted: boolean): Paint => {
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  if (!wanted || !out.isTTY || refused) return PLAIN;
  return {
    good: style('green'),
    bad: style('red'),
    warn: style('yellow'),
    dim: style('dim'),
    strong: style('bold'),
    key: style('cyan'),
  };
};
