import { afterAll, beforeAll, describe } from 'vitest'
import { movePlace } from '@/db/commands/neighbourhoods/move-place'
import { addCohort } from '@/db/commands/programmes/add-cohort'
import { assignFacilitator } from '@/db/commands/programmes/assign-facilitator'
import { certifyFacilitator } from '@/db/commands/programmes/certify-facilitator'
import { moveSession } from '@/db/commands/programmes/move-session'
import { planSessions } from '@/db/commands/programmes/plan-sessions'
import { readyCohort } from '@/db/commands/programmes/ready-cohort'
import { prepareRelease } from '@/db/commands/releases/prepare-release'
import { signRelease } from '@/db/commands/releases/sign-release'
import type { Context } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { registerOf, type Staff, type World, world } from '@/tests/support/factories'
import { appLogin, county, group, rule } from '../cohorts/field'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { send } from '../workshops/register-sent'
import { onForm, onNotice, refusal } from './provoked'

let db: Loaded
let app: ReturnType<typeof appLogin>
beforeAll(async () => {
  db = await loadedDatabase('none')
  app = appLogin(db)
})
afterAll(async () => {
  await app.end()
  await db.end()
})

type Act = (ctx: Context) => Promise<unknown>
/** A world, what happens in it before, and what somebody then asks for on a form. */
const form =
  (prepare: (w: World) => Promise<{ by?: Staff; act: Act }>, options: Parameters<typeof world>[1] = {}) =>
  async () => {
    const w = await world(db.sql, { people: 2, ...options })
    const { by = w.officer, act } = await prepare(w)
    return { owner: db.sql, attempt: onForm(by, act) }
  }

describe('any form', () => {
  const move = (w: World, countyId: string, reason: string) => (ctx: Context) =>
    movePlace(ctx, { placeId: w.placeId, countyId, reason })
  refusal(
    'E-GEN-01',
    'a place is moved without a reason',
    'این قسمت را پر کنید.',
    form(async (w) => ({ act: move(w, (await county(db.sql, w)).countyId, ' ') })),
  )
  refusal(
    'E-GEN-02',
    'the office of another province moves it',
    'شما به این بخش دسترسی ندارید.',
    form(async (w) => ({
      by: (await world(db.sql, { people: 0, sessions: 0 })).officer,
      act: move(w, (await county(db.sql, w)).countyId, 'تقسیمات کشوری'),
    })),
  )
  refusal(
    'E-GEN-03',
    'a session is moved that a colleague has moved meanwhile',
    'هم‌زمان با شما فرد دیگری این اطلاعات را تغییر داده است. مقدار تازه را ببینید و دوباره ثبت کنید.',
    form(async (w) => {
      const to = (day: string) => (ctx: Context) =>
        moveSession(ctx, { sessionId: w.sessionIds[1]!, version: 1, day, time: '11:00' })
      await to('2024-05-18')(await contextOf(w.director))
      return { act: to('2024-05-19') }
    }),
  )
})

describe('the staff of a run', () => {
  const assign = (cohortId: string, facilitatorId: string) => (ctx: Context) =>
    assignFacilitator(ctx, { cohortId, facilitatorId })
  const as = (status: string, id: string) =>
    db.sql`update app.facilitator set status = ${status} where id = ${id}`
  refusal(
    'E-FAC-01',
    'a group is given to somebody still in training',
    'این تسهیلگر هنوز گواهی گام اول را ندارد و نمی‌تواند نشست برگزار کند.',
    form(async (w) => {
      const { facilitatorId } = await group(db.sql, w)
      await as('IN_TRAINING', facilitatorId)
      return { act: assign(w.cohortId, facilitatorId) }
    }),
  )
  refusal(
    'E-FAC-02',
    'somebody without the hours is given her certificate',
    'ساعت حضور در کارگاه ۰ ساعت است؛ حداقل لازم ۵۴ ساعت است.',
    form(async (w) => {
      const { facilitatorId } = await group(db.sql, w)
      await as('IN_TRAINING', facilitatorId)
      return { act: (ctx) => certifyFacilitator(ctx, { facilitatorId }) }
    }),
  )
  refusal(
    'E-FAC-03',
    'somebody who leads a group is given a second',
    'هر تسهیلگر حداکثر ۱ گروه را راهبری می‌کند.',
    form(async (w) => ({ act: assign(w.cohortId, (await group(db.sql, w)).facilitatorId) })),
  )
})

