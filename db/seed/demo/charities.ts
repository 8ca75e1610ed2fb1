import { sql } from 'drizzle-orm'
import { moveAgreement, proposeAgreement } from '@/db/commands/charities/agreements'
import { addEvent, addReview, recordDelivery, recordOutcome } from '@/db/commands/charities/delivery'
import { moveProvider } from '@/db/commands/charities/move-provider'
import { answerOffer, attachOffer, makeOffer } from '@/db/commands/charities/offers'
import { addMeeting, addNeed, moveNeed } from '@/db/commands/charities/write-need'
import { addAssessment, addProvider, setPlaces } from '@/db/commands/charities/write-provider'
import { importServices } from '@/db/commands/charities/write-service'
import type { Context } from '@/db/transaction'
import type { Actor } from '@/lib/access/actor'
import { OTHER_AIM_DOMAINS, type ServiceDomain } from '@/lib/charities/kinds'
import type { NeedAct } from '@/lib/charities/way'
import { instantAt } from '@/lib/shared/tehran'
import { HAMYAR_PROVINCE } from './accounts'
import { DEMO_NEEDS, DEMO_PROVIDERS, DEMO_SERVICES, type DemoNeed } from './charity-cast'
import { playServed } from './charity-served'
import { demoId } from './people'
import type { Stage } from './stage'

type Cast = { officer: Actor; providerId: string }
type Play = {
  on: (day: string) => Promise<Context>
  countyId: (code: string) => string
  serviceId: (code: string) => string
  version: (table: 'provider' | 'need' | 'agreement', id: string) => Promise<number>
  province: string
}
const TABLES = {
  provider: sql`app.charity_provider`,
  need: sql`app.charity_need`,
  agreement: sql`app.charity_agreement`,
}
const PLACES = 40
const MEETING = demoId('charity-meeting', 1)
const STARTS = '2023-12-22'
/** Far enough that the demonstration's agreements stand whenever it is looked at. */
const ENDS = '2030-03-19'
const MONTHS = [140210, 140211, 140212, 140301, 140302, 140303]

/** Zanjan's charities through the product's own acts: the catalogue, twelve providers, eighteen agreements, twenty needs. */
export async function playCharities(stage: Stage, cast: Cast, pinnedNow: Date): Promise<void> {
  const { db } = stage
  await stage.become(cast.officer.userId)
  const places = [
    ...(await db.execute<{ id: string; kind: string; code: string }>(sql`
      select c.id, c.kind, c.code from app.place p join app.place c on c.province_id = p.id and c.kind in ('PROVINCE', 'COUNTY')
      where p.kind = 'PROVINCE' and p.code = ${HAMYAR_PROVINCE}`)),
  ]
  const on = async (day: string): Promise<Context> => {
    await stage.become(cast.officer.userId)
    return { actor: cast.officer, now: instantAt(day, '10:00'), requestId: 'demo', db }
  }
  const province = places.find(({ kind }) => kind === 'PROVINCE')!.id
  await importServices(await on('2023-10-01'), { provinceId: province, rows: DEMO_SERVICES })
  const services = await db.execute<{ id: string; code: string }>(
    sql`select id, code from app.charity_service where province_id = ${province}::uuid`,
  )
  const play: Play = {
    on,
    province,
    countyId: (code) => places.find((one) => one.kind === 'COUNTY' && one.code === code)!.id,
    serviceId: (code) => [...services].find((one) => one.code === code)!.id,
    version: async (table, id) => {
      const [row] = await db.execute<{ version: number }>(
        sql`select version from ${TABLES[table]} where id = ${id}::uuid`,
      )
      return row!.version
    },
  }
  for (const provider of DEMO_PROVIDERS) await playProvider(play, provider)
  await playNeeds(play)
  await playEvents(play)
  await stage.become(stage.cast.system.userId)
  // Its history is played; from here on it is this hour there.
  await db.execute(
    sql`update app.charity_provider set pinned_now = ${pinnedNow.toISOString()}::timestamptz where is_demo`,
  )
  await stage.become(cast.officer.userId)
  await playServed({
    ctx: { actor: cast.officer, now: pinnedNow, requestId: 'demo', db },
    agreementId: agreementKey('ZC-01', 'CH-01'),
    meetingId: MEETING,
    provinceId: province,
    countyId: play.countyId('zanjan'),
  })
  await stage.become(stage.cast.system.userId)
  await db.execute(sql`insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
    select ${cast.providerId}::uuid, 'PROVIDER', scope_id, 'CHARITY', app.me() from app.charity_provider where code = 'ZC-01' and is_demo`)
}

