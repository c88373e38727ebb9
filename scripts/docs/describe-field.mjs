/**
 * What a codec demands, found by asking it: it is given values that fail, and its errors name the keys, the items and the
 * types that it expected. So the events' declarations stay the one place where a field is written down.
 */

const A_KEY = 'a';
const MAX_PROBE = 1_000_000_000;

/** Errors below the value itself, as [key, what stands there]; undefined when the value itself is refused. */
const childrenOf = (codec, probe) => {
  const decoded = codec.decode(probe);
  if (decoded._tag === 'Right') return undefined;
  const nested = decoded.left.filter(({ context }) => context.length > 1);
  if (nested.length === 0 || nested.length < decoded.left.length) return undefined;
  const known = nested.filter(({ message }) => message !== 'no such field');
  return new Map(known.map(({ context }) => [context[1].key, context[1].type]));
};

const messageOf = (codec, probe) => {
  const decoded = codec.decode(probe);
  return decoded._tag === 'Left' ? decoded.left.find(({ context }) => context.length === 1)?.message : undefined;
};

const describeRecord = (codec, children, example) => ({
  kind: 'record',
  name: codec.name,
  fields: [...children].map(([key, type]) => ({ key, type: describeField(type, example?.[key]) })),
});

const describeList = (codec, item, example) => ({
  kind: 'list',
  name: codec.name,
  max: Number(messageOf(codec, new Array(MAX_PROBE))?.match(/at most (\d+) items/)?.[1]),
  rules: [messageOf(codec, []), example?.length > 0 ? messageOf(codec, [example[0], example[0]]) : undefined].filter(
    (rule, at, all) => rule !== undefined && !rule.startsWith('a list') && all.indexOf(rule) === at,
  ),
  item: describeField(item, example?.[0]),
});

/** Keys of an example with nothing in them: shows which of two shapes the example has. */
const emptied = (example) => Object.fromEntries(Object.keys(example).map((key) => [key, undefined]));

/** Describes a codec as leaf, list, map, record, or one of several records. `example` is a value that it accepts. */
export const describeField = (codec, example) => {
  const item = childrenOf(codec, [undefined])?.get('0');
  if (item !== undefined) return describeList(codec, item, example);
  const fields = childrenOf(codec, {});
  const isObject = typeof example === 'object' && example !== null && !Array.isArray(example);
  const shape = isObject ? childrenOf(codec, emptied(example)) : undefined;
  const first = shape === undefined ? undefined : describeRecord(codec, shape, example);
  if (fields === undefined) {
    const value = childrenOf(codec, { [A_KEY]: undefined })?.get(A_KEY);
    return value === undefined
      ? { kind: 'leaf', name: codec.name }
      : { kind: 'map', name: codec.name, max: Number(messageOf(codec, manyKeys)?.match(/at most (\d+)/)?.[1]) };
  }
  const other = describeRecord(codec, fields, isObject ? example : undefined);
  const keys = (shapeOf) => shapeOf.fields.map(({ key }) => key).join();
  if (first === undefined || keys(first) === keys(other)) return first ?? other;
  return { kind: 'either', name: codec.name, shapes: [first, other] };
};

const MANY = 100_000;
const manyKeys = Object.fromEntries(Array.from({ length: MANY }, (_, i) => [`k${i}`, 0]));
