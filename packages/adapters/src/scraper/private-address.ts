import { BlockList, isIP } from 'node:net';

// RFC 6890 and its registries: what is no place on the public internet, and what leads into one's own network.
const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

const blocked = new BlockList();
for (const [net, bits] of IPV4) blocked.addSubnet(net, bits, 'ipv4');
const publicIpv6 = new BlockList();
publicIpv6.addSubnet('2000::', 3, 'ipv6');
// Inside 2000::/3, yet they carry an IPv4 address, or are for documents.
const tunnels = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  tunnels.addSubnet(net, bits, 'ipv6');
}

/** True for an IP address that is not public: loopback, private, link-local, multicast, and those that wrap another one. */
export const isPrivateAddress = (address: string): boolean => {
  const bare = address.replace(/^\[|\]$|%.*$/g, '');
  const family = isIP(bare);
  if (family === 4) return blocked.check(bare, 'ipv4');
  return family !== 6 || !publicIpv6.check(bare, 'ipv6') || tunnels.check(bare, 'ipv6');
};
