import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homePath, safeNext, sessionSeconds, signInPath, teachesOnly } from '@/lib/access/way-in'

describe('where one goes on to', () => {
  it('is a page of this site', () => {
    for (const path of ['/fa', '/fa/office', '/en/office/sessions?state=waiting', '/fa/today/0190'])
      expect(safeNext(path)).toBe(path)
  })

  it('and never another site, a file, or the way in itself', () => {
    for (const wish of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/fa',
      '/fa\\evil',
      '/fa/\u0000',
      '/fa/\r\nSet-Cookie: a=b',
      'javascript:alert(1)',
      '/',
      '/office',
      '/fake',
      '/faq/x',
      '/fa/sign-in',
      '/fa/sign-in?next=/fa',
      '/en/invitation/abc',
      '/fa/../sign-in',
      '/fa/..//evil.example',
      '',
      null,
      undefined,
      `/fa/${'x'.repeat(600)}`,
    ]) {
      expect(safeNext(wish), String(wish)).toBeNull()
    }
  })

  it('stays on this host whatever is wished for', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('', '/', '/fa', '/fa/', '//', '/en?', '/fa#'),
        (text, start) => {
          const next = safeNext(start + text)
          if (next !== null) expect(new URL(next, 'https://tabavar.example').host).toBe('tabavar.example')
        },
      ),
    )
  })

  it('is remembered on the way to the sign-in page', () => {
    expect(signInPath('fa', '/fa/office?x=1')).toBe('/fa/sign-in?next=%2Ffa%2Foffice%3Fx%3D1')
    expect(signInPath('en', '//evil.example')).toBe('/en/sign-in')
  })
})

describe('roles decide', () => {
  it('the home and how long one stays signed in', () => {
    expect([homePath(['FACILITATOR'], 'fa'), sessionSeconds(['FACILITATOR'])]).toEqual([
      '/fa/today',
      2_592_000,
    ])
    expect([
      homePath(['FACILITATOR', 'COUNTY_OFFICER'], 'en'),
      sessionSeconds(['FACILITATOR', 'COUNTY_OFFICER']),
    ]).toEqual(['/en/office', 43_200])
    expect(sessionSeconds([])).toBe(43_200)
  })
})

it('the office’s overview is not for whoever only teaches the facilitators', () => {
  expect(teachesOnly(['TRAINER'])).toBe(true)
  for (const roles of [[], ['FACILITATOR'], ['TRAINER', 'PROVINCE_OFFICER']] as const)
    expect(teachesOnly(roles)).toBe(false)
})

describe('who works with the hamyar groups only', () => {
  it('lands at them, and a bookkeeper at her book', () => {
    for (const role of ['WELFARE_OFFICER', 'COUNTY_WELFARE_OFFICER', 'SOCIAL_WORKER'] as const)
      expect(homePath([role], 'fa')).toBe('/fa/office/hamyar')
    expect(homePath(['SOCIAL_WORKER', 'PROVINCE_OFFICER'], 'fa')).toBe('/fa/office')
    expect(homePath(['GROUP_BOOKKEEPER'], 'en')).toBe('/en/book')
  })
})

describe('who works with the social associations only', () => {
  it('lands at them, also whose work is in the field', () => {
    for (const role of ['ASSOCIATION_OFFICER', 'CULTURAL_OFFICER', 'VOLUNTEER_COORDINATOR'] as const)
      expect(homePath([role], 'fa')).toBe('/fa/office/associations')
    expect(homePath(['CULTURAL_OFFICER', 'COUNTY_OFFICER'], 'fa')).toBe('/fa/office')
  })
})
