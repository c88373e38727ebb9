import { spawn } from 'node:child_process';

const STOP_MS = 20_000;

/** Starts a program that runs until it is stopped. `stop` waits for its exit: the next start must not meet the last one. */
export const startDaemon = (command, args) => {
  const child = spawn(command, args, { stdio: 'ignore' });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill); // nothing outlives this process
  let ended;
  const exited = new Promise((resolve) => {
    const end = (how) => {
      ended = how;
      process.removeListener('exit', kill);
      resolve();
    };
    child.once('exit', (code, signal) => end(`${command} ended with ${code ?? signal}`));
    child.once('error', (error) => end(`${command} did not start: ${error.message}`));
  });
  return {
    /** How it ended; undefined while it runs. */
    ended: () => ended,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(timer);
    },
  };
};
