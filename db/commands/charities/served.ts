import { sql } from 'drizzle-orm'
import { confirmable, DELIVERING } from '@/lib/charities/served'
import {
  AnswerComplaint,
  ConfirmServed,
  IssueServedCards,
  RecordComplaint,
  TakeComplaint,
} from '@/lib/charities/served-schema'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { cardCode } from '@/lib/surveys/card'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { authorise, type Context, inTransaction } from '../../transaction'
import { asArray, checkVersion } from '../programmes/load'
import { newCardCode } from '../surveys/issue-cards'
import { knownCode } from '../surveys/my-card'
import { cardHash } from '../surveys/respondent'
import { openComplaint, openSaid, sealComplaint, sealSaid } from './complaint-seal'
import { type AgreementRow, type At, agreementOf, clocked, lockAgreement, madeBefore } from './load'
import { confirm } from './served-card'

/** The county an agreement is of: what clients say is kept there, where no charity sees anything. */
async function countyScope(db: Db, { agreementId }: AgreementRow): Promise<number> {
  const [row] = await db.execute<{ scopeId: number }>(sql`
    select c.scope_id as "scopeId" from app.charity_agreement a join app.place c on c.id = a.county_id where a.id = ${agreementId}::uuid`)
  return row!.scopeId
}

/** A card as it is printed, once: the database keeps a keyed hash of its number. */
export type ServedCardMade = { number: number; code: string }

/**
 * Cards for people served under an agreement, handed out by the office and never by the charity. `anew`: the one whose number was
 * lost; the former number opens nothing any more, what was said by it stays. E-CD-12: nothing is delivered under it yet. E-CD-30: no such card.
 */
export async function issueServedCards(
  ctx: Context,
  input: IssueServedCards,
): Promise<{ cards: ServedCardMade[] }> {
  const asked = IssueServedCards.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await lockAgreement(db, asked.agreementId)
    authorise(ctx.actor, 'devolve', agreement)
    if (!DELIVERING.includes(agreement.state)) throw new AppError('E-CD-12')
    const [row] = await db.execute<{ last: number }>(
      sql`select coalesce(max(number), 0)::int as last from app.charity_card where agreement_id = ${agreement.agreementId}::uuid`,
    )
    const last = row!.last
    const numbers =
      asked.anew === null ? Array.from({ length: asked.count ?? 0 }, (_, i) => last + 1 + i) : [asked.anew]
    if (numbers.length === 0 || (asked.anew !== null && asked.anew > last)) throw new AppError('E-CD-30')
    const cards = numbers.map((number) => ({ number, code: newCardCode() }))
    const at = await clocked(db, ctx, agreement)
    await db.execute(sql`
      insert into app.charity_card as c (scope_id, agreement_id, number, code_hash, issued_by, issued_at)
      select ${await countyScope(db, agreement)}, ${agreement.agreementId}::uuid, x.number, x.hash, app.me(), ${at.now.toISOString()}::timestamptz
      from unnest(${asArray(numbers)}::int[], ${asArray(cards.map(({ code }) => cardHash(code)))}::text[]) x(number, hash)
      on conflict (agreement_id, number) do update set code_hash = excluded.code_hash, issued_by = excluded.issued_by, issued_at = excluded.issued_at`)
    await audit(db, ctx, {
      action: 'charity.cards',
      entity: 'charity_agreement',
      entityId: agreement.agreementId,
      scopeId: await countyScope(db, agreement),
      after: { count: cards.length, anew: asked.anew !== null },
    })
    return { cards }
  })
}

/** She has no telephone of her own, or does not read: the office reads the question out and writes down her word, with her card. */
export async function confirmByVoice(
  ctx: Context,
  input: ConfirmServed & { agreementId: string },
): Promise<void> {
  const { agreementId, ...rest } = input
  const asked = ConfirmServed.parse(rest)
  return inTransaction(ctx, async (db) => {
    const agreement = await agreementOf(db, agreementId)
    authorise(ctx.actor, 'devolve', agreement)
    const at = await clocked(db, ctx, agreement)
    orThrow(confirmable(asked.month, agreement, tehranDay(at.now)))
    const code = knownCode(asked.code)
    await cardOf(db, agreement, code)
    // The audit row is written by the database function, as it is for who says it by herself.
    await confirm(db, ctx.requestId, { ...asked, code, how: 'VOICE' })
  })
}

/** E-CRD-01: a card of another agreement sounds like none. */
async function cardOf(db: Db, { agreementId }: AgreementRow, code: string): Promise<string> {
  const [card] = await db.execute<{ id: string }>(
    sql`select id from app.charity_card where agreement_id = ${agreementId}::uuid and code_hash = ${cardHash(code)}`,
  )
  if (!card) throw new AppError('E-CRD-01')
  return card.id
}

