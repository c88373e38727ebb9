import { FX_ONE, type Fx, fxFromRaw } from '../../numbers/fx.js';
import { lnFloor } from '../../numbers/ln.js';

// Batches ask for few sizes many times. The bound keeps a hostile log from growing it.
const KNOWN_MAX = 65_536;
const known = new Map<number, Fx>();

/** ln(1 + bytes) as Fx (floor), for bytes >= 1. */
export const sizeLog = (bytes: number): Fx => {
  const found = known.get(bytes);
  if (found !== undefined) return found;
  const value = lnFloor(fxFromRaw((BigInt(bytes) + 1n) * FX_ONE));
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(bytes, value);
  return value;
};
