export const unit = 'not in the table'; // bad
