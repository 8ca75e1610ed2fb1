import { addVocational, rateMembers } from '@/db/commands/hamyar/member-record'
import { addPlanItem, settlePlanItem } from '@/db/commands/hamyar/plan'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { answerSupport, askSupport } from '@/db/commands/hamyar/support'
import type { Context } from '@/db/transaction'
import type { Aspect, EventKind, Pillar, SupportForm } from '@/lib/hamyar/desk'
import { addDays } from '@/lib/shared/jalali'

/** One promise of the state, two of members, one of the group; the source gives no number (S1-4, S1-5). */
const PLAN: [Pillar, Aspect, string, string][] = [
  ['STATE', 'ECONOMIC', 'معرفی گروه به صندوق برای وام خرید ابزار', '2024-06-10'],
  ['INDIVIDUAL', 'EMOTIONAL', 'گفت‌وگوی هفتگی با مشاور برای کسانی که می‌خواهند', '2024-07-01'],
  ['INDIVIDUAL', 'CULTURAL', 'رفتن به کلاس سوادآموزی', '2024-10-01'],
  ['GROUP', 'SOCIAL', 'خرید یک‌جای مواد اولیه و تقسیم کار خانه‌ها', '2024-08-15'],
]
const HELD: [EventKind, string, number | null, string][] = [
  ['TRAINING', '2024-03-12', 240, 'بسته‌بندی و قیمت‌گذاری'],
  ['SESSION', '2024-05-14', 90, 'تقسیم کار و درآمد ماه'],
  ['SESSION', '2024-07-09', 90, 'سفارش‌های تابستان'],
  ['VISIT', '2024-05-28', null, 'بازدید از کارگاه'],
]
const CRAFTS = [14, 15]

type Group = {
  g: number
  groupId: string
  memberIds: readonly string[]
  by: (day: string) => Promise<Context>
}

/** What the social worker of a group wrote down in its first months. All of it is invented: no source gives these numbers. */
export async function keepDesk({ g, groupId, memberIds, by }: Group): Promise<void> {
  const items: string[] = []
  for (const [pillar, aspect, textFa, dueOn] of PLAN)
    items.push((await addPlanItem(await by('2024-03-09'), { groupId, pillar, aspect, textFa, dueOn })).itemId)
  await settlePlanItem(await by('2024-06-08'), { itemId: items[0]!, status: 'DONE', day: '2024-06-08' })
  for (const [kind, day, minutes, topic] of HELD)
    await recordEvent(await by(day), {
      groupId,
      kind,
      day,
      minutes,
      topic,
      // One of each group could not come, another one each time.
      came:
        kind === 'VISIT' ? [] : memberIds.filter((_, i) => i !== (g + Number(day.at(-1))) % memberIds.length),
    })
  if (CRAFTS.includes(g))
    await recordEvent(await by('2024-06-20'), {
      groupId,
      kind: 'EXHIBITION',
      day: '2024-06-20',
      minutes: null,
      topic: 'نمایشگاه صنایع دستی زنجان',
      came: [...memberIds],
    })
  await support(g, groupId, by)
  await rate(g, groupId, memberIds, by)
  await addVocational(await by('2024-06-25'), {
    groupId,
    memberId: memberIds[2]!,
    title: 'گواهی مهارت رشتهٔ گروه',
    issuer: 'سازمان آموزش فنی و حرفه‌ای',
    issuedOn: '2024-06-22',
  })
}

/** A loan that was given, days after it was asked for; every fourth group waits for an answer to something else. */
async function support(g: number, groupId: string, by: Group['by']): Promise<void> {
  const ask = async (form: SupportForm, what: string, askedOn: string, amount = '') =>
    (await askSupport(await by(askedOn), { groupId, form, what, askedOn, amount })).supportId
  const loan = await ask('LOAN', 'وام خرید ابزار کار', '2024-04-15', String(400_000_000 + g * 5_000_000))
  const answeredOn = addDays('2024-04-15', 20 + (g % 7) * 3)
  await answerSupport(await by(answeredOn), {
    supportId: loan,
    answer: 'GIVEN',
    answeredOn,
    amount: String(300_000_000 + g * 5_000_000),
    regulation: 'ضابطهٔ وام اشتغال گروه‌های همیار',
  })
  if (g % 4 === 0) await ask('MARKET', 'غرفه در بازارچهٔ شهرستان', '2024-06-30')
}

/** Twice, a season apart: each third member no longer lives on direct support by then. */
async function rate(
  g: number,
  groupId: string,
  memberIds: readonly string[],
  by: Group['by'],
): Promise<void> {
  for (const [day, later] of [
    ['2024-03-18', 0],
    ['2024-07-10', 1],
  ] as const)
    await rateMembers(await by(day), {
      groupId,
      day,
      ratings: memberIds.map((memberId, i) => ({
        memberId,
        confidence: 2 + ((g + i) % 2) + later,
        decision: 2 + (i % 2) + (later && (g + i) % 3 !== 0 ? 1 : 0),
        resources: 1 + ((g + i) % 3) + later,
        onSupport: !(later && i % 3 === 0),
      })),
    })
}
