import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { CodeValues } from '@/lib/shared/result'
import type { Reader } from '../../client'
import type { AskedPerson } from './asked-people'

type ById = 'none' | 'here' | 'elsewhere' | 'facilitator' | 'other-name' | 'known'
type ByName = 'none' | 'here' | 'known'

/** What is known of one candidate. `mayTell` is true only where the asker's own scope holds the record in question. */
export type Known = { byId: ById; byName: ByName; mayTell: boolean; cohort: string | null }

const NOTHING: Known = { byId: 'none', byName: 'none', mayTell: false, cohort: null }

/**
 * Asks about many candidates at once: a kind for each through the province-wide look-up, and the details only of
 * those whom row-level security lets the asker see anyway, so that nobody learns where a woman is enrolled. In the order asked.
 */
export async function knownPeople(
  db: Reader,
  _scope: Scope,
  asked: readonly AskedPerson[],
): Promise<Known[]> {
  if (asked.length === 0) return []
  const rows = JSON.stringify(asked)
  const kinds = await db.execute<{ n: number; by_id: ById; by_name: ByName }>(
    sql`select n, by_id, by_name from app.people_check(${rows}::jsonb)`,
  )
  const found = new Map<number, Known>()
  for (const { n, by_id, by_name } of kinds)
    found.set(n, { byId: by_id, byName: by_name, mayTell: false, cohort: null })
  const doubtful = asked.filter(({ n }) => {
    const { byId, byName } = found.get(n) ?? NOTHING
    return ['elsewhere', 'facilitator', 'other-name'].includes(byId) || byName === 'known'
  })
  if (doubtful.length > 0)
    for (const seen of await seenByMe(db, doubtful)) {
      const known = found.get(seen.n)
      if (!known) continue
      const tells =
        known.byId === 'elsewhere' ? seen.cohort !== null : known.byId !== 'facilitator' || seen.trains
      found.set(seen.n, { ...known, mayTell: tells, cohort: seen.cohort })
    }
  return asked.map(({ n }) => found.get(n) ?? NOTHING)
}

type Seen = { n: number; cohort: string | null; trains: boolean }

// Plain tables under row-level security: what does not come back here is not the asker's to know.
async function seenByMe(db: Reader, asked: readonly AskedPerson[]): Promise<Seen[]> {
  const rows = await db.execute<Seen>(sql`
    with asked as materialized (
      select x.n, decode(x.hash, 'hex') hash, x.fold, x.year, c.run_id, r.province_id
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x (n int, cohort uuid, hash text, fold text, year int)
      join app.cohort c on c.id = x.cohort join app.run r on r.id = c.run_id),
    met as (
      select a.n, a.run_id, p.id from asked a join app.person p on p.province_id = a.province_id and p.national_id_hash = a.hash
      union
      select a.n, a.run_id, p.id from asked a join app.person p on p.province_id = a.province_id and p.birth_year = a.year
        and p.fold = a.fold)
    select m.n, min(pl.name_fa) cohort, bool_or(f.id is not null) trains
    from met m
    left join app.enrolment e on e.run_id = m.run_id and e.person_id = m.id and e.status in ('REGISTERED', 'ACTIVE', 'WAITING')
    left join app.cohort c on c.id = e.cohort_id
    left join app.place pl on pl.id = c.place_id
    left join app.facilitator f on f.run_id = m.run_id and f.person_id = m.id
    group by m.n`)
  return [...rows]
}

export type Objection = {
  code: string
  level: 'rejected' | 'warning'
  field: 'nationalId' | 'first'
  values?: CodeValues
}

/** What stands against enrolling a candidate, in the words the asker may read; null where nothing does. */
export function objectionTo(known: Known, hasId: boolean): Objection | null {
  const { byId, byName, mayTell, cohort } = known
  const by = (code: string, values?: CodeValues): Objection => ({
    code: mayTell ? code : 'E-ENR-00',
    level: 'rejected',
    field: 'nationalId',
    ...(mayTell && values && { values }),
  })
  if (byId === 'here' || (!hasId && byName === 'here')) return null
  if (byId === 'elsewhere') return by('E-ENR-01', { cohort: cohort ?? '' })
  if (byId === 'facilitator') return by('E-ENR-02')
  if (byId === 'other-name') return by('id-of-other-name')
  if (byId === 'none' && byName === 'known')
    return { code: mayTell ? 'W-PER-07' : 'E-ENR-00', level: 'warning', field: 'first' }
  return null
}
