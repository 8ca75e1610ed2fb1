import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { opened } from '@/db/backup/age'
import { makeBackup } from '@/db/backup/make'
import { restoreBackup } from '@/db/backup/restore'
import { erasePerson } from '@/db/commands/people/erase-person'
import { revealIdentifier } from '@/db/commands/people/reveal-identifier'
import { viewPerson } from '@/db/commands/people/view-person'
import { exportAttendance } from '@/db/commands/reports/export-attendance'
import { exportPeople } from '@/db/commands/reports/export-people'
import { peopleList } from '@/db/queries/people/people-list'
import { whoSaw } from '@/db/queries/people/who-saw'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { readErasures } from '@/server/queue/erasure-file'
import { erasureJobs } from '@/server/queue/erasure-jobs'
import { freshDatabase } from '../../support/database'
import { type Planted, plant, tablesWith } from './canary'
import { type Field, openField } from './field'

const passphrase = 'twenty letters and some more'
const folder = mkdtempSync(join(tmpdir(), 'tabavar-erased-'))
const older = join(folder, 'older.tabavar')
const list = join(folder, 'erasures.jsonl')
const logged: string[] = []
let field: Field
let her: Planted
let counted: unknown
let wholeBefore: string[]

/** What she was counted with. */
const counts = async (sql: Sql) =>
  (
    await sql`select (select count(*)::int from app.person) people, (select count(*)::int from app.enrolment) places,
      (select sum(credited_minutes)::int from app.enrolment) minutes, (select count(*)::int from app.attendance) marks,
      (select sum(credited_minutes)::int from app.attendance) credited, (select count(*)::int from app.survey_consent) answered,
      (select count(*)::int from app.hamyar_member) members, (select count(*)::int from app.hamyar_certificate) certificates,
      (select array_agg(sex order by id) from app.person) sexes,
      (select array_agg(case when age_at_start < 45 then 1 else 2 end order by id) from app.enrolment) bands`
  )[0]

