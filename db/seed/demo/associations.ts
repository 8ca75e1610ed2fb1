import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { addActivity } from '@/db/commands/associations/activity'
import { doStep, establishAssociation } from '@/db/commands/associations/form-association'
import { addMeeting, addObservance, askQuestion } from '@/db/commands/associations/meeting'
import { addPartner } from '@/db/commands/associations/partner'
import { proposeAssociation } from '@/db/commands/associations/propose-association'
import { addShifts, addVolunteer } from '@/db/commands/associations/volunteer'
import type { Context } from '@/db/transaction'
import { type Actor, asActor } from '@/lib/access/actor'
import { type Field, STEPS, VOLUNTEER_ROLES } from '@/lib/associations/kinds'
import { isoOf } from '@/lib/shared/jalali'
import { orThrow } from '@/lib/shared/result'
import { instantAt } from '@/lib/shared/tehran'
import { actorOfAccount } from '../system-actor'
import { ASSOCIATION_HANDLES, ASSOCIATION_PROVINCE } from './accounts'
import { ASSOCIATIONS } from './association-names'
import { demoName } from './people'
import type { Stage } from './stage'

const on = (year: number, month: number, day: number) => orThrow(isoOf(year, month, day))
type Cast = { officer: Actor; county: Map<string, Actor>; coordinators: string[] }

/** The people of the associations' demonstration, read before its transaction begins. */
export async function associationCast(owner: Sql, accounts: ReadonlyMap<string, string>): Promise<Cast> {
  const county = new Map<string, Actor>()
  for (const [code, handle] of Object.entries(ASSOCIATION_HANDLES.counties))
    county.set(code, await actorOfAccount(owner, accounts.get(handle)!))
  return {
    officer: await actorOfAccount(owner, accounts.get(ASSOCIATION_HANDLES.officer)!),
    county,
    coordinators: ASSOCIATIONS.map((_, i) => accounts.get(ASSOCIATION_HANDLES.coordinator(i + 1))!),
  }
}

/** What shows each step, and on which day of 1402 it was done (an association's own few days later). */
const EVIDENCE: Record<(typeof STEPS)[number], [number, string]> = {
  MEETINGS: [5, 'صورت‌جلسهٔ دو نشست با مددجویان و مددکاران شهرستان'],
  PLANNING: [6, 'برنامهٔ یک‌سالهٔ هیأت، تصویب‌شده در شورای اداره'],
  CAPACITY: [7, 'فهرست ظرفیت‌های گروه هدف و مراکز شهرستان'],
  SELECTION: [8, 'صورت‌جلسهٔ گزینش از میان سه پیشنهاد'],
  AWARENESS: [9, 'دو گردهمایی آگاه‌سازی در مرکز شهرستان'],
}
const PARTNERS = [
  ['خانهٔ هلال', 'آموزش کمک‌های نخستین'],
  ['کتابخانهٔ مرکزی', 'جا و کتاب برای کلاس‌ها'],
  ['تعاونی دست‌بافته‌ها', 'فروش کارهای مددجویان'],
  ['باشگاه کوهنوردی چهل‌چشمه', 'برنامه‌های بیرون شهر'],
  ['درمانگاه امید', 'ویزیت رایگان ماهانه'],
  ['دبیرستان فردا', 'داوطلبان دانش‌آموز'],
] as const
/** Days, titles, fields and how many each reached; every association takes some of them. */
const ACTIVITIES: [string, string, Field, number][] = [
  [on(1402, 10, 14), 'کارگاه سوزن‌دوزی در خانهٔ محله', 'ECONOMIC', 18],
  [on(1402, 11, 20), 'دیدار با سالمندان تنها', 'SOCIAL', 26],
  [on(1402, 12, 22), 'خانه‌تکانی و سبد نوروزی', 'SOCIAL', 40],
  [on(1403, 1, 26), 'سنجش فشار خون و قند', 'HEALTH', 55],
  [on(1403, 2, 21), 'جشن کتاب کودکان', 'CULTURAL', 34],
  [on(1403, 3, 11), 'کلاس تقویتی پایان سال', 'OTHER', 22],
  [on(1403, 4, 9), 'بازارچهٔ دست‌ساخته‌ها', 'ECONOMIC', 61],
  [on(1403, 4, 24), 'آیین عزاداری و پذیرایی', 'CULTURAL', 120],
]
const PLANNED: [string, string, Field] = [on(1403, 6, 20), 'آماده‌سازی کیف و دفتر مدرسه', 'SOCIAL']

