import { type SQL, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { dissolveAssociation, undoStep } from '@/db/commands/associations/form-association'
import { keepPicture } from '@/db/commands/files/keep-picture'
import { removePicture } from '@/db/commands/files/remove-picture'
import { stepsOf } from '@/db/queries/associations/association-page'
import { pictureBytes, stepPapers } from '@/db/queries/files/pictures'
import { reading } from '@/db/transaction'
import { cleanPaper } from '@/lib/server/papers'
import { orThrow } from '@/lib/shared/result'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { type Association, makeAssociation, NOW, ownField } from './field'

const field = ownField()
let one: Association
let other: Association
beforeAll(async () => {
  one = await makeAssociation(field, field.here)
  other = await makeAssociation(field, field.there)
  await one.step('MEETINGS')
  await one.step('PLANNING')
  await other.step('MEETINGS')
})

const ctx = (who: Staff) => contextOf(who, NOW)
const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n')
const stepId = async (of: Association, step: string) =>
  (
    await reading(scopeOfStaff(field.officer), (db) =>
      stepsOf(db, scopeOfStaff(field.officer), of.associationId),
    )
  ).find((row) => row.step === step)!.stepId
const keep = async (who: Staff, step = 'MEETINGS', of = one, bytes: Uint8Array = PDF) =>
  keepPicture(
    await ctx(who),
    { stepId: await stepId(of, step), kind: 'EVIDENCE' },
    orThrow(await cleanPaper(bytes)),
  )
const papers = (who: Staff, of = one) =>
  reading(scopeOfStaff(who), (db) => stepPapers(db, scopeOfStaff(who), of.associationId))
const bytesFor = (who: Staff, fileId: string) =>
  reading(scopeOfStaff(who), (db) => pictureBytes(db, scopeOfStaff(who), fileId))
const straight = (who: Staff, statement: SQL) =>
  reading(scopeOfStaff(who), async (db) => (await db.execute(statement)).length)

describe('a paper of a step', () => {
  it('is kept sealed, under a name of ours, and read by who forms the association or works in it', async () => {
    const { fileId } = await keep(field.here.officer)
    const [row] = await field.sql`select name, mime, kind, sealed, size from app.file where id = ${fileId}`
    expect(row).toMatchObject({
      name: 'evidence-1.pdf',
      mime: 'application/pdf',
      kind: 'EVIDENCE',
      size: PDF.length,
    })
    expect(Buffer.from(row!.sealed, 'base64').includes('%PDF')).toBe(false)
    expect(row!.sealed).not.toContain('%PDF')
    for (const who of [field.here.officer, field.officer, one.coordinator])
      expect((await bytesFor(who, fileId))!.bytes.equals(PDF)).toBe(true)
    for (const who of [field.there.officer, field.far.officer, other.coordinator, field.womensOffice]) {
      expect(await bytesFor(who, fileId)).toBeNull()
      expect(await papers(who)).toEqual([])
    }
    const audit =
      await field.sql`select entity, after from audit.event where action = 'file.add' and after->>'file' = ${fileId}`
    expect(audit).toMatchObject([{ entity: 'association', after: { kind: 'EVIDENCE' } }])
  })

  it('stands beside its own step; the others have none', async () => {
    const before = (await papers(field.officer)).length
    await keep(field.officer, 'MEETINGS')
    const rows = await papers(field.officer)
    expect(rows).toHaveLength(before + 1)
    expect(new Set(rows.map((row) => row.stepId))).toEqual(new Set([await stepId(one, 'MEETINGS')]))
  })

  it('is a picture drawn again, or a PDF by its first bytes; anything else and more than 5 MB is none', async () => {
    const picture = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#fff' } })
      .withExif({ IFD0: { Copyright: 'PLACE-OF-HERS' } })
      .jpeg()
      .toBuffer()
    expect(picture.includes('PLACE-OF-HERS')).toBe(true)
    const { fileId } = await keep(field.here.officer, 'PLANNING', one, picture)
    const kept = await bytesFor(field.here.officer, fileId)
    expect(kept).toMatchObject({ mime: 'image/jpeg', name: 'evidence-1.jpg' })
    expect(kept!.bytes.includes('PLACE-OF-HERS')).toBe(false)
    expect(await cleanPaper(Buffer.from('<script>'))).toMatchObject({ code: 'E-OUT-02' })
    expect(await cleanPaper(Buffer.alloc(5 * 1024 * 1024 + 1, 0x25))).toMatchObject({ code: 'E-FIL-01' })
  })

  it('is kept and removed by who forms the association, never by its coordinator or a stranger', async () => {
    const { fileId } = await keep(field.here.officer)
    for (const who of [one.coordinator, field.there.officer, other.coordinator, field.womensOffice]) {
      await expect(keep(who)).rejects.toMatchObject({ code: 'E-GEN-02' })
      await expect(removePicture(await ctx(who), { fileId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    }
    await removePicture(await ctx(field.officer), { fileId })
    expect(await bytesFor(field.officer, fileId)).toBeNull()
    const [row] = await field.sql`select sealed, removed_by as by from app.file where id = ${fileId}`
    expect(row).toEqual({ sealed: '', by: field.officer.userId })
  })

  it('goes straight into the table in nobody’s hand who does not form it, and under no step of another', async () => {
    const [mine, theirs] = [await stepId(one, 'MEETINGS'), await stepId(other, 'MEETINGS')]
    const put = (who: Staff, step: string, scopeId: number) =>
      straight(
        who,
        sql`insert into app.file (scope_id, step_id, kind, name, mime, size, digest, sealed, created_by)
          values (${scopeId}, ${step}::uuid, 'EVIDENCE', 'x', 'application/pdf', 1, '', '', app.me()) returning 1`,
      )
    for (const who of [one.coordinator, field.there.officer, field.womensOffice])
      await expect(put(who, mine, one.scopeId)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(put(field.officer, theirs, one.scopeId)).rejects.toMatchObject({ code: 'E-GEN-02' })
    const { fileId } = await keep(field.here.officer)
    expect(
      await straight(
        one.coordinator,
        sql`update app.file set sealed = '' where id = ${fileId}::uuid returning 1`,
      ),
    ).toBe(0)
  })

  it('is not added to a step taken back (E-GEN-02) nor to an association that is no more (E-SA-06)', async () => {
    const gone = await makeAssociation(field, field.here)
    await gone.step('SELECTION')
    await gone.step('CAPACITY')
    const step = await stepId(gone, 'SELECTION')
    await undoStep(await ctx(field.here.officer), {
      associationId: gone.associationId,
      version: (await gone.row()).version,
      step: 'SELECTION',
      reason: 'گزینش تکرار می‌شود',
    })
    const put = async (id: string) =>
      keepPicture(
        await ctx(field.here.officer),
        { stepId: id, kind: 'EVIDENCE' },
        { bytes: PDF, mime: 'application/pdf' },
      )
    await expect(put(step)).rejects.toMatchObject({ code: 'E-GEN-02' })
    const left = await stepId(gone, 'CAPACITY')
    await dissolveAssociation(await ctx(field.here.officer), {
      associationId: gone.associationId,
      version: (await gone.row()).version,
      reason: 'ادغام',
    })
    await expect(put(left)).rejects.toMatchObject({ code: 'E-SA-06' })
  })
})
