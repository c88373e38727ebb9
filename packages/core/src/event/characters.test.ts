import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isDigitText, isHexText, isPlainText } from './characters.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

// Characters on both sides of every border, lone surrogates among them.
const unit = fc.constantFrom(
  ...[0, 0x1f, 0x20, 0x2f, 0x30, 0x39, 0x3a, 0x41, 0x46, 0x60, 0x61, 0x66, 0x67, 0x7e, 0x7f, 0x80, 0x9f, 0xa0, 0x660],
  ...[0x2028, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xff10, 0xffff],
);
const anyText = fc.array(unit, { maxLength: 8 }).map((units) => String.fromCharCode(...units));

/** As docs/log-format.md says it: no U+0000 to U+001F, no U+007F to U+009F, no lone surrogates. */
const isPlainAsWritten = (text: string): boolean =>
  [...text].every((char) => {
    const code = char.codePointAt(0) ?? 0;
    return code > 0x1f && (code < 0x7f || code > 0x9f) && (code < 0xd800 || code > 0xdfff);
  });

test('plain text is what the log format says', () => {
  fc.assert(fc.property(anyText, (text) => assert.is(isPlainText(text), isPlainAsWritten(text), JSON.stringify(text))));
  for (const value of [undefined, null, 1, ['a'], { length: 0 }]) assert.is(isPlainText(value), false);
});

test('digits and hex digits are ASCII, in lower case, and as many as asked for', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      assert.is(isDigitText(text, text.length), /^[0-9]*$/.test(text));
      assert.is(isHexText(text, text.length), /^[0-9a-f]*$/.test(text));
      assert.is(isDigitText(text, text.length + 1), false);
      assert.is(isHexText(text, text.length + 1), false);
    }),
  );
});

test.run();
