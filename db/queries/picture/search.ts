import { type SQL, sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import { searchWords } from '@/lib/people/name-search'
import { HIT_KINDS, type HitKind } from '@/lib/picture/search'
import type { Reader } from '../../client'

export const HITS_A_KIND = 10

/** Something that was found: what it is, and the key of its own page. */
export type Hit = {
  kind: HitKind
  id: string
  code: string | null
  run: string | null
  nameFa: string
  nameEn: string
  /** Where it is, in the words of the place that holds it. */
  whereFa: string | null
  whereEn: string | null
}
export type Found = { kind: HitKind; hits: Hit[]; more: boolean }

/**
 * Everything of the asker's scope whose name or code holds all the words, however they are spelt. Plain tables under row-level
 * security: what is not hers is not looked at, so that nothing found is nothing she may see, and nothing more can be learnt from it.
 */
export async function searched(db: Reader, _scope: Scope, { text }: { text: string }): Promise<Found[]> {
  const words = searchWords(text)
  if (words.length === 0) return []
  const found: Found[] = []
  for (const kind of HIT_KINDS) {
    const rows = await db.execute<Hit>(sql`${SOURCES[kind](words)} limit ${HITS_A_KIND + 1}`)
    const hits = [...rows].map((row) => ({ ...row, kind }))
    if (hits.length > 0)
      found.push({ kind, hits: hits.slice(0, HITS_A_KIND), more: hits.length > HITS_A_KIND })
  }
  return found
}

/** All words stand in one of the texts together: «سرو خوی» finds the group Sarv of Khoy. */
const holds = (words: readonly string[], ...texts: SQL[]) => {
  const whole = sql`concat_ws(' ', ${sql.join(texts, sql`, `)})`
  return sql.join(
    words.map((word) => sql`${whole} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    sql` and `,
  )
}

const SOURCES: Record<HitKind, (words: readonly string[]) => SQL> = {
  // The index of folds answers word by word; her unit's place says which of two namesakes she is.
  PERSON: (words) => sql`
    select p.id, null as code, null as run, p.first_name || ' ' || p.last_name as "nameFa", p.first_name || ' ' || p.last_name as "nameEn",
      w.fa as "whereFa", w.en as "whereEn"
    from app.person p left join lateral (
      select string_agg(distinct x.fa, '، ') as fa, string_agg(distinct x.en, ', ') as en from (
        select n.name_fa as fa, n.name_en as en from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.place n on n.id = c.place_id
        where e.person_id = p.id and e.status not in ('CANCELLED', 'TRANSFERRED')
        union all
        select g.name_fa, g.name_fa from app.hamyar_member m join app.hamyar_group g on g.id = m.group_id where m.person_id = p.id) x) w on true
    where p.merged_into is null and p.scopes && (select app.my_scope('people'))::int[] and ${sql.join(
      words.map((word) => sql`p.fold like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
      sql` and `,
    )} order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", p.id`,
  COHORT: (words) => sql`
    select c.id, c.code, r.code as run, n.name_fa as "nameFa", n.name_en as "nameEn", y.name_fa as "whereFa", y.name_en as "whereEn"
    from app.cohort c join app.run r on r.id = c.run_id join app.place n on n.id = c.place_id join app.place y on y.id = c.county_id
    where ${holds(words, sql`n.fold`, sql`app.fold(n.name_en)`, sql`app.fold(c.code)`, sql`y.fold`)}
    order by r.start_date desc, n.name_fa collate "fa-x-icu", c.id`,
  HAMYAR: (words) => sql`
    select g.id, g.code, null as run, g.name_fa as "nameFa", g.name_fa as "nameEn", y.name_fa as "whereFa", y.name_en as "whereEn"
    from app.hamyar_group g join app.place y on y.id = g.county_id join app.hamyar_trade t on t.id = g.trade_id
    where ${holds(words, sql`g.fold`, sql`app.fold(g.code)`, sql`t.fold`, sql`y.fold`)}
    order by g.name_fa collate "fa-x-icu", g.id`,
  PROVIDER: (words) => sql`
    select p.id, p.code, null as run, p.name_fa as "nameFa", p.name_fa as "nameEn", y.name_fa as "whereFa", y.name_en as "whereEn"
    from app.charity_provider p join app.place y on y.id = p.county_id
    where ${holds(words, sql`p.fold`, sql`app.fold(p.code)`, sql`y.fold`)} order by p.name_fa collate "fa-x-icu", p.id`,
  ASSOCIATION: (words) => sql`
    select a.id, a.code, null as run, a.name_fa as "nameFa", a.name_fa as "nameEn", y.name_fa as "whereFa", y.name_en as "whereEn"
    from app.association a join app.place y on y.id = a.county_id
    where ${holds(words, sql`a.fold`, sql`app.fold(a.code)`, sql`y.fold`)} order by a.name_fa collate "fa-x-icu", a.id`,
  // A place is the reader's where a programme of hers is kept in its county; everybody may know that a county exists.
  PLACE: (words) => sql`
    select p.id, null as code, null as run, p.name_fa as "nameFa", p.name_en as "nameEn", y.name_fa as "whereFa", y.name_en as "whereEn"
    from app.place p left join app.place y on y.id = p.parent_id
    where p.kind in ('COUNTY', 'NEIGHBOURHOOD') and p.scope_id = any((select app.my_scope('see'))::int[])
      and ${holds(words, sql`p.fold`, sql`app.fold(p.name_en)`)}
    order by p.kind, p.name_fa collate "fa-x-icu", p.id`,
}
