// One epoch of the test network. Time is blocks: the next one comes when everybody waits for it.

import { actorApart, actorHere } from './actor.mjs';
import { MINERS } from './miners.mjs';

const STARTING = 0;

const actorsOf = (network, epoch, { areApart, lifeOf, say }) => {
  const { hotkeys, miners, validators } = network;
  const start = (kind, name, more) => {
    const parts = { network, settings: { ...more, kind, name, epoch }, life: lifeOf(kind), say };
    return { kind, ...(areApart ? actorApart(parts) : actorHere(parts)) };
  };
  const fastHotkey = hotkeys[1 + validators];
  return [
    ...Array.from({ length: validators }, (_, at) => start('validator', `validator-${at + 1}`, { uid: 1 + at })),
    ...MINERS.slice(0, miners).map(({ name }, at) => start('miner', name, { uid: 1 + validators + at, fastHotkey })),
  ];
};

/** Plays an epoch to its end; `say` hears every step. With `areApart` each player is a process, whose lives are those of `lifeOf`. */
export const playEpoch = async (network, epoch, options) => {
  const actors = actorsOf(network, epoch, options);
  const players = actors.map((actor) => ({ actor, wants: STARTING }));
  const advance = async (player) => {
    player.wants = await player.actor.advance();
  };
  for (;;) {
    const waiting = players.filter(({ wants }) => wants !== undefined);
    if (waiting.length === 0) break;
    const head = await network.head();
    const due = waiting.filter(({ wants }) => wants <= head);
    // Miners go one after the other, or who is first would depend on this machine.
    const inOrder = due
      .filter(({ actor, wants }) => actor.kind === 'miner' && wants !== STARTING)
      .sort((a, b) => a.wants - b.wants);
    const atOnce = due.filter((player) => !inOrder.includes(player));
    const oneByOne = async () => {
      for (const player of inOrder) await advance(player);
    };
    await Promise.all([...atOnce.map(advance), oneByOne()]);
    if (due.length === 0) await network.mineTo(Math.min(...waiting.map(({ wants }) => wants)));
  }
  for (const { stop } of actors) await stop();
};
