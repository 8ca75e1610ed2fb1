import { afterAll, beforeAll, describe } from 'vitest'
import { closeCohort } from '@/db/commands/programmes/close-cohort'
import { issueCards } from '@/db/commands/surveys/issue-cards'
import { endReferral, takeReferral } from '@/db/commands/surveys/referrals'
import { answerSurvey, askToTalk, surveyBehind } from '@/db/commands/surveys/respondent'
import { closeWave, openWave } from '@/db/commands/surveys/waves'
import { loadWording } from '@/db/commands/surveys/wordings'
import type { Context } from '@/db/transaction'
import { contextOf } from '@/tests/support/actors'
import { staff } from '@/tests/support/factories'
import { type Loaded, loadedDatabase } from '../demo/loaded'
import { type AskedWorld, agreed, answer, askedWorld, visitor, WORDS } from '../surveys/asked'
import { onForm, onOwnForm, refusal } from './provoked'

let db: Loaded
beforeAll(async () => {
  db = await loadedDatabase('none')
})
afterAll(() => db.end())

type Options = Parameters<typeof askedWorld>[1]
/** What a respondent does on her form, after what happened before. */
const respondent =
  (prepare: (w: AskedWorld) => Promise<() => Promise<unknown>>, options: Options = {}) =>
  async () => {
    const w = await askedWorld(db.sql, options)
    return { owner: db.sql, attempt: onOwnForm(await prepare(w)) }
  }
/** What the office asks for on a form. */
const office =
  (prepare: (w: AskedWorld) => Promise<(ctx: Context) => Promise<unknown>>, options: Options = {}) =>
  async () => {
    const w = await askedWorld(db.sql, options)
    return { owner: db.sql, attempt: onForm(w.officer, await prepare(w)) }
  }
const close = async (w: AskedWorld) => closeWave(await contextOf(w.officer), { waveId: w.waveId, version: 1 })

describe('a questionnaire', () => {
  refusal(
    'E-ASM-01',
    'is answered after the office closed its wave',
    'مهلت این پرسشنامه تمام شده است.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await close(w)
      return () => answer(w.codes[0]!, w.waveId, 'KA-M')
    }),
  )
  refusal(
    'E-ASM-01',
    'is answered on the day after the last',
    'مهلت این پرسشنامه تمام شده است.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await db.sql`update app.run set pinned_now = '2024-06-21T06:00:00Z' where id = ${w.runId}`
      return () => answer(w.codes[0]!, w.waveId, 'KA-M')
    }),
  )
  refusal(
    'E-ASM-02',
    'is answered twice by the same respondent',
    'به این پرسشنامه پیش‌تر پاسخ داده شده است.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await answer(w.codes[0]!, w.waveId, 'KA-M')
      return () => answer(w.codes[0]!, w.waveId, 'KA-M', 4)
    }),
  )
  refusal(
    'E-ASM-03',
    'is answered with a number no card has',
    'این شماره را نمی‌شناسیم. شمارهٔ روی کارت را دوباره بنویسید.',
    respondent(async (w) => () => answer('000000000000', w.waveId, 'KA-M')),
  )
  refusal(
    'E-ASM-03',
    'is answered with the number of a card that was replaced',
    'این شماره را نمی‌شناسیم. شمارهٔ روی کارت را دوباره بنویسید.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await issueCards(await contextOf(w.officer), { cohortId: w.cohortId, rows: 1 })
      return () => answer(w.codes[0]!, w.waveId, 'KA-M')
    }),
  )
  refusal(
    'E-ASM-03',
    'of another run is answered with a card of this one',
    'این شماره را نمی‌شناسیم. شمارهٔ روی کارت را دوباره بنویسید.',
    respondent(async (w) => {
      const other = await askedWorld(db.sql)
      return () => answer(w.codes[0]!, other.waveId, 'KA-M')
    }),
  )
  refusal(
    'E-ASM-04',
    'is answered before the consent',
    'پیش از پاسخ دادن، رضایت لازم است. متن آغاز را بخوانید و بپذیرید.',
    respondent(async (w) => () => answer(w.codes[0]!, w.waveId, 'KA-M')),
  )
  refusal(
    'E-ASM-04',
    'is answered by somebody whose consent to the programme was withdrawn',
    'پیش از پاسخ دادن، رضایت لازم است. متن آغاز را بخوانید و بپذیرید.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await db.sql`update app.consent set withdrawn_at = now(), state = 'WITHDRAWN' where person_id = ${w.people[0]!.personId}`
      return () => answer(w.codes[0]!, w.waveId, 'KA-M')
    }),
  )
  refusal(
    'E-ASM-05',
    'is answered with what was not offered',
    'یکی از پاسخ‌ها در میان گزینه‌ها نیست. دوباره انتخاب کنید.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      return () => answer(w.codes[0]!, w.waveId, 'KA-M', 5)
    }),
  )
  refusal(
    'E-ASM-06',
    'is answered with too much left out',
    '۲ پرسش بی‌پاسخ مانده است؛ در این بخش بیش از ۱ پرسش را نمی‌توان بی‌پاسخ گذاشت.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      const asked = { waveId: w.waveId, instrument: 'KA-M', mode: 'LINK' } as const
      return () => answerSurvey(visitor(), w.codes[0]!, { ...asked, answers: [1, null, null, 2] })
    }),
  )
  refusal(
    'E-ASM-17',
    'that needs all answers lacks one',
    '۱ پرسش بی‌پاسخ مانده است؛ در این بخش پاسخ همهٔ پرسش‌ها لازم است.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      const asked = { waveId: w.waveId, instrument: 'WHO-5', mode: 'LINK' } as const
      return () => answerSurvey(visitor(), w.codes[0]!, { ...asked, answers: [1, 1, 1, null, 1] })
    }),
  )
  refusal(
    'E-ASM-07',
    'is answered whose words nobody has loaded',
    'متن این پرسشنامه هنوز بارگذاری نشده است. نخست متن آن را از «متن پرسشنامه‌ها» بارگذاری کنید.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await db.sql`update app.instrument_wording set removed_at = now(), removed_by = ${w.officer.userId} where province_id = ${w.provinceId}`
      return () => answer(w.codes[0]!, w.waveId, 'WHO-5')
    }),
  )
  refusal(
    'E-ASM-15',
    'is looked for with one wrong number after the other',
    'شماره‌های نادرست زیاد شد. ۶۰ ثانیهٔ دیگر دوباره بنویسید.',
    respondent(async (w) => {
      const here = visitor()
      for (let n = 0; n < 21; n++) await surveyBehind(here, `00000000000${n % 10}`).catch(() => null)
      await db.sql`update app.auth_throttle set next_at = now() + interval '59.9 seconds' where failures = 21`
      // While it waits the right number opens nothing either, so that no guess is ever told from another.
      return () => surveyBehind(here, w.codes[0]!)
    }),
  )
})

