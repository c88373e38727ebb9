import { Server, ServerCredentials } from '@grpc/grpc-js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import services from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import { appendOver } from './append.js';
import { noFaults, type PeerFaults } from './faults.js';
import { answerFeatures } from './features.js';
import { openPeerJournal } from './journal.js';
import { readOver } from './read.js';
import type { Shelf } from './shelf.js';
import type { Streams } from './streams.js';

/** A peer that runs: where it is, and what a test may do to it. */
export interface KurrentPeer {
  readonly port: number;
  /** Connection string, without the name of a log. */
  readonly url: string;
  readonly streams: Streams;
  readonly faults: PeerFaults;
  /** Drops every connection, as a killed process does. */
  readonly stop: () => void;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });

/**
 * A peer that speaks as much of the event store's protocol as the adapter uses: append with an expected revision, idempotent
 * retry, read forwards and backwards. What it acknowledged is in `journal`, so that another one started over it goes on.
 */
export const startKurrentPeer = async (journalPath: string, wantedPort = 0): Promise<KurrentPeer> => {
  const streams: Streams = new Map();
  const journal = openPeerJournal(journalPath, streams);
  const faults = noFaults();
  const shelf: Shelf = { streams, journal, faults };
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  server.addService(services.StreamsService, { append: appendOver(shelf), read: readOver(shelf) });
  server.addService(features.ServerFeaturesService, { getSupportedMethods: answerFeatures });
  const port = await listen(server, wantedPort);
  const stop = (): void => {
    server.forceShutdown();
    journal.close();
  };
  return { port, url: `kurrentdb://127.0.0.1:${port}?tls=false`, streams, faults, stop };
};
