import { describe, expect, it } from 'vitest'
import { isBrowser, usualPlaces } from '@/scripts/launcher/browser.mjs'
import { playwrightCount, vitestCount } from '@/scripts/launcher/checks.mjs'
import { parseParts } from '@/scripts/launcher/test.mjs'

describe('counting', () => {
  it('a test file that cannot be loaded is a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    }
    expect(vitestCount(report)).toEqual({ passed: 3, failed: 2 })
  })

  it('a flaky test has failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }
    expect(playwrightCount(report)).toEqual({ passed: 4, failed: 2, skipped: 2 })
  })
})

describe('the parts of a run', () => {
  it('are all of them, or those named in the fixed order', () => {
    expect(parseParts([]).parts).toEqual(['static', 'unit', 'architecture', 'db', 'e2e', 'faults'])
    expect(parseParts(['e2e', 'db', '--', '-t', 'roster'])).toEqual({
      parts: ['db', 'e2e'],
      extra: ['-t', 'roster'],
    })
    expect(() => parseParts(['everything'])).toThrow('There is no part "everything"')
  })
})

describe('the search for a browser', () => {
  it('takes only a program that starts', () => {
    expect(isBrowser(process.execPath)).toBe(true)
    expect(isBrowser('/bin/false')).toBe(false)
    expect(isBrowser('/usr/bin')).toBe(false)
    expect(isBrowser('/nowhere/chromium')).toBe(false)
  })

  it('looks along PATH first, then where systems put it', () => {
    const places = usualPlaces({ ...process.env, PATH: '/opt/own' }, '/home/x')
    expect(places[0]).toBe('/opt/own/chromium')
    expect(places).toContain('/usr/bin/google-chrome')
    expect(places).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
  })
})
