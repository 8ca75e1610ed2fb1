import { runOnce } from 'graphile-worker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { partLinks } from '@/db/commands/surveys/part-links'
import { loginUrls } from '@/db/logins'
import { outcomeFigures, outcomeSplit, pairCoverage } from '@/db/queries/surveys/outcomes'
import { actorOfAccount, systemActor } from '@/db/seed/system-actor'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { keyring } from '@/lib/env'
import { queueLogger } from '@/server/queue/prepare'
import { surveyJobs } from '@/server/queue/survey-jobs'
import { type Loaded, loadedDatabase } from '../demo/loaded'

// The FULL demonstration stands at its end; here it was closed on 2024-09-22, and its clock is moved, not the machine's.
const AS_OF = '2024-09-22'
let demo: Loaded
let runId: string
beforeAll(async () => {
  demo = await loadedDatabase('full')
  runId = (await demo.sql`select id from app.run`)[0]!.id
})
afterAll(() => demo.end())

type Ask<T> = (db: Db, scope: ReturnType<typeof scopeOf>) => Promise<T>
const officer = async () => {
  const [row] =
    await demo.sql`select user_id as id from app.user_login where handle = 'officer1@demo.tabavar.local'`
  return { actor: await actorOfAccount(demo.sql, row!.id), now: new Date(), requestId: 'test' }
}
async function asked<T>(work: Ask<T>): Promise<T> {
  const scope = scopeOf((await officer()).actor)
  return reading(scope, (db) => work(db as Db, scope))
}
const told = () =>
  asked(async (db, scope) => ({
    figures: await outcomeFigures(db, scope, { runId, asOf: AS_OF }),
    coverage: await pairCoverage(db, scope, { runId, asOf: AS_OF }),
  }))
const links = async () =>
  (
    await demo.sql`select count(*) filter (where person_id is not null)::int as kept,
      count(*) filter (where code_hash is not null)::int as cards, count(*)::int as all from app.respondent_link`
  )[0]
const stands = (instant: string) =>
  demo.sql`update app.run set pinned_now = ${instant}, closed_at = '2024-09-22T14:00:00Z' where id = ${runId}`
async function night(now: string): Promise<string[]> {
  const lines: string[] = []
  const connectionString = loginUrls(demo.database.ownerUrl, keyring().loginSecret).job
  await demo.sql`select graphile_worker.add_job('survey-links')`
  await runOnce({
    connectionString,
    schema: 'graphile_worker',
    taskList: surveyJobs({ now: () => new Date(now), log: (line) => lines.push(line) }),
    noHandleSignals: true,
    logger: queueLogger,
  })
  return lines
}

describe('the link between pseudonym and person', () => {
  it('stays for a year after the run, whatever the machine’s clock says of a demonstration', async () => {
    expect(await night('2031-01-01T00:00:00Z')).toEqual([])
    await stands('2025-09-21T20:00:00Z')
    expect(await night('2031-01-01T00:00:00Z')).toEqual([])
    expect((await links())!.kept).toBe(600)
  })

  it('is deleted by nobody but the program, and not before its day', async () => {
    const ctx = await officer()
    await expect(partLinks(ctx, { runId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    const system = { actor: await systemActor(demo.sql), now: new Date(), requestId: 'test' }
    await expect(partLinks(system, { runId })).rejects.toMatchObject({ code: 'E-GEN-02' })
    expect((await links())!.kept).toBe(600)
  })

  it('is deleted on the day by the worker, audited as a number, and no figure of the run moves', async () => {
    const before = await told()
    expect(before.figures.find(({ code }) => code === 'O-01')!.n).toBe(454)
    await stands('2025-09-22T20:31:00Z')
    expect(await night('2025-09-22T20:31:00Z')).toEqual(['survey links: 600 deleted'])
    expect(await links()).toMatchObject({ kept: 0, cards: 0, all: 600 })
    expect(await told()).toEqual(before)
    const [split] = await asked(async (db, scope) => [
      await outcomeSplit(db, scope, { runId, asOf: AS_OF, by: 'county' }),
    ])
    expect(split!.lines).toEqual([])
    const events =
      await demo.sql`select actor_id, entity_id, after from audit.event where action = 'survey.part'`
    expect(events.map(({ entity_id, after }) => [entity_id, after])).toEqual([[runId, { count: 600 }]])
    expect(events[0]!.actor_id).toBe((await systemActor(demo.sql)).userId)
    const [run] = await demo.sql`select links_parted_on::text as day from app.run where id = ${runId}`
    expect(run!.day).toBe('2025-09-23')
  })

  it('leads from no table to a person any more, and there is nothing left to do the next night', async () => {
    const [row] = await demo.sql`
      select count(*)::int as n from app.respondent_link l join app.enrolment e on e.run_id = l.run_id and e.person_id = l.person_id`
    expect(row!.n).toBe(0)
    expect(await night('2025-09-23T20:31:00Z')).toEqual([])
    await expect(
      demo.sql`update app.respondent_link set code_hash = 'x' where parted_on is not null`,
    ).rejects.toMatchObject({ constraint_name: 'respondent_link_parted' })
  })
})
