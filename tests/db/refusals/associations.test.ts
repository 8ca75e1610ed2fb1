import { describe } from 'vitest'
import { establishAssociation } from '@/db/commands/associations/form-association'
import { issueCertificates } from '@/db/commands/certificates/issue-certificates'
import { associationCounties } from '@/db/queries/associations/association-facts'
import { provinceStanding, provincesOf } from '@/db/queries/associations/province'
import { reading } from '@/db/transaction'
import type { Scope } from '@/lib/access/actor'
import { seasonWarning } from '@/lib/associations/lunar'
import { gapWarnings } from '@/lib/associations/province'
import { sentenceOf } from '@/lib/server/said'
import { contextOf } from '@/tests/support/actors'
import { established, makeAssociation, NOW, ownField } from '../associations/field'
import { type Attempt, onForm, persian, refusal } from './provoked'

const field = ownField()

/** What the page of the province says beside its list. */
const onPage: Attempt = async () => {
  const scope = { userId: field.officer.userId } as Scope
  const t = await persian()
  const at = await reading(scope, async (db) => {
    const [province] = provincesOf(await associationCounties(db, scope))
    return provinceStanding(db, scope, province!, NOW)
  })
  const season = seasonWarning(at.associations.flatMap((one) => one.days))
  const said = [
    ...gapWarnings(
      at.counties.map((row) => ({ ...row, name: row.nameFa })),
      at.rules.ASSOC_MIN_PER_COUNTY,
    ),
    ...(season ? [season] : []),
  ]
  return {
    codes: said.map(({ code }) => code),
    sentences: said.map(({ code, values }) => sentenceOf(t, code, values, 'fa')),
  }
}

describe('an association is established', () => {
  refusal('E-SA-01', 'with a step missing', 'مرحلهٔ «آگاه‌سازی» هنوز انجام نشده است.', async () => {
    const one = await makeAssociation(field, field.here)
    for (const step of ['MEETINGS', 'PLANNING', 'CAPACITY', 'SELECTION'] as const) await one.step(step)
    const { version } = await one.row()
    return {
      owner: field.sql,
      attempt: onForm(field.here.officer, (ctx) =>
        establishAssociation(ctx, { associationId: one.associationId, version, day: '2024-05-01' }),
      ),
    }
  })
})

describe('the page of a province says', () => {
  refusal(
    'W-SA-02',
    'which county has none',
    'شهرستان شهرستان همسایه هنوز هیأت اجتماعی ندارد (حداقل یک هیأت لازم است).',
    async () => {
      await established(field, field.here)
      return { owner: field.sql, attempt: onPage }
    },
  )
  refusal(
    'W-SA-03',
    'that all of a year lies in Muharram and Safar',
    'فعالیت‌های ثبت‌شده فقط در محرم و صفر است؛ برای ماه‌های دیگر هم برنامه ثبت کنید.',
    async () => {
      const one = await established(field, field.here)
      await one.activity({ day: '2024-07-16', beneficiaries: null })
      return { owner: field.sql, attempt: onPage }
    },
  )
})

describe('hours of service are certified', () => {
  const certified = async (minutes: number | null) => {
    const one = await established(field, field.here)
    const { volunteerId } = await one.volunteer('شیلان')
    const { activityId } = await one.activity()
    if (minutes) await one.shifts({ activityId, volunteerIds: [volunteerId], minutes })
    const asked = { serviceOf: volunteerId, from: '2024-05-01', until: '2024-05-31' }
    return { one, asked }
  }
  refusal(
    'E-CRT-05',
    'of a period without any',
    'در این بازه ساعتی برای او ثبت نشده است؛ چیزی برای گواهی نیست.',
    async () => {
      const { one, asked } = await certified(null)
      return {
        owner: field.sql,
        attempt: onForm(one.coordinator, (ctx) => issueCertificates(ctx, asked)),
      }
    },
  )
  refusal('E-CRT-06', 'twice for one period', 'برای همین بازه گواهی معتبری دارد.', async () => {
    const { one, asked } = await certified(90)
    await issueCertificates(await contextOf(one.coordinator, NOW), asked)
    return {
      owner: field.sql,
      attempt: onForm(one.coordinator, (ctx) => issueCertificates(ctx, asked)),
    }
  })
})
