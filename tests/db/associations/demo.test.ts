import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dissolveAssociation } from '@/db/commands/associations/form-association'
import {
  associationCounties,
  associationFacts,
  partnerNames,
} from '@/db/queries/associations/association-facts'
import { volunteersOf } from '@/db/queries/associations/association-page'
import { calendarRows } from '@/db/queries/associations/calendar'
import { meetingsOf, openQuestions, questionsOf } from '@/db/queries/associations/meetings'
import { provinceFigures, provinceStanding, provincesOf } from '@/db/queries/associations/province'
import { actorOfAccount } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { type Actor, scopeOf } from '@/lib/access/actor'
import { partsOf, SPLITS_OF } from '@/lib/associations/breakdown'
import { waiting } from '@/lib/associations/formation'
import { type Loaded, loadedDatabase } from '../demo/loaded'

// The demonstration's clock is its own: whatever day it is here, its associations stand on 1403/05/01.
const NOW = new Date('2031-01-01T12:00:00Z')
let demo: Loaded
let officer: Actor
const account = async (handle: string) => {
  const [row] =
    await demo.sql`select user_id from app.user_login where handle = ${`${handle}@demo.tabavar.local`}`
  return actorOfAccount(demo.sql, row!.user_id)
}
const kurdistan = async (actor: Actor) => {
  const scope = scopeOf(actor)
  return reading(scope, async (db) => {
    const province = provincesOf(await associationCounties(db, scope)).find(({ code }) => code === '12')!
    const at = await provinceStanding(db, scope, province, NOW)
    return { at, ...(await provinceFigures(db, scope, at)) }
  })
}
beforeAll(async () => {
  demo = await loadedDatabase('snapshot')
  officer = await account('assoc-officer')
})
afterAll(() => demo.end())

