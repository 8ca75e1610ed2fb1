import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dueViews } from '@/app/[locale]/_hamyar/due-view'
import { HeldCard } from '@/app/[locale]/(field)/desk/[groupId]/held-card'
import { MembersCard } from '@/app/[locale]/(field)/desk/[groupId]/members-card'
import { PlanCard } from '@/app/[locale]/(field)/desk/[groupId]/plan-card'
import { SupportCard } from '@/app/[locale]/(field)/desk/[groupId]/support-card'
import { addVocational, rateMembers } from '@/db/commands/hamyar/member-record'
import { addPlanItem } from '@/db/commands/hamyar/plan'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { answerSupport, askSupport } from '@/db/commands/hamyar/support'
import { eventsOf, planOf, ratingsOf, supportOf, vocationalOf } from '@/db/queries/hamyar/desk'
import { membersOf } from '@/db/queries/hamyar/group-page'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { dueOf } from '@/lib/hamyar/desk'
import { contextOf } from '@/tests/support/actors'
import { persian } from '../refusals/provoked'
import { type Group, type HamyarField, NOW, openHamyar, TODAY, woman, workingGroup } from './field'

let field: HamyarField
let group: Group & { memberIds: string[] }
beforeAll(async () => {
  field = await openHamyar()
  group = await workingGroup(field, field.here)
  await group.add([woman(field.here, { birthIso: '2007-01-01' })])
  const ctx = await contextOf(field.here.worker, NOW)
  const { groupId, memberIds } = group
  const [memberId] = memberIds
  const came = memberIds.slice(0, 2)
  await recordEvent(ctx, {
    groupId,
    kind: 'SESSION',
    day: '2024-05-25',
    minutes: 90,
    topic: 'تقسیم کار',
    came,
  })
  await addPlanItem(ctx, {
    groupId,
    pillar: 'STATE',
    aspect: 'ECONOMIC',
    textFa: 'وام ابزار',
    dueOn: '2024-05-21',
  })
  const { supportId } = await askSupport(ctx, {
    groupId,
    memberId: memberId!,
    form: 'LOAN',
    what: 'وام ابزار کار',
    askedOn: '2024-05-21',
    amount: '9000000',
  })
  await answerSupport(ctx, {
    supportId,
    answer: 'GIVEN',
    answeredOn: '2024-05-30',
    amount: '8000000',
    regulation: 'مادهٔ ۷',
  })
  await askSupport(ctx, {
    groupId,
    form: 'COUNSEL',
    what: 'گفت‌وگو با مشاور',
    askedOn: '2024-05-21',
    amount: '',
  })
  await rateMembers(ctx, {
    groupId,
    day: '2024-05-22',
    ratings: [{ memberId: memberId!, confidence: 4, decision: 3, resources: 2, onSupport: false }],
  })
  await addVocational(ctx, {
    groupId,
    memberId: memberId!,
    title: 'گواهی خیاطی',
    issuer: 'فنی و حرفه‌ای',
    issuedOn: '2024-05-22',
  })
})
afterAll(() => field?.end())

/** What stands on a card, without its tags. */
const said = (element: Parameters<typeof renderToStaticMarkup>[0]) =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

it('a group’s desk says in Persian what was held, promised, asked, answered and rated, and who is a minor', async () => {
  const t = await persian()
  const who = { userId: field.here.worker.userId } as Scope
  const { groupId } = group
  const found = await reading(who, async (db) => ({
    members: await membersOf(db, who, groupId, TODAY),
    events: await eventsOf(db, who, groupId),
    plan: await planOf(db, who, groupId),
    support: await supportOf(db, who, groupId),
    ratings: await ratingsOf(db, who, groupId),
    papers: await vocationalOf(db, who, groupId),
  }))
  const { members: all } = found
  const shared = {
    told: { t, locale: 'fa' as const },
    groupId,
    members: all,
    today: TODAY,
    back: '/fa/desk',
    open: true,
  }
  const held = said(createElement(HeldCard, { ...shared, all, events: found.events }))
  expect(held).toContain('نشست گروه · ۵ خرداد ۱۴۰۳')
  expect(held).toContain('تقسیم کار · ۹۰ دقیقه · ۲ نفر از ۶ نفر آمدند')
  const plan = said(createElement(PlanCard, { ...shared, plan: found.plan }))
  for (const words of ['دولت: ۱', 'فرد: ۰', 'وام ابزار', 'عقب‌افتاده', 'اقتصادی'])
    expect(plan).toContain(words)
  const support = said(createElement(SupportCard, { ...shared, all, support: found.support }))
  for (const words of [
    'داده شد',
    'بی‌پاسخ',
    '۹٬۰۰۰٬۰۰۰ ریال',
    '۸٬۰۰۰٬۰۰۰ ریال · مادهٔ ۷',
    'وام (مادی)',
    'مشاوره (معنوی)',
  ])
    expect(support).toContain(words)
  const members = said(
    createElement(MembersCard, { ...shared, ratings: found.ratings, papers: found.papers }),
  )
  for (const words of ['بی‌نیاز از حمایت مستقیم', 'خودباوری ۴', 'گواهی خیاطی'])
    expect(members).toContain(words)
  expect(members.split('زیر ۱۸ سال: رضایت سرپرست')).toHaveLength(2)
  // Nothing of a card without a word of its own.
  for (const text of [held, plan, support, members]) expect(text).not.toMatch(/hamyar-desk\.|hamyar\./)
  const due = dueOf(
    {
      state: 'ACTIVE',
      sinceDay: '2024-03-01',
      lastVisit: null,
      asked: ['2024-04-01'],
      promised: ['2024-05-21'],
    },
    { HG_VISIT_DAYS: 30, HG_ANSWER_DAYS: 30 },
    TODAY,
  )
  expect(dueViews(due, t, 'fa').map(({ text }) => text.replace(/[\u2066-\u2069]/g, ''))).toEqual([
    '۶۲ روز از موعد بازدید گذشته است؛ آخرین بار ۱۴۰۲/۱۲/۱۱',
    '۳۱ روز از مهلت پاسخ به درخواست حمایت ۱۴۰۳/۰۱/۱۳ گذشته است',
    '۱۱ روز از موعد کاری در برنامه (۱۴۰۳/۰۳/۰۱) گذشته است',
  ])
})
