import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTasks } from '@/db/queries/tasks/inbox'
import { cohortLedger, personLedgers } from '@/db/queries/workshops/ledger'
import { registerView } from '@/db/queries/workshops/register'
import { exitOf, marksOf } from '@/db/seed/demo/attendance'
import { DEMO_PLACES } from '@/db/seed/demo/places'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { type DemoField, openDemo } from '../indicators/demo-field'

let demo: DemoField
beforeAll(async () => {
  demo = await openDemo('snapshot')
}, 240_000)
afterAll(() => demo.close())

const SESSION = 120
const NEEDED = 2880
/** What one mark of the demonstration is worth, by hand (domain 10.4): present all, late by half an hour the rest. */
const worth = (code: string) => (code === 'PRESENT' ? SESSION : code === 'LATE' ? SESSION - 30 : 0)

function byHand(marks: ({ code: string } | null)[], held: number) {
  const earned = marks.slice(0, held).map((mark) => worth(mark?.code ?? 'ABSENT'))
  const minutes = earned.reduce((all, one) => all + one, 0)
  const ahead = (30 - held) * SESSION
  const missed = earned.filter((one) => one === 0).length
  const spare = minutes + ahead - NEEDED
  const state =
    minutes >= NEEDED
      ? 'DONE'
      : spare + Math.min(missed, 4) * SESSION < 0
        ? 'OUT_OF_REACH'
        : spare < 2 * SESSION
          ? 'AT_RISK'
          : 'SAFE'
  return { earned: minutes, ahead, mayMiss: Math.max(0, spare), toMakeUp: Math.max(0, -spare), state, missed }
}

describe('the hours ledger of the SNAPSHOT', () => {
  it('is what a computation by hand says of every person, for the office, the facilitator and on a person’s page', async () => {
    const cohorts = await demo.owner<
      { id: string; code: string; held: number; leader: string; next: string }[]
    >`
      select c.id, c.code, (select count(*)::int from app.session s where s.cohort_id = c.id and s.status in ('SUBMITTED', 'APPROVED')) as held,
        (select f.user_id from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id where cf.cohort_id = c.id) as leader,
        (select s.id from app.session s where s.cohort_id = c.id and s.status = 'SCHEDULED' order by s.day limit 1) as next
      from app.cohort c order by c.code`
    expect(cohorts).toHaveLength(25)
    const states: Record<string, number> = {}
    const helped: string[] = []
    for (const [i, cohort] of cohorts.entries()) {
      const place = DEMO_PLACES.find(({ c }) => c === i + 1)!
      const leader = { userId: cohort.leader } as Scope
      const asked = { cohortId: cohort.id }
      const office = await reading(demo.officer, (db) => cohortLedger(db, demo.officer, asked))
      expect(await reading(leader, (db) => cohortLedger(db, leader, asked))).toEqual(office)
      expect(office.map(({ rowNo }) => rowNo)).toEqual(Array.from({ length: 25 }, (_, p) => p + 1))
      for (const { rowNo, status, ledger, enrolmentId } of office) {
        const exit = exitOf(place, rowNo)
        if (exit && exit.session <= cohort.held) {
          expect([cohort.code, rowNo, status, ledger]).toEqual([cohort.code, rowNo, exit.status, null])
          continue
        }
        const { missed, ...expected } = byHand(marksOf(place, rowNo), cohort.held)
        expect([cohort.code, rowNo, ledger]).toEqual([cohort.code, rowNo, expect.objectContaining(expected)])
        states[expected.state] = (states[expected.state] ?? 0) + 1
        if (expected.state === 'AT_RISK' && missed > 0) helped.push(enrolmentId)
      }
      const view = await reading(leader, (db) =>
        registerView(db, leader, { sessionId: cohort.next, locale: 'fa' }),
      )
      const spare = new Map(office.map(({ personId, ledger }) => [personId, ledger?.mayMiss]))
      for (const person of view!.people)
        expect([person.row, person.mayMissMinutes]).toEqual([person.row, spare.get(person.personId)])
      const [first] = office
      const page = await reading(demo.officer, (db) =>
        personLedgers(db, demo.officer, { personId: first!.personId }),
      )
      expect(page).toEqual([first])
    }
    expect(Object.values(states).reduce((all, n) => all + n, 0)).toBe(527)
    const raised =
      await demo.owner`select enrolment_id as id from app.task where kind = 'MAKE_UP' and state = 'OPEN'`
    expect(raised.map(({ id }) => id).sort()).toEqual(helped.sort())
  })

  it('has its tasks in the inbox, and none of whoever has left', async () => {
    const open = await reading(demo.officer, (db) => openTasks(db, demo.officer))
    expect(open.MAKE_UP).toBeGreaterThan(20)
    const [row] = await demo.owner`
      select count(*)::int as n from app.task t join app.enrolment e on e.id = t.enrolment_id
      where t.state = 'OPEN' and e.status in ('WITHDRAWN', 'NO_SHOW')`
    expect(row).toEqual({ n: 0 })
    const khoy = await reading(demo.khoy, (db) => openTasks(db, demo.khoy))
    expect(khoy.MAKE_UP).toBeLessThan(open.MAKE_UP!)
  })
})
