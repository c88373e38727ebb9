import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openJournal } from './journal.mjs';

test('a journal gives back what was appended, and cuts off what was half written', () => {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'));
  const path = join(directory, 'lines.ndjson');
  const first = openJournal(path);
  assert.equal(first.values, []);
  first.append({ a: 'é\n' });
  first.append([2]);
  appendFileSync(path, '{"a":"é'.slice(0, 6));
  const second = openJournal(path);
  assert.equal(second.values, [{ a: 'é\n' }, [2]]);
  second.append('three');
  assert.equal(openJournal(path).values, [{ a: 'é\n' }, [2], 'three']);
  assert.is(readFileSync(path, 'utf8').split('\n').length, 4);
  rmSync(directory, { recursive: true });
});

test.run();
