import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { scopeOf } from '@/lib/access/actor'
import { WITH_MEMBERS } from '@/lib/hamyar/desk'
import { RecordEvent } from '@/lib/hamyar/desk-schema'
import { OPEN_STATES } from '@/lib/hamyar/kinds'
import { uuidV7 } from '@/lib/shared/id'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import type { Db } from '../../client'
import { membersOf } from '../../queries/hamyar/group-page'
import { authorise, type Context, inTransaction } from '../../transaction'
import { groupOf } from './load-group'

type Said = { id: string; kind: string } & Record<string, unknown>

/**
 * What was held with a group and who came, written as a phone writes it (`app.sync_group`): what is said here replaces
 * all that was said of it before. E-HG-23: a day ahead. E-HG-32: somebody who was not of the group on that day. E-HG-33: the
 * group's work had ended.
 */
export async function recordEvent(ctx: Context, input: RecordEvent): Promise<{ eventId: string }> {
  const asked = RecordEvent.parse(input)
  return inTransaction(ctx, async (db) => {
    const group = await groupOf(db, ctx, asked.groupId)
    authorise(ctx.actor, 'record', group)
    if (asked.day > tehranDay(ctx.now)) throw new AppError('E-HG-23')
    if (!OPEN_STATES.includes(group.state) && asked.day > group.sinceDay) throw new AppError('E-HG-33')
    const newId = () => uuidV7(ctx.now.getTime(), randomBytes(16))
    const eventId = asked.eventId ?? newId()
    const ops: Said[] = [
      {
        id: newId(),
        kind: 'hg-event',
        group: asked.groupId,
        event: asked.kind,
        day: asked.day,
        minutes: asked.minutes,
        topic: asked.topic,
        gone: asked.gone,
      },
    ]
    if (WITH_MEMBERS.includes(asked.kind) && !asked.gone) {
      const members = await membersOf(db, scopeOf(ctx.actor), asked.groupId)
      const there = members.filter(
        ({ joinedOn, leftOn }) => joinedOn <= asked.day && (leftOn === null || leftOn >= asked.day),
      )
      if (asked.came.some((one) => !there.some(({ memberId }) => memberId === one)))
        throw new AppError('E-HG-32')
      for (const { memberId } of there)
        ops.push({
          id: newId(),
          kind: 'hg-mark',
          group: asked.groupId,
          member: memberId,
          present: asked.came.includes(memberId),
        })
    }
    await sayOfEvent(db, ctx, eventId, ops)
    return { eventId }
  })
}

type Answer = { code?: string; odd?: Record<string, { status: string; code?: string }> }

/** Says something of an event as the one who asks, replacing all that was said in the same places. */
export async function sayOfEvent(db: Db, ctx: Context, eventId: string, ops: readonly Said[]): Promise<void> {
  const [row] = await db.execute<{ answer: Answer | string }>(sql`
    select app.sync_group(${eventId}::uuid, (select jsonb_agg(o || jsonb_build_object('supersedes', coalesce((
      select jsonb_agg(q.id) from app.hamyar_op q where q.event_id = ${eventId}::uuid and q.place = coalesce(o->>'member', 'event')), '[]')))
      from jsonb_array_elements(${JSON.stringify(ops)}::jsonb) o), ${ctx.requestId}) as answer`)
  const answer = typeof row?.answer === 'string' ? (JSON.parse(row.answer) as Answer) : row?.answer
  const refused = Object.values(answer?.odd ?? {}).find(({ status }) => status === 'quarantined')
  const code = answer?.code ?? refused?.code
  if (code) throw new AppError(code)
}
