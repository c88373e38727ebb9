import { formatFx } from '@subnet-scoring/core';
import { present } from './epoch-json.js';
import type { Explained } from './explained.js';
import { factPlace } from './fact-place.js';
import { minerRows } from './miner-rows.js';

/** An explanation for --json: the steps with the lines they rest on, and those lines themselves. */
export const explainJson = ({ evaluated, hotkey, parts, facts }: Explained): object => {
  const { kind, result } = evaluated;
  const row = minerRows(result).find((item) => item.hotkey === hotkey);
  return {
    epoch: result.epoch,
    kind,
    status: result.status,
    miner: present({
      hotkey,
      rank: row?.rank,
      uid: row?.uid ?? result.weights?.uidOf.get(hotkey),
      share: row === undefined ? undefined : formatFx(row.share),
      u16: row?.u16,
      tier: row?.tier === '' ? undefined : row?.tier,
      reason: row?.reason,
    }),
    parts: parts.map(({ title, sections }) => ({
      title,
      sections: sections.map((section) => ({
        title: section.title,
        steps: section.steps.map(({ ok, says, formula, lines }) => present({ ok, says, formula, lines })),
      })),
    })),
    facts: [...facts]
      .sort(([a], [b]) => a - b)
      .map(([line, text]) => ({ line, place: factPlace(evaluated, line), fact: JSON.parse(text) as unknown })),
  };
};