describe('a wave', () => {
  const open = (w: AskedWorld, more: object = {}) => ({
    runId: w.runId,
    kind: 'ENDLINE' as const,
    closesOn: '2024-06-20',
    instruments: ['KA-M' as const],
    ...more,
  })
  refusal(
    'E-ASM-07',
    'is opened with an instrument whose words are not loaded',
    'متن این پرسشنامه هنوز بارگذاری نشده است. نخست متن آن را از «متن پرسشنامه‌ها» بارگذاری کنید.',
    office(async (w) => (ctx) => openWave(ctx, open(w, { instruments: ['RES'] }))),
  )
  refusal(
    'E-ASM-11',
    'is opened a second time',
    'این نوبت برای این دوره پیش‌تر باز شده است.',
    office(async (w) => (ctx) => openWave(ctx, open(w, { kind: 'BASELINE' }))),
  )
  refusal(
    'E-ASM-16',
    'would end before it begins',
    'آخرین روز پاسخ نباید پیش از امروز باشد.',
    office(async (w) => (ctx) => openWave(ctx, open(w, { closesOn: '2024-05-01' }))),
  )
  refusal(
    'E-ASM-12',
    'is closed twice',
    'این نوبت پیش‌تر بسته شده است.',
    office(async (w) => {
      await close(w)
      return (ctx) => closeWave(ctx, { waveId: w.waveId, version: 2 })
    }),
  )
  refusal(
    'E-ASM-14',
    'gives a card to a row nobody has',
    'در این گروه کسی نیست که کارت تازه بخواهد.',
    office(async (w) => (ctx) => issueCards(ctx, { cohortId: w.cohortId, rows: 99 })),
  )
  refusal(
    'E-COH-10',
    'after the course keeps its groups open',
    'نوبت «پایان دوره»ی پرسشنامه هنوز بسته نشده است. نخست آن را ببندید.',
    office(
      async (w) => {
        await db.sql`update app.session set status = 'APPROVED' where cohort_id = ${w.cohortId}`
        await db.sql`update app.cohort set status = 'FINISHED', planned_minutes = 360 where id = ${w.cohortId}`
        return (ctx) => closeCohort(ctx, { cohortId: w.cohortId })
      },
      { kind: 'ENDLINE' },
    ),
  )
})

