import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Place } from '@/lib/access/policy'
import type { InterestKind, InterestState, InterestWish } from '@/lib/interest/schema'
import type { Reader } from '../../client'

export const LETTERS_A_PAGE = 40

/** A letter in the list: what it is about, never who wrote it or what. */
export type LetterLine = {
  interestId: string
  kind: InterestKind
  wish: InterestWish
  receivedOn: string
  state: InterestState
  answeredOn: string | null
  answeredBy: string | null
}
export type Letter = LetterLine &
  Place & { scopeId: number; provinceId: string; sealed: string; version: number }

const COLUMNS = sql`
  i.id as "interestId", i.kind, i.wish, i.received_on::text as "receivedOn", i.state,
  (i.answered_at at time zone 'Asia/Tehran')::date::text as "answeredOn", u.display_name as "answeredBy"`
const FROM = sql`from pub.interest i left join app.user_account u on u.id = i.answered_by`

/** Letters to the asker's office, the longest waiting first; answered ones the latest first. */
export async function letters(
  db: Reader,
  _scope: Scope,
  { state, page }: { state: InterestState; page: number },
): Promise<{ lines: LetterLine[]; total: number; open: number }> {
  const [count] = await db.execute<{ total: number; open: number }>(sql`
    select count(*) filter (where state = ${state})::int as total, count(*) filter (where state = 'OPEN')::int as open from pub.interest`)
  const rows = await db.execute<LetterLine>(sql`
    select ${COLUMNS} ${FROM} where i.state = ${state}
    order by ${state === 'OPEN' ? sql`i.received_on` : sql`i.answered_at desc`}, i.id
    limit ${LETTERS_A_PAGE} offset ${(page - 1) * LETTERS_A_PAGE}`)
  return { lines: [...rows], total: count?.total ?? 0, open: count?.open ?? 0 }
}

/** One letter, still sealed. */
export async function letter(db: Reader, _scope: Scope, interestId: string): Promise<Letter | null> {
  const [row] = await db.execute<Letter>(sql`
    select ${COLUMNS}, i.scope_id as "scopeId", i.province_id as "provinceId", i.sealed, i.version, s.path,
      coalesce(s.programme, 'RESILIENCE') as programme
    ${FROM} join app.scope s on s.id = i.scope_id where i.id = ${interestId}`)
  return row ?? null
}
