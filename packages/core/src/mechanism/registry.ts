import { storageTiers } from '../mechanisms/storage-tiers/index.js';
import { volumeRace } from '../mechanisms/volume-race/index.js';
import { zipcodeRace } from '../mechanisms/zipcode-race/index.js';
import type { Mechanism } from './mechanism.js';

// Only a mechanism knows its own types; the engine hands back what it was given.
const register = <P, S, D, O>(mechanism: Mechanism<P, S, D, O>): Mechanism => mechanism as unknown as Mechanism;

/** Every mechanism and version this engine knows. Adding one is one folder and one line here. */
export const MECHANISMS: readonly Mechanism[] = [register(volumeRace), register(zipcodeRace), register(storageTiers)];

/** The mechanism of a name and version; undefined when a newer engine is needed. */
export const findMechanism = (name: string, version: number): Mechanism | undefined =>
  MECHANISMS.find((mechanism) => mechanism.name === name && mechanism.version === version);