describe('the associations of the demonstration, by the queries of its pages', () => {
  it('are 12, 11 of them at work in 9 of 10 counties, with 59 of 60 steps', async () => {
    const { at, figures, groups, pilots } = await kurdistan(officer)
    const table = Object.fromEntries(figures.map(({ code, value, of, more }) => [code, [value, of, more]]))
    expect(table).toMatchObject({
      'A-01': [9, 10, null],
      'A-02': [12, null, 11],
      'A-03': [0, 6, 1],
      'A-04': [59, 60, null],
    })
    // 11 associations, 54 activities, each with two to four volunteers.
    const held = at.associations.flatMap((one) => one.held)
    expect(table['A-05']).toEqual([held.reduce((all, one) => all + one.minutes, 0), null, null])
    expect(table['A-05']![0]).toBeGreaterThan(10_000)
    expect(table['A-09']).toEqual([5, 5, held.filter(({ field }) => field !== 'CULTURAL').length])
    expect(table['A-07']![0]).toBeGreaterThan(table['A-07']![1]! / 2)
    expect(table['A-08']).toEqual([6, null, 11])
    expect(at.today).toBe('2024-07-22')
    expect(at.started).toBe(false)
    expect(at.gaps.map(({ nameEn }) => nameEn)).toEqual(['Sarvabad'])
    expect(groups.map(({ group, all, active }) => [group, all, active])).toEqual([
      ['WOMEN_HEADS', 5, 5],
      ['ADDICTION_CENTRES', 2, 2],
      ['QUASI_FAMILY', 2, 1],
      ['DISABLED', 3, 3],
      ['OTHER', 0, 0],
    ])
    expect(pilots.map(({ nameEn }) => nameEn)).toEqual(['Kurdistan', null, null, null, null, null])
  })

  it('have behind each figure what adds up to it, and every partner by its name', async () => {
    const { at, figures, by } = await kurdistan(officer)
    const whole = (code: string) => figures.find((one) => one.code === code)!
    for (const code of ['A-02', 'A-04', 'A-05', 'A-06', 'A-07'] as const)
      for (const split of SPLITS_OF[code].filter((one) => one !== 'lunar'))
        expect(
          partsOf(code, split, at.associations, at.counties, by).reduce((all, one) => all + one.value, 0),
          `${code} by ${split}`,
        ).toBe(whole(code).value)
    const scope = scopeOf(officer)
    const names = await reading(scope, (db) =>
      partnerNames(db, scope, { provinceId: at.province.provinceId, today: at.today }),
    )
    const partners = partsOf('A-08', 'partner', at.associations, at.counties, by).map(({ key }) =>
      names.get(key),
    )
    expect(new Set(partners).size).toBe(whole('A-08').value)
    expect(partners).not.toContain(undefined)
    expect(await reading(scope, (db) => openQuestions(db, scope, at.province.provinceId))).toMatchObject([
      { askedBy: 'COUNTY', day: '2023-07-16' },
    ])
  })

  it('stand by county as the specification has them', async () => {
    const { at } = await kurdistan(officer)
    expect(
      Object.fromEntries(
        at.counties.map(({ nameEn, associations }) => [
          nameEn,
          associations.map(({ group, standing }) => `${group} ${standing}`),
        ]),
      ),
    ).toEqual({
      Sanandaj: ['WOMEN_HEADS ACTIVE', 'ADDICTION_CENTRES ACTIVE'],
      Saqqez: ['WOMEN_HEADS ACTIVE', 'DISABLED ACTIVE'],
      Marivan: ['WOMEN_HEADS ACTIVE'],
      Baneh: ['DISABLED ACTIVE'],
      Qorveh: ['QUASI_FAMILY ACTIVE'],
      Bijar: ['WOMEN_HEADS ACTIVE'],
      Kamyaran: ['ADDICTION_CENTRES ACTIVE'],
      Divandarreh: ['DISABLED ACTIVE'],
      Dehgolan: ['WOMEN_HEADS ACTIVE'],
      Sarvabad: ['QUASI_FAMILY SELECTED'],
    })
  })

  it('wait where they wait: Sarvabad for its fifth step, since its fourth', async () => {
    const { at } = await kurdistan(officer)
    const [stuck, ...others] = at.associations.flatMap((one) => {
      const found = waiting(one, { today: at.today, stuckDays: at.rules.ASSOC_STUCK_DAYS })
      return found ? [{ code: one.code, ...found }] : []
    })
    // From 28 Aban 1402 to 1 Mordad 1403.
    expect(stuck).toEqual({ code: 'KA-12', steps: ['AWARENESS'], since: '2023-11-19', days: 246, late: true })
    expect(others).toEqual([])
  })

  it('are one county’s to its cultural officer, one’s own to its coordinator, and nothing to others’ programmes', async () => {
    const seen = async (handle: string) => {
      const scope = scopeOf(await account(handle))
      return (
        await reading(scope, (db) => associationFacts(db, scope, { today: '2024-07-22', quietDays: 90 }))
      ).map(({ code }) => code)
    }
    expect(await seen('assoc-county-saqqez')).toEqual(['KA-03', 'KA-04'])
    expect(await seen('assoc-coordinator-05')).toEqual(['KA-05'])
    for (const other of ['officer1', 'hamyar-officer', 'county-urmia'])
      expect(await seen(other), other).toEqual([])
  })

  it('show their volunteers’ names to their own coordinator and to nobody above her', async () => {
    const [first] = await demo.sql`select id from app.association where code = 'KA-01'`
    const names = async (handle: string) => {
      const scope = scopeOf(await account(handle))
      return (await reading(scope, (db) => volunteersOf(db, scope, first!.id))).length
    }
    expect(await names('assoc-coordinator-01')).toBe(4)
    for (const other of ['assoc-officer', 'assoc-county-sanandaj', 'assoc-coordinator-02', 'officer1'])
      expect(await names(other), other).toBe(0)
  })

  it('have a briefing that all of the province read, with its questions, and a county’s own meeting', async () => {
    const read = async (handle: string) => {
      const actor = await account(handle)
      const scope = scopeOf(actor)
      const { provinceId } = (await kurdistan(officer)).at.province
      return reading(scope, async (db) => {
        const meetings = await meetingsOf(db, scope, provinceId)
        return meetings.map((one) => `${one.kind} ${one.mode} ${one.questions}/${one.open} ${one.mayWrite}`)
      })
    }
    expect(await read('assoc-officer')).toEqual([
      'COORDINATION IN_PERSON 0/0 true',
      'BRIEFING HYBRID 3/1 true',
    ])
    expect(await read('assoc-county-saqqez')).toEqual(['BRIEFING HYBRID 3/1 false'])
    expect(await read('assoc-coordinator-01')).toEqual([
      'COORDINATION IN_PERSON 0/0 false',
      'BRIEFING HYBRID 3/1 false',
    ])
    for (const other of ['officer1', 'hamyar-officer']) expect(await read(other), other).toEqual([])
    const scope = scopeOf(officer)
    const [meeting] = await demo.sql`select id from app.association_meeting where kind = 'BRIEFING'`
    const questions = await reading(scope, (db) => questionsOf(db, scope, meeting!.id))
    expect(questions.map(({ answeredBy }) => answeredBy)).toEqual(['NATIONAL', 'NATIONAL', null])
  })

  it('fill a calendar of the year with what was done, planned and kept', async () => {
    const scope = scopeOf(officer)
    const { provinceId } = (await kurdistan(officer)).at.province
    const days = await reading(scope, (db) =>
      calendarRows(db, scope, { provinceId, from: '2024-03-20', until: '2025-03-20' }),
    )
    const count = (kind: string) => days.filter((one) => one.kind === kind).length
    expect([count('PLANNED'), count('OBSERVANCE'), count('MEETING'), count('HOLIDAY')]).toEqual([
      11, 1, 1, 20,
    ])
    expect(count('ACTIVITY')).toBeGreaterThan(30)
  })

  it('leave a gap the moment the only one of a county is gone', async () => {
    const before = await kurdistan(officer)
    expect(before.at.gaps.map(({ nameEn }) => nameEn)).toEqual(['Sarvabad'])
    const marivan = before.at.associations.find(({ code }) => code === 'KA-05')!
    await dissolveAssociation(
      { actor: await account('assoc-county-marivan'), now: NOW, requestId: 'test' },
      { associationId: marivan.associationId, version: marivan.version, reason: 'اعضا از شهرستان رفتند' },
    )
    const after = await kurdistan(officer)
    expect(new Set(after.at.gaps.map(({ nameEn }) => nameEn))).toEqual(new Set(['Marivan', 'Sarvabad']))
    const [covered] = after.figures
    expect([covered!.value, covered!.of]).toEqual([8, 10])
  })
})
