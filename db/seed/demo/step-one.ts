import { sql } from 'drizzle-orm'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { assignFacilitator } from '@/db/commands/programmes/assign-facilitator'
import { addBudgetLine } from '@/db/commands/programmes/budget'
import { certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { moveRun } from '@/db/commands/programmes/move-run'
import { acceptFacilitator, nominateFacilitator } from '@/db/commands/programmes/nominate-facilitator'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { approveSheets } from '@/db/commands/workshops/review-sheets'
import { personFold } from '@/db/queries/people/asked-people'
import type { Context } from '@/db/transaction'
import { makePersonKey, nationalIdHash, sealForPerson } from '@/db/vault'
import { instantAt } from '@/lib/shared/tehran'
import { facilitatorHandle, HANDLES } from './accounts'
import { DAYS } from './calendar'
import { demoFacilitator, facilitatorPersonId } from './people'
import { submitRegister } from './register'
import type { SetUp } from './set-up'
import type { Stage } from './stage'

const CLASS_MINUTES = 360
/** Who missed which session of the class. */
const ABSENT: Record<number, number> = { 8: 7, 22: 3 }

/** Step 1: nominees, the class of ten days recorded by its trainer, certificates, and a cohort for each facilitator. */
export async function playStepOne(
  stage: Stage,
  { classId, classScopeId, provinceId, cohorts, organisations }: SetUp,
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const { cast, db, runId } = stage
  await stage.become(cast.system.userId)
  const trainer = accounts.get(HANDLES.trainer)!
  await db.execute(sql`
    insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
    values (${trainer}, 'TRAINER', ${classScopeId}, 'RESILIENCE', ${cast.system.userId})`)
  await writeFacilitators(stage, provinceId, classScopeId)
  let officer = await stage.as(cast.officer)
  const facilitators = new Map<number, string>()
  for (const { place, countyId } of cohorts) {
    const { facilitatorId } = await nominateFacilitator(officer, {
      runId,
      personId: facilitatorPersonId(place.c),
      organisationId: organisations[(place.c - 1) % organisations.length]!,
      countyId,
      userId: accounts.get(facilitatorHandle(place.c)),
    })
    await acceptFacilitator(officer, { facilitatorId })
    facilitators.set(place.c, facilitatorId)
  }
  await planSessions(officer, {
    classId,
    days: [0, 1, 2, 3, 4],
    time: '09:00',
    startDay: DAYS.classStart,
    minutes: CLASS_MINUTES,
    breakMinutes: 60,
    venue: 'سالن جلسات استانداری',
  })
  await moveRun(officer, { runId, to: 'STEP1_RUNNING' })
  const sessions = await db.execute<{ id: string; seq: number; day: string; topic: string }>(sql`
    select s.id, s.seq, s.day::text as day, m.title_fa as topic from app.session s join app.module m on m.code = s.module_code
    where s.class_id = ${classId} order by s.seq`)
  for (const session of sessions) {
    await stage.turnTo(instantAt(session.day, '17:00'))
    await stage.become(trainer)
    const rows = cohorts.map(({ place: { c } }) => ({
      personId: facilitatorPersonId(c),
      mark: { code: ABSENT[c] === session.seq ? 'ABSENT' : 'PRESENT', late: 0 } as const,
      seed: c,
    }))
    await submitRegister(stage, { sessionId: session.id, version: 1, topic: session.topic, rows })
  }
  await stage.turnTo(instantAt(DAYS.certified, '09:00'))
  officer = await stage.as(cast.officer)
  await approveSheets(officer, { sheets: sessions.map(({ id }) => ({ sessionId: id, version: 2 })) })
  for (const { place, cohortId } of cohorts) {
    const { c } = place
    const facilitatorId = facilitators.get(c)!
    const knowledgePre = 45 + ((7 * c) % 20)
    await certifyFacilitator(officer, {
      facilitatorId,
      day: DAYS.certified,
      knowledgePre,
      knowledgePost: knowledgePre + 15 + ((3 * c) % 12),
    })
    await assignFacilitator(officer, { cohortId, facilitatorId, fromDay: DAYS.certified })
  }
  await issueCertificates(officer, { facilitatorsOf: runId })
  await spend(officer, runId)
}

/** What step 1 cost, in round numbers that are plainly nobody's. */
async function spend(officer: Context, runId: string): Promise<void> {
  const line = { runId, kind: 'SPENT', day: DAYS.certified } as const
  await addBudgetLine(officer, { ...line, amountRial: 2_400_000_000, title: 'کارگاه تسهیلگران (نمایشی)' })
  await addBudgetLine(officer, { ...line, amountRial: 600_000_000, title: 'چاپ و بسته‌های آموزشی (نمایشی)' })
}

async function writeFacilitators(stage: Stage, provinceId: string, classScopeId: number): Promise<void> {
  const rows = Array.from({ length: 25 }, (_, i) => {
    const person = demoFacilitator(i + 1)
    const id = facilitatorPersonId(i + 1)
    const { key, sealed } = makePersonKey(provinceId, id)
    return {
      ...person,
      id,
      key: sealed,
      fold: personFold(person),
      nid: sealForPerson(key, 'national_id_sealed', person.nationalId),
      hash: nationalIdHash(provinceId, person.nationalId).toString('hex'),
      nationalId: undefined,
    }
  })
  const text = JSON.stringify(rows)
  await stage.db.execute(sql`
    insert into app.person (id, province_id, scopes, first_name, last_name, father_name, fold, sex, birth_date, birth_year,
      national_id_sealed, national_id_hash, education, is_household_head)
    select id, ${provinceId}, array[${classScopeId}::int], "first", "last", father, fold, sex, "birthIso", "birthYear", nid,
      decode(hash, 'hex'), education, "isHead"
    from jsonb_to_recordset(${text}::jsonb) as x (id uuid, "first" text, "last" text, father text, fold text, sex text,
      "birthIso" date, "birthYear" int, nid text, hash text, education text, "isHead" bool)`)
  await stage.db.execute(sql`
    insert into app.person_key (person_id, sealed)
    select id, key from jsonb_to_recordset(${text}::jsonb) as x (id uuid, key text)`)
}
