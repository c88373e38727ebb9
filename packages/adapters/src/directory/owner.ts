import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that may hold a lock. */
export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  /** When it was started, in words that no other process of this pid shares; '' where the system does not say. */
  readonly start: string;
}

/** This process, and what it knows about others of its host. */
export interface LockOwner extends LockHolder {
  readonly isRunning: (holder: LockHolder) => boolean;
}

const START_FIELD = 19; // of /proc/<pid>/stat behind the name in brackets: ticks from boot to start

const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_FIELD] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${ticks}`;
  } catch {
    return '';
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
};

/** This process. A pid is used again after a restart, so the time of its start counts too where it is known. */
export const thisProcess = (): LockOwner => ({
  host: hostname(),
  pid: process.pid,
  start: startOf(process.pid),
  isRunning: ({ pid, start }) => isAlive(pid) && (start === '' || startOf(pid) === '' || startOf(pid) === start),
});
