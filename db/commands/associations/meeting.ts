import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { attendanceRefusal, attended, seated } from '@/lib/associations/meeting'
import {
  AddMeeting,
  AddObservance,
  AnswerQuestion,
  AskQuestion,
  ExportMinutes,
  SetDecisions,
} from '@/lib/associations/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { associationClock } from '../../queries/associations/association-facts'
import { type MeetingRow, meetingOf, questionsOf } from '../../queries/associations/meetings'
import { authorise, type Context, inTransaction, requireFreshFactor } from '../../transaction'
import { checkVersion } from '../programmes/load'

type Where = { scopeId: number; path: number[]; provinceId: string }

/** A province or county at which the caller runs the programme, and its day. */
async function placeFor(db: Db, ctx: Context, placeId: string): Promise<Where & { today: string }> {
  const [place] = await db.execute<Where>(sql`
    select p.scope_id as "scopeId", s.path, p.province_id as "provinceId" from app.place p join app.scope s on s.id = p.scope_id
    where p.id = ${placeId}::uuid and p.kind in ('PROVINCE', 'COUNTY')`)
  if (!place) throw new AppError('E-GEN-02')
  authorise(ctx.actor, 'run', { path: place.path, programme: 'ASSOCIATION' })
  return { ...place, today: tehranDay(await associationClock(db, place.provinceId, ctx.now)) }
}

async function meetingFor(db: Db, ctx: Context, meetingId: string): Promise<MeetingRow> {
  const meeting = await meetingOf(db, scopeOf(ctx.actor), meetingId)
  if (!meeting) throw new AppError('E-GEN-02')
  authorise(ctx.actor, 'run', { path: meeting.path, programme: 'ASSOCIATION' })
  return meeting
}

/** A meeting that was held, with how many came from where. E-SA-08: a day after today. E-SA-14: nobody came, or not in that way. */
export async function addMeeting(ctx: Context, input: AddMeeting): Promise<{ meetingId: string }> {
  const asked = AddMeeting.parse(input)
  return inTransaction(ctx, async (db) => {
    const where = await placeFor(db, ctx, asked.placeId)
    if (asked.day > where.today) throw new AppError('E-SA-08')
    const refused = attendanceRefusal(asked.mode, asked.seats)
    if (refused) throw new AppError(refused.code)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association_meeting (scope_id, place_id, kind, mode, day, subject, venue, decisions, letter_no, is_demo, entered_by)
      values (${where.scopeId}, ${asked.placeId}::uuid, ${asked.kind}, ${asked.mode}, ${asked.day}::date, ${asked.subject},
        ${asked.venue || null}, ${asked.decisions || null}, ${asked.letterNo || null}, ${ctx.actor.isDemo}, app.me()) returning id`)
    const meetingId = made!.id
    for (const { level, inPerson, online } of seated(asked.seats))
      await db.execute(sql`
        insert into app.association_attendance (scope_id, meeting_id, level, in_person, online)
        values (${where.scopeId}, ${meetingId}::uuid, ${level}, ${inPerson}, ${online})`)
    await audit(db, ctx, {
      action: 'associations.meeting',
      entity: 'association_meeting',
      entityId: meetingId,
      scopeId: where.scopeId,
      after: { kind: asked.kind, mode: asked.mode, day: asked.day, count: attended(asked.seats).all },
    })
    return { meetingId }
  })
}

/** What the meeting decided, as its minutes have it. */
export async function setDecisions(ctx: Context, input: SetDecisions): Promise<{ meetingId: string }> {
  const { meetingId, version, decisions } = SetDecisions.parse(input)
  return inTransaction(ctx, async (db) => {
    await db.execute(sql`select 1 from app.association_meeting where id = ${meetingId}::uuid for update`)
    const meeting = await meetingFor(db, ctx, meetingId)
    checkVersion(meeting, version)
    await db.execute(sql`
      update app.association_meeting set decisions = ${decisions}, version = version + 1 where id = ${meetingId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.decisions',
      entity: 'association_meeting',
      entityId: meetingId,
      scopeId: meeting.scopeId,
      after: { day: meeting.day },
    })
    return { meetingId }
  })
}

