import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { CodeValues } from '@/lib/shared/result'
import type { Reader } from '../../client'
import type { AskedPerson } from '../people/asked-people'

type ById = 'none' | 'here' | 'elsewhere' | 'uncovered' | 'other-name' | 'known'
export type KnownWoman = {
  byId: ById
  byName: 'none' | 'known'
  /** The group that holds her, and whether the last one wrote that she is not covered: only where the asker sees that record. */
  group: string | null
  seesUncovered: boolean
}

/** What is known of women who are to join a group: a kind for each through the province-wide look-up, details only of records the asker sees anyway. */
export async function knownWomen(
  db: Reader,
  _scope: Scope,
  asked: readonly AskedPerson[],
): Promise<KnownWoman[]> {
  const rows = JSON.stringify(asked)
  const kinds = await db.execute<{ n: number; by_id: ById; by_name: 'none' | 'known' }>(
    sql`select n, by_id, by_name from app.hamyar_check(${rows}::jsonb)`,
  )
  // Plain tables under row-level security: what does not come back here is not the asker's to know.
  const seen = await db.execute<{ n: number; group: string | null; uncovered: boolean }>(sql`
    select x.n, min(g.name_fa) filter (where m.left_on is null) as group, bool_or(not m.is_covered) as uncovered
    from jsonb_to_recordset(${rows}::jsonb) as x (n int, cohort uuid, hash text)
    join app.hamyar_group h on h.id = x.cohort
    join app.person p on p.province_id = h.province_id and p.national_id_hash = decode(x.hash, 'hex')
    join app.hamyar_member m on m.person_id = p.id join app.hamyar_group g on g.id = m.group_id
    group by x.n`)
  return asked.map(({ n }) => {
    const kind = [...kinds].find((one) => one.n === n)
    const mine = [...seen].find((one) => one.n === n)
    return {
      byId: kind?.by_id ?? 'none',
      byName: kind?.by_name ?? 'none',
      group: mine?.group ?? null,
      seesUncovered: mine?.uncovered ?? false,
    }
  })
}

/** Why she cannot join, in the words the asker may read; null: nothing stands against it. `secret`: a case for the office's desk. */
export function objectionToWoman(
  known: KnownWoman,
  typed: { isCovered: boolean },
): { code: string; values?: CodeValues; secret: boolean } | null {
  const hidden = { code: 'E-ENR-00', secret: true }
  switch (known.byId) {
    case 'here':
    case 'elsewhere':
      return known.group ? { code: 'E-HG-07', values: { group: known.group }, secret: false } : hidden
    case 'uncovered':
      if (!typed.isCovered) return null
      return known.seesUncovered ? { code: 'E-HG-05', secret: false } : hidden
    case 'other-name':
      return hidden
    default:
      return null
  }
}
