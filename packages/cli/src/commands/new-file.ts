import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';

/** A file that takes its name only when it is complete; until then a former one of that name stays. */
export interface NewFile {
  readonly path: string;
  readonly write: (text: string) => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** Starts a file beside its name. */
export const newFile = ({ cwd }: Io, name: string): NewFile => {
  const path = resolve(cwd, name);
  const draft = `${path}.${process.pid}.new`;
  const opened = open(draft, 'w');
  opened.catch(() => undefined); // whoever writes first hears of it
  const drop = async (): Promise<void> => {
    await opened.then((handle) => handle.close()).catch(() => undefined);
    await rm(draft, { force: true });
  };
  const done = onInterrupt(drop);
  return {
    path,
    write: async (text) => void (await (await opened).write(text)),
    keep: async () => {
      const handle = await opened;
      await handle.sync();
      await handle.close();
      await rename(draft, path);
      done();
    },
    drop: async () => {
      done();
      await drop();
    },
  };
};
