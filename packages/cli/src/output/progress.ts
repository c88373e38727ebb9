import type { Io } from '../io.js';

/** Shows how far long work is. It writes to stderr only, only on a terminal, and leaves nothing behind. */
export interface Progress {
  /** `done` of the total. Cheap: call it as often as you like. */
  readonly update: (done: number) => void;
  readonly end: () => Promise<void>;
}

const SHOW_AFTER_MS = 400;
const REDRAW_MS = 100;
const BAR_CELLS = 24;
const CLEAR = '\r\u001b[2K';

const barOf = (part: number): string => {
  const filled = Math.floor(part * BAR_CELLS);
  return `[${'='.repeat(filled)}${' '.repeat(BAR_CELLS - filled)}]`;
};

const QUIET: Progress = { update: () => undefined, end: async () => undefined };

/** A progress line. With a total it has a bar and, from the rate so far, the time that is left. */
export const startProgress = (
  io: Io,
  wanted: boolean,
  { label, total, unit }: { readonly label: string; readonly total?: number; readonly unit: string },
): Progress => {
  if (!wanted || !io.stderr.isTTY || total === 0) return QUIET;
  const start = io.now();
  let drawn = start + SHOW_AFTER_MS - REDRAW_MS;
  let shown = false;
  const textOf = (done: number, ms: number): string => {
    if (total === undefined) return `${label}  ${done} ${unit}`;
    const part = Math.min(1, done / total);
    const left = part > 0 ? Math.ceil((ms * (1 - part)) / part / 1000) : 0;
    return `${label} ${barOf(part)} ${Math.floor(part * 100)} %  ${done} of ${total} ${unit}, ${left} s left`;
  };
  return {
    update: (done) => {
      const now = io.now();
      if (now - drawn < REDRAW_MS) return;
      drawn = now;
      shown = true;
      void io.stderr.write(CLEAR + textOf(done, now - start).slice(0, (io.stderr.columns ?? 80) - 1));
    },
    end: async () => {
      if (shown) await io.stderr.write(CLEAR);
    },
  };
};
