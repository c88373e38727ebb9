export const read = (text: string) => parseFloat(text); // bad
export const again = (text: string) => Number.parseFloat(text); // bad
export const hidden = (text: string) => Number['parseFloat'](text); // bad
export const fine = (text: string) => Number(text) <= Number.MAX_SAFE_INTEGER && Number.isSafeInteger(Number(text));
