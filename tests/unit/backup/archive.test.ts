import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { baseBefore, baseName, isKept, keepSegment, openSegment } from '@/db/backup/archive'
import { checksumOf, isSound, PAGE } from '@/db/backup/pages'
import { type Entry, type Member, members, packed } from '@/db/backup/tar'

const passphrase = 'a'.repeat(43)
let folder: string
let system: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tabavar-archive-'))
  system = join(folder, '7300000000000000000')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const name = (n: number, line = 1) =>
  `0000000${line}00000000000000${n.toString(16).toUpperCase().padStart(2, '0')}`
const piece = (text: string) => {
  writeFileSync(join(folder, 'from'), text)
  return { from: join(folder, 'from'), passphrase }
}

describe('the archive', () => {
  it('takes what a server gives, and nothing of another name', () => {
    for (const given of [name(1), `${name(1)}.partial`, `${name(1)}.00000028.backup`, '00000002.history'])
      expect(isKept(given)).toBe(true)
    for (const other of ['../secret', `${name(1)}.part`, 'x', '', `${name(1)}/..`])
      expect(isKept(other)).toBe(false)
  })

  it('keeps a piece once: the same again is well, another of its name is refused, and no half is left', async () => {
    await keepSegment(system, name(1), piece('one'))
    await keepSegment(system, name(1), piece('one'))
    await expect(keepSegment(system, name(1), piece('another'))).rejects.toThrow('already there')
    expect(readdirSync(join(system, 'wal'))).toEqual([`${name(1)}.age`])
    expect(readFileSync(join(system, 'wal', `${name(1)}.age`)).includes('one')).toBe(false)
    expect(await openSegment(system, name(1), { to: join(folder, 'to'), passphrase })).toBe(true)
    expect(readFileSync(join(folder, 'to'), 'utf8')).toBe('one')
  })

  it('ends where it ends, and says where it has a hole', async () => {
    const open = (what: string) => openSegment(system, what, { to: join(folder, 'to'), passphrase })
    for (const n of [1, 2, 4]) await keepSegment(system, name(n), piece(`${n}`))
    expect(await open(name(5))).toBe(false)
    expect(await open('00000002.history')).toBe(false)
    await expect(open(name(3))).rejects.toThrow(`later pieces and lacks ${name(3)}`)
    // What another line of time has later is none of its own.
    expect(await open(name(3, 2))).toBe(false)
  })

  it('begins with the last base before the instant', async () => {
    await expect(baseBefore(folder)).rejects.toThrow('There is no base')
    mkdirSync(join(system, 'base'), { recursive: true })
    const day = (n: number) => new Date(`2026-05-0${n}T08:00:00.250Z`)
    for (const n of [2, 1, 3]) writeFileSync(join(system, 'base', baseName(day(n))), '')
    writeFileSync(join(system, 'base', '77.part'), '')
    expect((await baseBefore(folder)).at.toISOString()).toBe('2026-05-03T08:00:01.000Z')
    expect((await baseBefore(folder, new Date('2026-05-03T08:00:00.500Z'))).at.getUTCDate()).toBe(2)
    await expect(baseBefore(folder, day(1))).rejects.toThrow('The first base is of 2026-05-01T08:00:01.000Z')
  })
})

describe('a page', () => {
  it('carries a checksum that any changed bit belies, and its place in the file too', () => {
    const page = Buffer.from(Array.from({ length: PAGE }, (_, i) => (i * 37) % 253))
    page.writeUInt16LE(checksumOf(page, 7), 8)
    expect(isSound(page, 7)).toBe(true)
    expect(isSound(page, 8)).toBe(false)
    for (const at of [0, 9, 14, 15, 100, PAGE - 1]) {
      const other = Buffer.from(page)
      other[at]! ^= 4
      expect(isSound(other, 7), `byte ${at}`).toBe(false)
    }
    expect(isSound(Buffer.alloc(PAGE), 0)).toBe(true)
  })
})

describe('a tar archive', () => {
  it('gives back entries that were streamed, in any pieces, and folders', async () => {
    async function* many(parts: Buffer[]) {
      yield* parts
    }
    async function* entries(): AsyncGenerator<Entry | Member> {
      yield { name: 'data/empty/', body: Buffer.alloc(0) }
      yield { name: 'data/long', size: 1300, bytes: many([Buffer.alloc(700, 1), Buffer.alloc(600, 2)]) }
      yield { name: 'data/short', body: Buffer.from('x') }
    }
    const bytes: Buffer[] = []
    for await (const part of packed(entries(), new Date(0))) bytes.push(part)
    const whole = Buffer.concat(bytes)
    async function* cutInto(step: number, end = whole.length) {
      for (let at = 0; at < end; at += step) yield whole.subarray(at, Math.min(end, at + step))
    }
    for (const step of [1, 511, 512, 4096]) {
      const found: [string, number][] = []
      for await (const member of members(cutInto(step))) {
        // The first is not read at all.
        let length = 0
        if (member.name !== 'data/empty/') for await (const part of member.bytes) length += part.length
        found.push([member.name, length])
      }
      expect(found).toEqual([
        ['data/empty/', 0],
        ['data/long', 1300],
        ['data/short', 1],
      ])
    }
    const short = async () => {
      for await (const { bytes: rest } of members(cutInto(512, 1700))) for await (const _ of rest);
    }
    await expect(short()).rejects.toThrow('cut short or damaged')
  })
})
