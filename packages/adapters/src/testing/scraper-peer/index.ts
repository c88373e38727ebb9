export { type Behaviour, behaviourOf, type Shares } from './behaviour.js';
export { type PeerListing, type ScraperPeer, type ScraperPeerOptions, startScraperPeer } from './peer.js';
