import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import { proposeAgreement } from '@/db/commands/charities/agreements'
import { recordDelivery } from '@/db/commands/charities/delivery'
import { answerOffer } from '@/db/commands/charities/offers'
import { addPledge, settle } from '@/db/commands/charities/pledges'
import { addService } from '@/db/commands/charities/write-service'
import type { ProposeAgreement } from '@/lib/charities/schema'
import {
  type CharityField,
  forgetMeeting,
  makeAgreement,
  makeNeed,
  makeProvider,
  makeService,
  offerTo,
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

/** An agreement at work for ten people, and its provider. */
async function atWork() {
  const serviceId = await makeService(field)
  const { providerId } = await makeProvider(field, serviceId, 10)
  const { agreementId, begin } = await makeAgreement(field, { providerId, serviceId })
  await begin()
  return { serviceId, providerId, agreementId }
}
const delivering = (month: number, served: number) => async () => {
  const { agreementId } = await atWork()
  return {
    owner: field.sql,
    attempt: onForm(field.officer, (ctx) => recordDelivery(ctx, { agreementId, month, served, units: 1 })),
  }
}

describe('a month is delivered', () => {
  refusal('E-CD-07', 'outside the agreement', 'این ماه بیرون از مدت قرارداد است.', delivering(140212, 3))
  refusal(
    'W-CD-08',
    'for more people than the agreement is for',
    'شمار خدمت‌گرفتگان (۱۱ نفر) از ظرفیت قرارداد (۱۰ نفر) بیشتر است. اگر درست است، آن را تأیید کنید و دوباره ثبت کنید.',
    delivering(140302, 11),
  )
})

describe('an offer is accepted', () => {
  refusal(
    'E-CD-09',
    'after the last place went to another need',
    'ظرفیت این مؤسسه پر شده است: ۰ جای خالی برای ۱ نفر. مؤسسهٔ دیگری را برگزینید.',
    async () => {
      const serviceId = await makeService(field)
      const { providerId } = await makeProvider(field, serviceId, 1)
      const [first, second] = [await makeNeed(field, serviceId, 1), await makeNeed(field, serviceId, 1)]
      const asked = { providerId, serviceId, people: 1 }
      const won = await offerTo(field, { ...asked, needId: first.needId })
      const lost = await offerTo(field, { ...asked, needId: second.needId })
      await answerOffer(await field.ctx(), { offerId: won, accept: true, reason: '' })
      return {
        owner: field.sql,
        attempt: onForm(field.officer, (ctx) =>
          answerOffer(ctx, { offerId: lost, accept: true, reason: '' }),
        ),
      }
    },
  )
})

describe('a pledge is settled', () => {
  refusal('E-CD-29', 'as received without its receipt', 'شمارهٔ رسید را بنویسید.', async () => {
    const { pledgeId } = await addPledge(await field.ctx(), {
      key: randomUUID(),
      placeId: field.countyId,
      benefactor: 'نیکوکار',
      kind: 'GOODS',
      amount: null,
      goods: 'ده ویلچر',
      promisedOn: '2024-05-20',
    })
    return {
      owner: field.sql,
      attempt: onForm(field.officer, (ctx) =>
        settle(ctx, { pledgeId, version: 1, to: 'RECEIVED', day: '2024-05-25', receiptNo: '', reason: '' }),
      ),
    }
  })
})

// Last: it fills the field's catalogue.
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
