import { createHash, randomBytes } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { describe, expect, it } from 'vitest'
import {
  cookieValue,
  encodeSid,
  isSecureAddress,
  openToken,
  sessionCookieName,
  sessionReader,
} from '@/lib/server/session-cookie'

const secret = randomBytes(32).toString('base64')
const sid = randomBytes(32).toString('base64url')

describe('the session cookie', () => {
  it('is bound to the host over https, and plain on this machine only', () => {
    expect(sessionCookieName(true)).toBe('__Host-tabavar')
    expect(sessionCookieName(false)).toBe('tabavar')
    expect(
      ['https://tabavar.example', 'http://192.168.1.5:3000', 'http://tabavar.example'].map(isSecureAddress),
    ).toEqual([true, true, true])
    expect(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'].map(isSecureAddress)).toEqual([
      false,
      false,
      false,
    ])
  })

  it('leads to the hash of the id inside, and carries nothing else', async () => {
    const value = await encodeSid(sid, 60, secret)
    const read = sessionReader({ secret, secure: false })
    const hash = createHash('sha256').update(sid).digest()
    for (let i = 0; i < 3; i++) expect(await read(`a=b; tabavar=${value}; c=d`)).toEqual(hash)
    const open = await openToken(value, secret)
    expect(Object.keys(open ?? {}).sort()).toEqual(['expiresAt', 'issuedAt', 'sid'])
    expect(value).not.toContain(sid)
  })

  it('is nothing when missing, changed, foreign, run out or under the other name', async () => {
    const value = await encodeSid(sid, 60, secret)
    const read = sessionReader({ secret, secure: true })
    const changed = `${value.slice(0, -2)}${value.endsWith('AA') ? 'BB' : 'AA'}`
    const foreign = await encodeSid(sid, 60, randomBytes(32).toString('base64'))
    const old = await encodeSid(sid, -60, secret)
    const noSid = await encode({ token: { sub: 'somebody' }, secret })
    for (const cookie of [
      null,
      undefined,
      '',
      'x',
      `tabavar=${value}`,
      `__Host-tabavar=${changed}`,
      `__Host-tabavar=${foreign}`,
      `__Host-tabavar=${old}`,
      `__Host-tabavar=${noSid}`,
      `__Host-tabavar=${'x'.repeat(5000)}`,
    ]) {
      expect(await read(cookie)).toBeNull()
    }
    expect(await read(`__Host-tabavar=${value}`)).not.toBeNull()
  })

  it('is found among others by its whole name', () => {
    expect(cookieValue('xtabavar=1; tabavar=2; tabavar2=3', 'tabavar')).toBe('2')
    expect(cookieValue('a; =b; tabavar', 'tabavar')).toBeNull()
  })
})
