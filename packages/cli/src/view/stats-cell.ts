import { parseFx, roundFx, type StatsCell, type StatsUnit } from '@subnet-scoring/core';
import { visible } from '../output/visible.js';
import { percentOfPpm } from './percent.js';

const PLACES = 6;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** Bytes in the greatest unit of 1024^n that they fill, two decimals rounded down: 1536 is `1.5 KiB`. */
export const bytesText = (bytes: bigint): string => {
  let power = 0;
  while (power < UNITS.length - 1 && bytes >= 1024n ** BigInt(power + 1)) power += 1;
  const hundredths = (bytes * 100n) / 1024n ** BigInt(power);
  const fraction = `${hundredths % 100n}`.padStart(2, '0').replace(/0+$/, '');
  return `${hundredths / 100n}${fraction === '' ? '' : `.${fraction}`} ${UNITS[power]}`;
};

const fxText = (text: string): string => {
  const value = parseFx(text);
  return value === undefined ? text : roundFx(value, PLACES);
};

/** A cell as people read it; what does not apply to a row is `-`. */
export const statsCellText = (unit: StatsUnit, cell: StatsCell | undefined): string => {
  if (cell === undefined) return '-';
  const text = visible(`${cell}`);
  switch (unit) {
    case 'ppm':
      return percentOfPpm(Number(cell));
    case 'fx':
      return fxText(text);
    case 'bytes':
      return bytesText(BigInt(cell));
    case 'text':
    case 'count':
    case 'block':
      return text;
    default:
      return unit satisfies never;
  }
};