describe('a file of words', () => {
  const load = (text: string) =>
    office(async (w) => (ctx) => loadWording(ctx, { provinceId: w.provinceId, text }))
  const broken = (more: object) => JSON.stringify({ ...JSON.parse(WORDS), ...more })
  refusal(
    'E-ASM-08',
    'that is none',
    'این فایل خوانده نشد. فایل JSON یا CSV با نام پرسشنامه، زبان، جملهٔ آغاز، پرسش‌ها و گزینه‌ها بفرستید.',
    load('\u0000PNG'),
  )
  refusal(
    'E-ASM-09',
    'that lacks a question',
    'این پرسشنامه ۵ پرسش و ۶ گزینه دارد؛ در فایل ۴ پرسش و ۶ گزینه آمده است.',
    load(broken({ items: ['یکم', 'دوم', 'سوم', 'چهارم'] })),
  )
  refusal(
    'E-ASM-10',
    'that does not say whose it is',
    'منبع و مجوز متن را هم در فایل بنویسید.',
    load(broken({ licence: '' })),
  )
})

describe('a referral', () => {
  const low = async (w: AskedWorld) => {
    await agreed(w.codes[0]!, w.waveId)
    await answer(w.codes[0]!, w.waveId, 'WHO-5', 1)
  }
  const reach = { name: 'گلی', reach: '۰۹۱۲' }
  refusal(
    'E-REF-02',
    'is asked for where none was offered',
    'برای این کارت ارجاعی در انتظار نیست.',
    respondent(async (w) => {
      await agreed(w.codes[0]!, w.waveId)
      await answer(w.codes[0]!, w.waveId, 'WHO-5', 4)
      return () => askToTalk(visitor(), w.codes[0]!, { waveId: w.waveId, ...reach })
    }),
  )
  refusal(
    'E-REF-02',
    'is asked for twice',
    'برای این کارت ارجاعی در انتظار نیست.',
    respondent(async (w) => {
      await low(w)
      await askToTalk(visitor(), w.codes[0]!, { waveId: w.waveId, ...reach })
      return () => askToTalk(visitor(), w.codes[0]!, { waveId: w.waveId, ...reach })
    }),
  )
  refusal(
    'E-REF-03',
    'is asked for without a way to reach her',
    'نام و راه تماس را بنویسید تا مشاور بتواند با شما گفت‌وگو کند.',
    respondent(async (w) => {
      await low(w)
      return () => askToTalk(visitor(), w.codes[0]!, { waveId: w.waveId, name: 'گلی', reach: ' ' })
    }),
  )
  refusal(
    'E-REF-01',
    'is ended by a counsellor who has not taken it',
    'این ارجاع در دست شما نیست یا پایان یافته است.',
    async () => {
      const w = await askedWorld(db.sql)
      await low(w)
      await askToTalk(visitor(), w.codes[0]!, { waveId: w.waveId, ...reach })
      const [row] = await db.sql`select id from app.referral where wave_id = ${w.waveId}`
      const counsellor = await staff(db.sql, 'COUNSELLOR', w.provinceScope)
      const ending = { referralId: row!.id, version: 1, outcome: 'DONE' } as const
      return { owner: db.sql, attempt: onForm(counsellor, (ctx) => endReferral(ctx, ending)) }
    },
  )
  refusal(
    'E-REF-01',
    'is taken by a second counsellor',
    'این ارجاع در دست شما نیست یا پایان یافته است.',
    async () => {
      const w = await askedWorld(db.sql)
      await low(w)
      await askToTalk(visitor(), w.codes[0]!, { waveId: w.waveId, ...reach })
      const [row] = await db.sql`select id from app.referral where wave_id = ${w.waveId}`
      const first = await staff(db.sql, 'COUNSELLOR', w.provinceScope)
      await takeReferral(await contextOf(first), { referralId: row!.id, version: 1 })
      const second = await staff(db.sql, 'COUNSELLOR', w.provinceScope)
      const taking = { referralId: row!.id, version: 2 }
      return { owner: db.sql, attempt: onForm(second, (ctx) => takeReferral(ctx, taking)) }
    },
  )
})
