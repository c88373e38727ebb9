export const loose = (x: any) => x; // bad
export const list: Array<any> = []; // bad
export const cast = loose(1) as any; // bad
export type Bag = Record<string, any>; // bad
export type Rows = readonly any[]; // bad
const any = loose(1);
export const named = [any, loose(any), any.any, any];
export const fine = Promise.any([1]);
export const keys = { any: 'any' };
