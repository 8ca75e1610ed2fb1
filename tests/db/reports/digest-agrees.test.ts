import { afterAll, beforeAll, expect, it } from 'vitest'
import { digestOf } from '@/db/queries/reports/digest'
import { openTasks } from '@/db/queries/tasks/inbox'
import { cohortLedger } from '@/db/queries/workshops/ledger'
import { facilitatorDay } from '@/db/queries/workshops/today'
import { waitingSheets } from '@/db/queries/workshops/waiting-sheets'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { type DemoField, openDemo } from '../indicators/demo-field'

let demo: DemoField
beforeAll(async () => {
  demo = await openDemo('snapshot')
}, 240_000)
afterAll(() => demo.close())

async function account(handle: string): Promise<Scope> {
  const [row] =
    await demo.owner`select user_id from app.user_login where handle = ${`${handle}@demo.tabavar.local`}`
  return { userId: row!.user_id } as Scope
}

it('an officer’s digest counts what the pages behind it show', async () => {
  const scope = await account('officer1')
  await reading(scope, async (db) => {
    const digest = await digestOf(db, scope, { mine: false })
    expect(digest.week).toBe('2024-07-20')
    expect(digest.counts.submitted).toBe(await waitingSheets(db, scope))
    const tasks = await openTasks(db, scope)
    expect(digest.counts.absences).toBe(tasks.ABSENCES ?? 0)
    expect(digest.counts.due).toBe(tasks.MISSING_SHEET ?? 0)
    const groups = await demo.owner`select id from app.cohort where status not in ('CANCELLED', 'CLOSED')`
    const states: string[] = []
    for (const group of groups)
      for (const { ledger } of await cohortLedger(db, scope, { cohortId: group.id }))
        if (ledger) states.push(ledger.state)
    expect(digest.counts.atRisk).toBe(states.filter((state) => state === 'AT_RISK').length)
    expect(digest.counts.outOfReach).toBe(states.filter((state) => state === 'OUT_OF_REACH').length)
    const [ahead] =
      await demo.owner`select count(*)::int as n from app.session s join app.run r on r.id = s.run_id
      where s.cohort_id is not null and s.status = 'SCHEDULED' and s.starts_at > app.run_clock(r) and s.day <= '2024-07-26'`
    expect(digest.counts.ahead).toBe(ahead!.n)
    expect(digest.counts.ahead).toBeGreaterThan(0)
  })
})

it('a facilitator’s digest is her own day', async () => {
  const scope = await account('facilitator01')
  await reading(scope, async (db) => {
    const digest = await digestOf(db, scope, { mine: true })
    const day = await facilitatorDay(db, scope, { locale: 'fa' })
    const open = [...day.today, ...day.waiting].filter(({ isDue }) => isDue).map(({ sessionId }) => sessionId)
    for (const { sessionId } of digest.due) expect(open).toContain(sessionId)
    expect(digest.counts.quarantined + digest.counts.silent + digest.counts.submitted).toBe(0)
    for (const { sessionId } of digest.ahead)
      expect(day.next.concat(day.today).map((line) => line.sessionId)).toContain(sessionId)
  })
})
