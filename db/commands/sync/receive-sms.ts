import { timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type ActorFacts, asActor } from '@/lib/access/actor'
import { parseHandle } from '@/lib/access/handle'
import { AppError } from '@/lib/shared/result'
import type { InboundSms } from '@/lib/sync/schema'
import { parseSms } from '@/lib/sync/sms-code'
import { pools } from '../../client'
import { enterInbound, numberHash, type SmsEntered } from './enter-sms'

type Sender = { facts: ActorFacts; handles: string[] }

/**
 * An SMS that a gateway brought. Its number must be a sign-in name of an account, and what it says is done with that account's
 * own rights; anybody else's is E-SMS-02, the same answer as for a session that does not exist.
 */
export async function receiveSms(sms: InboundSms, now: Date, requestId: string): Promise<SmsEntered> {
  const read = parseSms(sms.text)
  if (!read.ok) throw new AppError(read.code)
  const hash = numberHash(sms.from)
  const handle = parseHandle(sms.from)
  if (!hash || !handle.ok) throw new AppError('E-SMS-02')
  const [row] = await pools().db.execute<{ sender: Sender | string | null }>(
    sql`select app.sender_of(${handle.value.handle}) as sender`,
  )
  const sender = typeof row?.sender === 'string' ? (JSON.parse(row.sender) as Sender) : row?.sender
  const known = sender?.handles.map(numberHash).some((one) => one !== null && timingSafeEqual(one, hash))
  if (!sender || !known) throw new AppError('E-SMS-02')
  return enterInbound({ actor: asActor(sender.facts), now, requestId }, read.value, hash)
}
