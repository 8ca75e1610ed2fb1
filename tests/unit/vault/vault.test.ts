import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const PROVINCE = '01890000-0000-7000-8000-000000000001'
const OTHER_PROVINCE = '01890000-0000-7000-8000-000000000002'
const PERSON = '01890000-0000-7000-8000-0000000000aa'
const OTHER = '01890000-0000-7000-8000-0000000000bb'
const NATIONAL_ID = '0001037374'

let folder: string
let vault: typeof import('@/db/vault')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
  const ring = {
    masterKey: key(1),
    indexKey: key(2),
    auditKey: key(3),
    authSecret: key(4),
    loginSecret: key(5),
  }
  writeFileSync(join(folder, 'keyring.json'), JSON.stringify(ring))
  vi.stubEnv('TABAVAR_KEYS', folder)
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none')
  vault = await import('@/db/vault')
})

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function sealedId() {
  const { key, sealed } = vault.makePersonKey(PROVINCE, PERSON)
  return { key, keySealed: sealed, sealed: vault.sealForPerson(key, 'national_id_sealed', NATIONAL_ID) }
}

describe('a sealed identifier', () => {
  it('opens with her key, also when the key comes back from the database', () => {
    const { keySealed, sealed } = sealedId()
    const key = vault.openPersonKey(PROVINCE, PERSON, keySealed)
    expect(vault.openForPerson(key, 'national_id_sealed', sealed)).toBe(NATIONAL_ID)
    expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/)
  })

  it('never looks the same twice and never holds the digits', () => {
    const { key, sealed } = sealedId()
    expect(vault.sealForPerson(key, 'national_id_sealed', NATIONAL_ID)).not.toBe(sealed)
    expect(sealed).not.toContain(NATIONAL_ID)
  })

  it('does not open in another column, for another person, under another key or province', () => {
    const { key, keySealed, sealed } = sealedId()
    const broken = vault.SealBroken
    expect(() => vault.openForPerson(key, 'mobile_sealed', sealed)).toThrow(broken)
    expect(() => vault.openForPerson({ ...key, personId: OTHER }, 'national_id_sealed', sealed)).toThrow(
      broken,
    )
    const stranger = vault.makePersonKey(PROVINCE, PERSON).key
    expect(() => vault.openForPerson(stranger, 'national_id_sealed', sealed)).toThrow(broken)
    expect(() => vault.openPersonKey(OTHER_PROVINCE, PERSON, keySealed)).toThrow(broken)
    expect(() => vault.openPersonKey(PROVINCE, OTHER, keySealed)).toThrow(broken)
  })

  it('does not open under the kid of another key even where everything else is right', () => {
    const { key, sealed } = sealedId()
    const [, , ...rest] = sealed.split('.')
    for (const kid of ['AAAAAAAA', '', sealed.split('.')[1]!.slice(1)])
      expect(() => vault.openForPerson(key, 'national_id_sealed', ['v1', kid, ...rest].join('.'))).toThrow(
        vault.SealBroken,
      )
  })

  it('does not open with one bit flipped, at every position of the text', () => {
    const { key, sealed } = sealedId()
    const bytes = Buffer.from(sealed, 'latin1')
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = Buffer.from(bytes)
      flipped[at >> 3]! ^= 1 << (at & 7)
      expect(
        () => vault.openForPerson(key, 'national_id_sealed', flipped.toString('latin1')),
        `bit ${at}`,
      ).toThrow(vault.SealBroken)
    }
  })

  it('does not open with one bit flipped in the bytes beneath, nor cut short, nor with anything added', () => {
    const { key, sealed } = sealedId()
    const [version, kid, ...parts] = sealed.split('.')
    for (const part of [0, 1]) {
      const bytes = Buffer.from(parts[part]!, 'base64url')
      for (let at = 0; at < bytes.length * 8; at++) {
        const flipped = Buffer.from(bytes)
        flipped[at >> 3]! ^= 1 << (at & 7)
        const text = [
          version,
          kid,
          ...parts.map((p, i) => (i === part ? flipped.toString('base64url') : p)),
        ].join('.')
        expect(() => vault.openForPerson(key, 'national_id_sealed', text)).toThrow(vault.SealBroken)
      }
    }
    for (const text of [
      '',
      'v1',
      sealed.slice(0, -1),
      `${sealed}A`,
      `${sealed}.x`,
      `${sealed}=`,
      ` ${sealed}`,
    ])
      expect(() => vault.openForPerson(key, 'national_id_sealed', text)).toThrow(vault.SealBroken)
  })
})

describe('sealed bytes', () => {
  const spot = { table: 'import_draft', column: 'sealed', rowId: PERSON }

  it('come back as they were, empty ones too', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from([0, 255, 1]), Buffer.alloc(200_000, 7)])
      expect(vault.openBytes(PROVINCE, spot, vault.sealBytes(PROVINCE, spot, bytes)).equals(bytes)).toBe(true)
  })

  it('are bound to their row', () => {
    const sealed = vault.sealBytes(PROVINCE, spot, Buffer.from('x'))
    expect(() => vault.openBytes(PROVINCE, { ...spot, rowId: OTHER }, sealed)).toThrow(vault.SealBroken)
    expect(() => vault.openBytes(PROVINCE, { ...spot, table: 'file' }, sealed)).toThrow(vault.SealBroken)
  })
})

describe('the blind index', () => {
  it('is one per province and id, and differs between provinces', () => {
    const hash = vault.nationalIdHash(PROVINCE, NATIONAL_ID)
    expect(hash).toHaveLength(32)
    expect(vault.nationalIdHash(PROVINCE, NATIONAL_ID).equals(hash)).toBe(true)
    expect(vault.nationalIdHash(OTHER_PROVINCE, NATIONAL_ID).equals(hash)).toBe(false)
    expect(vault.nationalIdHash(PROVINCE, '0001038117').equals(hash)).toBe(false)
  })
})
