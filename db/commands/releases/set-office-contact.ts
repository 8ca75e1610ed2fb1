import { sql } from 'drizzle-orm'
import { OfficeContact } from '@/lib/releases/schema'
import { AppError } from '@/lib/shared/result'
import { audit } from '../../audit'
import { authorise, type Context, inTransaction } from '../../transaction'

/** Sets the name and contact that stand on a province's public pages from the next release on. Needs `sign` there. */
export async function setOfficeContact(ctx: Context, input: OfficeContact): Promise<{ scopeId: number }> {
  const { runId, ...contact } = OfficeContact.parse(input)
  return inTransaction(ctx, async (db) => {
    const [run] = await db.execute<{ scope_id: number; path: number[] }>(
      sql`select r.scope_id, s.path from app.run r join app.scope s on s.id = r.scope_id where r.id = ${runId}::uuid`,
    )
    if (!run) throw new AppError('E-GEN-02')
    authorise(ctx.actor, 'sign', { path: run.path, programme: 'RESILIENCE' })
    const text = (value: string) => (value === '' ? null : value)
    await db.execute(sql`
      insert into app.office_contact (scope_id, name_fa, name_en, phone, email, hours_fa, hours_en)
      values (${run.scope_id}, ${contact.nameFa}, ${text(contact.nameEn)}, ${contact.phone}, ${contact.email}, ${text(contact.hoursFa)}, ${text(contact.hoursEn)})
      on conflict (scope_id) do update set name_fa = excluded.name_fa, name_en = excluded.name_en, phone = excluded.phone,
        email = excluded.email, hours_fa = excluded.hours_fa, hours_en = excluded.hours_en, version = app.office_contact.version + 1`)
    await audit(db, ctx, {
      action: 'office.contact',
      entity: 'office_contact',
      entityId: String(run.scope_id),
      scopeId: run.scope_id,
      after: { nameFa: contact.nameFa },
    })
    return { scopeId: run.scope_id }
  })
}