const providerKey = (code: string) => demoId('charity', code)
const agreementKey = (code: string, service: string) => demoId('agreement', code, service)
/** ZC-12 is accepted and not yet at work. */
const AT_WORK = (code: string) => code !== 'ZC-12'

async function playProvider(play: Play, one: (typeof DEMO_PROVIDERS)[number]): Promise<void> {
  const providerId = providerKey(one.code)
  await addProvider(await play.on('2023-10-05'), {
    key: providerId,
    countyId: play.countyId(one.county),
    nameFa: one.nameFa,
    providerType: 'CHARITY',
    domains: [one.domain],
    licenceNo: `۱۴/${one.code.slice(3)}`,
    licenceIssuer: 'ادارهٔ کل بهزیستی استان زنجان (نمونه)',
    licenceUntil: '2031-03-20',
    contact: 'دفتر مؤسسه، خیابان نمونه',
    demoCode: one.code,
  })
  for (const service of DEMO_SERVICES.filter(({ domain }) => domain === one.domain))
    if (one.agreements.some(([code]) => code === service.code))
      await setPlaces(await play.on('2023-10-20'), {
        providerId,
        serviceId: play.serviceId(service.code),
        places: PLACES,
      })
  await addAssessment(await play.on('2023-11-05'), {
    key: demoId('assessment', one.code),
    providerId,
    day: '2023-11-05',
    finding: 'جا، نیرو و پروانه بازدید شد و با درخواست می‌خواند.',
  })
  for (const act of ['assess', 'accept', ...(AT_WORK(one.code) ? (['activate'] as const) : [])] as const)
    await moveProvider(await play.on('2023-11-20'), {
      providerId,
      version: await play.version('provider', providerId),
      act,
    })
  for (const [i, [service, state]] of one.agreements.entries())
    await playAgreement(play, one.code, one.domain, service, state, i)
}

async function playAgreement(
  play: Play,
  code: string,
  domain: ServiceDomain,
  service: string,
  state: string,
  i: number,
): Promise<void> {
  const agreementId = agreementKey(code, service)
  const other = OTHER_AIM_DOMAINS.includes(domain)
  await proposeAgreement(await play.on('2023-12-05'), {
    key: agreementId,
    providerId: providerKey(code),
    serviceId: play.serviceId(service),
    startsOn: STARTS,
    endsOn: ENDS,
    capacity: 25,
    clause: other
      ? 'مؤسسه برای هر خدمت‌گیرنده برنامهٔ ماندن در خانه و نگه‌داشتن توانایی‌های روزانه می‌نویسد.'
      : 'مؤسسه هر سال دست‌کم دو نفر از خدمت‌گیرندگان را تا اشتغال یا خودکفایی همراهی می‌کند.',
    aim: other ? 'OTHER' : 'EMPOWERMENT',
  })
  if (state === 'PROPOSED') return
  const move = async (day: string, act: 'assess' | 'approve' | 'begin' | 'end') =>
    moveAgreement(await play.on(day), {
      agreementId,
      version: await play.version('agreement', agreementId),
      act,
    })
  await move('2023-12-10', 'assess')
  await move('2023-12-18', 'approve')
  await move(STARTS, 'begin')
  const n = Number(code.slice(3))
  for (const [m, month] of MONTHS.entries())
    await recordDelivery(await play.on('2024-06-25'), {
      agreementId,
      month,
      served: 10 + ((n + 3 * m + i) % 14),
      units: 40 + ((7 * n + 5 * m + i) % 60),
    })
  if (n % 2 === 1)
    await addReview(await play.on('2024-06-26'), {
      agreementId,
      day: '2024-06-26',
      before: 50 + (n % 9),
      score: 62 + ((3 * n + i) % 21),
      finding: 'پس از واگذاری، زمان انتظار کوتاه‌تر و پیگیری منظم‌تر شده است.',
    })
  if (n % 3 === 0 || (n === 5 && i === 1))
    await recordOutcome(await play.on('2024-06-27'), {
      agreementId,
      kind: n % 2 === 0 ? 'SELF_SUFFICIENT' : 'EMPLOYED',
      month: 140303,
      count: 1 + (n % 3),
    })
  if (state === 'ENDED') await move('2024-07-01', 'end')
}

