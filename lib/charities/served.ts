import { jalaliMonthKey } from '@/lib/shared/jalali'
import { type Fail, fail, ok, type Result } from '@/lib/shared/result'
import { type Months, monthsOf } from './agreement'
import type { AgreementState } from './kinds'

/** What somebody served says of a month. */
export const SERVED_ANSWERS = ['RECEIVED', 'PARTLY', 'NOT_RECEIVED'] as const
export type ServedAnswer = (typeof SERVED_ANSWERS)[number]

/** What she may complain of. */
export const COMPLAINTS = ['NOT_DELIVERED', 'QUALITY', 'MONEY', 'BEHAVIOUR', 'UNSAFE', 'OTHER'] as const
export type ComplaintAbout = (typeof COMPLAINTS)[number]
/** Those in which somebody may need help today: the help page stands beside them. */
export const URGENT: readonly ComplaintAbout[] = ['BEHAVIOUR', 'UNSAFE']

export const COMPLAINT_STATES = ['OPEN', 'TAKEN', 'ANSWERED'] as const
export type ComplaintState = (typeof COMPLAINT_STATES)[number]

/** How far back a month may still be spoken of: what is older nobody remembers. */
const BACK = 3

/** The months she is asked about, the newest first: of the agreement, begun, and not long ago. */
export function monthsToConfirm(
  agreement: Months & { state: AgreementState },
  today: string,
): readonly number[] {
  if (!DELIVERING.includes(agreement.state)) return []
  const now = jalaliMonthKey(today)
  return monthsOf({
    startsOn: agreement.startsOn,
    endsOn: agreement.endsOn < today ? agreement.endsOn : today,
  })
    .filter((month) => ago(month, now) < BACK)
    .reverse()
}
const ago = (month: number, now: number) =>
  (Math.trunc(now / 100) - Math.trunc(month / 100)) * 12 + (now % 100) - (month % 100)

/** Only what has begun delivers; what is over may still be written down for its own months. */
export const DELIVERING: readonly AgreementState[] = ['ACTIVE', 'ENDED', 'TERMINATED']

/** E-CD-27: she is not asked about this month. */
export function confirmable(
  month: number,
  agreement: Months & { state: AgreementState },
  today: string,
): Result<number, 'E-CD-27'> {
  return monthsToConfirm(agreement, today).includes(month) ? ok(month) : fail('E-CD-27')
}

export const PLEDGE_KINDS = ['MONEY', 'GOODS'] as const
export type PledgeKind = (typeof PLEDGE_KINDS)[number]
export const PLEDGE_STATES = ['PROMISED', 'RECEIVED', 'WITHDRAWN'] as const
export type PledgeState = (typeof PLEDGE_STATES)[number]

/** E-CD-28: money without its amount in whole rials, or goods nobody has described; or both at once. */
export function pledgeFault(pledge: {
  kind: PledgeKind
  amount: number | null
  goods: string
}): Fail<'E-CD-28'> | null {
  const { kind, amount, goods } = pledge
  const sound =
    kind === 'MONEY' ? amount !== null && amount > 0 && goods === '' : amount === null && goods.length >= 2
  return sound ? null : fail('E-CD-28')
}

/** E-CD-12: it is settled already. E-CD-13: withdrawn without a reason. E-CD-29: received without a receipt. */
export function settlePledge(
  state: PledgeState,
  { to, receiptNo, reason }: { to: 'RECEIVED' | 'WITHDRAWN'; receiptNo: string; reason: string },
): Result<PledgeState, 'E-CD-12' | 'E-CD-13' | 'E-CD-29'> {
  if (state !== 'PROMISED') return fail('E-CD-12')
  if (to === 'RECEIVED' && receiptNo === '') return fail('E-CD-29')
  if (to === 'WITHDRAWN' && reason === '') return fail('E-CD-13')
  return ok(to)
}
