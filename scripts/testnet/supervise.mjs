import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const AGAIN_MS = 50;
const STARTS_MAX = 200;

/** A process that dies only of itself. */
const immortal = () => () => undefined;

/**
 * Runs a program of this folder as a process of its own, and starts it again whenever it ends otherwise than with 0: because it was
 * killed, or because what it needs was away. `life` begins with each start; it hears each line (the first is '') and says after how
 * many milliseconds the process is to be killed, and is told when that came. `onLine` hears the lines.
 */
export const supervise = ({ name, program, settings, env = {}, life = immortal, onLine, say }) => {
  const path = fileURLToPath(new URL(program, import.meta.url));
  let child;
  let exited;
  let isWanted = true;
  let starts = 0;

  const start = () => {
    starts += 1;
    if (starts > STARTS_MAX) throw new Error(`${name} was started ${STARTS_MAX} times, and does not get on`);
    const dies = life();
    const argv = [path, JSON.stringify(settings)];
    const own = spawn(process.execPath, argv, { stdio: 'pipe', env: { ...process.env, ...env } });
    child = own;
    let timer;
    let lines = 0;
    const hear = (line) => {
      const death = timer === undefined ? dies(line, lines) : undefined;
      lines += 1;
      if (death === undefined) return;
      const { ms, came } = death;
      timer = setTimeout(() => {
        say(`${name} is killed ${ms} ms after ${line === '' ? 'its start' : `"${line.split(':', 1)[0]}"`}`);
        own.kill('SIGKILL');
        came();
      }, ms);
    };
    let complaint = '';
    own.stderr.on('data', (text) => {
      complaint = `${complaint}${text}`.slice(-300);
    });
    own.stdin.on('error', () => undefined); // it may be gone
    createInterface({ input: own.stdout }).on('line', (line) => {
      hear(line);
      onLine(line);
    });
    exited = new Promise((resolve) => {
      own.once('close', (code, signal) => {
        clearTimeout(timer);
        resolve();
        if (code === 0 || !isWanted) return;
        if (signal === null) say(`${name} ended with ${code}, and is run again: ${complaint.trim()}`);
        sleep(AGAIN_MS).then(() => isWanted && start());
      });
    });
    hear('');
  };
  start();

  return {
    order: (line) => child.stdin.write(`${line}\n`),
    stop: async () => {
      isWanted = false;
      child.kill('SIGKILL');
      await exited;
    },
  };
};
