import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isAllowedByRobots, isSameAddress, isWithin, judgeRow, SCRAPE_RULES } from './index.js';

const values = {
  id: '1',
  zipcode: '19103',
  address: '12 North Oak Street, Apt 3, Philadelphia, PA 19103',
  price: '250000',
  propertyType: 'CONDO',
  bedrooms: '2',
};
const row = { zipcode: '19103', values };
const listing = {
  zpid: 1,
  zipcode: '19103',
  address: '12 N Oak St #3',
  price: 250000,
  property_type: 'apartment',
  bedrooms: 2,
};
const body = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const judge = (answer: unknown, status = 200, checked = row) => {
  const found = judgeRow(SCRAPE_RULES, checked, { status, body: body(answer) });
  if (found.kind === 'failed') return [found.verdict, ...found.fields].join(' ');
  return found.kind === 'inconclusive' ? found.cause : found.kind;
};

for (const [name, answer, status, expected] of [
  ['the same in other words', listing, 200, 'passed'],
  ['within one percent', { ...listing, price: 252500 }, 200, 'passed'],
  ['beyond one percent', { ...listing, price: 252526 }, 200, 'mismatch price'],
  ['another street with the same letters', { ...listing, address: '12 N Oakmont St #3' }, 200, 'mismatch address'],
  ['another unit', { ...listing, address: '12 N Oak St #30' }, 200, 'mismatch address'],
  ['another house', { ...listing, address: '112 N Oak St #3' }, 200, 'mismatch address'],
  ['another listing', { ...listing, zpid: 2 }, 200, 'mismatch id'],
  ['another zipcode', { ...listing, zipcode: '19104' }, 200, 'mismatch zipcode'],
  ['several at once, by name', { ...listing, zpid: 2, price: 1, bedrooms: 9 }, 200, 'mismatch bedrooms id price'],
  ['what the source leaves out', { zpid: 1, bedrooms: 2 }, 200, 'passed'],
  ['an id and nothing to compare', { zpid: 1, message: 'try again' }, 200, 'noAnswer'],
  ['an error that repeats the id', { id: 1, error: 'not found' }, 200, 'absent'],
  ['an error of the server that repeats the id', { id: 1, error: 'internal' }, 500, 'serverError'],
  ['status 404', { error: 'x' }, 404, 'absent'],
  ['status 410', '', 410, 'absent'],
  ['a word that there is none', { error: 'not found' }, 200, 'absent'],
  ['status 429', listing, 429, 'rateLimited'],
  ['status 503', '', 503, 'serverError'],
  ['status 403', '', 403, 'challenged'],
  ['a page for humans', '<html>captcha</html>', 200, 'challenged'],
  ['a page for humans with status 404', '<html>captcha</html>', 404, 'challenged'],
  ['a listing of Captcha Court', { ...listing, address: '12 N Oak St #3, captcha' }, 200, 'passed'],
  ['a page that is something else', '<html>welcome</html>', 200, 'noAnswer'],
  ['half a listing', '{"zpid":1,', 200, 'noAnswer'],
  ['two listings', `${JSON.stringify(listing)}{"zpid":1,"zpid":2}`, 200, 'noAnswer'],
  ['an odd status', listing, 302, 'noAnswer'],
] as const) {
  test(`an answer: ${name}`, () => assert.is(judge(answer, status), expected));
}

test('an answer that is cut off anywhere is held against nobody', () => {
  const whole = JSON.stringify(listing);
  for (let length = 0; length < whole.length; length += 1) {
    assert.is(judge(whole.slice(0, length)), 'noAnswer', `${length} characters`);
  }
});

test('no status but those that the rules name is held against anybody', () => {
  for (let status = 100; status < 600; status += 1) {
    const expected = [404, 410].includes(status);
    assert.is(judge('', status).startsWith('absent'), expected, `status ${status}`);
    assert.not.match(judge({ ...listing, price: 1 }, status), status === 200 ? 'passed' : 'mismatch');
  }
});

test('a row of another zipcode than it was handed in for fails, whatever the source says', () => {
  assert.is(judge(listing, 200, { zipcode: '08540', values }), 'mismatch zipcode');
  assert.is(judge({ ...listing, zipcode: undefined }, 200, { zipcode: '08540', values }), 'mismatch zipcode');
});

for (const [a, b, same] of [
  ['12 Oak St', '12 OAK STREET', true],
  ['12 Oak St.', '12  oak st, Trenton, NJ', true],
  ['12 Oak St, Apt 3', '12 Oak Street #3', true],
  ['12 Oak St, Apt 3, Trenton', '12 Oak St, Trenton', false],
  ['12 Élan Ct', '12 Elan Court', true],
  ['12 Oak', '12 Oak Hill Rd', false],
  ['2 Oak St', '12 Oak St', false],
  ['12 constructor St', '12 toString St', false],
  ['', '', false],
  [', 12 Oak St', ', 12 OAK STREET', true],
  [', 12 Oak St', ', 13 Oak St', false],
  ['12 Oak St, Unit 3, Trenton', '12 Oak St #3', true],
  ['12 Oak St Unit 3', '12 Oak St Unit 33', false],
  ['12 Oakst', '12 Oak St', false],
  ['12 Stone St', '12 St One St', false],
  [', ', '#', false],
] as const) {
  test(`addresses: "${a}" and "${b}"`, () => assert.is(isSameAddress(a, b), same));
}

test('decimals are compared exactly', () => {
  assert.ok(isWithin('0.3', '0.1', '0.2', 0));
  assert.not(isWithin('0.3000000000000000000000000001', '0.1', '0.2', 0));
  assert.ok(isWithin('-101', '-100', '0', 10_000));
  assert.not(isWithin('101.0001', '100', '0', 10_000));
  assert.not(isWithin('x', '1', '9', 0));
  assert.not(isWithin('1', 'x', '9', 1_000_000));
  for (const text of ['1e3', '0x10', '', ' 1', '+1', '1.', '.5', 'Infinity', 'NaN', '9'.repeat(41)]) {
    assert.not(isWithin(text, '1', '9', 1_000_000), text);
  }
  // Doubles would say that these are equal.
  assert.not(isWithin('9007199254740993', '9007199254740992', '0', 0));
  assert.ok(isWithin('9007199254740993', '9007199254740992', '1', 0));
});

test('robots.txt: the own group before the common one, the longest rule, allow before disallow', () => {
  const text =
    'User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Us # we\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\r\n';
  for (const [path, allowed] of [
    ['/', true],
    ['/a', false],
    ['/a/c', false],
    ['/a/b', true],
    ['/x.pdf', false],
    ['/x.pdf?', true],
  ] as const) {
    assert.is(isAllowedByRobots(text, 'us', path), allowed, path);
    assert.is(isAllowedByRobots(text, 'them', path), false);
  }
  assert.ok(isAllowedByRobots('', 'us', '/'));
  assert.ok(isAllowedByRobots('User-agent: *\nDisallow:', 'us', '/'));
});

test.run();
