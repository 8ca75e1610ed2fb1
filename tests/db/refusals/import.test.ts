import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rosterLines } from '@/app/[locale]/(office)/office/people/import/[draftId]/present'
import { paperSentence } from '@/app/[locale]/(office)/office/registers/import/sentence'
import { confirmRoster } from '@/db/commands/people/confirm-roster'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { keepDraft } from '@/db/commands/people/import-draft'
import { judgeRoster, type RosterOptions } from '@/db/queries/people/judge-roster'
import { judgePaper } from '@/db/queries/workshops/judge-paper'
import { reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import { orThrow } from '@/lib/shared/result'
import { counts, type Field, RUN_START, readSheets, somebody } from '../people/field'
import { openPaperField, staffCohorts } from '../workshops/paper-field'
import { type Attempt, persian, refusal } from './provoked'

let field: Field
beforeAll(async () => {
  field = await openPaperField()
})
afterAll(() => field.close())

const csv = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'))
const options: RosterOptions = { registeredOn: RUN_START, defaultSex: 'F', consentDeclared: false }
const HEADER = ['نام', 'نام خانوادگی', 'نام پدر', 'کد ملی', 'تاریخ تولد', 'موبایل', 'محله', 'جنسیت', 'رضایت']
/** One row that is as it should be, but for what a test puts into it. */
const row = (more: Record<string, string> = {}) =>
  HEADER.map(
    (column) =>
      more[column] ??
      {
        نام: 'نگار',
        'نام خانوادگی': 'دانش',
        'نام پدر': 'علی',
        'کد ملی': somebody('', 900).nationalId,
        'تاریخ تولد': '1370/01/01',
        محله: 'پرواز',
        جنسیت: 'زن',
        رضایت: 'بلی',
      }[column] ??
      '',
  )

/** What the preview of a roster shows of its rows: the verdicts' codes, and the reasons as the page words them. */
const preview =
  (bytes: Uint8Array): Attempt =>
  async () => {
    const scope = scopeOf(field.officer.actor)
    const { sheets } = orThrow(await readSheets(bytes, 'people.csv'))
    const judged = orThrow(await reading(scope, (db) => judgeRoster(db, scope, field.runId, sheets, options)))
    return {
      codes: judged.rows.flatMap(({ codes }) => codes),
      sentences: rosterLines(judged, sheets, await persian(), 'fa').flatMap(({ reasons }) => reasons ?? []),
    }
  }
const rejected: [string, string, string, Record<string, string>][] = [
  ['E-GEN-01', 'without a name', 'نام: این قسمت را پر کنید.', { نام: '' }],
  ['E-PER-01', 'with half a number', 'کد ملی باید دقیقاً ۱۰ رقم باشد.', { 'کد ملی': '12345' }],
  ['E-PER-02', 'with a slip in it', 'کد ملی درست نیست. رقم‌ها را بازبینی کنید.', { 'کد ملی': '1234567890' }],
  ['E-PER-04', 'born on no day', 'تاریخ تولد معتبر نیست.', { 'تاریخ تولد': '1365/07/31' }],
  ['E-PER-05', 'who is a child', 'حداقل سن شرکت در این طرح ۱۵ سال است.', { 'تاریخ تولد': '1400/01/01' }],
  ['E-PER-06', 'without consent', 'بدون ثبت رضایت آگاهانه، نام‌نویسی ممکن نیست.', { رضایت: 'ندارد' }],
]

describe('a row of a roster', () => {
  for (const [code, where, sentence, more] of rejected)
    refusal(code, `${where}, in a file`, sentence, async () => ({
      owner: field.owner,
      attempt: preview(csv(HEADER, row(more))),
    }))

  refusal(
    'E-PER-03',
    'with a number that is no mobile, in a file',
    'شمارهٔ همراه باید ۱۱ رقم باشد و با ۰۹ شروع شود.',
    async () => ({ owner: field.owner, attempt: preview(csv(HEADER, row({ موبایل: '04433445566' }))) }),
  )
  refusal(
    'W-PER-07',
    'of a woman whose name, father and year are known, in a file',
    'فردی با همین نام، نام پدر و سال تولد ثبت شده است. آیا همان فرد است؟',
    async () => {
      const cohort = field.cohorts.find(({ placeFa }) => placeFa === 'محلهٔ آذین')!
      const known = { ...somebody(cohort.cohortId, 901), first: 'نگار', last: 'یکتا' }
      await enrolPeople(field.officer, { runId: field.runId, registeredOn: RUN_START, people: [known] })
      return { owner: field.owner, attempt: preview(csv(HEADER, row({ 'نام خانوادگی': 'یکتا' }))) }
    },
  )

  it('that is refused is not taken when the file is confirmed', async () => {
    const bytes = csv(HEADER, ...rejected.map(([, , , more]) => row(more)))
    const { draftId } = await keepDraft(field.officer, {
      kind: 'ROSTER',
      runId: field.runId,
      fileName: 'people.csv',
      bytes,
      options,
    })
    const before = await counts(field.owner)
    const ticked = rejected.map((_, at) => `#${at + 2}`)
    expect(await confirmRoster(field.officer, { draftId, ticked }, readSheets)).toMatchObject({
      taken: 0,
      left: rejected.length,
    })
    const { person, person_key, consent, enrolment, duplicate_case } = before
    expect(await counts(field.owner)).toMatchObject({
      person,
      person_key,
      consent,
      enrolment,
      duplicate_case,
    })
  })
})

describe('a mark of a typed register', () => {
  /** What the preview says of a file: its columns, rows and cells, in the words of the page. */
  const paper =
    (bytes: Uint8Array): Attempt =>
    async () => {
      const scope = scopeOf(field.officer.actor)
      const { sheets } = orThrow(await readSheets(bytes, 'پرواز.csv'))
      const asked = { runId: field.runId, fileName: 'پرواز.csv', choices: new Map<string, string>() }
      const judged = orThrow(await reading(scope, (db) => judgePaper(db, scope, sheets, asked)))
      const used = new Set(judged.sheets.flatMap(({ columns }) => columns.map(({ sessionId }) => sessionId)))
      const met = [
        ...judged.sheets.flatMap(({ columns, rows }) => [
          ...columns.map(({ code }) => ({ code, values: undefined })),
          ...rows.flatMap(({ code, cells }) => [
            { code, values: undefined },
            ...cells.map((cell) => ({ code: cell.code, values: undefined })),
          ]),
        ]),
        ...judged.cohorts.flatMap(({ sessions }) => sessions.filter(({ sessionId }) => used.has(sessionId))),
      ].flatMap(({ code, values }) => (code ? [{ code, values }] : []))
      const t = await persian()
      return {
        codes: met.map(({ code }) => code),
        sentences: met.map(({ code, values }) => paperSentence(t, 'fa', code, values)),
      }
    }
  const marked = async (day: string, mark: string) => {
    const [her] = await field.owner`select p.first_name || ' ' || p.last_name as name from app.enrolment e
      join app.person p on p.id = e.person_id join app.cohort c on c.id = e.cohort_id
      join app.place n on n.id = c.place_id where n.name_fa = 'محلهٔ پرواز'
      group by 1 having count(*) = 1 order by 1 limit 1`
    return csv(['نام و نام خانوادگی', day], [her!.name, mark])
  }
  const file = (day: string, mark: string) => async () => ({
    owner: field.owner,
    attempt: paper(await marked(day, mark)),
  })
  refusal(
    'E-FAC-01',
    'of a group nobody certified leads, in a file',
    'این تسهیلگر هنوز گواهی گام اول را ندارد و نمی‌تواند نشست برگزار کند.',
    file('1405/07/04', 'ح'),
  )
  refusal('E-SES-05', 'of a session to come, in a file', 'نشست هنوز شروع نشده است.', async () => {
    await staffCohorts(field)
    return file('1405/08/02', 'ح')()
  })
  refusal(
    'E-ATT-02',
    'late by the whole session, in a file',
    'جمع تأخیر و خروج زودهنگام باید از مدت نشست کمتر باشد.',
    file('1405/07/04', 'ت۱۲۰'),
  )
})
