import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createLog } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { sealEpoch } from '@subnet-scoring/adapters/operations';
import { decodeHeader } from '@subnet-scoring/core';
import { rightOf } from '../programs/log-files.mjs';
import { recordLines } from './records.mjs';

const linesOf = (path) => readFileSync(path, 'utf8').split('\n').slice(0, -1);

/** Neurons of the last snapshot among facts in canonical order. */
const lastNeurons = (lines) =>
  JSON.parse(lines.findLast((line) => line.includes('"MetagraphSnapshotTaken"'))).data.neurons;

/** The log of a folder of segments as a directory, sealed, with records of every epoch: made now or earlier. */
export const directoryOf = async ({ folder, key: { seed }, lastSeal }) => {
  const directory = `${folder}/directory`;
  const seals = `${directory}/seals.ndjson`;
  if (existsSync(seals) && linesOf(seals).at(-1)?.includes(lastSeal)) return directory;
  rmSync(directory, { recursive: true, force: true });
  const header = rightOf(decodeHeader(readFileSync(`${folder}/log.json`, 'utf8').trimEnd()));
  const log = rightOf(createLog(directory, header));
  for (const name of readdirSync(`${folder}/segments`).sort()) {
    const lines = linesOf(`${folder}/segments/${name}`);
    await log.append(lines);
    const { result } = rightOf(await sealEpoch(log, Number.parseInt(name, 10), { unjudged: false, host: nodeHost }));
    await log.appendRecords(result.epoch, recordLines(seed, header.netuid, result, lastNeurons(lines)));
  }
  await log.close();
  return directory;
};
