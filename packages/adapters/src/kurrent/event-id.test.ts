import { strict as assert } from 'node:assert';
import { test } from 'uvu';
import { firstId, nextId } from './event-id.js';

const LINE = Buffer.from('{"a":1}');

test('ids are what they always were: another rule would take every stored event for altered', () => {
  assert.equal(firstId('subnet-46-journal'), 'a831af7a-b61d-8592-8be3-27bf21016ad7');
  assert.equal(nextId(firstId('subnet-46-journal'), 'fact', LINE), '2d5f12c8-0398-855c-82ff-43bfba3c6aee');
});

test('an id depends on the stream, on what stands before, on the type, and on every byte', () => {
  const first = firstId('a');
  const ids = [
    nextId(first, 'fact', LINE),
    nextId(firstId('b'), 'fact', LINE),
    nextId(nextId(first, 'fact', LINE), 'fact', LINE),
    nextId(first, 'seal', LINE),
    nextId(first, 'fact', Buffer.from('{"a":2}')),
  ];
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test.run();
