import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { notePeopleList } from '@/db/commands/people/note-people-list'
import { revealIdentifier } from '@/db/commands/people/reveal-identifier'
import { viewPerson } from '@/db/commands/people/view-person'
import { exportAttendance } from '@/db/commands/reports/export-attendance'
import { exportPeople } from '@/db/commands/reports/export-people'
import { whoSaw } from '@/db/queries/people/who-saw'
import { type Context, reading } from '@/db/transaction'
import { asActor, scopeOf } from '@/lib/access/actor'
import { STEP_UP_MINUTES } from '@/lib/access/factor'
import { staff } from '../../support/factories'
import { counts, type Field, openField, RUN_START, somebody } from './field'

let field: Field
let facilitator: Context
let personId: string
const parvin = () => somebody(field.cohorts[0]!.cohortId, 1, { mobile: '+989141234567' })
beforeAll(async () => {
  field = await openField()
  facilitator = await field.context(await staff(field.owner, 'FACILITATOR', field.cohorts[0]!.scopeId))
  const { enrolled } = await enrolPeople(field.officer, {
    runId: field.runId,
    registeredOn: RUN_START,
    people: [parvin()],
  })
  personId = enrolled[0]!.personId
})
afterAll(() => field.close())

const asked = (more: object = {}) => ({
  personId,
  field: 'NATIONAL_ID' as const,
  reason: 'تطبیق با فهرست بهزیستی',
  ...more,
})
/** The same officer, whose factor is some minutes old. */
const aged = (ctx: Context, minutes: number): Context => ({
  ...ctx,
  actor: asActor({ ...ctx.actor, factorMs: ctx.now.getTime() - minutes * 60_000 }),
})