beforeAll(async () => {
  field = await openField()
  her = await plant(field)
  await viewPerson(field.officer, { personId: her.personId })
  await revealIdentifier(field.officer, {
    personId: her.personId,
    field: 'MOBILE',
    reason: 'تماس برای پیگیری',
  })
  counted = await counts(field.owner)
  wholeBefore = await tablesWith(field.owner, her.canaries)
  await makeBackup(field.owner, { file: older, passphrase, now: new Date() })
})
afterAll(async () => {
  await field.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = (more: object = {}) => ({
  personId: her.personId,
  how: 'SAID' as const,
  name: her.name,
  sure: 'on' as const,
  ...more,
})
/** A part of the erasure left out, in a transaction that is taken back: where is something of her found then? */
async function without(statement: RegExp): Promise<string[]> {
  const [row] =
    await field.owner`select pg_get_functiondef('app.erase_rows(uuid,text[],timestamptz)'::regprocedure) as text`
  const changed = String(row!.text).replace(statement, '')
  expect(changed, String(statement)).not.toBe(row!.text)
  let found: string[] = []
  await field.owner
    .begin(async (sql) => {
      await sql.unsafe(changed)
      await sql`select app.erase_rows(${her.personId}, ${[her.name, ...her.canaries.filter((word) => /\d{10}|[۰-۹]{10}/.test(word))]}, now())`
      found = await tablesWith(sql as unknown as Sql, her.canaries)
      throw new Error('taken back')
    })
    .catch((error: Error) => {
      if (error.message !== 'taken back') throw error
    })
  return found
}

describe('erasing a person', () => {
  it('would miss nothing: each part left out is found by its canary, table by table', async () => {
    expect(wholeBefore.length).toBeGreaterThan(25)
    for (const [statement, table] of [
      [/update session_guest set[^;]*;/, 'app.session_guest'],
      [/update consent set[^;]*;/, 'app.consent'],
      [/first_name = '—', last_name = '—', /, 'app.person'],
      [/update attendance set reason[^;]*;/, 'app.attendance'],
      [/update operation set body[^;]*;/, 'app.operation'],
      [/delete from duplicate_case[^;]*;/, 'app.duplicate_case'],
      [/update referral f[^;]*;/, 'app.referral'],
      [/update respondent_link[^;]*;/, 'app.respondent_link'],
      [/update programme_referral[^;]*;/, 'app.programme_referral'],
      [/update hamyar_certificate[^;]*;/, 'app.hamyar_certificate'],
      [/update hamyar_support[^;]*;/, 'app.hamyar_support'],
      [/delete from association_identity[^;]*;/, 'app.association_identity'],
      [/delete from user_login[^;]*;/, 'app.user_login'],
      [/delete from import_draft[^;]*;/, 'app.import_draft'],
      [/update task t set note[^;]*;/, 'app.task'],
      [/update facilitator set[^;]*;/, 'app.facilitator'],
      [/delete from device_secret[^;]*;/, 'app.device_secret'],
      [/update device set[^;]*;/, 'app.device'],
      [/update user_account set[^;]*;/, 'app.user_account'],
      [/delete from association_card[^;]*;/, 'app.association_card'],
      [/update association_volunteer set[^;]*;/, 'app.association_volunteer'],
      [/update quarantine set[^;]*;/, 'app.quarantine'],
      [/update file set[^;]*;/, 'app.file'],
      [/perform unname_units[^;]*;/, 'app.session'],
    ] as const)
      expect(await without(statement), table).toContain(table)
  })

  it('names every table that points at a person, her place, her membership or her service', async () => {
    const pointing = await field.owner`
      select c.relname as name, f.text ~ ('\\m' || c.relname || '\\M') as named
      from (select distinct a.attrelid from pg_attribute a where not a.attisdropped
        and a.attname in ('person_id', 'other_id', 'enrolment_id', 'member_id', 'volunteer_id', 'respondent_key')) x
      join pg_class c on c.oid = x.attrelid and c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p'),
        (select pg_get_functiondef('app.erase_rows(uuid,text[],timestamptz)'::regprocedure) as text) f order by 1`
    // Those left alone hold counts, codes and days only, and point at a row that is nobody's now.
    expect(pointing.filter(({ named }) => !named).map(({ name }) => name)).toEqual([
      'assessment_response',
      'association_query',
      'association_shift',
      'call_line',
      'certificate',
      'hamyar_presence',
      'hamyar_rating',
      'survey_consent',
    ])
    expect(pointing.length).toBeGreaterThan(20)
  })

  it.each([
    ['با نسرین احمدی صحبت شد', 'با … صحبت شد'],
    ['با نسرين احمدي صحبت شد', 'با … صحبت شد'],
    ['نسرین  احمدی', '…'],
    ['نسرین\u200cاحمدی', '…'],
    ['نسرینِ احمدی', '…'],
    ['نسریـن احمدی، و دیگران', '…، و دیگران'],
    ['احمدی نسرین', '…'],
    ['تلفن ۰۹۱۴ ۱۲۳ ۴۵۶۷ است', 'تلفن … است'],
    ['تلفن 0914-123-4567', 'تلفن …'],
    ['تلفن ٠٩١٤١٢٣٤٥٦٧', 'تلفن …'],
    ['نسرین کریمی و زهرا احمدی', 'نسرین کریمی و زهرا احمدی'],
    ['۰۹۱۴۱۲۳۴۵۶۸', '۰۹۱۴۱۲۳۴۵۶۸'],
  ])('takes her out of «%s» however it was typed', async (typed, left) => {
    const words = ['نسرین احمدی', 'احمدی نسرین', '09141234567']
    const [row] =
      await field.owner`select app.unnamed(${typed}::text, ${words}) as text, app.unnamed(${field.owner.json({ note: [typed] })}, ${words}) as document`
    expect(row).toEqual({ text: left, document: { note: [left] } })
  })

  it('leaves values of a document apart: nothing is found across two of them', async () => {
    const document = { a: 914, b: [1234567, 9141234567], c: {}, d: [], e: null, f: true }
    const [row] =
      await field.owner`select app.unnamed(${field.owner.json(document)}, ${['09141234567', '9141234567']}) as document`
    expect(row!.document).toEqual({ ...document, b: [1234567, '…'] })
  })

  it('is refused while her consent stands in a run that goes on, with E-ERA-01, and changes nothing', async () => {
    await expect(erasePerson(field.officer, asked())).rejects.toMatchObject({ code: 'E-ERA-01' })
    expect(await tablesWith(field.owner, her.canaries)).toEqual(wholeBefore)
    await field.owner`update app.enrolment set status = 'WITHDRAWN', closed_on = '2026-10-06' where person_id = ${her.personId}`
  })

  it('leaves no canary in any table, and counted marks, minutes and what figures are split by as they were', async () => {
    const done = await erasePerson(field.officer, asked())
    expect(done).toEqual({ personId: her.personId, files: 1 })
    expect(await tablesWith(field.owner, her.canaries)).toEqual([])
    expect(await counts(field.owner)).toEqual(counted)
    const [row] =
      await field.owner`select p.erased_at is not null as erased, p.national_id_sealed, p.mobile_sealed, p.birth_date, p.fold,
        (select count(*)::int from app.person_key k where k.person_id = p.id) as keys from app.person p where p.id = ${her.personId}`
    expect(row).toEqual({
      erased: true,
      national_id_sealed: null,
      mobile_sealed: null,
      birth_date: null,
      fold: '',
      keys: 0,
    })
  })

  it('is written down once, with how she asked and nothing of who she was', async () => {
    const rows =
      await field.owner`select entity_id, after, reason, before from audit.event where action = 'person.erase'`
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { entity_id: her.personId, after: { how: 'SAID', files: 1 }, reason: null, before: null },
    ])
    await expect(field.owner`delete from app.erasure_log`).rejects.toMatchObject({ code: 'TB002' })
    await expect(erasePerson(field.officer, asked())).rejects.toMatchObject({ code: 'E-GEN-03' })
  })

  it('is not undone by a search, an export, the page or who saw it', async () => {
    const scope = scopeOf(field.officer.actor)
    const page = await viewPerson(field.officer, { personId: her.personId })
    const people = await exportPeople(field.officer, { runId: field.runId })
    const [{ code }] =
      (await field.owner`select code from app.cohort where id = ${field.cohorts[0]!.cohortId}`) as unknown as [
        { code: string },
      ]
    const marks = await exportAttendance(field.officer, { runId: field.runId, code })
    const search = await reading(scope, (db) =>
      peopleList(db, scope, { runId: field.runId, page: 1, search: her.name }),
    )
    const all = await reading(scope, (db) =>
      peopleList(db, scope, { runId: field.runId, page: 1, search: '' }),
    )
    const seen = await reading(scope, (db) => whoSaw(db, scope, { personId: her.personId, page: 1 }))
    expect(search.rows).toEqual([])
    expect(page?.erasedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    const text = JSON.stringify([page, people, marks, all, seen])
    expect(her.canaries.filter((word) => text.includes(word))).toEqual([])
    expect(people.rows.length).toBe(2)
    // She stands at the end of the list, as nobody.
    expect(all.rows.map(({ personId, name }) => [personId === her.personId, name === '—'])).toEqual([
      [false, false],
      [true, true],
    ])
  })
})

describe('an older copy that is put back', () => {
  const open = async () => {
    const database = await freshDatabase()
    const sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} })
    return { sql, close: () => sql.end().then(() => database.drop()) }
  }

  it('loses her again by the list outside the database, which tells nothing, and the audit says how many', async () => {
    const jobs = erasureJobs({ erasures: list, now: () => new Date(), log: (line) => logged.push(line) })
    const query = async (text: string) => ({ rows: await field.owner.unsafe(text) })
    for (const _ of [1, 2]) await jobs['erasure-note']({}, { query } as never)
    const erasures = (await readErasures(list))!
    expect(erasures).toHaveLength(1)
    expect(readFileSync(list, 'utf8')).not.toContain(her.personId)
    const { sql, close } = await open()
    try {
      expect((await restoreBackup(sql, { file: older, passphrase, erasures })).erased).toBe(1)
      expect(await tablesWith(sql, her.canaries)).toEqual([])
      expect(await counts(sql)).toEqual(counted)
      const told =
        await sql`select action, after from audit.event where action in ('backup.restore', 'person.erase') order by seq`
      expect(told.map((row) => ({ ...row }))).toEqual([
        { action: 'person.erase', after: { how: 'RESTORE' } },
        { action: 'backup.restore', after: { erased: 1 } },
      ])
      // And a copy of what was put back, opened and read whole.
      const again = join(folder, 'again.tabavar')
      await makeBackup(sql, { file: again, passphrase, now: new Date() })
      const clear = await read(again)
      expect(clear).toContain('backup.restore')
      expect(her.canaries.filter((word) => clear.includes(word))).toEqual([])
    } finally {
      await close()
    }
  })

  it('brings her back where the list is not handed in: the search would find her', async () => {
    const { sql, close } = await open()
    try {
      expect((await restoreBackup(sql, { file: older, passphrase })).erased).toBe(0)
      expect(await tablesWith(sql, her.canaries)).toEqual(wholeBefore)
    } finally {
      await close()
    }
  })

  it('is refused a list with a spoilt line, and none is told from an empty one', async () => {
    expect(await readErasures(join(folder, 'no-such-list'))).toBeNull()
    const spoilt = join(folder, 'spoilt.jsonl')
    writeFileSync(spoilt, '{"mark":"12","at":"2026-10-01T00:00:00Z"}\n')
    await expect(readErasures(spoilt)).rejects.toThrow('line 1')
    const jobs = erasureJobs({ erasures: join(folder, 'new.jsonl'), now: () => new Date(), log: () => {} })
    await jobs['erasure-note']({}, { query: async () => ({ rows: [] }) } as never)
    expect(existsSync(join(folder, 'new.jsonl'))).toBe(true)
    expect(logged.join()).not.toContain(her.personId)
  })
})

async function read(file: string): Promise<string> {
  const bytes: Buffer[] = []
  const clear = Readable.from(opened(createReadStream(file), passphrase)).pipe(createGunzip())
  for await (const piece of clear) bytes.push(piece as Buffer)
  return Buffer.concat(bytes).toString('utf8')
}
