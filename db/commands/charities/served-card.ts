import 'server-only'
import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Months } from '@/lib/charities/agreement'
import type { AgreementState } from '@/lib/charities/kinds'
import {
  type ComplaintAbout,
  type ComplaintState,
  confirmable,
  monthsToConfirm,
  type ServedAnswer,
} from '@/lib/charities/served'
import { Complain, ConfirmServed } from '@/lib/charities/served-schema'
import { uuidV7 } from '@/lib/shared/id'
import { AppError, orThrow } from '@/lib/shared/result'
import { cardCode } from '@/lib/surveys/card'
import type { Db } from '../../client'
import { asNobody, type Visitor } from '../access/visitor'
import { knownCode, triedFrom } from '../surveys/my-card'
import { cardHash } from '../surveys/respondent'
import { openComplaint, sealSaid } from './complaint-seal'

type Complaint = { about: ComplaintAbout; state: ComplaintState; answer: string | null }
/** What the card of somebody served shows her, and all there is: no service, charity, place or name. */
export type ServedCard = {
  demo: boolean
  /** The months she is asked about, with what she has said of them. */
  months: { month: number; said: ServedAnswer | null }[]
  complaints: Complaint[]
}
type Behind = Months & {
  wait?: number
  known: boolean
  demo: boolean
  provinceId: string
  state: AgreementState
  today: string
  said: Record<string, ServedAnswer>
  complaints: (Complaint & { id: string })[]
}

/**
 * What stands behind the card of somebody served; null where it is no such card, which is not counted here: whoever asks goes
 * on to the participants' cards, and an unknown number counts there. E-CRD-02: too many wrong ones before.
 */
export async function viewServedCard(visitor: Visitor, typed: string): Promise<ServedCard | null> {
  const code = cardCode(typed)
  if (!code) return null
  const told = await asNobody(visitor, (db) => behind(db, visitor, code))
  if (!told.known) return null
  return {
    demo: told.demo,
    months: monthsToConfirm(told, told.today).map((month) => ({
      month,
      said: told.said[String(month)] ?? null,
    })),
    complaints: told.complaints.map(({ id, about, state, answer }) => ({
      about,
      state,
      answer: answer === null ? null : openComplaint(told.provinceId, id, 'answer_sealed', answer),
    })),
  }
}

export async function behind(db: Db, visitor: Visitor, code: string): Promise<Behind> {
  const tried = triedFrom(visitor, code)
  const [row] = await db.execute<{ told: Behind | string }>(
    sql`select app.charity_card_view(${cardHash(code)}, ${tried.network}, ${tried.alike}) as told`,
  )
  const told = typeof row!.told === 'string' ? (JSON.parse(row!.told) as Behind) : row!.told
  if (told.wait) throw new AppError('E-CRD-02', { seconds: told.wait })
  return told
}

/** Whether she received what a month should have brought; said again it is written anew. E-CD-27: not a month she is asked about. */
export async function confirmByCard(visitor: Visitor, input: ConfirmServed): Promise<void> {
  const asked = ConfirmServed.parse(input)
  const code = knownCode(asked.code)
  await asNobody(visitor, async (db) => {
    const told = await behind(db, visitor, code)
    if (!told.known) throw new AppError('E-CRD-01')
    orThrow(confirmable(asked.month, told, told.today))
    await confirm(db, visitor.requestId, { ...asked, code, how: 'CARD' })
  })
}

/** Writes her word on a month; the database knows whose card it is, and nobody else. */
export async function confirm(
  db: Db,
  requestId: string,
  said: { code: string; month: number; answer: ServedAnswer; how: 'CARD' | 'VOICE' },
): Promise<void> {
  await db.execute(
    sql`select app.charity_card_confirm(${cardHash(said.code)}, ${said.month}, ${said.answer}, ${said.how}, ${requestId})`,
  )
}

/** She complains: of what, chosen; in her words, where she likes, which are sealed. The office alone hears of it. */
export async function complainByCard(visitor: Visitor, input: Complain): Promise<void> {
  const asked = Complain.parse(input)
  const code = knownCode(asked.code)
  await asNobody(visitor, async (db) => {
    const told = await behind(db, visitor, code)
    if (!told.known) throw new AppError('E-CRD-01')
    const id = uuidV7(visitor.now.getTime(), randomBytes(16))
    const said = asked.said === '' ? null : sealSaid(told.provinceId, id, { said: asked.said, who: '' })
    await db.execute(
      sql`select app.charity_card_complain(${cardHash(code)}, ${id}::uuid, ${asked.about}, ${said}, ${visitor.requestId})`,
    )
  })
}
