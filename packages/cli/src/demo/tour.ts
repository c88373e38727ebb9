import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { type Cast, findCast, type Role } from './cast.js';
import { flipBit } from './flip-bit.js';
import { demoFacts } from './material.js';
import { type Stage, type Step, stageIn } from './stage.js';

const STEPS = 7;
const LOG = 'subnet-log';
const EPOCH_DIGITS = 8;
const EXPLAINED_LINES = 90;

/** What the tour came to: its steps, and whether each ended as it should. */
export interface Toured {
  readonly steps: readonly Step[];
  readonly asExpected: boolean;
}

const explainRole = async (stage: Stage, role: Role | undefined, lines: number): Promise<ExitCode> =>
  role === undefined ? 0 : stage.run(['explain', role.hotkey.slice(0, 8), '--epoch', `${role.epoch}`, '-q'], lines);

const fill = async (stage: Stage): Promise<ExitCode[]> => {
  await stage.title('A log of facts', 'What validators observed, in any order: commitments, sightings, spot checks.');
  const exits = [
    await stage.run(['log', 'init', LOG, '--netuid', '46']),
    await stage.run(['log', 'append', 'facts.ndjson'], 3),
  ];
  await stage.title('Sealed epochs', 'Canonical order, scores, and one hash for each epoch that binds all of it.');
  return [...exits, await stage.run(['log', 'seal', '--all'])];
};

const look = async (stage: Stage, { lastEpoch, winner, caught }: Cast): Promise<ExitCode[]> => {
  await stage.title(
    'Who got what, and why',
    'Everybody with the same facts gets these numbers and hashes, to the bit.',
  );
  const exits = [await stage.run(['validate', '--epoch', `${lastEpoch}`])];
  await stage.title('A zero, explained', 'Every step names the facts it rests on: file and line.');
  exits.push(await explainRole(stage, caught, EXPLAINED_LINES));
  await stage.title('A win, explained', 'Every number comes with its formula and its values.');
  return [...exits, await explainRole(stage, winner, EXPLAINED_LINES)];
};

const tamper = async (stage: Stage, context: Context, directory: string, { middleEpoch }: Cast): Promise<boolean> => {
  const name = `segments/${String(middleEpoch).padStart(EPOCH_DIGITS, '0')}.ndjson`;
  await stage.title('Checked to the bit', 'The log agrees with itself.');
  const before = await stage.run(['log', 'verify']);
  await stage.title('And when somebody changes it');
  cpSync(join(directory, LOG), join(directory, 'tampered'), { recursive: true });
  const { byte, bit } = flipBit(join(directory, 'tampered', name));
  const what = `In a copy, bit ${bit} of byte ${byte} is flipped: one digit becomes another.`;
  await context.print(context.paint.dim(what), context.paint.dim(`The file is tampered/${name}.`));
  const after = await stage.run(['log', 'verify', '--log', 'tampered'], 8);
  return before === 0 && after === 12;
};

/** The guided tour: facts, seals, scores, explanations, and what a changed bit does. */
export const tour = async (context: Context, directory: string): Promise<Toured> => {
  copyFileSync(demoFacts(), join(directory, 'facts.ndjson'));
  const stage = stageIn(context, directory, STEPS);
  const exits = await fill(stage);
  const cast = await findCast(join(directory, LOG));
  exits.push(...(await look(stage, cast)));
  const found = await tamper(stage, context, directory, cast);
  return { steps: stage.steps, asExpected: found && exits.every((exit) => exit === 0) };
};
