import { sql } from 'drizzle-orm'
import { ReadConsent } from '@/lib/people/consent-schema'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { holdCohorts } from '../programmes/enrolment-row'
import { placeOfScope, runClock } from '../programmes/load'
import { refillPlace } from '../programmes/waiting-list'

export type ConsentRead = { agreed: number; refused: number }
type Meeting = {
  id: string
  cohortId: string
  runId: string
  scopeId: number
  startsAt: string
  runStatus: string
  cohortStatus: string
  pinnedNow: string | null
}
type Asked = { enrolmentId: string; consentId: string; status: string; heard: boolean }

/**
 * What each of those present said when the text was read aloud in a session: agreed, with the day, the reader and the
 * wording; or refused, which ends her enrolment and nothing else. Whoever has answered before is left as she is.
 */
export async function readConsent(ctx: Context, input: ReadConsent): Promise<ConsentRead> {
  const asked = ReadConsent.parse(input)
  return inTransaction(ctx, async (db) => {
    const [meeting] = await db.execute<Meeting>(sql`
      select s.id, s.cohort_id as "cohortId", s.run_id as "runId", s.scope_id as "scopeId", s.starts_at::text as "startsAt",
        r.status as "runStatus", c.status as "cohortStatus", r.pinned_now::text as "pinnedNow"
      from app.session s join app.cohort c on c.id = s.cohort_id join app.run r on r.id = s.run_id
      where s.id = ${asked.sessionId} and s.status not in ('CANCELLED', 'RESCHEDULED')`)
    if (!meeting) throw new AppError('E-GEN-02')
    const place = await placeOfScope(db, meeting.scopeId)
    authorise(ctx.actor, 'record', place)
    authorise(ctx.actor, 'enrol', place)
    await holdCohorts(db, [meeting.cohortId])
    if (meeting.runStatus === 'CLOSED' || ['CLOSED', 'CANCELLED'].includes(meeting.cohortStatus))
      throw new AppError('E-RUN-07')
    const clock = runClock(meeting, ctx.now)
    if (clock < new Date(meeting.startsAt)) throw new AppError('E-SES-05')
    const ids = asked.answers.map(({ enrolmentId }) => enrolmentId)
    const rows = await db.execute<Asked>(sql`
      select e.id as "enrolmentId", e.consent_id as "consentId", e.status, c.state <> 'DECLARED' as heard
      from app.enrolment e join app.consent c on c.id = e.consent_id
      where e.cohort_id = ${meeting.cohortId} and e.status in ('REGISTERED', 'ACTIVE')
        and e.id in (select v::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) v)`)
    // Somebody left the group or was moved while the text was being read: look again.
    if (rows.length < new Set(ids).size) throw new AppError('E-GEN-03')
    const open = new Map([...rows].filter((row) => !row.heard).map((row) => [row.enrolmentId, row]))
    const said = (agreed: boolean) =>
      asked.answers.flatMap((answer) =>
        answer.agreed === agreed && open.has(answer.enrolmentId) ? [open.get(answer.enrolmentId)!] : [],
      )
    const [agreed, refused] = [said(true), said(false)]
    await hear(db, ctx, meeting, agreed, 'READ_ALOUD', asked.textVersion)
    await hear(db, ctx, meeting, refused, 'REFUSED', asked.textVersion)
    await endEnrolments(db, ctx, meeting, refused, clock)
    return { agreed: agreed.length, refused: refused.length }
  })
}

async function hear(
  db: Db,
  ctx: Context,
  meeting: Meeting,
  rows: readonly Asked[],
  state: 'READ_ALOUD' | 'REFUSED',
  text: string,
): Promise<void> {
  if (rows.length === 0) return
  await db.execute(sql`
    update app.consent set state = ${state}, text_version = ${text}, read_at = ${ctx.now.toISOString()}::timestamptz,
      read_by = ${ctx.actor.userId}::uuid, session_id = ${meeting.id}
    where id in (select v::uuid from jsonb_array_elements_text(${JSON.stringify(rows.map((row) => row.consentId))}::jsonb) v)`)
  await audit(db, ctx, {
    action: state === 'READ_ALOUD' ? 'consent.read-aloud' : 'consent.refuse',
    entity: 'session',
    entityId: meeting.id,
    scopeId: meeting.scopeId,
    after: { count: rows.length, text, enrolments: rows.map((row) => row.enrolmentId) },
  })
}

/** Ends the enrolments of whoever does not agree: cancelled before she earned anything, withdrawn after. */
export async function endEnrolments(
  db: Db,
  ctx: Context,
  group: { cohortId: string; runId: string; scopeId: number; pinnedNow: string | null },
  rows: readonly { enrolmentId: string; status: string }[],
  clock: Date,
): Promise<void> {
  for (const { enrolmentId, status } of rows) {
    const ended = status === 'ACTIVE' ? 'WITHDRAWN' : 'CANCELLED'
    await db.execute(sql`
      update app.enrolment set status = ${ended}, close_reason = 'OTHER', waiting_since = null, version = version + 1,
        closed_on = greatest(registered_on, ${tehranDay(clock)}::date) where id = ${enrolmentId}`)
    await audit(db, ctx, {
      action: ended === 'WITHDRAWN' ? 'enrolment.withdraw' : 'enrolment.cancel',
      entity: 'enrolment',
      entityId: enrolmentId,
      scopeId: group.scopeId,
      before: { status },
      after: { status: ended },
    })
    if (status !== 'WAITING') await refillPlace(db, ctx, group)
  }
}
