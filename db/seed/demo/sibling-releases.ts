import { sql } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { setNameConsent } from '@/db/commands/charities/set-name-consent'
import { prepareSibling } from '@/db/commands/releases/prepare-sibling'
import { setProgrammeContact } from '@/db/commands/releases/set-programme-contact'
import { signRelease } from '@/db/commands/releases/sign-release'
import type { Context } from '@/db/transaction'
import type { Actor } from '@/lib/access/actor'
import { SIBLINGS, type Sibling } from '@/lib/releases/siblings/kinds'
import { instantAt } from '@/lib/shared/tehran'
import { actorOfAccount } from '../system-actor'
import {
  ASSOCIATION_HANDLES,
  ASSOCIATION_PROVINCE,
  CHARITY_HANDLES,
  HAMYAR_HANDLES,
  HAMYAR_PROVINCE,
} from './accounts'
import { CONTACT } from './set-up'
import type { Stage } from './stage'

type Cast = Record<Sibling, { prepares: Actor; signs: Actor }>
const HANDLES = { HAMYAR: HAMYAR_HANDLES, CHARITY: CHARITY_HANDLES, ASSOCIATION: ASSOCIATION_HANDLES }
const PROVINCE = {
  HAMYAR: HAMYAR_PROVINCE,
  CHARITY: HAMYAR_PROVINCE,
  ASSOCIATION: ASSOCIATION_PROVINCE,
}
/** Offices that are plainly nobody's. */
const OFFICES = {
  HAMYAR: ['دفتر امور زنان و خانواده، بهزیستی استان زنجان', 'Women and Family Affairs, Zanjan Behzisti'],
  CHARITY: ['دفتر مشارکت‌های مردمی، بهزیستی استان زنجان', 'Public Participation, Zanjan Behzisti'],
  ASSOCIATION: ['دفتر امور فرهنگی، بهزیستی استان کردستان', 'Cultural Affairs, Kurdistan Behzisti'],
} as const
/** Charities of the demonstration that have said they may be named. */
const NAMED = ['ZC-01', 'ZC-06', 'ZC-08']

/** The two people of each programme's office, read before the demonstration's transaction begins. */
export async function siblingCast(owner: Sql, accounts: ReadonlyMap<string, string>): Promise<Cast> {
  const cast = {} as Cast
  for (const programme of SIBLINGS) {
    const { officer, second } = HANDLES[programme]
    cast[programme] = {
      prepares: await actorOfAccount(owner, accounts.get(officer)!),
      signs: await actorOfAccount(owner, accounts.get(second)!),
    }
  }
  return cast
}

/** One release of each programme beside the plan: prepared by one of its office, signed by another. */
export async function publishSiblings(stage: Stage, cast: Cast, now: Date): Promise<void> {
  const { db } = stage
  const as = async (actor: Actor, at = now): Promise<Context> => {
    await stage.become(actor.userId)
    return { actor, now: at, requestId: 'demo', db }
  }
  await letBeNamed(stage, await as(cast.CHARITY.prepares, instantAt('2024-07-01', '10:00')))
  for (const programme of SIBLINGS) {
    const { prepares, signs } = cast[programme]
    const [province] = await db.execute<{ id: string }>(
      sql`select id from app.place where kind = 'PROVINCE' and code = ${PROVINCE[programme]}`,
    )
    const provinceId = province!.id
    const [nameFa, nameEn] = OFFICES[programme]
    const phone = programme === 'ASSOCIATION' ? '087-00000000' : '024-00000000'
    await setProgrammeContact(await as(prepares), {
      ...{ ...CONTACT, programme, provinceId, nameFa, nameEn, phone },
    })
    const { releaseId } = await prepareSibling(await as(prepares), { programme, provinceId })
    await signRelease(await as(signs), { releaseId })
  }
}

async function letBeNamed({ db }: Stage, ctx: Context): Promise<void> {
  const providers = await db.execute<{ id: string; version: number; code: string }>(
    sql`select id, version, code from app.charity_provider where is_demo order by code`,
  )
  for (const { id, version, code } of providers)
    if (NAMED.includes(code))
      await setNameConsent(ctx, { providerId: id, version, day: '2024-07-01', note: 'مدیر مؤسسه، نامهٔ ۱۲' })
}
