import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import { type Sign, signOf } from '@/lib/people/symbol'
import type { Reader } from '../../client'

/** The signs of a group, whoever has left included: older registers still show them. */
export async function signsOf(db: Reader, _scope: Scope, cohortId: string): Promise<Sign[]> {
  const rows = await db.execute<{ symbol: string; colour: string }>(sql`
    select symbol, colour from app.enrolment where cohort_id = ${cohortId} and symbol is not null`)
  return [...rows].flatMap(({ symbol, colour }) => signOf(symbol, colour) ?? [])
}

export type SignedMember = { enrolmentId: string; row: number; name: string; sign: Sign | null }

/** Those of a group who take part, with their signs, in the order of the register. */
export async function signedMembers(db: Reader, _scope: Scope, cohortId: string): Promise<SignedMember[]> {
  const rows = await db.execute<{
    id: string
    row: number
    name: string
    symbol: string | null
    colour: string | null
  }>(sql`
    select e.id, e.row_no::int as row, p.first_name || ' ' || p.last_name as name, e.symbol, e.colour
    from app.enrolment e join app.person p on p.id = e.person_id
    where e.cohort_id = ${cohortId} and e.status in ('REGISTERED', 'ACTIVE') order by e.row_no`)
  return [...rows].map(({ id, row, name, symbol, colour }) => ({
    enrolmentId: id,
    row,
    name,
    sign: signOf(symbol, colour),
  }))
}

export type MemberSign = Place & {
  enrolmentId: string
  cohortId: string
  personId: string
  name: string
  version: number
  sign: Sign | null
  /** The group and its run go on. */
  open: boolean
  taken: Sign[]
}

/** One member with her sign and those that are taken in her group; null where she is not the asker's to see by name. */
export async function memberSign(db: Reader, scope: Scope, enrolmentId: string): Promise<MemberSign | null> {
  const [row] = await db.execute<
    Omit<MemberSign, 'sign' | 'taken'> & { symbol: string | null; colour: string | null }
  >(sql`
    select e.id as "enrolmentId", e.cohort_id as "cohortId", e.person_id as "personId", p.first_name || ' ' || p.last_name as name, e.version, e.symbol, e.colour,
      e.status in ('REGISTERED', 'ACTIVE', 'WAITING') and r.status <> 'CLOSED' and c.status not in ('CLOSED', 'CANCELLED') as open,
      n.path, n.programme
    from app.enrolment e join app.person p on p.id = e.person_id join app.cohort c on c.id = e.cohort_id
    join app.run r on r.id = e.run_id join app.scope n on n.id = e.scope_id where e.id = ${enrolmentId}`)
  if (!row) return null
  const { symbol, colour, ...member } = row
  return { ...member, sign: signOf(symbol, colour), taken: await signsOf(db, scope, row.cohortId) }
}