/** A complaint told to the office on the telephone or in person. Her words and who she is are sealed. */
export async function recordComplaint(
  ctx: Context,
  input: RecordComplaint,
): Promise<{ complaintId: string }> {
  const asked = RecordComplaint.parse(input)
  return inTransaction(ctx, async (db) => {
    const agreement = await agreementOf(db, asked.agreementId)
    authorise(ctx.actor, 'devolve', agreement)
    if (await madeBefore(db, 'complaint', asked.key)) return { complaintId: asked.key }
    const at = await clocked(db, ctx, agreement)
    const cardId =
      asked.code.trim() === '' ? null : await cardOf(db, agreement, cardCode(asked.code) ?? 'none')
    const scopeId = await countyScope(db, agreement)
    await db.execute(sql`
      insert into app.charity_complaint (id, scope_id, province_id, agreement_id, card_id, about, how, said_sealed, received_on, created_by)
      values (${asked.key}::uuid, ${scopeId}, ${agreement.provinceId}::uuid, ${agreement.agreementId}::uuid, ${cardId}::uuid, ${asked.about}, 'VOICE',
        ${sealSaid(agreement.provinceId, asked.key, { said: asked.said, who: asked.who })}, ${tehranDay(at.now)}::date, app.me())`)
    await audit(db, ctx, {
      action: 'charity.complaint',
      entity: 'charity_complaint',
      entityId: asked.key,
      scopeId,
      after: { about: asked.about, how: 'VOICE' },
    })
    return { complaintId: asked.key }
  })
}

type ComplaintRow = At & { provinceId: string; state: string; version: number }
async function lockComplaint(db: Db, id: string): Promise<ComplaintRow> {
  const [row] = await db.execute<ComplaintRow>(sql`
    select c.scope_id as "scopeId", (select s.path from app.scope s where s.id = c.scope_id) as path, 'CHARITY' as programme,
      c.province_id as "provinceId", c.state, c.version from app.charity_complaint c where c.id = ${id}::uuid for update`)
  if (!row) throw new AppError('E-GEN-02')
  return row
}

/** Somebody of the office looks into it. E-CD-12: somebody does already, or it is answered. */
export async function takeComplaint(ctx: Context, input: TakeComplaint): Promise<void> {
  const asked = TakeComplaint.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockComplaint(db, asked.complaintId)
    authorise(ctx.actor, 'devolve', row)
    checkVersion(row, asked.version)
    if (row.state !== 'OPEN') throw new AppError('E-CD-12')
    await db.execute(sql`
      update app.charity_complaint set state = 'TAKEN', taken_by = app.me(), version = version + 1 where id = ${asked.complaintId}::uuid`)
    await audit(db, ctx, {
      action: 'charity.complaint-take',
      entity: 'charity_complaint',
      entityId: asked.complaintId,
      scopeId: row.scopeId,
      before: { state: row.state },
      after: { state: 'TAKEN' },
    })
  })
}

/** The answer, which she reads by her card; sealed as her words are. E-CD-12: it is answered already. */
export async function answerComplaint(ctx: Context, input: AnswerComplaint): Promise<void> {
  const asked = AnswerComplaint.parse(input)
  return inTransaction(ctx, async (db) => {
    const row = await lockComplaint(db, asked.complaintId)
    authorise(ctx.actor, 'devolve', row)
    checkVersion(row, asked.version)
    if (row.state === 'ANSWERED') throw new AppError('E-CD-12')
    const at = await clocked(db, ctx, row)
    await db.execute(sql`
      update app.charity_complaint set state = 'ANSWERED', taken_by = coalesce(taken_by, app.me()), answered_on = ${tehranDay(at.now)}::date,
        answer_sealed = ${sealComplaint(row.provinceId, asked.complaintId, 'answer_sealed', asked.answer)}, version = version + 1
      where id = ${asked.complaintId}::uuid`)
    await audit(db, ctx, {
      action: 'charity.complaint-answer',
      entity: 'charity_complaint',
      entityId: asked.complaintId,
      scopeId: row.scopeId,
      before: { state: row.state },
      after: { state: 'ANSWERED' },
    })
  })
}

/** Her words, who she is where she said it, and the answer, read by the office; that they were read is written down. */
export async function readComplaint(
  ctx: Context,
  complaintId: string,
): Promise<{ said: string; who: string; answer: string | null }> {
  return inTransaction(ctx, async (db) => {
    const row = await lockComplaint(db, complaintId)
    authorise(ctx.actor, 'devolve', row)
    const [kept] = await db.execute<{ said: string | null; answer: string | null }>(
      sql`select said_sealed as said, answer_sealed as answer from app.charity_complaint where id = ${complaintId}::uuid`,
    )
    await audit(db, ctx, {
      action: 'charity.complaint-read',
      entity: 'charity_complaint',
      entityId: complaintId,
      scopeId: row.scopeId,
    })
    const said = kept!.said ? openSaid(row.provinceId, complaintId, kept!.said) : { said: '', who: '' }
    return {
      ...said,
      answer: kept!.answer ? openComplaint(row.provinceId, complaintId, 'answer_sealed', kept!.answer) : null,
    }
  })
}
