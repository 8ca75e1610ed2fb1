import { describe, expect, it } from 'vitest'
import { clientAddress, deviceWord, networkOf } from '@/lib/access/network'
import { contentPolicy, safetyHeaders } from '@/lib/access/page-policy'
import { GIVEN_ROLES, programmeOf, roleFits } from '@/lib/access/role-place'

describe('a network', () => {
  it('is the /24 of an address, or the /48', () => {
    expect(networkOf('192.0.2.77')).toBe('192.0.2.0/24')
    expect(networkOf('::ffff:192.0.2.77')).toBe('192.0.2.0/24')
    expect(networkOf('2001:db8:12:34::1')).toBe('2001:db8:12::/48')
    expect(networkOf('2001:0db8:0012:9999:1:2:3:4')).toBe('2001:db8:12::/48')
    expect(networkOf('::1')).toBe('0:0:0::/48')
    expect([networkOf(''), networkOf(null), networkOf('nonsense')]).toEqual(['unknown', 'unknown', 'unknown'])
  })

  it('is read from what our own front wrote, not from what a client claims', () => {
    expect(clientAddress('10.9.8.7, 203.0.113.9')).toBe('203.0.113.9')
    expect(clientAddress('203.0.113.9, 127.0.0.1')).toBe('203.0.113.9')
    expect(clientAddress('127.0.0.1')).toBe('127.0.0.1')
    expect(clientAddress(null)).toBe('')
  })
})

describe('a device', () => {
  it('is two words, never the header', () => {
    expect(
      deviceWord(
        'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      ),
    ).toBe('Chrome on Android')
    expect(
      deviceWord(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604.1',
      ),
    ).toBe('Safari on iOS')
    expect(deviceWord('Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0')).toBe(
      'Firefox on Windows',
    )
    expect([deviceWord('curl/8'), deviceWord(null)]).toEqual([null, null])
  })
})

describe('the headers', () => {
  it('let only scripts of this answer run', () => {
    const policy = contentPolicy({ nonce: 'abc', https: true, development: false })
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(safetyHeaders({ nonce: 'a', https: false, development: false })).not.toHaveProperty(
      'strict-transport-security',
    )
    expect(safetyHeaders({ nonce: 'a', https: true, development: false })['referrer-policy']).not.toBe(
      'no-referrer',
    )
  })
})

describe('a role', () => {
  it('fits its kind of place and its programme', () => {
    expect(GIVEN_ROLES).not.toContain('SYSTEM')
    expect(roleFits('FACILITATOR', { kind: 'UNIT', programme: 'RESILIENCE' })).toBe(true)
    expect(roleFits('FACILITATOR', { kind: 'UNIT', programme: 'HAMYAR' })).toBe(false)
    expect(roleFits('FACILITATOR', { kind: 'COUNTY', programme: null })).toBe(false)
    expect(roleFits('PROVINCE_DIRECTOR', { kind: 'NATION', programme: null })).toBe(false)
    expect(programmeOf('PROVIDER')).toBe('CHARITY')
  })
})
