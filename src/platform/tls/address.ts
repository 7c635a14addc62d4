import { BlockList, isIPv4 } from 'node:net'
import os from 'node:os'

/** The networks that are nobody's on the internet, with the length of their prefix. */
export const PRIVATE_NETWORKS: readonly (readonly [string, number])[] = [
  ['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16], ['100.64.0.0', 10], ['::1', 128], ['fc00::', 7], ['fe80::', 10],
]

const privateNetworks = new BlockList()
for (const [network, bits] of PRIVATE_NETWORKS) privateNetworks.addSubnet(network, bits, isIPv4(network) ? 'ipv4' : 'ipv6')

/** Addresses under which other machines of the inner network reach this one. */
export function lanAddresses(): string[] {
  return Object.values(os.networkInterfaces()).flatMap((each) => each ?? [])
    .filter(({ internal, address }) => !internal && isIPv4(address) && privateNetworks.check(address)).map(({ address }) => address)
}

/** Every name this machine's own certificate is good for. */
export function serverNames(): string[] {
  const host = os.hostname().toLowerCase().split('.')[0] ?? ''
  return ['localhost', ...(/^[a-z0-9-]+$/.test(host) ? [`${host}.local`] : []), '127.0.0.1', '::1', ...lanAddresses()]
}

/** An address as its four or sixteen bytes. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const words = (text: string): number[] => (text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16)))
  const [left, right] = [words(head), words(tail ?? '')]
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right]
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 0xff]))
}
