import { writeSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { createLog, openLog } from '../directory/index.js';
import { randomFrom } from './random.js';
import { sampleFact, sampleHeader, sampleSealed } from './sample.js';

/*
 * A process for the kill test: appends batches of 1 to 1000 facts and seals an epoch now and then, and prints what was
 * acknowledged, until somebody kills it. Fact number n of the log is row n, whatever its epoch.
 */
const SEALABLE_LINES = 1500;
const BATCH_LINES = 1000;
const [directory = '', seed = '1'] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const opened = openLog(directory);
const result = E.isRight(opened) ? opened : createLog(directory, sampleHeader);
if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
const log = result.right;
const say = (text: string): void => void writeSync(1, `${text}\n`);

const epochs = [...(await log.openEpochs()), ...(await log.seals())].map((item) => item.epoch);
let epoch = Math.max(0, ...epochs) + 1;
for (;;) {
  const from = await log.position();
  const lines = Array.from({ length: 1 + random(BATCH_LINES) }, (_, n) => sampleFact(epoch, from + n));
  const { position } = await log.append(lines, from);
  say(`taken ${position}`);
  const open = (await log.openEpochs()).find((item) => item.epoch === epoch);
  if (open === undefined || (open.lines <= SEALABLE_LINES && random(2) === 0)) continue;
  if (open.lines <= SEALABLE_LINES) {
    const seals = await log.seals();
    const sealed = sampleSealed(sampleHeader, seals[seals.length - 1], epoch, await log.readOpen(open.epoch));
    await log.seal(sealed);
    say(`sealed ${epoch}`);
  }
  epoch += 1;
}
