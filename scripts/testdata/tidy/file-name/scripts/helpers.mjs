export const anything = 'at all'; // bad
