import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetIdentity, identifyVolunteer } from '@/db/commands/associations/identify-volunteer'
import { prepareQuarter, signQuarter } from '@/db/commands/indicators/close-quarter'
import { viewPerson } from '@/db/commands/people/view-person'
import { exportPicture } from '@/db/commands/picture/export-picture'
import { exportFigures } from '@/db/commands/reports/export-figures'
import { exportPeople } from '@/db/commands/reports/export-people'
import { volunteersOf } from '@/db/queries/associations/association-page'
import { groupFacts } from '@/db/queries/hamyar/group-facts'
import { figures } from '@/db/queries/indicators/figures'
import { whoSaw } from '@/db/queries/people/who-saw'
import { peopleCounts } from '@/db/queries/picture/coverage'
import { runNamed } from '@/db/queries/programmes/run-line'
import { releaseFacts } from '@/db/queries/releases/facts'
import { reportNamed, reportSheet } from '@/db/queries/reports/quarter-report'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import type { Staff } from '@/tests/support/factories'
import { freshId, women } from '../hamyar/field'
import { openPicture, type PictureField, threefold } from './field'

const UNTIL = '2999-01-01'
let f: PictureField
let her: Awaited<ReturnType<typeof threefold>>
beforeAll(async () => {
  f = await openPicture()
  her = await threefold(f)
})
afterAll(() => f?.end())

const scope = async (who: Staff) => scopeOf((await contextOf(who)).actor)
async function counted(who: Staff, until = UNTIL) {
  const at = await scope(who)
  const rows = await reading(at, (db) => peopleCounts(db, at, { provinceId: f.provinceId, until }))
  return Object.fromEntries(rows.map((row) => [row.programme, [row.people, row.participations, row.unknown]]))
}

describe('one woman in three programmes', () => {
  it('is one person and three participations, to who reads them all', async () => {
    const all = {
      RESILIENCE: [1, 1, 0],
      HAMYAR: [1, 1, 0],
      ASSOCIATION: [1, 1, 0],
      ALL: [1, 3, 0],
    }
    expect(await counted(f.director)).toEqual(all)
    expect(await counted(f.auditor)).toEqual(all)
  })

  it('is one person in each office’s own count, and no office counts another’s', async () => {
    expect(await counted(f.womensOffice)).toEqual({ RESILIENCE: [1, 1, 0], ALL: [1, 1, 0] })
    expect(await counted(f.officer)).toEqual({ HAMYAR: [1, 1, 0], ALL: [1, 1, 0] })
    expect(await counted(f.both)).toEqual({ RESILIENCE: [1, 1, 0], HAMYAR: [1, 1, 0], ALL: [1, 2, 0] })
    expect(await counted(f.associations.officer)).toEqual({ ASSOCIATION: [1, 1, 0], ALL: [1, 1, 0] })
    // The charities' needs and services name nobody.
    expect(await counted(f.charity)).toEqual({})
    for (const nobody of [f.facilitator, f.here.worker, f.association.coordinator, f.far.county])
      expect(await counted(nobody)).toEqual({})
  })

  it('is the number each programme’s own figures have', async () => {
    const office = await scope(f.womensOffice)
    const plan = await reading(office, (db) =>
      figures(db, office, { runId: f.plan.runId, asOf: '2024-06-01', level: 'run', counting: 'internal' }),
    )
    expect(plan.places[0]?.figures.find(({ code }) => code === 'R-07')?.value).toBe(1)
    const hamyar = await scope(f.officer)
    const groups = await reading(hamyar, (db) => groupFacts(db, hamyar, { today: '2024-06-01' }))
    expect(groups.reduce((sum, { members }) => sum + members, 0)).toBe(1)
    const within = await scope(f.association.coordinator)
    const { associationId } = f.association
    expect(await reading(within, (db) => volunteersOf(db, within, associationId))).toHaveLength(1)
  })

  it('is one row and one number in each file and in a release of the plan', async () => {
    const ctx = await contextOf(f.womensOffice)
    const asked = { runId: f.plan.runId, asOf: '2024-06-01' }
    const { rows: exported } = await exportFigures(ctx, { ...asked, code: 'R-07' })
    expect([...new Set(exported.map(({ value }) => value))]).toEqual([1])
    expect((await exportPeople(ctx, { runId: f.plan.runId })).rows).toHaveLength(1)
    const at = scopeOf(ctx.actor)
    const facts = await reading(at, (db) => releaseFacts(db, at, asked))
    expect(facts.counts.enrolled).toBe(1)
    const { counts } = await exportPicture(await contextOf(f.director), {
      provinceId: f.provinceId,
      until: UNTIL,
    })
    expect(
      counts.map(({ programme, people, participations }) => [programme, people, participations]),
    ).toEqual([
      ['RESILIENCE', 1, 1],
      ['HAMYAR', 1, 1],
      ['ASSOCIATION', 1, 1],
      ['ALL', 1, 3],
    ])
  })

  it('is one person in the report of a closed quarter of the plan, which counts nobody else’s participations', async () => {
    const clock = (day: string) =>
      f.sql`update app.run set pinned_now = ${`${day}T12:00:00Z`} where id = ${f.plan.runId}`
    await clock('2024-07-15')
    const { closingId } = await prepareQuarter(await contextOf(f.womensOffice), {
      runId: f.plan.runId,
      quarter: '1403-1',
      reason: 'برگه‌های روز پایانی در راه است',
    })
    await signQuarter(await contextOf(f.director), { closingId })
    const at = await scope(f.womensOffice)
    await clock('2024-06-01')
    const sheet = await reading(at, async (db) => {
      const run = await runNamed(db, at, f.plan.runId)
      return reportSheet(db, at, run!, reportNamed('1403-1')!)
    })
    const enrolled = sheet!.closed.quarter.figures.filter(({ code }) => code === 'R-07')
    expect(enrolled.filter(({ level }) => level === 'run').map(({ value }) => value)).toEqual([1])
    expect(new Set(enrolled.map(({ value }) => value))).toEqual(new Set([1]))
  })

  it('does not move the day somebody is written down: a total over programmes is that of a month that has ended', async () => {
    expect(await counted(f.director, '2024-04-01')).toMatchObject({ ALL: [0, 0, 0] })
    // A volunteer who served before she was identified is there, and not yet known to be the same woman.
    await f.sql`update app.consent set taken_at = '2024-05-11' where scope_id = any(${[f.plan.scope, f.group.scopeId]})`
    expect(await counted(f.director, '2024-06-01')).toMatchObject({ ASSOCIATION: [1, 1, 1], ALL: [2, 3, 1] })
  })

  it('counts whoever is not identified as one of the people, and says how many they are', async () => {
    const { volunteerId } = await f.association.volunteer('زهرا نمونه')
    expect((await counted(f.director)).ALL).toEqual([2, 4, 1])
    const mine = await contextOf(f.association.coordinator)
    await identifyVolunteer(mine, { volunteerId, nationalId: her.nationalId, consent: true })
    expect((await counted(f.director)).ALL).toEqual([1, 4, 0])
    await forgetIdentity(mine, { volunteerId })
    expect((await counted(f.director)).ALL).toEqual([2, 4, 1])
    await f.sql`update app.association_volunteer set left_on = '2024-05-30' where id = ${volunteerId}`
    expect((await counted(f.director)).ALL).toEqual([1, 3, 0])
  })

  it('a second woman is a second person', async () => {
    const [memberId] = await f.group.add(women(f.here, 1))
    expect((await counted(f.director)).ALL).toEqual([2, 4, 0])
    await f.group.leave(memberId!)
    expect((await counted(f.director)).ALL).toEqual([1, 3, 0])
  })
})

