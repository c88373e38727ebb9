// TODO: finish // bad
/* one line
 * FIXME // bad
 */
export const hack = 'HACK in a text is none, and so is a name'; // fine
export const XXX = 1;
