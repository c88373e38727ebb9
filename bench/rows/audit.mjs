import { directoryOf } from '../log/directory.mjs';
import { median } from '../median.mjs';
import { inTurn, runNode } from '../programs.mjs';

/** An audit of every row on the chain against the replay that it rests on. */
export const auditRows = async ({ log, pairs, expectSeal }) => {
  const directory = await directoryOf(log);
  const runs = inTurn(pairs, {
    audit: () => runNode('audit.mjs', directory),
    replay: () => runNode('audit.mjs', directory, '--replay-only'),
  });
  for (const { seal } of runs.replay) expectSeal('replay of the audited log', seal, log.lastSeal);
  const [{ rows, peakBytes }] = runs.audit;
  const wall = (name) => runs[name].map(({ wallMs }) => wallMs);
  return [
    {
      name: 'audit against replay alone, times as long',
      value: median(wall('audit').map((ms, i) => ms / wall('replay')[i])),
      bar: { atMost: 3 },
      note: `${rows} rows; audit ${median(wall('audit')).toFixed(0)} ms, replay ${median(wall('replay')).toFixed(0)} ms; peak ${(peakBytes / 1e6).toFixed(0)} MB`,
    },
  ];
};
