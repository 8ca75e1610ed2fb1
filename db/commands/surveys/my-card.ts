import 'server-only'
import { sql } from 'drizzle-orm'
import { SERVICE_QUERIES, type ServiceQuery, type VolunteerRole } from '@/lib/associations/kinds'
import type { CompletionRule } from '@/lib/rules/completion'
import { firstValues, type RuleValues } from '@/lib/rules/registry'
import { AppError } from '@/lib/shared/result'
import { cardCode } from '@/lib/surveys/card'
import { CARD_QUERIES, type CardQuery } from '@/lib/surveys/schema'
import { type Ledger, ledgerOf } from '@/lib/workshops/ledger'
import { blind } from '../access/token'
import { asNobody, type Visitor } from '../access/visitor'
import { cardHash } from './respondent'

/** What a participant sees of herself by her card, and all there is: no day, time, place, name or programme. */
export type CourseCard = {
  minutes: number
  /** Null for who has left. */
  ledger: Ledger | null
  /** Her consent stands, and can be taken back. */
  consent: boolean
  /** The office's number. */
  phone: string | null
  demo: boolean
}
/** What a volunteer of an association sees of herself by hers: the same, in hours and roles. */
export type ServiceCard = {
  minutes: number
  turns: number
  roles: { role: VolunteerRole; minutes: number }[]
  demo: boolean
}
export type MyCard = CourseCard | ServiceCard
type Told = {
  wait?: number
  known?: boolean
  status: string
  consent: boolean
  phone: string | null
  demo: boolean
  rules: Partial<RuleValues>
  minutes: number
  plannedMinutes: number
  plannedSessions: number
  held: number
  credited: number
  madeUp: number
  attended: number
  aheadMinutes: number
  aheadSessions: number
}

type AnyTold = Told | (ServiceCard & Pick<Told, 'wait' | 'known'>)

const LEFT = ['WITHDRAWN', 'NO_SHOW', 'TRANSFERRED', 'CANCELLED', 'WAITING']
/** Numbers that begin alike share a bucket: whoever tries them from many networks waits for each other. */
const ALIKE = 5

/**
 * Her hours and what she may still miss, by the number on her card. E-CRD-01: no card has it, or it is mistyped, which
 * sounds the same. E-CRD-02: too many wrong ones; never for more than a minute.
 */
export async function viewMyCard(visitor: Visitor, typed: string): Promise<MyCard> {
  // A slip of the finger is told by the number itself, and counts as no try.
  const code = knownCode(typed)
  const tried = triedFrom(visitor, code)
  const told = await asNobody(visitor, async (db) => {
    const asked = sql`${cardHash(code)}, ${tried.network}, ${tried.alike}`
    // A volunteer's card first: a number that is neither's is counted once.
    const [row] = await db.execute<{ told: AnyTold | string }>(
      sql`select coalesce(app.my_service(${asked}), app.my_card(${asked})) as told`,
    )
    return typeof row!.told === 'string' ? (JSON.parse(row!.told) as AnyTold) : row!.told
  })
  if (told.wait) throw new AppError('E-CRD-02', { seconds: told.wait })
  if (!told.known) throw new AppError('E-CRD-01')
  if ('roles' in told) return { minutes: told.minutes, turns: told.turns, roles: told.roles, demo: told.demo }
  return { ...pick(told), ledger: LEFT.includes(told.status) ? null : ledger(told) }
}

/** From where a number was tried, as it is counted for every kind of card: the network, and numbers that begin alike. */
export const triedFrom = (visitor: Visitor, code: string) => ({
  network: blind('card', visitor.network),
  alike: blind('card-alike', code.slice(0, ALIKE)),
})

const pick = ({ minutes, consent, phone, demo }: Told) => ({ minutes, consent, phone, demo })

function ledger(told: Told): Ledger {
  const values = { ...firstValues(), ...told.rules }
  const rule: CompletionRule = {
    mode: values.COMPLETION_MODE,
    share: values.COMPLETION_SHARE_PARTICIPANT,
    plannedMinutes: told.plannedMinutes,
  }
  const facts = {
    earnedMinutes: told.minutes,
    attendedSessions: told.attended,
    plannedSessions: told.plannedSessions,
    aheadMinutes: told.aheadMinutes,
    aheadSessions: told.aheadSessions,
    missedSessions: told.held - told.credited,
    madeUpSessions: told.madeUp,
  }
  return ledgerOf(rule, facts, { maxMakeUps: values.MAKE_UP_MAX_SESSIONS })
}

/** «This is wrong»: the office alone is told, and of what, never in words of hers. Once a day for each thing. */
export async function queryMyCard(visitor: Visitor, typed: string, what: string): Promise<void> {
  if (!CARD_QUERIES.includes(what as CardQuery)) throw new AppError('E-GEN-01')
  await asNobody(visitor, (db) =>
    db.execute(sql`select app.card_query(${hashOf(typed)}, ${what}, ${visitor.requestId})`),
  )
}

/** The same of a volunteer: her association's coordinator is told, who keeps her hours, and above her the office that one waits. */
export async function queryMyService(visitor: Visitor, typed: string, what: string): Promise<void> {
  if (!SERVICE_QUERIES.includes(what as ServiceQuery)) throw new AppError('E-GEN-01')
  await asNobody(visitor, (db) =>
    db.execute(
      sql`select app.service_query(${hashOf(typed)}, ${what}, ${visitor.now.toISOString()}::timestamptz, ${visitor.requestId})`,
    ),
  )
}

/** She takes her consent back: it is written down at once, and what was open of hers ends. Done twice it is done once. */
export async function withdrawByCard(visitor: Visitor, typed: string): Promise<void> {
  await asNobody(visitor, (db) =>
    db.execute(sql`select app.card_withdraw(${hashOf(typed)}, ${visitor.requestId})`),
  )
}

const hashOf = (typed: string) => cardHash(knownCode(typed))

/** The number as it is kept. E-CRD-01: mistyped, which sounds like a number no card has. */
export function knownCode(typed: string): string {
  const code = cardCode(typed)
  if (!code) throw new AppError('E-CRD-01')
  return code
}
