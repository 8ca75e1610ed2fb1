import { describe, expect, it } from 'vitest'
import { proxiesOf } from '@/server/front/proxies'

describe('whose word is taken on whom it asks for', () => {
  it.each([
    ['', '127.0.0.1', true],
    ['', '::ffff:127.0.0.1', true],
    ['', '::1', true],
    ['', '10.0.0.5', false],
    ['10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '::ffff:10.0.0.5', true],
    ['10.0.0.5', '10.0.0.50', false],
    ['192.0.2.1, 10.1.0.0/16', '10.1.200.7', true],
    ['192.0.2.1, 10.1.0.0/16', '10.2.0.1', false],
    ['fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['10.0.0.5', 'nonsense', false],
  ])('named %j, asked by %s: %s', (named, address, believed) => {
    expect(proxiesOf(named)(address)).toBe(believed)
  })

  it.each(['balancer.example', '10.0.0.0/x', '10.0.0'])('%s is refused at the start', (named) => {
    expect(() => proxiesOf(named)).toThrow(`TABAVAR_PROXIES: «${named}»`)
  })
})
