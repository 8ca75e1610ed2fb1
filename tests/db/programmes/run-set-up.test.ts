import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCohort } from '@/db/commands/programmes/add-cohort'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { copyPlaces } from '@/db/commands/programmes/copy-places'
import { addLegalBasis, attachLegalBasis } from '@/db/commands/programmes/legal-bases'
import { setCohortPlan, setRunAudience } from '@/db/commands/programmes/set-run-plan'
import { earlierPlaces } from '@/db/queries/programmes/earlier-places'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'

let loaded: Loaded
let w: World
let officer: Context
let stranger: Context
let runId: string
const one = async (statement: string) => (await rows(loaded.sql, statement))[0] as Record<string, string>
const event = (id: string) =>
  one(`select action, before, after from audit.event where entity_id = '${id}' order by seq desc limit 1`)

beforeAll(async () => {
  loaded = await loadedDatabase('none')
  w = await world(loaded.sql, { people: 0, sessions: 0 })
  officer = await contextOf(w.officer)
  stranger = await contextOf((await world(loaded.sql, { people: 0, sessions: 0 })).officer)
  const [made] = await loaded.sql`
    insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date, pinned_now)
    values (${w.provinceScope}, ${w.provinceId}, 'NEXT-1', 'دورهٔ بعد', 'Next', '2025-03-21', '2025-09-22', '2024-06-01T15:00:00Z') returning id`
  runId = made!.id
})
afterAll(() => loaded.end())

