import { sql } from 'drizzle-orm'
import { enrolPeople } from '@/db/commands/people/enrol-people'
import { giveSigns } from '@/db/commands/people/set-sign'
import { leaveCohort } from '@/db/commands/programmes/leave-cohort'
import { moveRun } from '@/db/commands/programmes/move-run'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { replaceSession } from '@/db/commands/programmes/replace-session'
import { approveSheets, reviewSheet } from '@/db/commands/workshops/review-sheets'
import { addDays } from '@/lib/shared/jalali'
import { instantAt } from '@/lib/shared/tehran'
import { facilitatorHandle } from './accounts'
import { type DemoMark, exitOf, marksOf, PEOPLE } from './attendance'
import { DAYS, type DemoLoad, LOADS } from './calendar'
import { ClosedSpring } from './closed-quarter'
import { type DemoGroup, demoCommunity } from './community'
import { readAloud } from './consents'
import { demoParticipant } from './people'
import { losesADay, slotsOf } from './places'
import { cancelSession, type SheetRow, submitRegister } from './register'
import { DueReleases } from './releases'
import type { DemoCohort } from './set-up'
import type { Stage } from './stage'
import { DueSurveys } from './surveys'

const SESSION_MINUTES = 120
const LOST_SEQ = 12
const WEATHER = 'نامساعد بودن هوا'
/** One approved sheet that the office opened again; it came back as it was. The full load has another (closed-quarter.ts). */
const REOPENED = { c: 6, seq: 3, reason: 'یک غیبت با دفتر کاغذی نمی‌خواند؛ دوباره ببینید.' }

type Member = { p: number; personId: string; enrolmentId: string; marks: DemoMark[] }
type Meeting = { id: string; seq: number; day: string; status: string; version: number; topic: string }
type Group = DemoCohort & DemoGroup & { facilitatorUser: string; members: Member[]; meetings: Meeting[] }

/** Step 2, from enrolling to the last day of the load: each evening the registers, each morning the approvals. */
export async function playStepTwo(
  stage: Stage,
  cohorts: DemoCohort[],
  accounts: ReadonlyMap<string, string>,
  load: DemoLoad,
): Promise<void> {
  const { lastDay, approvedTo } = LOADS[load]
  const groups = await form(stage, cohorts, accounts)
  const due = new DueReleases()
  const surveys = new DueSurveys()
  const spring = load === 'full' ? new ClosedSpring() : null
  const facilitatorOf = (c: number) => groups.find((group) => group.place.c === c)!.facilitatorUser
  let again: Group | null = null
  let waiting: { sessionId: string; day: string; version: number }[] = []
  const approve = async (day: string) => {
    await stage.turnTo(instantAt(day, '08:30'))
    const ready = waiting.filter((sheet) => sheet.day <= approvedTo)
    waiting = waiting.filter((sheet) => sheet.day > approvedTo)
    if (ready.length > 0)
      await approveSheets(await stage.as(stage.cast.officer), {
        sheets: ready.map(({ sessionId, version }) => ({ sessionId, version })),
      })
    await spring?.close(stage, day, facilitatorOf)
    await due.publish(stage, day)
  }
  for (let day = DAYS.cohortsStart; day <= lastDay; day = addDays(day, 1)) {
    const meeting = groups.filter((group) =>
      group.meetings.some((m) => m.day === day && m.status === 'SCHEDULED'),
    )
    if (meeting.length > 0) await approve(day)
    await surveys.play(stage, groups, day)
    if (meeting.length === 0) continue
    await stage.turnTo(instantAt(day, '19:00'))
    for (const group of meeting) {
      const held = await meet(stage, group, day, spring)
      if (held) waiting.push({ sessionId: held.id, day, version: held.version + 1 })
      if (!spring && held && group.place.c === REOPENED.c && held.seq === REOPENED.seq + 1) again = group
    }
    if (again) await reopen(stage, again, day)
    again = null
  }
  if (load === 'full') await approve(addDays(lastDay, -7))
}

