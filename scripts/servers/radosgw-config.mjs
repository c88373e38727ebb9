/**
 * Configuration of one Ceph that lives in memory and in `dir`, for tests: a monitor, one store, one gateway, all on the
 * loopback device, and nobody has to say who he is but at the gateway. A store that tells the monitor its device class when it
 * starts may do so before it knows the cluster, and then ends ("wrong fsid", three starts of twelve): so it tells nothing.
 */
export const radosgwConfig = (dir, fsid, monPort, port) => `[global]
fsid = ${fsid}
mon initial members = a
mon host = v1:127.0.0.1:${monPort}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms bind msgr2 = false
ms bind ipv6 = false
osd objectstore = memstore
memstore device bytes = 4294967296
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd crush chooseleaf type = 0
osd class update on start = false
osd crush update on start = false
mon allow pool size one = true
mon allow pool delete = true
mon warn on pool no redundancy = false
run dir = ${dir}
log file = ${dir}/$name.log
admin socket = ${dir}/$name.asok
pid file = ${dir}/$name.pid
crash dir = ${dir}
mon data = ${dir}/mon
osd data = ${dir}/osd
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw data = ${dir}/rgw
rgw enable usage log = false
rgw crypt require ssl = false
`;
