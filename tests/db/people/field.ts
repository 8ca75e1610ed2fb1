import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql as raw } from 'drizzle-orm'
import postgres, { type Sql } from 'postgres'
import { closePools, openPools, pools } from '@/db/client'
import { confirmPlaces } from '@/db/commands/neighbourhoods/confirm-places'
import { keepDraft, type ReadSheets } from '@/db/commands/people/import-draft'
import { createRun } from '@/db/commands/programmes/create-run'
import type { Context } from '@/db/transaction'
import { type Actor, type ActorFacts, asActor } from '@/lib/access/actor'
import { readWorkbook } from '@/lib/server/workbook'
import { type FreshDatabase, freshDatabase } from '../../support/database'
import { type Staff, staff } from '../../support/factories'

export const RUN_START = '2026-09-26'
const fixtures = new URL('../../fixtures/roster/', import.meta.url)
export const fixture = (name: string) => readFileSync(new URL(name, fixtures))

export type Cohort = { cohortId: string; scopeId: number; placeId: string; placeFa: string }
export type Field = {
  db: FreshDatabase
  owner: Sql
  runId: string
  provinceId: string
  provinceScope: number
  officer: Context
  cohorts: Cohort[]
  context: (person: Staff) => Promise<Context>
  close: () => Promise<void>
}

/** The reader of office files that the pages use. */
export const readSheets: ReadSheets = readWorkbook

/** A province office with a run that starts on 1405/07/04 and the three places of neighbourhoods.csv, made by commands. */
export async function openField(): Promise<Field> {
  const db = await freshDatabase()
  // The keyring is read through the environment, which wants an address too.
  process.env.DATABASE_URL ??= db.ownerUrl
  const owner = postgres(db.ownerUrl, { max: 2, onnotice: () => {} })
  openPools({ app: db.appUrl, pub: db.publicUrl })
  const [province] = await owner`select id, scope_id from app.place where kind = 'PROVINCE' and code = '04'`
  const officer = await contextOf(await staff(owner, 'PROVINCE_OFFICER', province!.scope_id))
  const { runId } = await createRun(officer, {
    provinceId: province!.id,
    code: 'WA-1405',
    nameFa: 'دورهٔ ۱۴۰۵',
    nameEn: 'Run 1405',
    startDate: RUN_START,
    endDate: '2027-03-19',
  })
  const { draftId } = await keepDraft(officer, {
    kind: 'PLACES',
    runId,
    fileName: 'neighbourhoods.csv',
    bytes: fixture('neighbourhoods.csv'),
    options: {},
  })
  await confirmPlaces(officer, { draftId }, readSheets)
  const cohorts = await owner<Cohort[]>`
    select c.id as "cohortId", c.scope_id as "scopeId", c.place_id as "placeId", p.name_fa as "placeFa"
    from app.cohort c join app.place p on p.id = c.place_id where c.run_id = ${runId} order by p.name_fa`
  return {
    db,
    owner,
    runId,
    provinceId: province!.id,
    provinceScope: province!.scope_id,
    officer,
    cohorts: [...cohorts],
    context: contextOf,
    close: async () => {
      await closePools()
      await owner.end()
      await db.drop()
    },
  }
}

async function contextOf(person: Staff): Promise<Context> {
  return { actor: await actorOf(person), now: new Date(), requestId: `test-${randomUUID()}` }
}

async function actorOf({ hash }: Staff): Promise<Actor> {
  const [row] = await pools().db.execute<{ facts: ActorFacts }>(
    raw`select app.actor_of_session(${hash}) as facts`,
  )
  return asActor(row!.facts)
}

/** How many rows the tables that registering writes hold; a refusal must leave all of them as they were. */
export async function counts(owner: Sql): Promise<Record<string, number>> {
  const [row] = await owner`
    select (select count(*)::int from app.person) person, (select count(*)::int from app.person_key) person_key,
      (select count(*)::int from app.consent) consent, (select count(*)::int from app.enrolment) enrolment,
      (select count(*)::int from app.import_draft) import_draft, (select count(*)::int from app.duplicate_case) duplicate_case,
      (select count(*)::int from audit.event) audit`
  return row as unknown as Record<string, number>
}

const idOf = (nine: string): string => {
  const sum = [...nine].reduce((all, digit, at) => all + Number(digit) * (10 - at), 0) % 11
  return `${nine}${sum < 2 ? sum : 11 - sum}`
}

/** A fictional person for enrolPeople; each number is somebody else. */
export const somebody = (cohortId: string, n: number, more: object = {}) => ({
  cohortId,
  first: 'زهرا',
  last: `رحیمی${'ابپتجچحخدر'.charAt(n % 10)}${'سشصضطظعغفق'.charAt(Math.floor(n / 10) % 10)}${'کگلمنوهیژز'.charAt(Math.floor(n / 100) % 10)}${'اکمند'.charAt(Math.floor(n / 1000) % 5)}${'آبتجد'.charAt(Math.floor(n / 5000))}`,
  father: 'علی',
  nationalId: idOf(`00${String(n).padStart(7, '0')}`),
  noNationalIdReason: null,
  birthYear: 1370,
  birthIso: '1991-05-05',
  mobile: '+989990000000',
  education: null,
  isHead: false,
  sex: 'F' as const,
  consent: true as const,
  ...more,
})