/** A question or doubt of a meeting, with its answer where it was given there. E-GEN-01: an answer that is nobody's. */
export async function askQuestion(ctx: Context, input: AskQuestion): Promise<{ questionId: string }> {
  const { meetingId, askedBy, question, answer, answeredBy } = AskQuestion.parse(input)
  return inTransaction(ctx, async (db) => {
    const meeting = await meetingFor(db, ctx, meetingId)
    if ((answer === '') !== (answeredBy === null)) throw new AppError('E-SA-16')
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association_question (scope_id, meeting_id, asked_by_level, question, answer, answered_by_level, answered_on,
        entered_by, entered_at)
      values (${meeting.scopeId}, ${meetingId}::uuid, ${askedBy}, ${question}, ${answer || null}, ${answeredBy},
        ${answer === '' ? null : meeting.day}::date, app.me(), clock_timestamp()) returning id`)
    await audit(db, ctx, {
      action: 'associations.question',
      entity: 'association_meeting',
      entityId: meetingId,
      scopeId: meeting.scopeId,
      after: { level: askedBy, ...(answeredBy && { answeredBy }) },
    })
    return { questionId: made!.id }
  })
}

/** The answer to a question that was left open. E-GEN-03: somebody has answered it meanwhile. */
export async function answerQuestion(ctx: Context, input: AnswerQuestion): Promise<{ questionId: string }> {
  const { questionId, answer, answeredBy } = AnswerQuestion.parse(input)
  return inTransaction(ctx, async (db) => {
    const [asked] = await db.execute<{ meetingId: string; answered: boolean }>(sql`
      select meeting_id as "meetingId", answer is not null as answered from app.association_question
      where id = ${questionId}::uuid for update`)
    if (!asked) throw new AppError('E-GEN-02')
    const meeting = await meetingFor(db, ctx, asked.meetingId)
    if (asked.answered) throw new AppError('E-GEN-03')
    const today = tehranDay(await associationClock(db, meeting.provinceId, ctx.now))
    await db.execute(sql`
      update app.association_question set answer = ${answer}, answered_by_level = ${answeredBy}, answered_on = ${today}::date
      where id = ${questionId}::uuid`)
    await audit(db, ctx, {
      action: 'associations.answer',
      entity: 'association_meeting',
      entityId: asked.meetingId,
      scopeId: meeting.scopeId,
      after: { answeredBy, day: today },
    })
    return { questionId }
  })
}

/** The minutes leave the house as a file: by who runs the programme there, and the audit says so. */
export async function exportMinutes(ctx: Context, input: ExportMinutes) {
  const { meetingId, locale } = ExportMinutes.parse(input)
  return inTransaction(ctx, async (db) => {
    const meeting = await meetingFor(db, ctx, meetingId)
    requireFreshFactor(ctx)
    const questions = await questionsOf(db, scopeOf(ctx.actor), meetingId)
    await audit(db, ctx, {
      action: 'export',
      entity: 'association_meeting',
      entityId: meetingId,
      scopeId: meeting.scopeId,
      after: { format: 'docx', rows: questions.length, locale },
    })
    return { meeting, questions }
  })
}

/** A day that is kept in a place. E-SA-13: it is written down already. */
export async function addObservance(ctx: Context, input: AddObservance): Promise<{ observanceId: string }> {
  const { placeId, day, nameFa, source } = AddObservance.parse(input)
  return inTransaction(ctx, async (db) => {
    const where = await placeFor(db, ctx, placeId)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.association_observance (scope_id, day, name_fa, fold, source, is_demo, entered_by)
      values (${where.scopeId}, ${day}::date, ${nameFa}, ${foldText(nameFa)}, ${source}, ${ctx.actor.isDemo}, app.me()) returning id`)
    await audit(db, ctx, {
      action: 'associations.observance',
      entity: 'association_observance',
      entityId: made!.id,
      scopeId: where.scopeId,
      after: { day },
    })
    return { observanceId: made!.id }
  })
}
