import { sql } from 'drizzle-orm'
import { checkAmount, checkAnswerDay, kindOf, type SupportForm } from '@/lib/hamyar/desk'
import { AnswerSupport, AskSupport } from '@/lib/hamyar/desk-schema'
import { parseRial } from '@/lib/hamyar/ledger'
import { AppError, orThrow } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { accompanied, groupOf } from './load-group'

const rialOf = (typed: string) => (typed.trim() === '' ? null : orThrow(parseRial(typed)))
const column = (amount: bigint | null) => amount?.toString() ?? null

/**
 * Support the group or one of its members asks for. E-HG-22: no whole number of rials. E-HG-23: a day ahead. E-HG-32: she is
 * not of this group. E-HG-35: moral support has no amount.
 */
export async function askSupport(ctx: Context, input: AskSupport): Promise<{ supportId: string }> {
  const asked = AskSupport.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await accompanied(db, ctx, asked.groupId)
    if (asked.askedOn > tehranDay(ctx.now)) throw new AppError('E-HG-23')
    const amount = orThrow(checkAmount(asked.form, rialOf(asked.amount), null))
    const kind = kindOf(asked.form)
    const [made] = await db.execute<{ id: string }>(sql`
      insert into app.hamyar_support (scope_id, group_id, member_id, kind, form, what, asked_on, asked_rial, made_by, made_at)
      values (${group.scopeId}, ${asked.groupId}::uuid, ${asked.memberId ?? null}::uuid, ${kind}, ${asked.form}, ${asked.what},
        ${asked.askedOn}::date, ${column(amount)}::bigint, app.me(), ${ctx.now.toISOString()}::timestamptz) returning id`)
    await audit(db, ctx, {
      action: 'hamyar.support-ask',
      entity: 'hamyar_group',
      entityId: asked.groupId,
      scopeId: group.scopeId,
      after: { kind, form: asked.form, day: asked.askedOn },
    })
    return { supportId: made!.id }
  })
}

/**
 * What came of a request, and on which day; once. E-HG-34: before it was asked for. E-HG-35: material support without an
 * amount, or an amount where there is none. E-HG-36: answered already.
 */
export async function answerSupport(ctx: Context, input: AnswerSupport): Promise<{ supportId: string }> {
  const { supportId, answer, answeredOn, amount: typed, regulation } = AnswerSupport.parse(input)
  return inTransaction(ctx, async (db) => {
    const [request] = await db.execute<{
      groupId: string
      form: SupportForm
      askedOn: string
      answer: string | null
    }>(sql`select group_id as "groupId", form, asked_on::text as "askedOn", answer from app.hamyar_support
      where id = ${supportId}::uuid`)
    if (!request) throw new AppError('E-GEN-02')
    const group = await groupOf(db, ctx, request.groupId)
    authorise(ctx.actor, 'record', group)
    if (request.answer !== null) throw new AppError('E-HG-36')
    orThrow(checkAnswerDay({ askedOn: request.askedOn, answeredOn }, tehranDay(ctx.now)))
    const amount = orThrow(checkAmount(request.form, rialOf(typed), answer))
    await db.execute(sql`
      update app.hamyar_support set answer = ${answer}, answered_on = ${answeredOn}::date, given_rial = ${column(amount)}::bigint,
        regulation = ${regulation || null} where id = ${supportId}::uuid`)
    await audit(db, ctx, {
      action: 'hamyar.support-answer',
      entity: 'hamyar_group',
      entityId: request.groupId,
      scopeId: group.scopeId,
      after: { form: request.form, answer, day: answeredOn },
    })
    return { supportId }
  })
}
