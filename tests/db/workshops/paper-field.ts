import { readFileSync } from 'node:fs'
import { confirmRoster } from '@/db/commands/people/confirm-roster'
import { keepDraft } from '@/db/commands/people/import-draft'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { orThrow } from '@/lib/shared/result'
import { type Field, fixture, openField, readSheets } from '../people/field'

const fixtures = new URL('../../fixtures/paper/', import.meta.url)
export const paper = (name: string) => readFileSync(new URL(name, fixtures))

export type ExpectedSheet = {
  place: string
  dates: string[]
  people: number
  minutes: number
  unmarked: number
  rows: { id: string; marks: string[]; credited: (number | null)[]; unmarked: number; minutes: number }[]
}
export const expected = JSON.parse(paper('attendance.expected.json').toString()) as {
  sheets: ExpectedSheet[]
}

/** The office's run with its roster taken, its sessions planned from 1405/07/04, and the clock at 1405/07/25. */
export async function openPaperField(): Promise<Field> {
  const field = await openField()
  const { owner, officer, runId } = field
  const options = { registeredOn: '2026-09-26', defaultSex: 'F', consentDeclared: false } as const
  const bytes = fixture('participants.xlsx')
  const { draftId } = await keepDraft(officer, { kind: 'ROSTER', runId, fileName: 'p.xlsx', bytes, options })
  const { sheets } = orThrow(await readSheets(bytes, 'p.xlsx'))
  // Whatever the roster asks about is confirmed here.
  const ticked = sheets.flatMap(({ name, rows }) => rows.map((_, at) => `${name}#${at + 1}`))
  await confirmRoster(officer, { draftId, ticked }, readSheets)
  await owner`update app.run set pinned_now = '2026-10-17T18:30:00+03:30' where id = ${runId}`
  for (const [at, cohort] of field.cohorts.entries()) {
    await planSessions(officer, {
      cohortId: cohort.cohortId,
      days: [0, 2],
      time: `${9 + at * 3}:00`.padStart(5, '0'),
      startDay: '2026-09-26',
      breakMinutes: 0,
      mode: 'IN_PERSON',
      acknowledged: [],
    })
  }
  return field
}

/** A certified facilitator who leads every cohort from the first day, so that sheets may be recorded. */
export async function staffCohorts({
  owner,
  runId,
  provinceId,
  provinceScope,
  cohorts,
}: Field): Promise<string> {
  const [organisation] = await owner`insert into app.organisation (scope_id, name_fa, fold, kind)
    values (${provinceScope}, 'انجمن آزمون', 'انجمن‌ازمون', 'SOCIAL_ORG') returning id`
  const [person] =
    await owner`insert into app.person (province_id, scopes, first_name, last_name, fold, sex, birth_year)
    values (${provinceId}, ${[provinceScope]}, 'پریسا', 'نمونه', 'پریسانمونه', 'F', 1365) returning id`
  const [facilitator] = await owner`
    insert into app.facilitator (scope_id, run_id, person_id, organisation_id, status, certified_on)
    values (${provinceScope}, ${runId}, ${person!.id}, ${organisation!.id}, 'CERTIFIED', '2026-09-20') returning id`
  for (const { cohortId, scopeId } of cohorts)
    await owner`insert into app.cohort_facilitator (scope_id, cohort_id, facilitator_id, role, from_day)
      values (${scopeId}, ${cohortId}, ${facilitator!.id}, 'LEAD', '2026-09-26')`
  return facilitator!.id as string
}
