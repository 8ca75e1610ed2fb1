import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { EducationCode } from '@/lib/people/education'
import type { Sign } from '@/lib/people/symbol'
import { uuidV7 } from '@/lib/shared/id'
import { ageOn, jalaliYearOf } from '@/lib/shared/jalali'
import type { Db } from '../../client'
import type { AskedPerson, Candidate } from '../../queries/people/asked-people'
import type { EnrolDoor } from '../../queries/people/enrol-doors'
import { makePersonKey, sealForPerson } from '../../vault'

/** Somebody to be enrolled, already judged. */
export type NewPerson = Candidate & {
  noNationalIdReason: string | null
  birthIso: string | null
  mobile: string | null
  education: EducationCode | null
  isHead: boolean
  sex: 'F' | 'M'
  /** Her guardian's consent, declared beside hers; an office's list may not say who the guardian is. */
  guardian?: { name: string | null; relation: string | null } | null
  sign?: Sign | null
}
/** Somebody as she was asked about, so that hashing and folding are done once. */
export type JudgedPerson = { person: NewPerson; asked: AskedPerson; waits?: boolean }

export type Writing = { doors: ReadonlyMap<string, EnrolDoor>; registeredOn: string; by: string; now: Date }
export type Written = { enrolmentId: string; personId: string; cohortId: string; waits: boolean }

/** The text a person agrees to when an office declares her consent; its wording is in messages (people.consentText). */
export const CONSENT_TEXT = 'REGISTER-1405-1'
const CHUNK = 250

/**
 * Writes people, consents and enrolments in a few statements a thousand. A woman the province knows is held once more,
 * not written again. Row-level security judges every row; the caller has judged everything else.
 */
export async function writePeople(
  db: Db,
  people: readonly JudgedPerson[],
  writing: Writing,
  onProgress: (done: number) => void = () => {},
): Promise<Written[]> {
  const rowNo = new Map([...writing.doors.values()].map((door) => [door.cohortId, door.lastRow]))
  const written: Written[] = []
  for (let from = 0; from < people.length; from += CHUNK) {
    const chunk = people.slice(from, from + CHUNK)
    const known = await heldAlready(db, chunk)
    const rows = chunk.map((one, at) => rowOf(one, known.get(at), rowNo, writing))
    await insert(db, rows, writing)
    written.push(
      ...rows.map(({ enrolment, id, cohort, waits }) => ({
        enrolmentId: enrolment,
        personId: id,
        cohortId: cohort,
        waits,
      })),
    )
    onProgress(written.length)
  }
  return written
}

async function heldAlready(db: Db, chunk: readonly JudgedPerson[]): Promise<Map<number, string>> {
  const asked = chunk.flatMap((one, n) => (one.asked.hash ? [{ ...one.asked, n }] : []))
  if (asked.length === 0) return new Map()
  const held = await db.execute<{ n: number; person_id: string }>(
    sql`select n, person_id from app.hold_people(${JSON.stringify(asked)}::jsonb)`,
  )
  return new Map([...held].map(({ n, person_id }) => [n, person_id]))
}

type Row = ReturnType<typeof rowOf>

function rowOf(
  { person, asked, waits = false }: JudgedPerson,
  knownId: string | undefined,
  rowNo: Map<string, number>,
  writing: Writing,
) {
  const door = writing.doors.get(person.cohortId)!
  const newId = () => uuidV7(writing.now.getTime(), randomBytes(16))
  const id = knownId ?? newId()
  const row = (rowNo.get(person.cohortId) ?? 0) + 1
  rowNo.set(person.cohortId, row)
  return {
    id,
    cohort: person.cohortId,
    scope: door.scopeId,
    consent: newId(),
    enrolment: newId(),
    waits,
    guardian: person.guardian ? { id: newId(), ...person.guardian } : null,
    row,
    symbol: person.sign?.symbol ?? null,
    colour: person.sign?.colour ?? null,
    age: person.birthIso
      ? ageOn(person.birthIso, door.firstDay)
      : jalaliYearOf(door.firstDay) - person.birthYear,
    identity: knownId === undefined ? identityOf(person, asked, id, door) : null,
  }
}

