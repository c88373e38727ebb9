import { PLAYERS } from './players.mjs';
import { supervise } from './supervise.mjs';

// An actor is a player who is let go on: `advance` answers the block that it waits for then, undefined when it is done.

const WAITS = 'wait ';
const waitsFor = (line) => (line.startsWith(WAITS) ? Number(line.slice(WAITS.length)) : undefined);

/** A player in this process. */
export const actorHere = ({ network, settings, say }) => {
  const lines = PLAYERS[settings.kind](network, settings);
  const advance = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return undefined;
      const block = waitsFor(value);
      if (block !== undefined) return block;
      say(`${settings.name}: ${value}`);
    }
  };
  return { advance, stop: async () => undefined };
};

/** A player in a process of its own. Killed while it waits, it comes back by itself and waits again. */
export const actorApart = ({ network, settings, life, say }) => {
  const { name } = settings;
  let isDone = false;
  let isWaiting = false;
  let answer = () => undefined;
  const onLine = (line) => {
    const block = waitsFor(line);
    isDone ||= line === 'done';
    isWaiting = block !== undefined;
    if (isDone || isWaiting) answer(block);
    else say(`${name}: ${line}`);
  };
  const { order, stop } = supervise({
    name,
    program: 'player-process.mjs',
    settings: { ...network.settings, ...settings },
    env: network.env,
    life,
    onLine,
    say,
  });
  const advance = async () => {
    if (isDone) return undefined;
    if (isWaiting) order('go on');
    isWaiting = false;
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  return { advance, stop };
};
