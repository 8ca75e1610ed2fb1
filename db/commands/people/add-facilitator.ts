import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { registerPerson as personSchema } from '@/lib/people/schema'
import { uuidV7 } from '@/lib/shared/id'
import { cleanText, foldText } from '@/lib/shared/persian-text'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { audit } from '../../audit'
import type { Db } from '../../client'
import { askedPerson } from '../../queries/people/asked-people'
import { authorise, type Context, inTransaction } from '../../transaction'
import { nominateFacilitator } from '../programmes/nominate-facilitator'
import { identityOf, insertIdentities, type NewPerson } from './write-people'

export const AddFacilitator = z.looseObject({
  runId: z.uuid('E-GEN-01'),
  organisation: z.string().transform(cleanText).pipe(z.string().min(2, 'E-GEN-01').max(120, 'E-GEN-01')),
  countyId: z.preprocess((value) => (value === '' ? null : value), z.uuid('E-GEN-01').nullish()),
})
export type AddFacilitator = z.input<typeof AddFacilitator>

/** An organisation's nominee for step 1: the person (once in the province), the organisation, the nomination. */
export async function addFacilitator(
  ctx: Context,
  input: AddFacilitator,
): Promise<{ facilitatorId: string }> {
  const { runId, organisation, countyId, ...fields } = AddFacilitator.parse(input)
  const read = personSchema(tehranDay(ctx.now)).parse({
    consent: true,
    placeId: runId,
    noNationalIdReason: '—',
    ...fields,
  })
  const person: NewPerson = {
    cohortId: '',
    first: read.first,
    last: read.last,
    father: read.father ?? null,
    nationalId: read.nationalId ?? null,
    noNationalIdReason: null,
    birthYear: read.birth.year,
    birthIso: read.birth.iso,
    mobile: read.mobile ?? null,
    education: read.education ?? null,
    isHead: false,
    sex: read.sex,
  }
  return inTransaction(ctx, async (db) => {
    const [home] = await db.execute<Home>(sql`
      select r.province_id as "provinceId", r.scope_id as "officeId", t.scope_id as "scopeId", s.path, s.programme
      from app.run r join app.training_class t on t.run_id = r.id join app.scope s on s.id = t.scope_id
      where r.id = ${runId} order by t.id limit 1`)
    if (!home) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'run', home)
    authorise(ctx.actor, 'enrol', home)
    const personId = await personOf(db, ctx, person, home)
    const organisationId = await organisationOf(db, organisation, home.officeId, countyId ?? null)
    const { facilitatorId } = await nominateFacilitator(
      { ...ctx, db },
      { runId, personId, organisationId, countyId },
    )
    await audit(db, ctx, {
      action: 'person.create',
      entity: 'person',
      entityId: personId,
      scopeId: home.scopeId,
      after: { facilitatorId },
    })
    return { facilitatorId }
  })
}

type Home = { provinceId: string; officeId: number; scopeId: number; path: number[]; programme: 'RESILIENCE' }

async function personOf(db: Db, ctx: Context, person: NewPerson, home: Home): Promise<string> {
  const asked = askedPerson(0, person, home.provinceId)
  // Whoever runs a province sees its people, so row-level security answers truly here.
  const [known] = await db.execute<{ id: string; fold: string; held: boolean }>(sql`
    select id, fold, ${home.scopeId}::int = any(scopes) as held from app.person
    where province_id = ${home.provinceId} and national_id_hash = app.asked_hash(decode(${asked.hash}, 'hex'))`)
  if (known && !known.fold.startsWith(asked.start)) throw new AppError('id-of-other-name')
  if (known) {
    if (!known.held)
      await db.execute(
        sql`update app.person set scopes = scopes || ${home.scopeId}::int, version = version + 1 where id = ${known.id}`,
      )
    return known.id
  }
  const id = uuidV7(ctx.now.getTime(), randomBytes(16))
  await insertIdentities(db, [identityOf(person, asked, id, { ...home, placeId: null })])
  return id
}

async function organisationOf(
  db: Db,
  nameFa: string,
  scopeId: number,
  countyId: string | null,
): Promise<string> {
  const fold = foldText(nameFa)
  // An organisation of one of the province's counties is the same one: it is not written down again for the province.
  const [there] = await db.execute<{ id: string }>(sql`
    select o.id from app.organisation o join app.scope s on s.id = o.scope_id
    where o.fold = ${fold} and ${scopeId}::int = any(s.path) order by o.scope_id = ${scopeId} desc, o.id limit 1`)
  if (there) return there.id
  const [made] = await db.execute<{ id: string }>(sql`
    insert into app.organisation (scope_id, name_fa, fold, kind, county_id)
    values (${scopeId}, ${nameFa}, ${fold}, 'SOCIAL_ORG', ${countyId}) returning id`)
  return made!.id
}
