import assert from 'node:assert/strict';
import { replayFacts } from './engine.mjs';

/** Logs on which independent implementations of the rules agree: facts-N.ndjson replayed gives what expected-N.json says. */

/** The file of facts beside a file of expected results. */
const factsOf = (file) => file.replace(/expected-(\d+)\.json$/, 'facts-$1.ndjson');

/** What an epoch must say; shares and burn are Fx as integer text, plan1 is the first round as [zipcode, hotkey, rows]. */
const FIELDS = [
  'status',
  'count',
  'segment',
  'rules',
  'scores',
  'seal',
  'burn',
  'shares',
  'reason',
  'tiers',
  'weights',
  'plan1',
];

const epochCases = (expected, replayed) => {
  const ours = replayed.find(({ epoch }) => epoch === expected.epoch) ?? {};
  const { epoch, ...fields } = expected;
  return [...new Set([...FIELDS, ...Object.keys(fields)])].map((field) => ({
    name: `epoch ${epoch}: ${field}`,
    check: () => {
      assert.notEqual(fields[field], undefined, 'the expected file does not say it');
      assert.deepEqual(ours[field], fields[field]);
    },
  }));
};

export const zipcodeRace = async (data, { file, read }) => {
  const replayed = await replayFacts(read(factsOf(file)));
  const numbers = (epochs) => epochs.map(({ epoch }) => epoch);
  return [
    { name: 'epochs', check: () => assert.deepEqual(numbers(replayed), numbers(data.epochs)) },
    ...data.epochs.flatMap((expected) => epochCases(expected, replayed)),
  ];
};
