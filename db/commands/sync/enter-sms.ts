import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { parseMobile } from '@/lib/people/mobile'
import { AppError } from '@/lib/shared/result'
import { EnterSms } from '@/lib/sync/schema'
import { parseSms, type SmsSheet } from '@/lib/sync/sms-code'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { keyedHash } from '../../index-key'
import { authorise, type Context, inTransaction } from '../../transaction'
import { placeOfScope } from '../programmes/load'

export type SmsEntered = {
  sessionId: string
  cohortCode: string
  seq: number
  present: number
  absent: number
  head: number
  /** It was there already; nothing was written. */
  known: boolean
}
type Found = { id: string; scopeId: number; seq: number; code: string; status: string; rows: number }
type Saved = {
  code?: string
  values?: Record<string, string | number>
  odd?: Record<string, { code?: string; values?: Record<string, string | number> }>
}
type Came = { via: 'OFFICE' } | { via: 'INBOUND'; sender: Buffer }

/**
 * A sheet as somebody read it off an SMS: those named absent, everybody else present, as a draft that waits for the
 * facilitator's or the office's word. Once a session: the same message again changes nothing (`known`), another one for the
 * same session is E-SMS-03. E-SMS-01: a wrong character. E-SMS-02: no such session in reach. E-SMS-04: a row the group does not
 * have. E-SMS-05: the sheet has marks already.
 */
export async function enterSms(ctx: Context, input: EnterSms): Promise<SmsEntered> {
  const { text } = EnterSms.parse(input)
  const read = parseSms(text)
  if (!read.ok) throw new AppError(read.code)
  return inTransaction(ctx, (db) => save(db, ctx, read.value, { via: 'OFFICE' }))
}

/**
 * The same from a gateway that says which number it came from. `ctx` is the account that has this number as a sign-in name
 * (db/commands/sync/receive-sms.ts), so that her own rights decide; of the number a keyed hash is kept.
 */
export async function enterInbound(ctx: Context, sheet: SmsSheet, sender: Buffer): Promise<SmsEntered> {
  return inTransaction(ctx, (db) => save(db, ctx, sheet, { via: 'INBOUND', sender }))
}

/** A number as it is kept: the same for the same number, of no use without the index key. Null where it is no mobile. */
export function numberHash(number: string): Buffer | null {
  const mobile = parseMobile(number)
  if (!mobile.ok) return null
  return keyedHash(`sms|${mobile.value}`)
}

async function save(db: Db, ctx: Context, sheet: SmsSheet, came: Came): Promise<SmsEntered> {
  const [found] = await db.execute<Found>(sql`
    select s.id, s.scope_id as "scopeId", s.seq, h.code, s.status, s.n_rows as rows
    from app.session s join app.cohort h on h.id = s.cohort_id join app.run r on r.id = s.run_id and r.status <> 'CLOSED'
    where s.sms_code = ${Number(sheet.code)} and s.scope_id = any((select app.my_scope('record'))::int[]) for update of s`)
  if (!found) throw new AppError('E-SMS-02')
  authorise(ctx.actor, 'record', await placeOfScope(db, found.scopeId))
  const words = [sheet.code, sheet.head, ...sheet.absent].join(' ')
  const roster = await db.execute<{ person: string; row: number }>(sql`
    select e.person_id as person, e.row_no as row from app.session s join app.enrolment e on e.cohort_id = s.cohort_id
    where s.id = ${found.id} and e.registered_on <= s.day and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day
      and e.status not in ('CANCELLED', 'WAITING') and (s.makes_up_id is null or app.makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id))
    order by e.row_no`)
  const answer: SmsEntered = {
    sessionId: found.id,
    cohortCode: found.code,
    seq: found.seq,
    present: roster.length - sheet.absent.length,
    absent: sheet.absent.length,
    head: sheet.head,
    known: false,
  }
  const [before] = await db.execute<{ words: string }>(
    sql`select words from app.sms_sheet where session_id = ${found.id}`,
  )
  if (before?.words === words) return { ...answer, known: true }
  if (before) throw new AppError('E-SMS-03')
  if (found.rows > 0 || found.status !== 'SCHEDULED') throw new AppError('E-SMS-05')
  const strange = sheet.absent.find((row) => !roster.some((one) => one.row === row))
  if (strange !== undefined) throw new AppError('E-SMS-04', { row: strange })
  await apply(db, ctx, found.id, sheet, [...roster])
  const sender = came.via === 'INBOUND' ? came.sender : null
  await db.execute(sql`insert into app.sms_sheet (session_id, scope_id, words, via, sender, entered_by)
    values (${found.id}, ${found.scopeId}, ${words}, ${came.via}, ${sender}, app.me())`)
  await audit(db, ctx, {
    action: 'sync.sms',
    entity: 'session',
    entityId: found.id,
    scopeId: found.scopeId,
    after: { via: came.via, head: sheet.head, absent: sheet.absent.length, present: answer.present },
  })
  return answer
}

/** Ordinary operations of whoever entered it; no act, so the sheet stays a draft. */
async function apply(
  db: Db,
  ctx: Context,
  sessionId: string,
  { head, absent }: SmsSheet,
  roster: { person: string; row: number }[],
): Promise<void> {
  const at = ctx.now.toISOString()
  const one = { supersedes: [], at }
  const marks = roster.map(({ person, row }) => ({
    ...one,
    id: randomUUID(),
    kind: 'mark',
    person,
    code: absent.includes(row) ? 'ABSENT' : 'PRESENT',
    late: 0,
    early: 0,
  }))
  const ops = [...marks, { ...one, id: randomUUID(), kind: 'head', count: head }]
  const [saved] = await db.execute<{ answer: Saved | string }>(
    sql`select app.sync_sheet(${sessionId}::uuid, ${JSON.stringify(ops)}::jsonb, ${ctx.requestId}) as answer`,
  )
  const answer = typeof saved?.answer === 'string' ? (JSON.parse(saved.answer) as Saved) : saved?.answer
  const refused = answer?.code ? answer : Object.values(answer?.odd ?? {}).find((odd) => odd.code)
  if (refused?.code) throw new AppError(refused.code, refused.values)
}
