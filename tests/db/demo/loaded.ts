import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { makeBackup } from '@/db/backup/make'
import { restoreBackup } from '@/db/backup/restore'
import { closePools, openPools } from '@/db/client'
import type { DemoLoad } from '@/db/seed/demo/calendar'
import { loadDemo } from '@/db/seed/demo/load'
import { type FreshDatabase, freshDatabase } from '../../support/database'

export type Loaded = { sql: Sql; database: FreshDatabase; milliseconds: number; end: () => Promise<void> }

/** A fresh database, with the demonstration loaded into it where one is asked for. */
export async function loadedDatabase(load: DemoLoad | 'none'): Promise<Loaded> {
  const database = await freshDatabase()
  openPools({ app: database.appUrl, pub: database.publicUrl })
  const sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
  const { milliseconds } = load === 'none' ? { milliseconds: 0 } : await loadDemo(sql, load)
  const end = async () => {
    await closePools()
    await sql.end()
    await database.drop()
  }
  return { sql, database, milliseconds, end }
}

const PASSPHRASE = 'چهار واژه که کسی نمی‌داند'

/** Another database that holds what a copy of this one held, and nothing else. */
export async function putBack(from: Loaded): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'tabavar-copy-'))
  const file = join(folder, 'whole.tabavar')
  try {
    await makeBackup(from.sql, { file, passphrase: PASSPHRASE, now: new Date() })
    const database = await freshDatabase()
    const sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
    const begun = performance.now()
    await restoreBackup(sql, { file, passphrase: PASSPHRASE })
    const end = async () => {
      await sql.end()
      await database.drop()
    }
    return { sql, database, milliseconds: performance.now() - begun, end }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The rows of a statement as plain objects. */
export async function rows(sql: Sql, statement: string): Promise<Record<string, unknown>[]> {
  return (await sql.unsafe(statement)).map((row) => ({ ...row }))
}

/** Two columns of a statement as one record. */
export async function pairs(sql: Sql, statement: string): Promise<Record<string, unknown>> {
  return Object.fromEntries((await sql.unsafe(statement).values()) as unknown as [string, unknown][])
}

/** Everything a writer keeps beside the marks must be what the marks say: month, session, person, facilitator. */
export const DRIFT = `
  select 'session' as what, count(*)::int as n from app.session s
  left join (select session_id, count(*) n, sum(credited_minutes) m, count(*) filter (where code = 1 and credited_minutes > 0) p,
      count(*) filter (where code = 2 and credited_minutes > 0) l, count(*) filter (where code = 4 or code < 4 and credited_minutes = 0) a,
      count(*) filter (where code = 5) x from app.attendance group by 1) t on t.session_id = s.id
  where (s.n_rows, s.credited_minutes, s.n_present, s.n_late, s.n_absent, s.n_excused) is distinct from
    (coalesce(t.n, 0), coalesce(t.m, 0), coalesce(t.p, 0), coalesce(t.l, 0), coalesce(t.a, 0), coalesce(t.x, 0))
  union all
  select 'enrolment', count(*)::int from app.enrolment e where e.credited_minutes <> coalesce((
    select sum(a.credited_minutes) from app.attendance a join app.session s on s.id = a.session_id
    where s.cohort_id = e.cohort_id and a.person_id = e.person_id and s.status in ('SUBMITTED', 'APPROVED')), 0)
  union all
  select 'facilitator', count(*)::int from app.facilitator f where f.training_minutes <> coalesce((
    select sum(a.credited_minutes) from app.attendance a join app.session s on s.id = a.session_id
    where s.class_id is not null and a.person_id = f.person_id and s.status in ('SUBMITTED', 'APPROVED')), 0)
  union all
  select 'month', count(*)::int from (
    select cohort_id, month, held::bigint, net_minutes::bigint, rows::bigint, attended::bigint, credited_minutes::bigint from app.cohort_month
    except select s.cohort_id, d.month, count(*), sum(s.net_minutes), sum(s.n_rows), sum(s.n_present + s.n_late + s.n_early), sum(s.credited_minutes)
    from app.session s join app.calendar_day d on d.day = s.day
    where s.cohort_id is not null and s.status in ('SUBMITTED', 'APPROVED') group by 1, 2) x
  union all
  select 'months', (select count(*)::int from app.cohort_month) - (select count(distinct (s.cohort_id, d.month))::int
    from app.session s join app.calendar_day d on d.day = s.day where s.cohort_id is not null and s.status in ('SUBMITTED', 'APPROVED'))`
