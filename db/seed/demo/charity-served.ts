import { addPledge, settle } from '@/db/commands/charities/pledges'
import { answerComplaint, issueServedCards, recordComplaint } from '@/db/commands/charities/served'
import { confirm } from '@/db/commands/charities/served-card'
import type { Context } from '@/db/transaction'
import type { ServedAnswer } from '@/lib/charities/served'
import type { AddPledge } from '@/lib/charities/served-schema'
import { demoId } from './people'

type Cast = {
  /** The officer's act at the demonstration's own hour. */
  ctx: Context
  agreementId: string
  meetingId: string
  provinceId: string
  countyId: string
}

const MONTH = 140303
const ANSWERS: ServedAnswer[] = [
  ...Array.from({ length: 7 }, (): ServedAnswer => 'RECEIVED'),
  'PARTLY',
  'NOT_RECEIVED',
]

/** What people served under one agreement said of a month, two complaints, and what benefactors pledged. */
export async function playServed({ ctx, agreementId, meetingId, provinceId, countyId }: Cast): Promise<void> {
  const { cards } = await issueServedCards(ctx, { agreementId, count: 12, anew: null })
  for (const [i, answer] of ANSWERS.entries())
    await confirm(ctx.db!, ctx.requestId, { code: cards[i]!.code, month: MONTH, answer, how: 'CARD' })
  const complaint = (n: number, about: 'QUALITY' | 'NOT_DELIVERED', said: string) =>
    recordComplaint(ctx, {
      key: demoId('charity-complaint', n),
      agreementId,
      code: cards[ANSWERS.length - n]!.code,
      about,
      who: '',
      said,
    })
  await complaint(1, 'NOT_DELIVERED', 'دو هفته است کسی نیامده و تلفن مؤسسه پاسخ نمی‌دهد.')
  const { complaintId } = await complaint(2, 'QUALITY', 'غذای شب سرد می‌رسد.')
  await answerComplaint(ctx, {
    complaintId,
    version: 1,
    answer: 'با مؤسسه گفت‌وگو شد و ساعت رسیدن غذا عوض شد. اگر باز هم سرد بود، دوباره بگویید.',
  })
  const pledge = async (n: number, what: Omit<AddPledge, 'key' | 'placeId'>, placeId = provinceId) => {
    const { pledgeId } = await addPledge(ctx, { key: demoId('charity-pledge', n), placeId, ...what })
    return pledgeId
  }
  const money = await pledge(1, {
    benefactor: 'گروه نیکوکاران بهار (نمونه)',
    kind: 'MONEY',
    amount: 250_000_000,
    goods: '',
    promisedOn: '2024-03-03',
    meetingId,
  })
  await settle(ctx, {
    pledgeId: money,
    version: 1,
    to: 'RECEIVED',
    day: '2024-04-08',
    receiptNo: 'R-1403-001',
    reason: '',
  })
  await pledge(
    2,
    {
      benefactor: 'خیریهٔ دست‌های روشن (نمونه)',
      kind: 'GOODS',
      amount: null,
      goods: 'ده ویلچر و شش واکر',
      promisedOn: '2024-06-12',
    },
    countyId,
  )
  const gone = await pledge(3, {
    benefactor: 'کارگاه پارچهٔ نگین (نمونه)',
    kind: 'GOODS',
    amount: null,
    goods: 'صد دست لباس گرم',
    promisedOn: '2024-03-03',
    meetingId,
  })
  await settle(ctx, {
    pledgeId: gone,
    version: 1,
    to: 'WITHDRAWN',
    day: '2024-05-20',
    receiptNo: '',
    reason: 'کارگاه تعطیل شد',
  })
}
