export const compare = (a: string, b: string) => a.localeCompare(b); // bad
export const hidden = (a: string, b: string) => a['localeCompare'](b); // bad
export const lower = (a: string) => a.toLocaleLowerCase(); // bad
export const print = new Intl.NumberFormat('en'); // bad
