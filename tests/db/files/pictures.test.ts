import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPicture } from '@/db/commands/files/keep-picture'
import { removePicture } from '@/db/commands/files/remove-picture'
import { pictureBytes, picturesOf } from '@/db/queries/files/pictures'
import { cleanPicture } from '@/lib/server/pictures'
import { orThrow } from '@/lib/shared/result'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import { staff, type World } from '@/tests/support/factories'
import { as, type Field, openField, smallWorld } from '../tasks/field'

let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

const plain = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: '#2a7' } })
/** A picture as a phone makes it: with a place and a camera in it. */
const ofPhone = () =>
  plain(2400, 1200)
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Model: 'CAMERA-MODEL' }, IFD3: { GPSLatitude: '37/1 33/1 0/1' } })
    .toBuffer()

describe('a picture', () => {
  it('is drawn again: upright, at most 1600, and nothing hidden in it', async () => {
    const taken = await ofPhone()
    expect(taken.includes('CAMERA-MODEL')).toBe(true)
    const { bytes, mime } = orThrow(await cleanPicture(taken))
    const { width, height, exif, xmp, icc, format } = await sharp(bytes).metadata()
    expect({ width, height, exif, xmp, icc, format, mime }).toEqual({
      width: 800,
      height: 1600,
      exif: undefined,
      xmp: undefined,
      icc: undefined,
      format: 'jpeg',
      mime: 'image/jpeg',
    })
    expect(bytes.includes('CAMERA-MODEL')).toBe(false)
  })

  it.each([
    ['png', async () => plain().png().toBuffer()],
    ['webp', async () => plain().webp().toBuffer()],
  ])('may be %s', async (_, make) => {
    expect((await cleanPicture(await make())).ok).toBe(true)
  })

  it.each([
    ['a gif', async () => plain().gif().toBuffer(), 'E-FIL-02'],
    [
      'a page',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'E-FIL-02',
    ],
    ['a spreadsheet', async () => readFileSync('tests/fixtures/roster/participants.xlsx'), 'E-FIL-02'],
    ['a damaged one', async () => (await ofPhone()).subarray(0, 900), 'E-FIL-02'],
    ['a sign and nothing after', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'E-FIL-02'],
    ['one too large', async () => Buffer.alloc(5 * 1024 * 1024 + 1, 0xff), 'E-FIL-01'],
  ])('is not %s', async (_, make, code) => {
    expect(await cleanPicture(await make())).toMatchObject({ ok: false, code })
  })
})

describe('keeping it', () => {
  const small = async () => orThrow(await cleanPicture(await plain().jpeg().toBuffer()))
  const rows = async (w: World) =>
    field.owner`select * from app.file where scope_id = ${w.cohortScope} order by created_at`
  const asked = (w: World) => ({ sessionId: w.sessionIds[0]!, kind: 'PICTURE' as const })

  it('is sealed, named by us, audited, and opens for whoever sees the people', async () => {
    const w = await smallWorld(field.owner, 2)
    const picture = await small()
    const { fileId } = await keepPicture(await contextOf(w.facilitator), asked(w), picture)
    const [row] = await rows(w)
    expect(row).toMatchObject({
      id: fileId,
      name: 'picture-1.jpg',
      mime: 'image/jpeg',
      size: picture.bytes.byteLength,
    })
    expect(Buffer.from(row!.sealed, 'utf8').includes(picture.bytes)).toBe(false)
    for (const who of [w.facilitator, w.officer]) {
      const seen = await as(who, (db) => pictureBytes(db, scopeOfStaff(who), fileId))
      expect(seen?.bytes.equals(picture.bytes)).toBe(true)
    }
    const [trace] =
      await field.owner`select action, after from audit.event where entity_id = ${w.sessionIds[0]!} and action = 'file.add'`
    expect(trace).toMatchObject({ after: { file: fileId, kind: 'PICTURE' } })
  })

  it('is nobody else’s: not a neighbour’s, not an auditor’s, and a stranger keeps none', async () => {
    const [w, other] = [await smallWorld(field.owner, 2), await smallWorld(field.owner, 2)]
    const { fileId } = await keepPicture(await contextOf(w.facilitator), asked(w), await small())
    for (const who of [
      other.officer,
      other.facilitator,
      await staff(field.owner, 'AUDITOR', w.provinceScope),
    ]) {
      expect(await as(who, (db) => pictureBytes(db, scopeOfStaff(who), fileId))).toBeNull()
      expect(await as(who, (db) => picturesOf(db, scopeOfStaff(who), w.sessionIds[0]!))).toEqual([])
    }
    await expect(keepPicture(await contextOf(other.officer), asked(w), await small())).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await expect(removePicture(await contextOf(other.officer), { fileId })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const looks = await contextOf(await staff(field.owner, 'COUNTY_OFFICER', w.countyScope))
    await expect(removePicture(looks, { fileId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await rows(w)).toHaveLength(1)
  })

  it('stops at ten, and leaves nothing but a trace once removed', async () => {
    const w = await smallWorld(field.owner, 2)
    const ctx = await contextOf(w.facilitator)
    const picture = await small()
    for (let i = 0; i < 10; i++) await keepPicture(ctx, asked(w), picture)
    await expect(keepPicture(ctx, asked(w), picture)).rejects.toMatchObject({
      code: 'E-FIL-03',
      values: { max: 10 },
    })
    expect(await rows(w)).toHaveLength(10)
    const fileId = (await rows(w))[0]!.id
    await removePicture(ctx, { fileId })
    await expect(removePicture(ctx, { fileId })).rejects.toMatchObject({ code: 'E-GEN-03' })
    const gone = (await rows(w)).find((row) => row.id === fileId)
    expect(gone).toMatchObject({ sealed: '', removed_by: w.facilitator.userId })
    expect(await as(w.officer, (db) => pictureBytes(db, scopeOfStaff(w.officer), fileId))).toBeNull()
    const [trace] =
      await field.owner`select before from audit.event where action = 'file.remove' and entity_id = ${w.sessionIds[0]!}`
    expect(trace).toMatchObject({ before: { file: fileId } })
  })
})