/** Twelve associations of Kurdistan: eleven at work, one that has four of its five steps; meetings, observances, a year of activities. */
export async function playAssociations(stage: Stage, cast: Cast, pinnedNow: Date): Promise<void> {
  const { db } = stage
  await stage.become(stage.cast.system.userId)
  const places = [
    ...(await db.execute<{ id: string; code: string; kind: string }>(sql`
      select c.id, c.code, c.kind from app.place p join app.place c on c.province_id = p.id and c.kind in ('PROVINCE', 'COUNTY')
      where p.kind = 'PROVINCE' and p.code = ${ASSOCIATION_PROVINCE}`)),
  ]
  const placeId = (code: string) =>
    places.find((one) => (one.kind === 'PROVINCE' ? code === ASSOCIATION_PROVINCE : one.code === code))!.id
  const by = async (actor: Actor, day: string): Promise<Context> => {
    await stage.become(actor.userId)
    return { actor, now: instantAt(day, '11:00'), requestId: 'demo', db }
  }
  await holdMeetings(by, cast, placeId)
  for (const [i, { county, name, group }] of ASSOCIATIONS.entries()) {
    const n = i + 1
    const officer = cast.county.get(county)!
    const begunOn = on(1402, 5, 1 + n)
    const { associationId, scopeId } = await proposeAssociation(await by(officer, begunOn), {
      countyId: placeId(county),
      nameFa: name,
      capacityGroup: group,
      begunOn,
      demo: { code: `KA-${String(n).padStart(2, '0')}`, pinnedNow },
    })
    const forming = n === ASSOCIATIONS.length
    let version = 1
    for (const step of STEPS.filter((one) => !(forming && one === 'AWARENESS'))) {
      const [month, evidence] = EVIDENCE[step]
      const day = on(1402, month, 4 + 2 * n)
      await doStep(await by(officer, day), { associationId, version, step, day, evidence, letterNo: '' })
      version += 1
    }
    const coordinator = await seat(stage, cast.coordinators[i]!, scopeId)
    if (forming) continue
    for (const [nameFa, does] of [PARTNERS[i % 6]!, PARTNERS[(i + 2) % 6]!].slice(0, 1 + (i % 2)))
      await addPartner(await by(officer, on(1402, 9, 1)), {
        associationId,
        nameFa,
        does,
        since: on(1402, 9, 1),
      })
    const day = on(1402, 9, 29)
    await establishAssociation(await by(officer, day), { associationId, version, day })
    await serve(by, coordinator, associationId, n)
  }
}

/** The coordinator's seat in her own association. */
async function seat(stage: Stage, userId: string, scopeId: number): Promise<Actor> {
  const { db } = stage
  await stage.become(stage.cast.system.userId)
  await db.execute(sql`insert into app.user_grant (user_id, role, scope_id, programme, granted_by)
    values (${userId}::uuid, 'VOLUNTEER_COORDINATOR', ${scopeId}, 'ASSOCIATION', app.me())`)
  const [node] = await db.execute<{ path: number[] }>(sql`select path from app.scope where id = ${scopeId}`)
  const { path } = node!
  return asActor({
    userId,
    sessionId: null,
    displayName: '',
    locale: 'fa',
    personId: null,
    isDemo: true,
    grants: [{ role: 'VOLUNTEER_COORDINATOR', scopeId, path, kind: 'UNIT', programme: 'ASSOCIATION' }],
  })
}

type By = (actor: Actor, day: string) => Promise<Context>