async function playNeeds(play: Play): Promise<void> {
  const meetingId = MEETING
  await addMeeting(await play.on('2024-03-03'), {
    key: meetingId,
    placeId: play.province,
    day: '2024-03-03',
    titleFa: 'نشست هم‌اندیشی بانوان خیر استان',
    minutes:
      'نیازهای تأییدشدهٔ شهرستان‌ها خوانده شد و برای هر یک مؤسسه‌ای داوطلب شد. پیگیری با کارشناس استان است.',
  })
  for (const [i, need] of DEMO_NEEDS.entries()) await playNeed(play, need, i + 1, meetingId)
}

async function playNeed(play: Play, need: DemoNeed, i: number, meetingId: string): Promise<void> {
  const needId = demoId('charity-need', i)
  const serviceId = play.serviceId(need.service)
  const { domain } = DEMO_SERVICES.find(({ code }) => code === need.service)!
  const day = (month: number, extra = 0) => `2024-0${month}-${String(((i + extra) % 9) + 10)}`
  await addNeed(await play.on(day(1)), {
    key: needId,
    countyId: play.countyId(need.county),
    domain,
    serviceId,
    titleFa: need.titleFa,
    isNew: need.isNew,
    priority: need.priority,
    identifiedOn: day(1),
    people: need.people,
  })
  const move = async (on: string, act: NeedAct, more: object = {}) =>
    moveNeed(await play.on(on), { needId, version: await play.version('need', needId), act, ...more })
  if (need.state === 'IDENTIFIED') return
  await move(day(2, 3), 'verify', { verifiedCount: need.people })
  if (need.state === 'VERIFIED') return
  if (need.state === 'DEFERRED') {
    await move(day(3), 'defer', { reason: 'تا برآورد بودجهٔ سال تازه' })
    return
  }
  const by = need.by ?? need.declined?.[0]
  await move(day(3), 'plan', {
    meetingId,
    ...(by && { promisedBy: providerKey(by), promised: 'بررسی و پاسخ تا دو هفته' }),
  })
  const offer = async (code: string, round: number) => {
    const key = demoId('charity-offer', i, round)
    await makeOffer(await play.on(day(4)), {
      key,
      needId,
      providerId: providerKey(code),
      serviceId,
      people: need.people,
    })
    return key
  }
  if (need.declined) {
    const offerId = await offer(need.declined[0], 1)
    await answerOffer(await play.on(day(4, 2)), { offerId, accept: false, reason: need.declined[1] })
  }
  if (!need.by) return
  const offerId = await offer(need.by, 2)
  await answerOffer(await play.on(day(4, 1)), { offerId, accept: true })
  if (need.state !== 'MET') return
  await attachOffer(await play.on(day(5)), { offerId, agreementId: agreementKey(need.by, need.service) })
  await move(day(6), 'meet')
}

const EVENTS = [
  ['2024-04-23', 'zanjan', 'روز همیاری در مهدهای کودک', 'KINDERGARTEN', 85],
  ['2024-05-06', 'abhar', 'نقاشی کودکان با موضوع مهربانی', 'CHILDREN', 60],
  ['2024-05-18', 'khodabandeh', 'گفت‌وگو با بانوان خیر', 'WOMEN_BENEFACTORS', 34],
  ['2024-06-08', 'zanjan', 'بازارچهٔ دست‌ساخته‌ها', 'PUBLIC', 240],
] as const
async function playEvents(play: Play): Promise<void> {
  for (const [day, county, titleFa, audience, attendees] of EVENTS)
    await addEvent(await play.on(day), {
      key: demoId('charity-event', day),
      countyId: play.countyId(county),
      day,
      titleFa,
      audience,
      attendees,
    })
}
