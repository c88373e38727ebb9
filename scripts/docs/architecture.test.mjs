import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from '../files.mjs';
import { BELOW, TOP } from '../tidy/core-direction.mjs';

/** Place in the list of docs/architecture.md, by the name of a unit of the core. */
const placesOnPage = () => {
  const page = readFileSync(`${projectRoot}/docs/architecture.md`, 'utf8');
  const rows = [...page.matchAll(/^(\d+)\. ((?:`[^`]+`(?:, )?)+):/gm)];
  return new Map(
    rows.flatMap(([, number, names]) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => [name, Number(number)])),
  );
};

/** The page names the folder of one mechanism, and folders as a whole. */
const nameOnPage = (unit) => (unit === 'mechanisms' ? 'mechanisms/NAME' : unit.replace(/^hash\/.*/, 'hash'));

test('the list of the core names every unit, and each stands behind all that it may import', () => {
  const places = placesOnPage();
  const units = new Set([...Object.keys(BELOW), ...TOP].map(nameOnPage));
  assert.equal([...places.keys()].sort(), [...units].sort());
  const upward = Object.entries(BELOW).flatMap(([unit, below]) =>
    below
      .filter((other) => places.get(nameOnPage(other)) > places.get(nameOnPage(unit)))
      .map((other) => `${unit} imports ${other}`),
  );
  assert.equal(upward, []);
});

test.run();
