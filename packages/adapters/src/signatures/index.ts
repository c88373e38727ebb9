export { evidenceMessage, lineMessage, manifestMessage } from './messages.js';
export { signedLine } from './signed-line.js';
export { sr25519Verifier } from './sr25519.js';