describe('who a volunteer is', () => {
  it('is written by her association alone, and audited without her number', async () => {
    const asked = { volunteerId: her.volunteerId, nationalId: freshId(), consent: true as const }
    for (const stranger of [f.associations.officer, f.director, f.facilitator, f.here.worker])
      await expect(identifyVolunteer(await contextOf(stranger), asked)).rejects.toMatchObject({
        code: 'E-GEN-02',
      })
    const [act] = await f.sql`select action, after, before from audit.event
      where action = 'associations.identify' and entity_id = ${her.volunteerId} order by seq desc limit 1`
    expect(act).toEqual({ action: 'associations.identify', after: null, before: null })
  })

  it('E-REF-04: not without her consent; and a number that is none is said to be none', async () => {
    const mine = await contextOf(f.association.coordinator)
    const asked = { volunteerId: her.volunteerId, nationalId: freshId() }
    await expect(identifyVolunteer(mine, { ...asked, consent: false as true })).rejects.toThrow('E-REF-04')
    await expect(
      identifyVolunteer(mine, { ...asked, nationalId: '1234567890', consent: true }),
    ).rejects.toThrow('E-PER-02')
  })
})

describe('her page', () => {
  it('has her part in every programme its reader sees, and of the others not a word', async () => {
    const seen = async (who: Staff) => {
      const page = await viewPerson(await contextOf(who), { personId: her.personId })
      return page && [page.enrolments.length, page.memberships.length, page.consents.length]
    }
    expect(await seen(f.womensOffice)).toEqual([1, 0, 1])
    expect(await seen(f.facilitator)).toEqual([1, 0, 1])
    expect(await seen(f.officer)).toEqual([0, 1, 1])
    expect(await seen(f.here.worker)).toEqual([0, 1, 1])
    expect(await seen(f.both)).toEqual([1, 1, 2])
    for (const nobody of [f.associations.officer, f.association.coordinator, f.charity, f.there.worker])
      expect(await seen(nobody)).toBeNull()
  })

  it('says who has looked at it, and never that somebody of another programme has', async () => {
    const roles = async (who: Staff) => {
      const at = await scope(who)
      const { lines } = await reading(at, (db) => whoSaw(db, at, { personId: her.personId, page: 1 }))
      return [
        ...new Set(lines.filter(({ action }) => action === 'person.view').flatMap((one) => one.roles)),
      ].sort()
    }
    expect(await roles(f.womensOffice)).toEqual(['FACILITATOR', 'PROVINCE_OFFICER', 'WELFARE_OFFICER'])
    expect(await roles(f.both)).toEqual([
      'FACILITATOR',
      'PROVINCE_OFFICER',
      'SOCIAL_WORKER',
      'WELFARE_OFFICER',
    ])
    const lines = async (who: Staff) => {
      const at = await scope(who)
      return (await reading(at, (db) => whoSaw(db, at, { personId: her.personId, page: 1 }))).lines
    }
    // «both» works for either; the social worker for the hamyar groups alone.
    expect((await lines(f.womensOffice)).filter(({ roles: all }) => all.join() === 'SOCIAL_WORKER')).toEqual(
      [],
    )
    expect((await lines(f.officer)).filter(({ roles: all }) => all.join() === 'FACILITATOR')).toEqual([])
  })
})
