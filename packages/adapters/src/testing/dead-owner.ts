import type { LockOwner } from '../directory/owner.js';

/** An owner for disks in memory: every other process of its host has died. */
export const deadOwner: LockOwner = { host: 'here', pid: 1, start: '', isRunning: () => false };

/** A clock that stands still. */
export const stillClock = (): number => 1_764_000_000_000;
