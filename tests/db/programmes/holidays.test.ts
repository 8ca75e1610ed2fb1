import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadHolidays } from '@/db/commands/programmes/load-holidays'
import { holidaysOf } from '@/db/queries/programmes/holidays'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { staff, type World, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase, rows } from '../demo/loaded'

let loaded: Loaded
let w: World
beforeAll(async () => {
  loaded = await loadedDatabase('none')
  w = await world(loaded.sql, { people: 0, sessions: 4, firstDay: '2024-05-11', now: '2024-05-12T15:00:00Z' })
})
afterAll(() => loaded.end())

const days = [
  { day: '2024-05-11', fa: 'روز نخست' },
  { day: '2024-05-13', fa: 'روز دوم', en: 'Second' },
]
const load = { year: 1403, days, source: 'تقویم رسمی ۱۴۰۳' }
const table = () =>
  rows(
    loaded.sql,
    `select h.day::text as day from app.holiday h join app.calendar_day c on c.day = h.day where c.month / 100 = 1403 order by 1`,
  )
const loads = async () =>
  await rows(
    loaded.sql,
    `select action, entity_id as year, after from audit.event where action = 'holiday.load'`,
  )

it('are loaded whole for a year by who keeps rules or accounts, and by nobody else', async () => {
  const before = await table()
  expect(before.length).toBeGreaterThan(10)
  for (const stranger of [w.officer, w.facilitator])
    await expect(loadHolidays(await contextOf(stranger), load)).rejects.toMatchObject({ code: 'E-GEN-02' })
  const director = await contextOf(w.director)
  await expect(loadHolidays(director, { ...load, days: [...days, days[0]!] })).rejects.toMatchObject({
    code: 'day-twice',
  })
  await expect(loadHolidays(director, { ...load, year: 1404 })).rejects.toMatchObject({ code: 'other-year' })
  expect(await table()).toEqual(before)
  expect(await loads()).toEqual([])
  expect(await loadHolidays(director, load)).toEqual({ days: 2 })
  expect(await table()).toEqual([{ day: '2024-05-11' }, { day: '2024-05-13' }])
  expect(await loads()).toEqual([{ action: 'holiday.load', year: '1403', after: { days: 2 } }])
  const admin = await contextOf(await staff(loaded.sql, 'ADMIN', w.provinceScope))
  expect(await loadHolidays(admin, { ...load, days: days.slice(0, 1) })).toEqual({ days: 1 })
})

it('move no session by themselves: those still to come on such a day are told', async () => {
  const director = await contextOf(w.director)
  await loadHolidays(director, load)
  const scope = scopeOf(director.actor)
  const { days: shown, sessions } = await reading(scope, (db) =>
    holidaysOf(db, scope, 1403, new Date('2024-05-12T15:00:00Z')),
  )
  expect(shown.map(({ fa, en }) => [fa, en])).toEqual([
    ['روز نخست', 'روز نخست'],
    ['روز دوم', 'Second'],
  ])
  expect(sessions.map(({ day, status }) => [day, status])).toEqual([['2024-05-13', 'SCHEDULED']])
  expect(
    await rows(
      loaded.sql,
      `select day::text as day from app.session where cohort_id = '${w.cohortId}' order by day`,
    ),
  ).toEqual(['2024-05-11', '2024-05-13', '2024-05-15', '2024-05-17'].map((day) => ({ day })))
})
