import { writeSync } from 'node:fs';
import { problemOf } from './cli-error.js';
import { runCleanups } from './interrupt.js';
import { processIo } from './io.js';
import { main, problemText } from './main.js';

const STDERR = 2;

/** Straight to the descriptor: nobody knows what still works, and this may not either. */
const tell = (text: string): void => {
  try {
    writeSync(STDERR, text);
  } catch {
    // The exit code says it all the same.
  }
};

/** Runs the command line of this process and ends it: every way out has a code of the table. */
export const runProcess = async (): Promise<void> => {
  const argv = process.argv.slice(2);
  const die = (error: unknown): never => {
    const problem = problemOf(error);
    tell(problemText(problem, argv, error));
    process.exit(problem.exit);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  let interrupted = false;
  const interrupt = (): void => {
    if (interrupted) process.exit(130);
    interrupted = true;
    void runCleanups().finally(() => {
      tell('interrupted\n');
      process.exit(130);
    });
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const exit = await main(argv, processIo());
    // While an interrupt cleans up, it says how the process ends.
    if (!interrupted) process.exit(exit);
  } catch (error) {
    die(error);
  }
};