describe('a group', () => {
  const forming = (w: World) => db.sql`update app.cohort set status = 'FORMING' where id = ${w.cohortId}`
  const ready = (w: World) => (ctx: Context) => readyCohort(ctx, { cohortId: w.cohortId })
  refusal(
    'E-COH-01',
    'a second one for a neighbourhood',
    'برای این محله در این دوره گروه ثبت شده است.',
    form(async (w) => ({ act: (ctx) => addCohort(ctx, { runId: w.runId, placeId: w.placeId }) })),
  )
  refusal(
    'E-COH-02',
    'ready with more people than it may have',
    'ظرفیت این گروه (۳ نفر) کامل است.',
    form(
      async (w) => {
        await forming(w)
        await rule(db.sql, w, 'COHORT_MIN_SIZE', 2)
        await rule(db.sql, w, 'COHORT_MAX_SIZE', 3)
        return { act: ready(w) }
      },
      { people: 4, sessions: 30 },
    ),
  )
  refusal(
    'E-COH-03',
    'ready with fewer people than it needs',
    'برای شروع، دست‌کم ۳ نفر باید نام‌نویسی شده باشند (اکنون ۲ نفر).',
    form(
      async (w) => {
        await forming(w)
        await rule(db.sql, w, 'COHORT_MIN_SIZE', 3)
        return { act: ready(w) }
      },
      { sessions: 30 },
    ),
  )
  refusal(
    'E-COH-04',
    'ready with a plan of other hours',
    'جمع ساعت نشست‌ها ۵۸ ساعت است؛ باید ۶۰ ساعت باشد.',
    form(
      async (w) => {
        await forming(w)
        await rule(db.sql, w, 'COHORT_MIN_SIZE', 2)
        return { act: ready(w) }
      },
      { sessions: 29 },
    ),
  )
})

describe('a plan', () => {
  // 2024-05-18 is a Saturday, 05-23 a Thursday, 05-24 a Friday.
  const move = (day: string, time = '11:00') =>
    form(async (w) => ({
      act: (ctx) => moveSession(ctx, { sessionId: w.sessionIds[1]!, version: 1, day, time }),
    }))
  refusal(
    'E-SES-01',
    'of sessions that are too short',
    'مدت نشست باید بین ۳۰ و ۲۴۰ دقیقه باشد.',
    form(async (w) => ({
      act: (ctx) =>
        planSessions(ctx, {
          cohortId: w.cohortId,
          days: [0, 2],
          time: '09:30',
          startDay: '2024-06-08',
          minutes: 20,
        }),
    })),
  )
  refusal(
    'E-SES-02',
    'a session is moved onto another',
    'این زمان با نشست محلهٔ امید تداخل دارد.',
    move('2024-05-11', '10:00'),
  )
  refusal(
    'E-SES-03',
    'a session is moved to a Friday',
    'این روز تعطیل رسمی است (جمعه). برای برنامه‌ریزی در این روز، دلیل بنویسید.',
    move('2024-05-24'),
  )
  refusal(
    'W-SES-04',
    'a session is moved to a Thursday',
    'پنجشنبه در بسیاری از ادارات تعطیل است. مطمئن هستید؟',
    move('2024-05-23'),
  )
})

describe('a release', () => {
  const stage = (act: (w: World) => Promise<{ by: Staff; act: Act }>) => async () => {
    const w = await world(db.sql, { people: 2 })
    await send(app, w.facilitator, registerOf(w))
    const { by, act: asked } = await act(w)
    return { owner: db.sql, attempt: onNotice(by, asked, /^E-(PUB|GEN)-/) }
  }
  const asked = (w: World) => ({ runId: w.runId, asOf: '2024-05-20' })
  refusal(
    'E-PUB-01',
    'is signed by who prepared it',
    'تهیه‌کننده نمی‌تواند تأییدکنندهٔ همان گزارش باشد.',
    stage(async (w) => {
      const ctx = await contextOf(w.director)
      const { releaseId } = await prepareRelease(ctx, { ...asked(w), acknowledged: ['E-PUB-02'] })
      return { by: w.director, act: (again) => signRelease(again, { releaseId }) }
    }),
  )
  refusal(
    'E-PUB-02',
    'is prepared over a sheet nobody has approved',
    '۱ نشست تأییدنشده در این بازه وجود دارد؛ در آمار عمومی نمی‌آید.',
    stage(async (w) => ({ by: w.officer, act: (ctx) => prepareRelease(ctx, asked(w)) })),
  )
  refusal(
    'E-PUB-06',
    'is signed before the attack on it has ended',
    'این انتشار هنوز آزمون شناسایی را نگذرانده است؛ پس از پایان آزمون امضا کنید.',
    stage(async (w) => {
      const ctx = await contextOf(w.officer)
      const { releaseId } = await prepareRelease(ctx, { ...asked(w), acknowledged: ['E-PUB-02'] })
      return { by: w.director, act: (again) => signRelease(again, { releaseId }) }
    }),
  )
})
