import type { Sql } from 'postgres'

/** Loads what every installation needs, and only what is missing: the root of the tree, the system account, the calendar. */
export async function seedReference(owner: Sql): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`insert into app.scope (kind, path, label) select 'NATION', '{}', 'ایران' where not exists (select from app.scope)`
    await sql`update app.scope set path = array[id] where path = '{}'`
    const [system] = await sql`select id from app.user_account where kind = 'SYSTEM'`
    if (!system) {
      const [made] = await sql`insert into app.user_account (scope_id, display_name, kind) values (1, 'سامانه', 'SYSTEM') returning id`
      await sql`insert into app.user_grant (user_id, role, scope_id) values (${made!.id}, 'SYSTEM', 1)`
    }
  })
}
