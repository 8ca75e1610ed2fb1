import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { SessionFile } from '@/lib/workshops/session-file'
import type { Reader } from '../../client'
import { registerView } from './register'

type Head = Place & {
  scopeId: number
  runId: string
  runCode: string
  isDemo: boolean
  placeFa: string
  countyFa: string
}

/** The run of a session and where it stands; null for a class of trainees and outside the asker's reach. */
export async function sessionHome(db: Reader, _scope: Scope, sessionId: string): Promise<Head | null> {
  const [head] = await db.execute<Head>(sql`
    select s.scope_id as "scopeId", z.path, z.programme, r.id as "runId", r.code as "runCode", r.is_demo as "isDemo",
      n.name_fa as "placeFa", k.name_fa as "countyFa"
    from app.session s join app.run r on r.id = s.run_id join app.cohort c on c.id = s.cohort_id
    join app.scope z on z.id = s.scope_id join app.place n on n.id = c.place_id join app.place k on k.id = c.county_id
    where s.id = ${sessionId} and s.scope_id = any((select app.my_scope('record'))::int[])
      and s.scope_id = any((select app.my_scope('people'))::int[])`)
  return head ?? null
}

/** The register of a session of a cohort for a spreadsheet, for whoever may record it and see its people. */
export async function sessionFile(
  db: Reader,
  scope: Scope,
  sessionId: string,
): Promise<{ file: SessionFile; home: Head } | null> {
  const home = await sessionHome(db, scope, sessionId)
  const view = home && (await registerView(db, scope, { sessionId, locale: 'fa' }))
  if (!home || !view) return null
  const { runCode, isDemo, placeFa, countyFa } = home
  return {
    home,
    file: {
      sessionId,
      runCode,
      isDemo,
      placeFa,
      countyFa,
      seq: view.seq,
      dayIso: view.dayIso,
      people: view.people.map(({ row, name, mark }) => ({
        row,
        name,
        mark: mark && { code: mark.code, late: mark.late, early: mark.early },
      })),
    },
  }
}
