import { startKurrentPeer } from './peer.js';

/** The peer as a process of its own: arguments are the file of its journal and the port; prints the port when it listens. */
const [journal = '', port = '0'] = process.argv.slice(2);
process.stdout.write(`${(await startKurrentPeer(journal, Number(port))).port}\n`);