/** Enrols 25 people in each cohort, plans its thirty sessions, and begins step 2. */
async function form(
  stage: Stage,
  cohorts: DemoCohort[],
  accounts: ReadonlyMap<string, string>,
): Promise<Group[]> {
  const { runId, cast } = stage
  await stage.turnTo(instantAt(DAYS.enrolled, '11:00'))
  const officer = await stage.as(cast.officer)
  const numbers = Array.from({ length: PEOPLE }, (_, i) => i + 1)
  const { enrolled } = await enrolPeople(officer, {
    runId,
    registeredOn: DAYS.enrolled,
    people: cohorts.flatMap(({ place, cohortId }) =>
      numbers.map((p) => ({
        ...demoParticipant(place.c, p),
        cohortId,
        noNationalIdReason: null,
        mobile: null,
        consent: true as const,
      })),
    ),
  })
  const groups: Group[] = []
  for (const [i, cohort] of cohorts.entries()) {
    const { days, time } = slotsOf(cohort.place)
    await planSessions(officer, {
      cohortId: cohort.cohortId,
      days,
      time,
      startDay: DAYS.cohortsStart,
      minutes: SESSION_MINUTES,
    })
    await giveSigns(officer, { cohortId: cohort.cohortId })
    const members = numbers.map((p) => {
      const { personId, enrolmentId } = enrolled[i * PEOPLE + p - 1]!
      return { p, personId, enrolmentId, marks: marksOf(cohort.place, p) }
    })
    const facilitatorUser = accounts.get(facilitatorHandle(cohort.place.c))!
    groups.push({ ...cohort, facilitatorUser, members, meetings: await meetingsOf(stage, cohort.cohortId) })
  }
  await moveRun(officer, { runId, to: 'STEP2_RUNNING' })
  return groups
}

async function meetingsOf(stage: Stage, cohortId: string): Promise<Meeting[]> {
  const rows = await stage.db.execute<Meeting>(sql`
    select s.id, s.seq, s.day::text as day, s.status, s.version, m.title_fa as topic
    from app.session s join app.module m on m.code = s.module_code where s.cohort_id = ${cohortId} order by s.seq, s.day`)
  return [...rows]
}

/** One meeting as the facilitator records it, and who leaves after it. Null where it did not take place. */
async function meet(
  stage: Stage,
  group: Group,
  day: string,
  spring: ClosedSpring | null,
): Promise<Meeting | null> {
  const meeting = group.meetings.find((m) => m.day === day && m.status === 'SCHEDULED')!
  const alreadyLost = group.meetings.some((m) => m.status === 'CANCELLED')
  await stage.become(group.facilitatorUser)
  if (meeting.seq === LOST_SEQ && losesADay(group.place.c) && !alreadyLost) {
    await cancelSession(stage, meeting.id, meeting.version, WEATHER)
    await replaceSession(await stage.as(stage.cast.officer), { sessionId: meeting.id })
    group.meetings = await meetingsOf(stage, group.cohortId)
    return null
  }
  const rows = rowsOf(group, meeting.seq)
  const sent = spring?.asSent(group.place.c, meeting, group.meetings, rows) ?? rows
  await submitRegister(stage, {
    sessionId: meeting.id,
    version: meeting.version,
    topic: meeting.topic,
    rows: sent,
  })
  await readAloud(stage, group, rows)
  await demoCommunity(stage, group, meeting.seq, day)
  const leaving = group.members.flatMap(({ p, enrolmentId }) => {
    const exit = exitOf(group.place, p)
    return exit?.session === meeting.seq ? [{ ...exit, enrolmentId }] : []
  })
  if (leaving.length > 0) {
    const officer = await stage.as(stage.cast.officer)
    for (const { enrolmentId, status, reason } of leaving)
      await leaveCohort(officer, { enrolmentId, status, reason, day })
  }
  return meeting
}

const rowsOf = ({ place, members }: Group, seq: number): SheetRow[] =>
  members.flatMap(({ p, personId, marks }) => {
    const mark = marks[seq - 1]
    return mark ? [{ personId, mark, seed: place.c + p }] : []
  })

/** The office opens a sheet again, the facilitator looks and sends it as it was, and it is approved. */
async function reopen(stage: Stage, group: Group, day: string): Promise<void> {
  const { id: sessionId, version, topic } = group.meetings.find((m) => m.seq === REOPENED.seq)!
  const approved = version + 2
  const { reason } = REOPENED
  const officer = await stage.as(stage.cast.officer)
  await reviewSheet(officer, { sessionId, version: approved, decision: 'REOPEN', reason })
  await stage.become(group.facilitatorUser)
  await submitRegister(stage, { sessionId, version: approved + 1, topic, rows: rowsOf(group, REOPENED.seq) })
  await stage.turnTo(instantAt(day, '20:00'))
  await approveSheets(await stage.as(stage.cast.officer), { sheets: [{ sessionId, version: approved + 2 }] })
}