/** Four volunteers of an association, and what they did: five activities of the eight, one of them in the summer, and one planned. */
async function serve(by: By, coordinator: Actor, associationId: string, n: number): Promise<void> {
  const joinedOn = on(1402, 10, 1)
  const volunteerIds: string[] = []
  for (let i = 1; i <= 4; i++) {
    const { first, last } = demoName(40 + n, i)
    const { volunteerId } = await addVolunteer(await by(coordinator, joinedOn), {
      associationId,
      name: `${first} ${last}`,
      role: VOLUNTEER_ROLES[(n + i) % VOLUNTEER_ROLES.length]!,
      joinedOn,
      consent: true,
    })
    volunteerIds.push(volunteerId)
  }
  const chosen = ACTIVITIES.filter((_, i) => i === 6 || (i + n) % 2 === 0)
  for (const [i, [day, titleFa, field, reached]] of chosen.entries()) {
    const { activityId } = await addActivity(await by(coordinator, day), {
      associationId,
      day,
      titleFa,
      field,
      beneficiaries: reached + n,
    })
    await addShifts(await by(coordinator, day), {
      activityId,
      volunteerIds: volunteerIds.slice(0, 2 + ((n + i) % 3)),
      role: null,
      minutes: 90 + 30 * ((n + i) % 4),
    })
  }
  const [day, titleFa, field] = PLANNED
  await addActivity(await by(coordinator, on(1403, 4, 30)), {
    associationId,
    day,
    titleFa,
    field,
    beneficiaries: 20 + n,
  })
}

async function holdMeetings(
  by: By,
  { officer, county }: Cast,
  placeId: (code: string) => string,
): Promise<void> {
  const briefing = on(1402, 4, 25)
  const { meetingId } = await addMeeting(await by(officer, briefing), {
    placeId: placeId(ASSOCIATION_PROVINCE),
    kind: 'BRIEFING',
    mode: 'HYBRID',
    day: briefing,
    subject: 'نحوهٔ تشکیل و راه‌اندازی هیأت‌های اجتماعی مددجویان',
    venue: 'سالن جلسات ادارهٔ کل و پخش برخط',
    letterNo: '۱۴۰۲/د/۱۱۸',
    decisions: 'هر شهرستان تا پایان آذر دست‌کم یک هیأت داشته باشد. پنج مرحله با شاهد ثبت شود.',
    seats: [
      { level: 'NATIONAL', inPerson: 0, online: 2 },
      { level: 'PROVINCE', inPerson: 9, online: 0 },
      { level: 'COUNTY', inPerson: 6, online: 14 },
    ],
  })
  const ask = async (question: string, answer: string) =>
    askQuestion(await by(officer, briefing), {
      meetingId,
      askedBy: 'COUNTY',
      question,
      answer,
      answeredBy: answer === '' ? null : 'NATIONAL',
    })
  await ask(
    'آیا هیأت تنها برای کارهای فرهنگی است؟',
    'نه؛ هیأت‌ها به همهٔ حوزه‌ها تعلق دارند، از سلامت تا اقتصاد.',
  )
  await ask('آیا فعالیت‌ها تنها در محرم و صفر است؟', 'نه؛ در همهٔ سال می‌توان فعالیت داشت.')
  await ask('برای شهرستان‌های کوچک، دو گروه می‌توانند یک هیأت داشته باشند؟', '')
  const later = on(1403, 2, 16)
  await addMeeting(await by(county.get('sanandaj')!, later), {
    placeId: placeId('sanandaj'),
    kind: 'COORDINATION',
    mode: 'IN_PERSON',
    day: later,
    subject: 'هماهنگی برنامهٔ تابستان هیأت‌های سنندج',
    venue: 'ادارهٔ بهزیستی شهرستان',
    letterNo: '',
    decisions: 'بازارچهٔ تیرماه با همکاری شرکا برگزار شود.',
    seats: [
      { level: 'COUNTY', inPerson: 3, online: 0 },
      { level: 'ASSOCIATION', inPerson: 7, online: 0 },
      { level: 'PARTNER', inPerson: 2, online: 0 },
    ],
  })
  await addObservance(await by(officer, briefing), {
    placeId: placeId(ASSOCIATION_PROVINCE),
    day: on(1403, 6, 26),
    nameFa: 'مولودی‌خوانی میلاد پیامبر (ص)',
    source: 'فرض نمایشی؛ روز آن هر سال وارد می‌شود',
  })
}
