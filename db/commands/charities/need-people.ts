import { sql } from 'drizzle-orm'
import { actorCanSomewhere } from '@/lib/access/actor'
import { LinkPerson, UnlinkPerson } from '@/lib/charities/served-schema'
import { parseNationalId } from '@/lib/people/national-id'
import { AppError, orThrow } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'
import { nationalIdHash } from '../../vault'
import { lockNeed } from './load'

/**
 * Somebody of the register whom a need concerns, found by her digits among those the asker sees herself. E-CD-32: nobody such,
 * or somebody the asker does not see, which sounds the same; that somebody asked is written down, the digits are not.
 */
export async function linkPerson(ctx: Context, input: LinkPerson): Promise<{ linked: boolean }> {
  const asked = LinkPerson.parse(input)
  const digits = orThrow(parseNationalId(asked.nationalId))
  const found = await inTransaction(ctx, async (db) => {
    const need = await lockNeed(db, asked.needId)
    authorise(ctx.actor, 'devolve', need)
    if (!actorCanSomewhere(ctx.actor, 'people')) throw new AppError('E-GEN-02')
    const [person] = await db.execute<{ id: string }>(sql`
      select id from app.person where province_id = ${need.provinceId}::uuid and national_id_hash = app.asked_hash(${nationalIdHash(need.provinceId, digits)})`)
    const [made] = person
      ? await db.execute(sql`
          insert into app.charity_need_person (scope_id, need_id, person_id, linked_by) values (${need.scopeId}, ${need.needId}::uuid, ${person.id}::uuid, app.me())
          on conflict (need_id, person_id) do nothing returning id`)
      : []
    await audit(db, ctx, {
      action: 'charity.need-link',
      entity: person ? 'person' : 'charity_need',
      entityId: person?.id ?? need.needId,
      scopeId: need.scopeId,
      after: { needId: need.needId, found: person ? 1 : 0, linked: Boolean(made) },
    })
    return Boolean(person)
  })
  if (!found) throw new AppError('E-CD-32')
  return { linked: found }
}

/** She is not concerned after all. */
export async function unlinkPerson(ctx: Context, input: UnlinkPerson): Promise<void> {
  const asked = UnlinkPerson.parse(input)
  return inTransaction(ctx, async (db) => {
    const need = await lockNeed(db, asked.needId)
    authorise(ctx.actor, 'devolve', need)
    const [gone] = await db.execute(sql`
      delete from app.charity_need_person where need_id = ${asked.needId}::uuid and person_id = ${asked.personId}::uuid returning id`)
    if (!gone) throw new AppError('E-GEN-02')
    await audit(db, ctx, {
      action: 'charity.need-unlink',
      entity: 'person',
      entityId: asked.personId,
      scopeId: need.scopeId,
      before: { needId: asked.needId },
    })
  })
}
