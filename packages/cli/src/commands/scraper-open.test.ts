import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CliError } from '../cli-error.js';
import { scraperAt } from './scraper-open.js';
import type { SubnetFile } from './subnet-file.js';

const SOURCE = 'https://listings.example';

for (const [name, url, source, expected] of [
  ['a URL without a scheme', 'listings.example', {}, 'http(s)://host'],
  ['another scheme', 'ftp://listings.example', {}, 'http(s)://host'],
  ['a file', 'file:///etc/passwd', {}, 'http(s)://host'],
  ['a user', 'https://user@listings.example', {}, 'without user and password'],
  ['a password', 'https://:word@listings.example', {}, 'without user and password'],
  ['a path that begins elsewhere', SOURCE, { path: 'listings/{id}' }, 'source.path'],
  ['a path without an id', SOURCE, { path: '/listings' }, 'source.path'],
  ['a pace that never comes to an end', SOURCE, { perSecond: 1e-300 }, 'source.perSecond'],
  ['a pace without bounds', SOURCE, { perSecond: Number.POSITIVE_INFINITY }, 'source.perSecond'],
] as const satisfies readonly (readonly [string, string, NonNullable<SubnetFile['source']>, string])[]) {
  test(`a source with ${name} is refused`, () => {
    try {
      scraperAt(url, source);
    } catch (error) {
      const { exit, message } = (error as CliError).problem;
      assert.is(exit, 2);
      assert.match(message, expected);
      return;
    }
    assert.unreachable('it was taken');
  });
}

test('what is left out is as careful as the defaults', () => assert.type(scraperAt(SOURCE, {}).check, 'function'));

test.run();
