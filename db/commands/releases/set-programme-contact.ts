import { sql } from 'drizzle-orm'
import { ProgrammeContact } from '@/lib/releases/schema'
import { releasePower } from '@/lib/releases/siblings/kinds'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { siblingHome } from '../../queries/releases/sibling-facts'
import { authorise, type Context, inTransaction } from '../../transaction'

/** Sets the name and contact that stand on a programme's public pages in a province from the next release on. */
export async function setProgrammeContact(
  ctx: Context,
  input: ProgrammeContact,
): Promise<{ scopeId: number }> {
  const { programme, provinceId, ...contact } = ProgrammeContact.parse(input)
  return inTransaction(ctx, async (db) => {
    const home = await siblingHome(db, provinceId)
    if (!home) throw new AppError('E-GEN-02')
    authorise(ctx.actor, releasePower(programme, 'sign'), { path: home.path, programme })
    const text = (value: string) => (value === '' ? null : value)
    await db.execute(sql`
      insert into app.programme_contact as c (scope_id, programme, name_fa, name_en, phone, email, hours_fa, hours_en)
      values (${home.scopeId}, ${programme}, ${contact.nameFa}, ${text(contact.nameEn)}, ${contact.phone}, ${contact.email},
        ${text(contact.hoursFa)}, ${text(contact.hoursEn)})
      on conflict (scope_id, programme) do update set name_fa = excluded.name_fa, name_en = excluded.name_en, phone = excluded.phone,
        email = excluded.email, hours_fa = excluded.hours_fa, hours_en = excluded.hours_en, version = c.version + 1`)
    await audit(db, ctx, {
      action: 'office.contact',
      entity: 'programme_contact',
      entityId: `${programme} ${home.scopeId}`,
      scopeId: home.scopeId,
      after: { nameFa: contact.nameFa },
    })
    return { scopeId: home.scopeId }
  })
}
