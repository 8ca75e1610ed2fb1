import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { movePlace } from '@/db/commands/neighbourhoods/move-place'
import { basisOf } from '@/db/queries/indicators/basis'
import { cohortFacts } from '@/db/queries/indicators/cohort-facts'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, staff, world } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { review, send } from '../workshops/register-sent'
import { appLogin, county } from './field'

let db: Loaded
let app: Sql
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = appLogin(db)
})
afterAll(async () => {
  await app.end()
  await db.end()
})

it('a neighbourhood moved in mid-run takes its people, hours and sheets along, and its work goes on', async () => {
  const w = await world(db.sql, { people: 3 })
  const there = await county(db.sql, w)
  const [before, after] = [
    await staff(db.sql, 'COUNTY_OFFICER', w.countyScope),
    await staff(db.sql, 'COUNTY_OFFICER', there.scopeId),
  ]
  await send(app, w.facilitator, registerOf(w))
  await review(app, w.officer, w.sessionIds[0]!, 2, 'APPROVE')
  const sees = async (who: Staff) =>
    reading(scopeOf((await contextOf(who)).actor), async (tx) => {
      const [row] = await tx.execute<{ people: number; marks: number }>(
        `select (select count(*)::int from app.enrolment where run_id = '${w.runId}') as people,
          (select count(*)::int from app.attendance where session_id = '${w.sessionIds[0]}') as marks`,
      )
      return [row!.people, row!.marks]
    })
  const figures = async () => {
    const scope = scopeOf((await contextOf(w.officer)).actor)
    return reading(scope, async (tx) => {
      const asked = { runId: w.runId, asOf: '2024-06-01', counting: 'internal' as const }
      const { county } = await cohortFacts(tx, asked, ['county'], await basisOf(tx, scope, asked))
      return county
        .filter(({ facts }) => (facts.enrolled ?? 0) > 0)
        .map(({ place, facts }) => [place?.placeId, facts.enrolled, facts.creditedMinutes])
    })
  }
  expect([await sees(before), await sees(after)]).toEqual([
    [3, 3],
    [0, 0],
  ])
  expect(await figures()).toEqual([[w.countyId, 3, 360]])

  await movePlace(await contextOf(w.officer), {
    placeId: w.placeId,
    countyId: there.countyId,
    reason: 'تقسیمات کشوری',
  })
  expect([await sees(before), await sees(after)]).toEqual([
    [0, 0],
    [3, 3],
  ])
  expect(await figures()).toEqual([[there.countyId, 3, 360]])
  // Her facilitator notices nothing: the next register goes in, and the office approves it.
  expect(await send(app, w.facilitator, registerOf(w, 1))).toMatchObject({ status: 'applied' })
  expect(await review(app, w.officer, w.sessionIds[1]!, 2, 'APPROVE')).toMatchObject({ status: 'applied' })
  expect(await figures()).toEqual([[there.countyId, 3, 720]])
})
