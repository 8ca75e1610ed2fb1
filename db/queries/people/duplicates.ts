import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { EducationCode } from '@/lib/people/education'
import type { Reader } from '../../client'
import { type EnrolmentState, lastTwo } from './people-list'

export type DuplicatePerson = {
  personId: string
  name: string
  father: string | null
  sex: 'F' | 'M'
  birthDate: string | null
  birthYear: number
  education: EducationCode | null
  /** The last two digits of her national id, all of it that a page shows. */
  idEnd: string | null
  hasMobile: boolean
  /** Hamyar groups that hold or held her, as far as the asker sees them. */
  hamyar: string[]
  enrolments: { placeFa: string; placeEn: string; runFa: string; runEn: string; status: EnrolmentState }[]
}
/** A case has one person where somebody was entered a second time under an id that the province holds already. */
export type DuplicateCase = { caseId: string; openedAtMs: number; people: DuplicatePerson[] }
type Row = Omit<DuplicatePerson, 'idEnd'> & { provinceId: string; nid: string | null; key: string | null }

const MOST = 50

/**
 * Open cases of the provinces the asker reviews, the oldest first, of people she holds: a case between two programmes is for
 * somebody who holds both. Nobody else gets any.
 */
export async function duplicateCases(db: Reader, _scope: Scope): Promise<DuplicateCase[]> {
  const cases = await db.execute<{ caseId: string; openedAtMs: number; personId: string; otherId: string }>(
    sql`
    select id as "caseId", (extract(epoch from opened_at) * 1000)::float8 as "openedAtMs", person_id as "personId", other_id as "otherId"
    from app.duplicate_case where status = 'OPEN' and scope_id = any((select app.desk_of_doubles())::int[])
    order by opened_at, id limit ${MOST}`,
  )
  const ids = [...new Set([...cases].flatMap(({ personId, otherId }) => [personId, otherId]))]
  const people = new Map((await peopleOf(db, ids)).map((person) => [person.personId, person]))
  return [...cases].flatMap(({ caseId, openedAtMs, personId, otherId }) => {
    const both = [...new Set([personId, otherId])]
    const found = both.flatMap((id) => people.get(id) ?? [])
    return found.length === both.length ? [{ caseId, openedAtMs, people: found }] : []
  })
}

async function peopleOf(db: Reader, ids: string[]): Promise<DuplicatePerson[]> {
  if (ids.length === 0) return []
  const rows = await db.execute<Row>(sql`
    select p.id as "personId", p.first_name || ' ' || p.last_name as name, p.father_name as father, p.sex, p.birth_date::text as "birthDate",
      p.birth_year as "birthYear", p.education, p.mobile_sealed is not null as "hasMobile", p.province_id as "provinceId",
      p.national_id_sealed as nid, k.sealed as key,
      coalesce((select jsonb_agg(distinct g.name_fa) from app.hamyar_member m join app.hamyar_group g on g.id = m.group_id
        where m.person_id = p.id), '[]') as hamyar,
      coalesce((select jsonb_agg(jsonb_build_object('placeFa', pl.name_fa, 'placeEn', pl.name_en, 'runFa', r.name_fa, 'runEn', r.name_en,
          'status', e.status) order by e.registered_on desc)
        from app.enrolment e join app.cohort c on c.id = e.cohort_id join app.place pl on pl.id = c.place_id join app.run r on r.id = e.run_id
        where e.person_id = p.id), '[]') as enrolments
    from app.person p left join app.person_key k on k.person_id = p.id
    where p.merged_into is null and p.id in (select v::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) v)`)
  return [...rows].map(({ provinceId, nid, key, ...person }) => ({
    ...person,
    idEnd: nid && key ? lastTwo(provinceId, person.personId, key, nid) : null,
  }))
}
