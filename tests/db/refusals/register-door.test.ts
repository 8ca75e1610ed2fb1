import { afterAll, beforeAll } from 'vitest'
import { planMakeUp } from '@/db/commands/workshops/plan-make-up'
import { contextOf } from '@/tests/support/actors'
import { mark, registerOf, type World, world } from '@/tests/support/factories'
import { type Field, openField, sheet, smallWorld } from '../tasks/field'
import { send } from '../workshops/register-sent'
import { onPhone, refusal } from './provoked'

let field: Field
beforeAll(async () => {
  field = await openField()
})
afterAll(() => field.close())

/** A world, and the register its facilitator then sends. */
const register =
  (payload: (w: World) => object | Promise<object>, options: Parameters<typeof world>[1] = {}) =>
  async () => {
    const w = await world(field.owner, { people: 4, ...options })
    const sent = await payload(w)
    return { owner: field.owner, attempt: onPhone(() => send(field.app, w.facilitator, sent)) }
  }
const cancelled = (w: World) => ({ ...registerOf(w), ops: [], outcome: 'cancel', cancelReason: '  ' })

refusal(
  'E-SES-05',
  'before the session has begun',
  'نشست هنوز شروع نشده است.',
  register((w) => registerOf(w), { now: '2024-05-10T00:00:00Z' }),
)
refusal(
  'E-SES-06',
  'after more days than the rule lets pass',
  'ثبت نشست با بیش از ۳۰ روز تأخیر فقط با تأیید کارشناس استان ممکن است.',
  register((w) => registerOf(w), { now: '2024-06-20T00:00:00Z' }),
)
refusal(
  'E-SES-07',
  'a session is cancelled without a reason',
  'دلیل لغو نشست را بنویسید.',
  register(cancelled),
)
refusal(
  'E-FAC-01',
  'of somebody whose certificate was taken back',
  'این تسهیلگر هنوز گواهی گام اول را ندارد و نمی‌تواند نشست برگزار کند.',
  register(async (w) => {
    await field.owner`update app.facilitator set status = 'NOT_CERTIFIED' where run_id = ${w.runId}`
    return registerOf(w)
  }),
)
refusal(
  'E-ATT-01',
  'of somebody who came into the group later',
  'این فرد در تاریخ نشست عضو گروه نبوده است.',
  register(async (w) => {
    await field.owner`update app.enrolment set registered_on = '2024-05-12' where run_id = ${w.runId} and row_no = 1`
    return registerOf(w)
  }),
)
refusal(
  'E-ATT-02',
  'late and early for the whole of the session',
  'جمع تأخیر و خروج زودهنگام باید از مدت نشست کمتر باشد.',
  register((w) => registerOf(w, 0, { 0: { code: 'LATE', late: 80, early: 40 } })),
)
refusal(
  'E-ATT-03',
  'with people who are not marked',
  'وضعیت ۳ نفر ثبت نشده است.',
  register((w) => ({ ...registerOf(w), ops: registerOf(w).ops.slice(3) })),
)
refusal(
  'E-ATT-04',
  'once the days to correct it are over',
  'مهلت ویرایش (۷۲ ساعت) تمام شده است. از کارشناس استان بازگشایی بخواهید.',
  register(async (w) => {
    await send(field.app, w.facilitator, registerOf(w))
    await field.owner`update app.session set recorded_at = recorded_at - interval '73 hours' where id = ${w.sessionIds[0]!}`
    return { ...registerOf(w), baseVersion: 2, ops: [mark(w.people[0]!.personId, 'ABSENT')] }
  }),
)
refusal(
  'W-ATT-05',
  'with everybody there, unconfirmed',
  'همهٔ افراد حاضر ثبت شده‌اند. درست است؟',
  register((w) => ({ ...registerOf(w), acknowledged: [] })),
)
refusal(
  'W-ATT-05',
  'with nobody there, unconfirmed',
  'همهٔ افراد غایب ثبت شده‌اند. درست است؟',
  register((w) => ({
    ...registerOf(w),
    ops: w.people.map((p) => mark(p.personId, 'ABSENT')),
    acknowledged: [],
  })),
)
refusal(
  'E-ATT-06',
  'of an hour that was made up already',
  'ساعت این نشست پیش‌تر برای این فرد حساب شده است.',
  async () => {
    const w = await smallWorld(field.owner, 6)
    await sheet(field.app, w, 0, 'PAAP')
    const made = await planMakeUp(await contextOf(w.officer), {
      sessionId: w.sessionIds[0]!,
      day: '2024-05-25',
      time: '17:00',
    })
    await sheet(field.app, w, made.sessionId, '-PA-')
    return { owner: field.owner, attempt: onPhone(() => sheet(field.app, w, 0, '-P--')) }
  },
)
