export enum Exit { Done = 0, No = 1 } // bad
export const enum Inline { A } // bad
export const fine = { enum: [1, 2] }.enum;
