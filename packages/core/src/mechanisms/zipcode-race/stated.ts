import type { Observation } from '../../observers/index.js';

/**
 * The observations of one subject, in canonical order. Nearly every subject has one, and a log has a million subjects: so
 * one needs no list.
 */
export type Stated<V> = Observation<V> | readonly Observation<V>[];

const isList = <V>(stated: Stated<V>): stated is readonly Observation<V>[] => Array.isArray(stated);

/** Adds an observation; facts are folded in canonical order, so lists stay in it. */
export const add = <V>(stated: Stated<V> | undefined, observation: Observation<V>): Stated<V> => {
  if (stated === undefined) return observation;
  if (!isList(stated)) return [stated, observation];
  (stated as Observation<V>[]).push(observation);
  return stated;
};

const NONE: readonly never[] = [];

/** The observations as a list. */
export const listOf = <V>(stated: Stated<V> | undefined): readonly Observation<V>[] => {
  if (stated === undefined) return NONE;
  return isList(stated) ? stated : [stated];
};

/** How many observations there are. */
export const countOf = <V>(stated: Stated<V>): number => (isList(stated) ? stated.length : 1);
