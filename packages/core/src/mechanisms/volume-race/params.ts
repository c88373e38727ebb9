import { either, type Field, record, type ValueOf } from '../../event/field.js';
import { bool, integer, oneOf, ppm } from '../../event/values.js';
import { oneObserver } from '../../observers/index.js';

const SMALL = 1_000;
const EXPONENT_MAX = 4;
/** More new ids than this no scope gets in one epoch. */
const NEW_IDS_MAX = 100_000_000;

/** Whether an identity whose answers counted, and held nothing new, takes part in the curve. */
const zeroVolume = oneOf('exclude', 'score');

const normal = {
  anchorAtZero: bool,
  kind: oneOf('normalCdf'),
  sd: oneOf('population', 'sample'),
  zeroVolume,
};
const normalCurve = record('curve by the normal distribution', normal);
const normalCurveZero = record('curve by the normal distribution', { ...normal, degenerate: oneOf('zero') });
const linearCurve = record('curve in proportion to the volume', { kind: oneOf('linear'), zeroVolume });
const powerCurve = record('curve by a power of the volume', {
  exponent: integer(1, EXPONENT_MAX),
  kind: oneOf('power'),
  zeroVolume,
});

/** By the normal distribution of z. `degenerate` zero: where all volumes are equal nobody gets anything. */
export type NormalCurve = ValueOf<typeof normalCurve> & { readonly degenerate?: 'zero' };
/** How a volume becomes x. */
export type Curve = NormalCurve | ValueOf<typeof linearCurve> | ValueOf<typeof powerCurve>;

const hasKey = (u: unknown, key: string): boolean => typeof u === 'object' && u !== null && key in u;
const hasKind = (u: unknown, kind: string): boolean =>
  hasKey(u, 'kind') && (u as { readonly kind: unknown }).kind === kind;

const curve: Field<Curve> = either(
  'curve',
  (u) => hasKind(u, 'linear') || hasKind(u, 'power'),
  either('curve', (u) => hasKind(u, 'linear'), linearCurve, powerCurve),
  either<NormalCurve, NormalCurve>('curve', (u) => hasKey(u, 'degenerate'), normalCurveZero, normalCurve),
);

/** Codec of the parameters; they come from the log, never from a local file. */
export const params = record('parameters of volume-race@1', {
  badItem: oneOf('dropItem', 'zeroBatch', 'rejectBatch'),
  curve,
  dedupeScope: oneOf('coldkey', 'identity', 'all'),
  dustppm: ppm,
  emaAlphappm: ppm,
  emaScope: oneOf('all', 'scored'),
  maxNewIds: integer(1, NEW_IDS_MAX),
  minFreshppm: ppm,
  minMatchingppm: ppm,
  observer: oneObserver,
  spotCheck: record('spot checks', { minConclusiveppm: ppm, passppm: ppm, rows: integer(1, SMALL) }),
  timeoutMs: integer(1, Number.MAX_SAFE_INTEGER),
  window: record('window', { epochs: integer(1, SMALL), kind: oneOf('calendar', 'existing') }),
});

/** Parameters of volume-race@1. Every fraction is in ppm. */
export type Params = ValueOf<typeof params>;
/** Within what an id counts once. */
export type DedupeScope = Params['dedupeScope'];
