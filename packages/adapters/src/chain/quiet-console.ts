const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const;

/** How the client's own logger begins a line: a time, spaces, and the part in capitals that speaks. */
const OF_CLIENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2,}[A-Z0-9/-]+:/;

let users = 0;
let restore: (() => void) | undefined;

/**
 * Drops what the client writes to the console, and nothing else: its failures come back as values, and stdout is for data.
 * The client has no switch for it. Returns what ends it; the console is as before when the last user has ended.
 */
export const quietConsole = (): (() => void) => {
  users += 1;
  if (users === 1) {
    const former = METHODS.map((name) => [name, console[name]] as const);
    for (const [name, write] of former) {
      console[name] = (...args: unknown[]) => {
        if (!OF_CLIENT.test(args.slice(0, 2).join(' '))) write.apply(console, args);
      };
    }
    restore = () => {
      for (const [name, write] of former) console[name] = write;
    };
  }
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    users -= 1;
    if (users === 0) restore?.();
  };
};
