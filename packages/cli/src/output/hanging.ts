import { wrap } from './wrap.js';

/** A label and a text that is wrapped beside it: its further lines begin below the first one. */
export const hangingLines = (label: string, text: string, width: number): string[] =>
  wrap(text, width - label.length).map((line, at) => (at === 0 ? label : ' '.repeat(label.length)) + line);
