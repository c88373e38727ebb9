import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';

const cwd = tempDirectory();
const shown = (await runCli(['ruleset', 'show', 'zipcode-race@1'], { cwd })).stdout;
const write = (text: string): void => writeFileSync(join(cwd, 'mine.json'), text);
const hashOf = async (what: string): Promise<string> => (await runCli(['ruleset', 'hash', what], { cwd })).stdout;

test('the hash is that of the parameters, however the file looks', async () => {
  const shipped = await hashOf('zipcode-race@1');
  write(shown);
  assert.is(await hashOf('mine.json'), shipped);
  const { params, ...rest } = JSON.parse(shown) as { params: object };
  write(JSON.stringify({ params, ...rest }));
  assert.is(await hashOf('mine.json'), shipped);
  write(shown.replace('"evaluateTop": 6', '"evaluateTop": 7'));
  assert.is.not(await hashOf('mine.json'), shipped);
});

const WRONG: readonly (readonly [string, (text: string) => string, RegExp])[] = [
  ['no JSON', () => 'hello', /expected the JSON of a rule set/],
  ['a list', () => '[]', /expected rule set, found \[\]/],
  [
    'a key too many',
    (text) => text.replace('"version"', '"more": 1, "version"'),
    /\/more: BAD_PARAMS: expected no such field, found 1/,
  ],
  [
    'a name without version',
    (text) => text.replace('zipcode-race@1', 'mine'),
    /\/name: BAD_PARAMS: expected name@version/,
  ],
  ['an unknown mechanism', (text) => text.replace('"zipcode-race"', '"dice"'), /UNKNOWN_MECHANISM: .*found "dice@1"/],
  ['another version', (text) => text.replace('"version": 1', '"version": 9'), /UNKNOWN_MECHANISM/],
  [
    'a float',
    (text) => text.replace('"evaluateTop": 6', '"evaluateTop": 6.5'),
    /\/params\/evaluateTop: BAD_PARAMS: expected integer/,
  ],
  [
    'a share beyond the whole',
    (text) => text.replace('550000', '950000'),
    /\/params\/shareppm.*together at most 1000000/,
  ],
  ['a missing key', (text) => text.replace('"strikeEpochs": 6,', ''), /\/params\/strikeEpochs/],
];

for (const [what, change, says] of WRONG) {
  test(`${what} is refused with its place`, async () => {
    write(change(shown));
    const ran = await runCli(['ruleset', 'check', 'mine.json'], { cwd });
    assert.is(ran.exit, 12, ran.stdout);
    assert.match(ran.stderr, says);
  });
}

test.run();
