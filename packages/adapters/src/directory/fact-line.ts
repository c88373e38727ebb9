// Behind the data of a fact stand only numbers, a signature and the name of its type: at most this many characters.
const ENVELOPE_MAX = 320;
const EPOCH = '"epoch":';
const DIGITS_MAX = 10;

/** The epoch a fact's canonical line names, found without parsing it; undefined when there is none. */
export const epochOfLine = (line: string): number | undefined => {
  const tail = line.slice(-ENVELOPE_MAX);
  const from = tail.lastIndexOf(EPOCH);
  if (from < 0) return undefined;
  let epoch = 0;
  let at = from + EPOCH.length;
  const first = at;
  for (; at < tail.length; at += 1) {
    const digit = tail.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    epoch = 10 * epoch + digit;
  }
  return at === first || at - first > DIGITS_MAX ? undefined : epoch;
};

/** The same for a line given as bytes. */
export const epochOfBytes = (line: Buffer): number | undefined =>
  epochOfLine(line.toString('latin1', Math.max(0, line.length - ENVELOPE_MAX)));

// Keys are sorted, so a signature can stand only here; one inside the data is followed by more than this.
const SIGNATURE = /,"sig":"[0-9a-f]{128}"(,"type":"[A-Za-z]+","v":\d+\})$/;

/** A fact's line without signature, which is its identity. */
export const withoutSignature = (line: string): string => line.replace(SIGNATURE, '$1');