/** The columns of a person's row, identifiers sealed under a key of her own. */
export function identityOf(
  person: NewPerson,
  asked: AskedPerson,
  id: string,
  door: { provinceId: string; scopeId: number; placeId: string | null },
) {
  const { key, sealed } = makePersonKey(door.provinceId, id)
  // Written out, here and where a roster is read: an object put together from others costs five kilobytes a person.
  return {
    id,
    scope: door.scopeId,
    key: sealed,
    province: door.provinceId,
    first: person.first,
    last: person.last,
    father: person.father,
    fold: asked.fold,
    sex: person.sex,
    birth: person.birthIso,
    year: person.birthYear,
    nid: person.nationalId && sealForPerson(key, 'national_id_sealed', person.nationalId),
    hash: asked.hash,
    reason: person.nationalId ? null : person.noNationalIdReason,
    mobile: person.mobile && sealForPerson(key, 'mobile_sealed', person.mobile),
    education: person.education,
    head: person.isHead,
    home: door.placeId,
  }
}

async function insert(db: Db, rows: readonly Row[], { registeredOn, by, now }: Writing): Promise<void> {
  await insertIdentities(
    db,
    rows.flatMap(({ identity }) => identity ?? []),
  )
  const all = JSON.stringify(
    rows.map(({ id, cohort, scope, consent, enrolment, row, age, waits, guardian, symbol, colour }) => ({
      id,
      cohort,
      scope,
      consent,
      enrolment,
      row,
      age,
      waits,
      guardian: guardian?.id ?? null,
      symbol,
      colour,
    })),
  )
  await db.execute(sql`
    insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at, taken_by)
    select x.consent, x.scope, x.id, 'REGISTER', 'DECLARED', ${CONSENT_TEXT}, ${now.toISOString()}::timestamptz, ${by}::uuid
    from jsonb_to_recordset(${all}::jsonb) as x (consent uuid, scope int, id uuid)`)
  const guardians = rows.flatMap(({ id, scope, guardian }) =>
    guardian ? [{ ...guardian, person: id, scope }] : [],
  )
  if (guardians.length > 0)
    await db.execute(sql`
      insert into app.consent (id, scope_id, person_id, purpose, state, text_version, taken_at, taken_by, guardian_name, guardian_relation)
      select x.id, x.scope, x.person, 'GUARDIAN', 'DECLARED', ${CONSENT_TEXT}, ${now.toISOString()}::timestamptz, ${by}::uuid, x.name, x.relation
      from jsonb_to_recordset(${JSON.stringify(guardians)}::jsonb) as x (id uuid, scope int, person uuid, name text, relation text)`)
  await db.execute(sql`
    insert into app.enrolment (id, scope_id, run_id, cohort_id, person_id, consent_id, row_no, registered_on, age_at_start, status,
      waiting_since, guardian_consent_id, symbol, colour)
    select x.enrolment, x.scope, c.run_id, x.cohort, x.id, x.consent, x.row, ${registeredOn}::date, x.age,
      case when x.waits then 'WAITING' else 'REGISTERED' end, case when x.waits then clock_timestamp() end, x.guardian, x.symbol, x.colour
    from jsonb_to_recordset(${all}::jsonb) as x (enrolment uuid, scope int, cohort uuid, id uuid, consent uuid, row int, age int,
      waits bool, guardian uuid, symbol text, colour text)
    join app.cohort c on c.id = x.cohort order by x.row`)
}

/** People and their keys, in two statements. */
export async function insertIdentities(db: Db, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const fresh = JSON.stringify(rows)
  await db.execute(sql`
    insert into app.person (id, province_id, scopes, first_name, last_name, father_name, fold, sex, birth_date, birth_year,
      national_id_sealed, national_id_hash, no_national_id_reason, mobile_sealed, education, is_household_head, home_place_id)
    select x.id, x.province, array[x.scope], x.first, x.last, x.father, x.fold, x.sex, x.birth, x.year, x.nid,
      decode(x.hash, 'hex'), x.reason, x.mobile, x.education, x.head, x.home
    from jsonb_to_recordset(${fresh}::jsonb) as x (id uuid, province uuid, scope int, first text, last text, father text,
      fold text, sex text, birth date, year int, nid text, hash text, reason text, mobile text, education text, head bool, home uuid)`)
  await db.execute(sql`
    insert into app.person_key (person_id, sealed)
    select x.id, x.key from jsonb_to_recordset(${fresh}::jsonb) as x (id uuid, key text)`)
}
