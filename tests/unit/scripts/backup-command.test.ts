import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { wantedArchive } from '@/scripts/launcher/archive.mjs'
import { archiveAsked, filesOf, makeKey, passphraseOf, restoreOf } from '@/scripts/launcher/backup.mjs'
import { instantOf } from '@/scripts/launcher/recovery.mjs'

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

describe('the command of an instant', () => {
  it('wants an instant with its distance from Greenwich, or the end', () => {
    for (const right of [
      'latest',
      '2026-05-01T14:30:00+03:30',
      '2026-05-01 14:30Z',
      '2026-05-01T14:30:00.123456Z',
    ])
      expect(instantOf(right)).toBe(right)
    for (const wrong of [
      'yesterday',
      '2026-05-01',
      '2026-05-01T14:30:00',
      '2026-15-01T14:30:00Z',
      "2026-05-01T14:30:00Z'; x",
    ])
      expect(() => instantOf(wrong)).toThrow('is no instant')
  })

  it('takes the archive that is named, or that of the settings, and only a key made for it', () => {
    const key = join(folder, 'archive.key')
    makeKey(key)
    expect(archiveAsked(['--archive', '/a', '--key', key], 'Usage')).toEqual({ folder: '/a', key })
    expect(() => archiveAsked(['--archive', '/a'], 'Usage: this way')).toThrow('Usage: this way')
    expect(wantedArchive({})).toBeUndefined()
    expect(() => wantedArchive({ TABAVAR_ARCHIVE: '/a' })).toThrow('needs TABAVAR_ARCHIVE_KEY')
    writeFileSync(join(folder, 'words'), 'words of my own, more than twenty letters\n')
    expect(() =>
      wantedArchive({ TABAVAR_ARCHIVE: '/a', TABAVAR_ARCHIVE_KEY: join(folder, 'words') }),
    ).toThrow('is no key made by')
    expect(wantedArchive({ TABAVAR_ARCHIVE: '/a', TABAVAR_ARCHIVE_KEY: key })).toEqual({ folder: '/a', key })
  })
})
