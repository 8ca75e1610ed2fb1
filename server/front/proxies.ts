import { BlockList, isIP } from 'node:net'

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * Whose word is taken on whom it asks for: this very machine (a proxy for TLS beside us) and the addresses or networks named,
 * separated by commas. Without it everybody behind a proxy would share one address, and a stranger's failed sign-ins would hold up
 * whoever they were aimed at.
 */
export function proxiesOf(named: string): (address: string) => boolean {
  const list = new BlockList()
  list.addSubnet('127.0.0.0', 8, 'ipv4')
  list.addAddress('::1', 'ipv6')
  for (const one of named.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits] = one.split('/')
    if (isIP(address) === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)))
      throw new Error(`TABAVAR_PROXIES: «${one}» is neither an address nor a network`)
    if (bits === undefined) list.addAddress(address, family(address))
    else list.addSubnet(address, Number(bits), family(address))
  }
  return (address) => isIP(plain(address)) !== 0 && list.check(plain(address), family(plain(address)))
}
