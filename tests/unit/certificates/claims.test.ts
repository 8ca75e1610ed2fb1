import { expect, it } from 'vitest'
import { presented } from '@/lib/certificates/claims'
import { verdictOf } from '@/lib/certificates/verdict'

const SERIAL = 'AbCdEfGhIjKlMnOpQrSt_-'

it('takes the address of a code, what stands behind it, or a serial, however they were copied', () => {
  for (const typed of ['https://a.test/fa/check#x.y.z', 'x.y.z', ' x.y\n.z ', '\u2066x.y.z\u2069'])
    expect(presented(typed), typed).toEqual({ token: 'x.y.z' })
  expect(presented(` ${SERIAL} `)).toEqual({ serial: SERIAL })
  for (const typed of ['', 'x.y', 'x.y.z.w', SERIAL.slice(1), `x.y.${'z'.repeat(4000)}`, 'WA-1403-P-0001'])
    expect(presented(typed), typed).toBeNull()
})

it('holds until the day it ends, unless it was taken back before or after', () => {
  const none = { revokedOn: null, expiresOn: null }
  expect(verdictOf(none, '2500-01-01')).toBe('VALID')
  expect(verdictOf({ ...none, expiresOn: '2024-06-10' }, '2024-06-09')).toBe('VALID')
  expect(verdictOf({ ...none, expiresOn: '2024-06-10' }, '2024-06-10')).toBe('EXPIRED')
  expect(verdictOf({ revokedOn: '2024-06-12', expiresOn: '2024-06-10' }, '2024-06-13')).toBe('REVOKED')
})
