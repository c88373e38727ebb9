import type { Json } from '../../event/json.js';
import type { Account } from '../../ids.js';
import { FX_ONE, type Fx } from '../../numbers/fx.js';
import { accountOf } from '../names.js';
import { type Race, type RaceOptions, raceWorld } from './world.js';

/** Every id counts as much as any other, and one epoch decides alone: what is new can be read off the share. */
export const PLAIN: { readonly [key: string]: Json } = {
  badItem: 'dropItem',
  curve: { kind: 'linear', zeroVolume: 'exclude' },
  dedupeScope: 'coldkey',
  dustppm: 0,
  emaAlphappm: 1_000_000,
  emaScope: 'all',
  maxNewIds: 100_000,
  minFreshppm: 900_000,
  minMatchingppm: 900_000,
  observer: 'any',
  spotCheck: { minConclusiveppm: 660_000, passppm: 1_000_000, rows: 3 },
  timeoutMs: 40_000,
  window: { epochs: 1, kind: 'calendar' },
};

/** A subnet under PLAIN with some other parameters. */
export const plainWorld = (
  params: { readonly [key: string]: Json } = {},
  miners: RaceOptions['miners'] = ['ann', 'bob', 'cat'],
): Race => raceWorld({ miners, params: { ...PLAIN, ...params }, ruleset: 'plain@1' });

/** The part of an epoch's result that tests look at. */
export interface Result {
  readonly miners: readonly { readonly hotkey: Account; readonly share: Fx; readonly reason: string }[];
  readonly mechanisms: readonly { readonly notices: readonly string[] }[];
}

/** A result by the names of miners. */
export interface Told<R extends Result> {
  readonly result: R;
  readonly reasons: Readonly<Record<string, string>>;
  /** Volumes, where shares are in proportion to them: each share times the sum of all, without zeros. */
  readonly volumes: (total: number) => Readonly<Record<string, number>>;
  readonly notices: readonly string[];
}

/** Tells a result by the names of miners. */
export const tell = <R extends Result>(race: Race, result: R): Told<R> => {
  const names = new Map(race.miners.map(({ name }) => [accountOf(name), name]));
  const named = result.miners.flatMap((miner) => {
    const name = names.get(miner.hotkey);
    return name === undefined ? [] : [[name, miner] as const];
  });
  const volumes = (total: number): Readonly<Record<string, number>> => {
    const rounded = named.map(([name, { share }]) => [name, Number((share * BigInt(total) + FX_ONE / 2n) / FX_ONE)]);
    return Object.fromEntries(rounded.filter(([, volume]) => volume !== 0));
  };
  return {
    result,
    reasons: Object.fromEntries(named.map(([name, { reason }]) => [name, reason])),
    volumes,
    notices: result.mechanisms[0]?.notices ?? [],
  };
};
