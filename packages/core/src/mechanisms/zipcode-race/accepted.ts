import { compareAccounts } from '../../ids.js';
import type { AcceptedFile } from '../../mechanism/mechanism.js';
import type { Params } from './params.js';
import type { Race } from './race.js';

/** The files that hold a paid rank, by zipcode and then account; those of synthetic miners are not accepted (rules 6 and 8). */
export const acceptedFiles = ({ shareppm }: Params, { zipcodes, synthetic }: Race): AcceptedFile[] =>
  zipcodes.flatMap(({ zipcode, ranked, candidates }) =>
    ranked
      .slice(0, shareppm.length)
      .filter(({ entry }) => !synthetic.has(entry.miner.hotkey))
      .flatMap(({ entry }) => candidates.filter((candidate) => candidate.entry === entry))
      .map(({ entry, spotCheck: { rows, passed, conclusive } }) => ({
        hotkey: entry.miner.hotkey,
        zipcode,
        contentSha256: entry.contentSha256,
        rows: rows.map(({ row }) => row).sort((a, b) => a - b),
        passed,
        conclusive,
      }))
      .sort((a, b) => compareAccounts(a.hotkey, b.hotkey)),
  );