describe('a hidden number', () => {
  it('is shown to the office for a reason, and the audit keeps which and why, never the value', async () => {
    expect(await revealIdentifier(field.officer, asked())).toEqual({
      field: 'NATIONAL_ID',
      value: parvin().nationalId,
    })
    expect((await revealIdentifier(field.officer, asked({ field: 'MOBILE' }))).value).toBe('+989141234567')
    const rows = await field.owner`select after, reason, e::text as whole from audit.event e
      where action = 'person.reveal' and entity_id = ${personId} order by seq`
    expect(rows.map(({ after, reason }) => [after, reason])).toEqual([
      [{ field: 'NATIONAL_ID' }, 'تطبیق با فهرست بهزیستی'],
      [{ field: 'MOBILE' }, 'تطبیق با فهرست بهزیستی'],
    ])
    for (const { whole } of rows) {
      expect(whole).not.toContain(parvin().nationalId)
      expect(whole).not.toContain('9141234567')
    }
  })

  it('stays hidden from facilitators, counties, auditors and other provinces, and nothing is written', async () => {
    const [elsewhere] =
      await field.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '03'`
    const [county] =
      await field.owner`select path[3] as id from app.scope where id = ${field.cohorts[0]!.scopeId}`
    const strangers = [
      facilitator,
      await field.context(await staff(field.owner, 'COUNTY_OFFICER', county!.id)),
      await field.context(await staff(field.owner, 'AUDITOR', field.provinceScope)),
      await field.context(await staff(field.owner, 'ADMIN', field.provinceScope)),
      await field.context(await staff(field.owner, 'PROVINCE_OFFICER', elsewhere!.scope_id)),
    ]
    const before = await counts(field.owner)
    for (const ctx of strangers)
      await expect(revealIdentifier(ctx, asked()), ctx.actor.displayName).rejects.toThrow('E-GEN-02')
    expect(await counts(field.owner)).toEqual(before)
  })

  it('wants a reason of five letters that names no number', async () => {
    const before = await counts(field.owner)
    for (const reason of [
      '',
      'کار',
      '۱۲۳۴۵ ۶۷۸',
      'تماس با ۰۹۱۴ ۱۲۳ ۴۵۶۷ برای نوبت',
      `کد ${parvin().nationalId}`,
    ])
      await expect(revealIdentifier(field.officer, asked({ reason })), reason).rejects.toThrow('E-ACC-20')
    expect(await counts(field.owner)).toEqual(before)
  })

  it('wants the second factor of the last minutes', async () => {
    const before = await counts(field.owner)
    await expect(revealIdentifier(aged(field.officer, STEP_UP_MINUTES + 1), asked())).rejects.toThrow(
      'E-ACC-18',
    )
    expect(await counts(field.owner)).toEqual(before)
    await revealIdentifier(aged(field.officer, STEP_UP_MINUTES - 1), asked())
  })
})

describe('who has seen a person', () => {
  const seenBy = (ctx: Context, page = 1) => {
    const scope = scopeOf(ctx.actor)
    return reading(scope, (db) => whoSaw(db, scope, { personId, page }))
  }

  it('is told to the office and to who reads the audit, the newest first, a page at a time', async () => {
    await viewPerson(facilitator, { personId })
    const { lines, total } = await seenBy(field.officer)
    expect(lines[0]).toMatchObject({ who: 'FACILITATOR', roles: ['FACILITATOR'], action: 'person.view' })
    expect(lines.find((line) => line.action === 'person.reveal')).toMatchObject({
      field: 'NATIONAL_ID',
      reason: 'تطبیق با فهرست بهزیستی',
    })
    expect(total).toBe(lines.length)
    expect(lines.map((line) => line.seq)).toEqual(lines.map((line) => line.seq).toSorted((a, b) => b - a))
    const auditor = await field.context(await staff(field.owner, 'AUDITOR', field.provinceScope))
    expect((await seenBy(auditor)).total).toBe(total)
    for (let visit = 0; visit < 20; visit++) await viewPerson(facilitator, { personId })
    expect((await seenBy(field.officer, 2)).lines).toHaveLength(total)
  })

  it('and which files held her name: of her run and her group, not of another, nor before she came', async () => {
    const { runId, cohorts, officer } = field
    const codes = await field.owner<
      { id: string; code: string }[]
    >`select id, code from app.cohort where run_id = ${runId}`
    const codeOf = (at: number) => codes.find(({ id }) => id === cohorts[at]!.cohortId)!.code
    const files = async () =>
      (await seenBy(officer)).lines
        .filter(({ file }) => file !== null)
        .map(({ file, aboutFa, maybe }) => [file, aboutFa, maybe])
    await exportPeople(officer, { runId, cohortCode: codeOf(1) })
    await exportAttendance(officer, { runId, code: codeOf(1) })
    expect(await files()).toEqual([])
    await exportPeople(officer, { runId, cohortCode: codeOf(0) })
    await exportPeople(officer, { runId, search: 'کسی' })
    await exportAttendance(officer, { runId, code: codeOf(0) })
    const auditor = await field.context(await staff(field.owner, 'AUDITOR', field.provinceScope))
    await exportAttendance(auditor, { runId, code: codeOf(0) })
    const seen = [
      ['attendance', cohorts[0]!.placeFa, false],
      ['people', 'دورهٔ ۱۴۰۵', true],
      ['people', 'دورهٔ ۱۴۰۵', false],
    ]
    expect(await files()).toEqual(seen)
    await field.owner`update app.consent set taken_at = now() + interval '1 day' where person_id = ${personId}`
    expect(await files()).toEqual([])
  })

  it('is told to nobody else', async () => {
    const [elsewhere] =
      await field.owner`select scope_id from app.place where kind = 'PROVINCE' and code = '03'`
    for (const ctx of [
      facilitator,
      await field.context(await staff(field.owner, 'ADMIN', field.provinceScope)),
      await field.context(await staff(field.owner, 'PROVINCE_DIRECTOR', elsewhere!.scope_id)),
    ])
      expect(await seenBy(ctx), ctx.actor.displayName).toEqual({ lines: [], total: 0 })
  })
})

it('writes down that a list of people was opened: what was asked, never whom it showed', async () => {
  await notePeopleList(field.officer, { runId: field.runId, searched: true, page: 1, shown: 1 })
  const [row] = await field.owner`select entity_id, after from audit.event where action = 'people.list'`
  expect(row).toEqual({ entity_id: field.runId, after: { searched: true, page: 1, shown: 1 } })
  const admin = await field.context(await staff(field.owner, 'ADMIN', field.provinceScope))
  await expect(
    notePeopleList(admin, { runId: field.runId, searched: false, page: 1, shown: 0 }),
  ).rejects.toThrow('E-GEN-02')
})
