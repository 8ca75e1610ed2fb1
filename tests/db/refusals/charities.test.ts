import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import { proposeAgreement } from '@/db/commands/charities/agreements'
import { addService } from '@/db/commands/charities/write-service'
import type { ProposeAgreement } from '@/lib/charities/schema'
import {
  type CharityField,
  forgetMeeting,
  makeProvider,
  makeService,
  openCharities,
  TERMS,
} from '../charities/field'
import { onForm, refusal } from './provoked'

let field: CharityField
beforeAll(async () => {
  forgetMeeting()
  field = await openCharities()
})
afterAll(() => field.end())

/** An agreement with a provider at work, as the form sends it. */
const proposing =
  (
    more: Partial<ProposeAgreement>,
    before?: (provider: Awaited<ReturnType<typeof makeProvider>>) => unknown,
  ) =>
  async () => {
    const serviceId = await makeService(field)
    const provider = await makeProvider(field, serviceId, 20)
    await before?.(provider)
    const { providerId } = provider
    const key = randomUUID()
    return {
      owner: field.sql,
      attempt: onForm(field.officer, (ctx) =>
        proposeAgreement(ctx, { key, providerId, serviceId, ...TERMS, ...more }),
      ),
    }
  }
const INACTIVE = 'این مؤسسه در حوزهٔ انتخاب‌شده فعال نیست.'

describe('an agreement is proposed', () => {
  refusal(
    'E-CD-01',
    'with a provider that was suspended',
    INACTIVE,
    proposing({}, ({ move }) => move('suspend', 'بازرسی')),
  )
  refusal('E-CD-01', 'for a service of another field', INACTIVE, async () => {
    const own = await makeService(field)
    const other = await makeService(field, 'ELDERLY')
    const { providerId } = await makeProvider(field, own, 20)
    const key = randomUUID()
    return {
      owner: field.sql,
      attempt: onForm(field.officer, (ctx) =>
        proposeAgreement(ctx, { key, providerId, serviceId: other, ...TERMS }),
      ),
    }
  })
  refusal(
    'E-CD-02',
    'without its empowerment clause',
    'بند توانمندسازی مددجویان در قرارداد الزامی است.',
    proposing({ clause: '' }),
  )
  refusal(
    'E-CD-02',
    'with another aim for children, where empowerment is the aim',
    'بند توانمندسازی مددجویان در قرارداد الزامی است.',
    proposing({ aim: 'OTHER' }),
  )
  refusal(
    'E-CD-03',
    'that ends on the day it begins',
    'تاریخ پایان باید بعد از تاریخ شروع باشد.',
    proposing({ endsOn: TERMS.startsOn }),
  )
})

describe('a service is added', () => {
  refusal(
    'W-CD-04',
    'beyond the number of kinds there are said to be',
    'تعداد خدمات ثبت‌شده از ۱۵۲ نوع فعالیت بیشتر شد. منبع عدد تازه را ثبت کنید.',
    async () => {
      await field.sql`insert into app.charity_service (scope_id, province_id, code, title_fa, fold, domain, created_by)
        select ${field.provinceScope}, ${field.provinceId}, 'ZZ-' || i, 'خدمت ' || i, 'z' || i, 'OTHER', ${field.officer.userId}
        from generate_series(1, 152 - (select count(*)::int from app.charity_service where province_id = ${field.provinceId})) i`
      const key = randomUUID()
      return {
        owner: field.sql,
        attempt: onForm(field.officer, (ctx) =>
          addService(ctx, {
            key,
            provinceId: field.provinceId,
            code: 'NEW-1',
            titleFa: 'خدمت تازه',
            domain: 'ORPHANS',
            sinceYear: null,
          }),
        ),
      }
    },
  )
})
