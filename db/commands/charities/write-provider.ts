import { sql } from 'drizzle-orm'
import { AddAssessment, AddProvider, SetPlaces, SetProvider } from '@/lib/charities/schema'
import { foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { checkVersion } from '../programmes/load'
import { clocked, lockProvider, madeBefore, nextCode, placeOf } from './load'
import { writeStep } from './write-step'

const array = (words: readonly string[]) => `{${words.join(',')}}`

/** A provider that asks to take part, with a node of its own under its county. E-CD-21: it is there already. */
export async function addProvider(ctx: Context, input: AddProvider): Promise<{ providerId: string }> {
  const asked = AddProvider.parse(input)
  return inTransaction(ctx, async (db) => {
    const county = await placeOf(db, asked.countyId, ['COUNTY'])
    authorise(ctx.actor, 'devolve', county)
    const at = await clocked(db, ctx, county)
    if (await madeBefore(db, 'provider', asked.key)) return { providerId: asked.key }
    const fold = foldText(asked.nameFa)
    const [organisation] = await db.execute<{ id: string }>(sql`
      select app.charity_organisation(${county.id}::uuid, ${asked.nameFa}, ${fold}, ${asked.providerType === 'NGO' ? 'NGO' : 'CHARITY'},
        ${asked.registrationNo || null}) as id`)
    const organisationId = organisation!.id
    const [node] = await db.execute<{ id: number }>(
      sql`select app.add_charity_unit(${county.scopeId}, ${asked.nameFa}) as id`,
    )
    const scopeId = node!.id
    const code = asked.demoCode ?? (await nextCode(db, 'P', county.provinceId))
    await db.execute(sql`
      insert into app.charity_provider (id, scope_id, province_id, county_id, organisation_id, code, name_fa, fold, provider_type, domains,
        licence_no, licence_issuer, licence_until, contact, status_since, is_demo, created_by, created_at)
      values (${asked.key}::uuid, ${scopeId}, ${county.provinceId}::uuid, ${county.id}::uuid, ${organisationId}::uuid, ${code}, ${asked.nameFa},
        ${foldText(asked.nameFa)}, ${asked.providerType}, ${array(asked.domains)}::text[], ${asked.licenceNo || null},
        ${asked.licenceIssuer || null}, ${asked.licenceUntil}::date, ${asked.contact || null}, ${at.now.toISOString()}::timestamptz,
        ${ctx.actor.isDemo}, app.me(), ${at.now.toISOString()}::timestamptz)`)
    await writeStep(db, at, {
      subject: 'PROVIDER',
      id: asked.key,
      scopeId,
      from: null,
      to: 'APPLIED',
      act: 'provider',
      after: { code, type: asked.providerType, domains: asked.domains },
    })
    return { providerId: asked.key }
  })
}

/** What stands of a provider is written anew. */
export async function setProvider(ctx: Context, input: SetProvider): Promise<{ providerId: string }> {
  const asked = SetProvider.parse(input)
  return inTransaction(ctx, async (db) => {
    const before = await lockProvider(db, asked.providerId)
    authorise(ctx.actor, 'devolve', before)
    checkVersion(before, asked.version)
    await db.execute(sql`
      update app.charity_provider set name_fa = ${asked.nameFa}, fold = ${foldText(asked.nameFa)}, provider_type = ${asked.providerType},
        domains = ${array(asked.domains)}::text[], licence_no = ${asked.licenceNo || null}, licence_issuer = ${asked.licenceIssuer || null},
        licence_until = ${asked.licenceUntil}::date, contact = ${asked.contact || null}, version = version + 1
      where id = ${asked.providerId}::uuid`)
    await audit(db, ctx, {
      action: 'charity.provider-set',
      entity: 'charity_provider',
      entityId: asked.providerId,
      scopeId: before.scopeId,
      before: { domains: before.domains, licenceUntil: before.licenceUntil },
      after: { domains: asked.domains, licenceUntil: asked.licenceUntil, type: asked.providerType },
    })
    return { providerId: asked.providerId }
  })
}

/** How many people a provider can take for a service. E-CD-01: not its field. E-CD-23: fewer than places given away. */
export async function setPlaces(ctx: Context, input: SetPlaces): Promise<{ places: number }> {
  const asked = SetPlaces.parse(input)
  return inTransaction(ctx, async (db) => {
    const provider = await lockProvider(db, asked.providerId)
    authorise(ctx.actor, 'devolve', provider)
    const [service] = await db.execute<{ domain: string; provinceId: string }>(
      sql`select domain, province_id as "provinceId" from app.charity_service where id = ${asked.serviceId}::uuid`,
    )
    if (!service || service.provinceId !== provider.provinceId) throw new AppError('E-GEN-02')
    if (!(provider.domains as string[]).includes(service.domain)) throw new AppError('E-CD-01')
    const [before] = await db.execute<{ places: number; taken: number }>(sql`
      select places, taken from app.charity_capacity where provider_id = ${asked.providerId}::uuid and service_id = ${asked.serviceId}::uuid for update`)
    if (before && asked.places < before.taken) throw new AppError('E-CD-23', { taken: before.taken })
    await db.execute(sql`
      insert into app.charity_capacity as c (scope_id, provider_id, service_id, places)
      values (${provider.scopeId}, ${asked.providerId}::uuid, ${asked.serviceId}::uuid, ${asked.places})
      on conflict (provider_id, service_id) do update set places = excluded.places, version = c.version + 1`)
    await audit(db, ctx, {
      action: 'charity.places',
      entity: 'charity_provider',
      entityId: asked.providerId,
      scopeId: provider.scopeId,
      before: { places: before?.places ?? 0 },
      after: { places: asked.places, serviceId: asked.serviceId },
    })
    return { places: asked.places }
  })
}

/** What was found when a provider's means were looked at. E-CD-20: on a day that has not come. */
export async function addAssessment(ctx: Context, input: AddAssessment): Promise<{ assessmentId: string }> {
  const asked = AddAssessment.parse(input)
  return inTransaction(ctx, async (db) => {
    const provider = await lockProvider(db, asked.providerId)
    authorise(ctx.actor, 'devolve', provider)
    const at = await clocked(db, ctx, provider)
    if (asked.day > tehranDay(at.now)) throw new AppError('E-CD-20')
    const [made] = await db.execute(sql`
      insert into app.charity_assessment (id, scope_id, provider_id, day, finding, made_by, made_at)
      values (${asked.key}::uuid, ${provider.scopeId}, ${asked.providerId}::uuid, ${asked.day}::date, ${asked.finding}, app.me(),
        ${at.now.toISOString()}::timestamptz) on conflict (id) do nothing returning id`)
    if (made)
      await audit(db, ctx, {
        action: 'charity.assessment',
        entity: 'charity_provider',
        entityId: asked.providerId,
        scopeId: provider.scopeId,
        after: { day: asked.day },
      })
    return { assessmentId: asked.key }
  })
}
