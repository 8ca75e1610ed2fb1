import { afterAll, beforeAll, describe } from 'vitest'
import { addFacilitator } from '@/db/commands/people/add-facilitator'
import { registerPerson } from '@/db/commands/people/register-person'
import { approveRun } from '@/db/commands/programmes/approve-run'
import { createRun } from '@/db/commands/programmes/create-run'
import type { Context } from '@/db/transaction'
import { AppError } from '@/lib/shared/result'
import { type Staff, staff } from '@/tests/support/factories'
import { type Cohort, type Field, openField, RUN_START, somebody } from '../people/field'
import { onForm, refusal } from './provoked'

let field: Field
let officer: Staff
let [one, two]: Cohort[] = []
beforeAll(async () => {
  field = await openField()
  ;[one, two] = field.cohorts
  officer = await staff(field.owner, 'PROVINCE_OFFICER', field.provinceScope)
})
afterAll(() => field.close())

const stage = async (work: (ctx: Context) => Promise<unknown>) => ({
  owner: field.owner,
  attempt: onForm(officer, work),
})
const typed = (n: number, more: object = {}) => ({
  runId: field.runId,
  cohortId: one!.cohortId,
  first: 'کبری',
  last: 'نوری',
  birth: '۱۳۷۰/۲/۵',
  nationalId: somebody('', n).nationalId,
  sex: 'F',
  consent: true,
  ...more,
})

describe('a person is registered', () => {
  const register = (more: object) => () => stage((ctx) => registerPerson(ctx, typed(1, more)))
  refusal(
    'E-PER-01',
    'with a number that is too short',
    'کد ملی باید دقیقاً ۱۰ رقم باشد.',
    register({ nationalId: '۱۲۳۴۵' }),
  )
  refusal(
    'E-PER-02',
    'with a slip in her number',
    'کد ملی درست نیست. رقم‌ها را بازبینی کنید.',
    register({ nationalId: '1234567890' }),
  )
  refusal(
    'E-PER-03',
    'with half a telephone number',
    'شمارهٔ همراه باید ۱۱ رقم باشد و با ۰۹ شروع شود.',
    register({ mobile: '۰۹۱۲۳' }),
  )
  refusal('E-PER-04', 'born in time to come', 'تاریخ تولد معتبر نیست.', register({ birth: '1450/1/1' }))
  refusal('E-PER-05', 'as a child', 'حداقل سن شرکت در این طرح ۱۵ سال است.', register({ birth: '1400/1/1' }))
  refusal(
    'E-PER-06',
    'without her consent',
    'بدون ثبت رضایت آگاهانه، نام‌نویسی ممکن نیست.',
    register({ consent: false }),
  )
  refusal(
    'E-ENR-01',
    'who is in another group already',
    'این فرد در گروه محلهٔ آذین نام‌نویسی شده است.',
    async () => {
      const azin = field.cohorts.find(({ placeFa }) => placeFa === 'محلهٔ آذین')!
      const elsewhere = field.cohorts.find(({ placeFa }) => placeFa !== 'محلهٔ آذین')!
      await registerPerson(field.officer, typed(2, { cohortId: azin.cohortId }))
      return stage((ctx) => registerPerson(ctx, typed(2, { cohortId: elsewhere.cohortId })))
    },
  )
  refusal(
    'E-ENR-02',
    'and then nominated as a facilitator of the same run',
    'تسهیلگر نمی‌تواند شرکت‌کنندهٔ همین دوره باشد.',
    async () => {
      const { cohortId: _, consent: __, ...her } = typed(3)
      await registerPerson(field.officer, typed(3, { cohortId: two!.cohortId }))
      return stage((ctx) =>
        addFacilitator(ctx, { ...her, organisation: 'انجمن بانوان', countyId: '' } as never),
      )
    },
  )
})

describe('a run is approved', () => {
  const TITLE = 'قانون برنامهٔ پنج‌سالهٔ آزموده'
  let made = 0
  /** A run without a single group, whose one legal basis ended before it starts. */
  const approving =
    (accepted: string[], bases = 1) =>
    async () => {
      made += 1
      const [basis] =
        await field.owner`insert into app.legal_basis (code, title_fa, title_en, kind, source, valid_to)
        values (${`TEST-${made}`}, ${TITLE}, 'A plan', 'LAW', 'x', '2020-01-01') returning id`
      const { runId } = await createRun(field.officer, {
        provinceId: field.provinceId,
        code: `WA-TEST-${made}`,
        nameFa: 'دورهٔ آزمون',
        nameEn: 'Test run',
        startDate: RUN_START,
        endDate: '2027-03-19',
        legalBasisIds: bases > 0 ? [basis!.id] : [],
      })
      return stage(async (ctx) => {
        // As the page's action does: the first warning nobody has accepted is its answer.
        const { approved, warnings } = await approveRun(ctx, {
          runId,
          acknowledged: accepted as 'W-RUN-01'[],
        })
        const [open] = warnings
        if (!approved && open) throw new AppError(open.code, open.values)
      })
    }
  refusal(
    'W-RUN-01',
    'with groups for fewer people than the plan',
    'مجموع ظرفیت گروه‌ها ۰ نفر است؛ هدف طرح ۶۲۵ نفر است.',
    approving([]),
  )
  refusal(
    'W-RUN-02',
    'with fewer neighbourhoods than the plan',
    'تعداد محله‌ها ۰ است؛ هدف طرح ۲۵ محله است.',
    approving(['W-RUN-01']),
  )
  refusal(
    'W-RUN-03',
    'with fewer counties than the plan',
    'تعداد شهرستان‌ها ۰ است؛ هدف طرح ۱۲ شهرستان است.',
    approving(['W-RUN-01', 'W-RUN-02']),
  )
  refusal(
    'W-RUN-05',
    'on a law that has ended',
    `اعتبار «${TITLE}» پیش از آغاز دوره پایان یافته است؛ مبنای جاری را هم ثبت کنید.`,
    approving(['W-RUN-01', 'W-RUN-02', 'W-RUN-03']),
  )
  refusal('E-RUN-04', 'on no law at all', 'دست‌کم یک مبنای قانونی برای طرح ثبت کنید.', approving([], 0))
})