describe('a legal basis', () => {
  const basis = {
    titleFa: 'برنامهٔ هفتم پیشرفت',
    kind: 'LAW',
    citation: 'مادهٔ ۸۰، ۱۴۰۳/۰۴/۰۱',
    validFrom: '2024-06-21',
    validTo: '2029-06-21',
  } as const
  const bases = () => one(`select count(*)::int n from app.run_legal_basis where run_id = '${runId}'`)

  it('is written down with its days, for a run, by the office of the province', async () => {
    await expect(addLegalBasis(stranger, { runId, ...basis })).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(addLegalBasis(await contextOf(w.facilitator), { runId, ...basis })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    await expect(addLegalBasis(officer, { runId, ...basis, validTo: '2024-01-01' })).rejects.toThrow()
    expect(await bases()).toEqual({ n: 0 })
    await addLegalBasis(officer, { runId, ...basis })
    expect(await bases()).toEqual({ n: 1 })
    expect(await event(runId)).toMatchObject({
      action: 'run.basis',
      after: { basis: basis.titleFa, validTo: basis.validTo },
    })
  })

  it('of a province is not another’s to see or to rest on', async () => {
    const { id } = await one(`select legal_basis_id id from app.run_legal_basis where run_id = '${runId}'`)
    const [theirs] = await loaded.sql`select id from app.run where scope_id <> ${w.provinceScope} limit 1`
    await expect(
      attachLegalBasis(stranger, { runId: theirs!.id, legalBasisId: id!, attached: true }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
    await expect(
      attachLegalBasis(stranger, { runId, legalBasisId: id!, attached: false }),
    ).rejects.toMatchObject({ code: 'E-GEN-02' })
  })

  it('stands behind the wall too: neither read nor written by another province’s login', async () => {
    const app = postgres(loaded.database.appUrl, { max: 1, onnotice: () => {} })
    const as = (statement: string) =>
      app.begin(async (sql) => {
        await sql`select set_config('app.user_id', ${stranger.actor.userId}, true)`
        return sql.unsafe(statement)
      })
    try {
      expect(await as(`select count(*)::int n from app.legal_basis where province_id is not null`)).toEqual([
        { n: 0 },
      ])
      for (const province of [`'${w.provinceId}'`, 'null'])
        await expect(
          as(`insert into app.legal_basis (code, title_fa, title_en, kind, source, province_id)
            values ('X-1', 'x', 'x', 'LAW', 'x', ${province})`),
        ).rejects.toMatchObject({ code: '42501' })
    } finally {
      await app.end()
    }
  })

  it('that ended before the run starts is told, and acknowledged before the run is approved', async () => {
    const { id: ended } = await one(`select id from app.legal_basis where code = 'SIXTH_PLAN_101'`)
    await attachLegalBasis(officer, { runId, legalBasisId: ended!, attached: true })
    const answer = await approveRun(officer, { runId })
    expect(answer.warnings.find(({ code }) => code === 'W-RUN-05')).toEqual({
      code: 'W-RUN-05',
      values: { title: 'مادهٔ ۱۰۱ قانون برنامهٔ ششم توسعه' },
    })
    expect(await one(`select status from app.run where id = '${runId}'`)).toEqual({ status: 'DRAFT' })
    await attachLegalBasis(officer, { runId, legalBasisId: ended!, attached: false })
    expect((await approveRun(officer, { runId })).warnings.map(({ code }) => code)).not.toContain('W-RUN-05')
  })
})

describe('who a run is for', () => {
  it('is what its groups begin with, and each keeps its own', async () => {
    await expect(setRunAudience(stranger, { runId, audience: 'WOMEN' })).rejects.toMatchObject({
      code: 'E-GEN-02',
    })
    const { version } = await setRunAudience(officer, { runId, audience: 'WOMEN', version: 1 })
    expect(await event(runId)).toMatchObject({
      action: 'run.audience',
      before: { audience: 'MIXED' },
      after: { audience: 'WOMEN' },
    })
    await expect(setRunAudience(officer, { runId, audience: 'MEN', version: 1 })).rejects.toMatchObject({
      code: 'E-GEN-03',
    })
    const { cohortId } = await addCohort(officer, { runId, placeId: w.placeId })
    expect(await one(`select audience from app.cohort where id = '${cohortId}'`)).toEqual({
      audience: 'WOMEN',
    })
    await setRunAudience(officer, { runId, audience: 'MIXED', version })
    expect(await one(`select audience from app.cohort where id = '${cohortId}'`)).toEqual({
      audience: 'WOMEN',
    })
  })
})

describe('a group planned for everybody', () => {
  it('is written as it was said, and W-RUN-01 says what the sum is', async () => {
    const { id } = await one(`select id from app.cohort where run_id = '${runId}'`)
    const plan = (ctx: Context, targetSize: number) =>
      setCohortPlan(ctx, { cohortId: id!, targetSize, audience: 'WOMEN' })
    await expect(plan(stranger, 625)).rejects.toMatchObject({ code: 'E-GEN-02' })
    await plan(officer, 625)
    await loaded.sql`insert into app.rule (key, value, level, run_id, valid_from, source)
      values ('PARTICIPANT_TARGET', '25', 'RUN', ${runId}, '2000-01-01', 'test')`
    expect((await approveRun(officer, { runId })).warnings).toContainEqual({
      code: 'W-RUN-01',
      values: { sum: 625, target: 25 },
    })
    await plan(officer, 25)
    expect((await approveRun(officer, { runId })).warnings.map(({ code }) => code)).not.toContain('W-RUN-01')
    await loaded.sql`update app.cohort set status = 'RUNNING' where id = ${id!}`
    await expect(plan(officer, 30)).rejects.toMatchObject({ code: 'E-RUN-07' })
    await loaded.sql`update app.cohort set status = 'PLANNED' where id = ${id!}`
  })
})

describe('the places of an earlier run', () => {
  const fresh = async () => {
    const [made] = await loaded.sql`
      insert into app.run (scope_id, province_id, code, name_fa, name_en, start_date, end_date)
      values (${w.provinceScope}, ${w.provinceId}, ${`NEXT-${Math.trunc(performance.now() * 1000)}`}, 'x', 'x', '2025-03-21', '2025-09-22') returning id`
    return made!.id as string
  }
  const cohorts = (id: string) =>
    rows(
      loaded.sql,
      `select place_id as place, audience, target_size as size, slots, status from app.cohort where run_id = '${id}'`,
    )

  it('are looked at first, then become groups with their audience, size and days, and without their people', async () => {
    const slots = { days: [0, 2], time: '09:30' }
    await loaded.sql`update app.cohort set slots = ${loaded.sql.json(slots)}, audience = 'MEN', target_size = 28 where id = ${w.cohortId}`
    const to = await fresh()
    const asked = { runId: to, fromRunId: w.runId, placeIds: [w.placeId] }
    const seen = await reading(scopeOf(officer.actor), (db) =>
      earlierPlaces(db, scopeOf(officer.actor), asked),
    )
    expect(seen).toMatchObject([{ placeId: w.placeId, audience: 'MEN', targetSize: 28, slots, there: false }])
    expect(await cohorts(to)).toEqual([])
    for (const who of [stranger, await contextOf(w.facilitator)])
      await expect(copyPlaces(who, asked)).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect(await copyPlaces(officer, asked)).toEqual({ copied: 1 })
    expect(await cohorts(to)).toEqual([
      { place: w.placeId, audience: 'MEN', size: 28, slots, status: 'PLANNED' },
    ])
    expect(await event(to)).toMatchObject({
      action: 'run.copy-places',
      after: { count: 1, fromRun: w.runId },
    })
  })

  it('E-COH-01: one that has its group already stops all of them', async () => {
    const to = await fresh()
    const [second] = await loaded.sql`
      insert into app.place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold)
      select kind, parent_id, province_id, scope_id, '0-first', 'محلهٔ دیگر', 'Other', 'other' from app.place where id = ${w.placeId} returning id`
    const early = await fresh()
    await addCohort(officer, { runId: early, placeId: second!.id })
    await addCohort(officer, { runId: early, placeId: w.placeId })
    await addCohort(officer, { runId: to, placeId: w.placeId })
    const asked = { runId: to, fromRunId: early, placeIds: [second!.id, w.placeId] }
    await expect(copyPlaces(officer, asked)).rejects.toMatchObject({ code: 'E-COH-01' })
    expect(await cohorts(to)).toHaveLength(1)
    const seen = await reading(scopeOf(officer.actor), (db) =>
      earlierPlaces(db, scopeOf(officer.actor), asked),
    )
    expect(seen.filter(({ there }) => there).map(({ placeId }) => placeId)).toEqual([w.placeId])
    await expect(copyPlaces(officer, { ...asked, fromRunId: to })).rejects.toMatchObject({ code: 'E-GEN-02' })
  })
})
