import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { filesOf, makeKey, passphraseOf, restoreOf } from '@/scripts/launcher/backup.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tabavar-key-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the command of a copy', () => {
  it('wants a file and a key file, and says how', () => {
    expect(filesOf(['/a/copy', '--key', '/b/key'], 'Usage')).toEqual({ file: '/a/copy', key: '/b/key' })
    for (const wrong of [
      [],
      ['/a/copy'],
      ['--key', '/b/key'],
      ['/a/copy', '--key'],
      ['/a', '--key', '/b', 'x'],
    ])
      expect(() => filesOf(wrong, 'Usage: this way')).toThrow('Usage: this way')
  })

  it('does without the list of those erased only where that is typed', () => {
    const asked = ['/a/copy', '--key', '/b/key']
    expect(restoreOf(asked)).toEqual({ file: '/a/copy', key: '/b/key', without: false })
    expect(restoreOf([...asked, '--without-erasures'])).toMatchObject({ file: '/a/copy', without: true })
    expect(() => restoreOf([...asked, '--without'])).toThrow('Usage: npm run restore')
  })

  it('makes a key file for its owner alone, once, and reads it back', () => {
    const key = join(folder, 'copies.key')
    makeKey(key)
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(passphraseOf(key)).toBe(readFileSync(key, 'utf8').trim())
    expect(passphraseOf(key)).toHaveLength(43)
    expect(() => makeKey(key)).toThrow('already there')
  })

  it('refuses a key that is not there, too short or of several lines', () => {
    expect(() => passphraseOf(join(folder, 'none'))).toThrow('There is no key file')
    for (const text of ['short', `${'x'.repeat(30)}\n${'y'.repeat(30)}`]) {
      writeFileSync(join(folder, 'weak'), text)
      expect(() => passphraseOf(join(folder, 'weak'))).toThrow('one line of at least 20 letters')
    }
  })
})
