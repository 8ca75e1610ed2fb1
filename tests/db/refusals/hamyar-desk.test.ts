import { afterAll, beforeAll, describe } from 'vitest'
import { rateMembers } from '@/db/commands/hamyar/member-record'
import { addPlanItem, settlePlanItem } from '@/db/commands/hamyar/plan'
import { recordEvent } from '@/db/commands/hamyar/record-event'
import { answerSupport, askSupport } from '@/db/commands/hamyar/support'
import { decideQuarantine } from '@/db/commands/sync/decide-quarantine'
import type { AnswerSupport } from '@/lib/hamyar/desk-schema'
import { contextOf } from '@/tests/support/actors'
import { type Group, type HamyarField, NOW, openHamyar, TODAY, worker, workingGroup } from '../hamyar/field'
import { entryOp } from '../sync/hamyar-field'
import { newPhone, push } from '../sync/phone'
import { onForm, refusal } from './provoked'

let field: HamyarField
let group: Group & { memberIds: string[] }
let ended: Group & { memberIds: string[] }
beforeAll(async () => {
  field = await openHamyar()
  group = await workingGroup(field, field.here)
  ended = await workingGroup(field, field.here)
  await ended.move('dissolve', field.officer, { reason: 'گروه به کار ادامه نداد' })
})
afterAll(() => field.end())

const mine = () => field.here.worker
const ctx = () => contextOf(mine(), NOW)

describe('a social worker at her desk', () => {
  refusal('E-HG-32', 'who marks a stranger', 'این فرد در آن روز عضو این گروه نبوده است.', async () => ({
    owner: field.sql,
    attempt: onForm(mine(), (one) =>
      recordEvent(one, {
        groupId: group.groupId,
        kind: 'SESSION',
        day: TODAY,
        minutes: 90,
        came: [ended.memberIds[0]!],
      }),
    ),
  }))

  refusal('E-HG-33', 'after the end of the work', 'کار گروه پیش از این تاریخ پایان یافته است.', async () => ({
    owner: field.sql,
    attempt: onForm(mine(), (one) =>
      addPlanItem(one, {
        groupId: ended.groupId,
        pillar: 'STATE',
        aspect: 'SOCIAL',
        textFa: 'وام',
        dueOn: null,
      }),
    ),
  }))

  const answering = (more: Partial<AnswerSupport>) => async () => {
    const { supportId } = await askSupport(await ctx(), {
      groupId: group.groupId,
      form: 'LOAN',
      what: 'وام ابزار',
      askedOn: '2024-05-20',
      amount: '5000000',
    })
    const asked = { supportId, answer: 'GIVEN' as const, answeredOn: TODAY, amount: '1000' }
    return {
      owner: field.sql,
      attempt: onForm(mine(), (one) => answerSupport(one, { ...asked, ...more })),
    }
  }
  refusal(
    'E-HG-34',
    'with an answer before the request',
    'تاریخ پاسخ نمی‌تواند پیش از تاریخ درخواست باشد.',
    answering({ answeredOn: '2024-05-19' }),
  )
  refusal(
    'E-HG-35',
    'with a loan of no amount',
    'حمایت مادیِ پرداخت‌شده مبلغ می‌خواهد؛ حمایت معنوی و درخواست پذیرفته‌نشده مبلغ ندارد.',
    answering({ amount: '' }),
  )

  refusal(
    'E-HG-36',
    'who settles a promise twice',
    'نتیجهٔ این مورد پیش‌تر ثبت شده است. صفحه را تازه کنید.',
    async () => {
      const { itemId } = await addPlanItem(await ctx(), {
        groupId: group.groupId,
        pillar: 'GROUP',
        aspect: 'ECONOMIC',
        textFa: 'خرید یک‌جا',
        dueOn: null,
      })
      await settlePlanItem(await ctx(), { itemId, status: 'DONE', day: TODAY })
      return {
        owner: field.sql,
        attempt: onForm(mine(), (one) => settlePlanItem(one, { itemId, status: 'DROPPED', day: TODAY })),
      }
    },
  )

  refusal(
    'E-HG-37',
    'who asks the same on the same day',
    'برای این تاریخ پیش‌تر خودسنجی ثبت شده است.',
    async () => {
      const asked = {
        groupId: group.groupId,
        day: TODAY,
        ratings: [
          { memberId: group.memberIds[0]!, confidence: 3, decision: 3, resources: 3, onSupport: true },
        ],
      }
      await rateMembers(await ctx(), asked)
      return { owner: field.sql, attempt: onForm(mine(), (one) => rateMembers(one, asked)) }
    },
  )
})

describe('an office at the desk of what phones sent', () => {
  refusal(
    'E-HG-38',
    'that would write in a group’s own book',
    'این سطر از آنِ دفتر گروه است. دفتردار خودش آن را دوباره می‌نویسد؛ دفتر اداره تنها می‌تواند آن را کنار بگذارد.',
    async () => {
      const phone = await newPhone(await worker(field.sql, 'GROUP_BOOKKEEPER', group.scopeId))
      await push(phone, [entryOp(group, '5000', { day: '2999-01-01' })])
      const [row] = await field.sql`select id from app.quarantine where user_id = ${phone.who.userId}`
      return {
        owner: field.sql,
        attempt: onForm(field.here.county, (one) =>
          decideQuarantine(one, { quarantineIds: [row!.id], decision: 'APPLY' }),
        ),
      }
    },
  )
})
