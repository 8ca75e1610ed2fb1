import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { issueCards } from '@/db/commands/surveys/issue-cards'
import { viewMyCard } from '@/db/commands/surveys/my-card'
import { planMakeUp } from '@/db/commands/workshops/plan-make-up'
import { cohortLedger } from '@/db/queries/workshops/ledger'
import { contextOf, scopeOfStaff } from '@/tests/support/actors'
import type { World } from '@/tests/support/factories'
import { visitor } from '../surveys/asked'
import { as, type Field, openField, sheet, smallWorld, tasksOf } from './field'

const SESSIONS = 8
const PEOPLE = 4
let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('sheet' as const),
      at: fc.nat(SESSIONS - 1),
      letters: fc.string({
        unit: fc.constantFrom('P', 'P', 'A', 'A', 'L', 'E', 'S'),
        minLength: PEOPLE,
        maxLength: PEOPLE,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('plan' as const), at: fc.nat(SESSIONS - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('make-up' as const),
      at: fc.nat(9),
      letters: fc.string({ unit: fc.constantFrom('P', 'A'), minLength: PEOPLE, maxLength: PEOPLE }),
    }),
  },
)
const values = fc.record({
  mode: fc.constantFrom('SHARE_OF_HOURS', 'SHARE_OF_HOURS', 'STRICT', 'SHARE_OF_SESSIONS'),
  share: fc.constantFrom(0.5, 0.6, 0.75, 0.8),
  most: fc.integer({ min: 0, max: 3 }),
})

it('the task of the database and the ledger of the screens agree, whatever is recorded', async () => {
  await fc.assert(
    fc.asyncProperty(values, fc.array(act, { minLength: 4, maxLength: 14 }), async (rules, acts) => {
      const w = await smallWorld(field.owner, SESSIONS, PEOPLE)
      const set = (key: string, value: unknown) =>
        field.owner`insert into app.rule (key, value, level, run_id, valid_from, source)
          values (${key}, ${JSON.stringify(value)}::text::jsonb, 'RUN', ${w.runId}, '-infinity', 'test')`
      await set('COMPLETION_MODE', rules.mode)
      await set('COMPLETION_SHARE_PARTICIPANT', rules.share)
      await set('MAKE_UP_MAX_SESSIONS', rules.most)
      await field.owner`update app.enrolment set registered_on = '2024-05-14' where cohort_id = ${w.cohortId} and row_no = ${PEOPLE}`
      const officer = await contextOf(w.officer)
      const makeUps: string[] = []
      for (const [i, one] of acts.entries()) {
        if (one.kind === 'plan') {
          const day = `2024-05-${String(26 + (i % 5)).padStart(2, '0')}`
          const planned = await planMakeUp(officer, {
            sessionId: w.sessionIds[one.at]!,
            day,
            time: `${String(8 + i).padStart(2, '0')}:00`,
            minutes: 45 + one.at,
            reason: 'جبران',
            acknowledged: ['W-SES-04'],
          }).catch(() => null)
          if (planned) makeUps.push(planned.sessionId)
          continue
        }
        const letters = 'letters' in one ? one.letters : ''
        const target = one.kind === 'sheet' ? one.at : makeUps[one.at % Math.max(1, makeUps.length)]
        if (target === undefined) continue
        // The last one joined late: she is on no sheet before.
        const early = typeof target === 'number' && target < 2
        const sent =
          typeof target === 'string'
            ? await onlyRoster(target, w, letters)
            : early
              ? letters.slice(0, PEOPLE - 1)
              : letters
        const answer = await sheet(field.app, w, target, sent)
        if (answer.status !== 'applied') continue
        await agreed(w)
      }
      await cardsAgree(w)
    }),
    { numRuns: 24, seed: 1403 },
  )
}, 300_000)

/** The letters of those who are on the roster of a make-up. */
async function onlyRoster(sessionId: string, w: World, letters: string): Promise<string> {
  const [row] = await field.owner`
    select array_agg(app.hour_credited(s.makes_up_id, e.person_id, s.id) order by e.row_no) as credited
    from app.session s join app.enrolment e on e.cohort_id = s.cohort_id where s.id = ${sessionId}`
  return w.people.map((_, i) => (row!.credited[i] ? '-' : letters[i])).join('')
}

async function agreed(w: World) {
  const lines = await as(w.officer, (db) =>
    cohortLedger(db, scopeOfStaff(w.officer), { cohortId: w.cohortId }),
  )
  const helped = lines.filter(({ ledger }) => ledger?.makeUpHelps).map(({ rowNo }) => `MAKE_UP ${rowNo}`)
  const open = await tasksOf(field.owner, w)
  expect(open.filter((line) => line.startsWith('MAKE_UP'))).toEqual(helped)
  const streaks = await field.owner`
    with held as (select id, row_number() over (order by day desc, starts_at desc) n from app.session
      where cohort_id = ${w.cohortId} and makes_up_id is null and status = 'SUBMITTED')
    select e.row_no from app.enrolment e where e.cohort_id = ${w.cohortId} and (select count(*) from held where n <= 3) = 3
      and (select count(*) from held h join app.attendance a on a.session_id = h.id and a.person_id = e.person_id and a.code = 4 where n <= 3) = 3
    order by 1`
  expect(open.filter((line) => line.startsWith('ABSENCES'))).toEqual(
    streaks.map((row) => `ABSENCES ${row.row_no}`),
  )
  const [drift] = await field.owner`
    select count(*)::int as n from app.enrolment e where e.cohort_id = ${w.cohortId} and e.credited_minutes <> coalesce((
      select sum(a.credited_minutes) from app.attendance a join app.session s on s.id = a.session_id
      where s.cohort_id = e.cohort_id and a.person_id = e.person_id and s.status = 'SUBMITTED'), 0)`
  expect(drift).toEqual({ n: 0 })
}

/** What a participant's card shows her is what the office reads of her. */
async function cardsAgree(w: World) {
  const { cards } = await issueCards(await contextOf(w.officer), { cohortId: w.cohortId, rows: 'ALL' })
  const lines = await as(w.officer, (db) =>
    cohortLedger(db, scopeOfStaff(w.officer), { cohortId: w.cohortId }),
  )
  for (const { row, code } of cards) {
    const line = lines.find(({ rowNo }) => rowNo === row)!
    const { minutes, ledger } = line
    expect(await viewMyCard(visitor(), code)).toMatchObject({ minutes, ledger })
  }
}
