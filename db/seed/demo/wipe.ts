import type { Sql } from 'postgres'
import { SERVICE_SOURCE } from './services'
import { CONTACT } from './set-up'

/** Said to the person at the terminal as it is. */
export class Refusal extends Error {}

/**
 * Empties everything that hangs on runs and people, so that another load starts from nothing. Refuses where a run is
 * not a demonstration, and where people already work though no demonstration is there. Accounts stay (a browser signed in stays signed in); the audit is never touched.
 */
export async function wipeDemo(owner: Sql): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`lock table app.run in exclusive mode`
    const [real] = await sql`select 1 from app.run where not is_demo limit 1`
    if (real) throw new Refusal('This database holds a real run: the demo is not loaded over it.')
    const [group] = await sql`select 1 from app.hamyar_group where not is_demo limit 1`
    if (group) throw new Refusal('This database holds a real hamyar group: the demo is not loaded over it.')
    const [association] = await sql`select 1 from app.association where not is_demo
      union all select 1 from app.association_meeting where not is_demo union all select 1 from app.association_observance where not is_demo limit 1`
    if (association)
      throw new Refusal('This database holds real social associations: the demo is not loaded over them.')
    const [charity] = await sql`select 1 from app.charity_provider where not is_demo
      union all select 1 from app.charity_need where not is_demo union all select 1 from app.charity_service where not is_demo limit 1`
    if (charity)
      throw new Refusal('This database holds real charities or needs: the demo is not loaded over it.')
    const [own] = await sql`select 1 from app.user_account
      where kind = 'PERSON' and not is_demo and password_hash is not null
        and not exists (select from app.user_account where is_demo) limit 1`
    if (own) throw new Refusal('This database has accounts of its own: the demo is not loaded beside them.')
    const units = await sql<
      { id: number }[]
    >`select scope_id as id from app.cohort union select scope_id from app.training_class union select scope_id from app.hamyar_group
      union select scope_id from app.association union select scope_id from app.charity_provider`
    const tables = await sql<{ name: string }[]>`
      select distinct c.conrelid::regclass::text as name from pg_constraint c
      where c.contype = 'f' and c.confrelid = 'app.run'::regclass and c.conrelid <> 'app.rule'::regclass`
    const emptied = [
      'app.person',
      'app.operation',
      'app.quarantine',
      'app.sync_batch',
      'app.organisation',
      'app.hamyar_group',
      'app.association',
      'app.association_meeting',
      'app.association_observance',
      'app.charity_service',
      'app.charity_need',
      'app.charity_meeting',
      'app.charity_event',
      'app.charity_step',
      ...tables.map(({ name }) => name),
    ]
    await sql.unsafe(`truncate table ${emptied.join(', ')} cascade`)
    await sql`alter table pub.release disable trigger release_frozen`
    await sql`delete from pub.correction`
    await sql`delete from pub.release`
    await sql`alter table pub.release enable trigger release_frozen`
    await sql`delete from app.rule where run_id is not null`
    await sql`delete from app.run`
    await sql`delete from app.legal_basis where province_id is not null`
    await sql`delete from app.office_contact where email = ${CONTACT.email}`
    await sql`delete from app.programme_contact where email = ${CONTACT.email}`
    await sql`delete from app.local_service where source = ${SERVICE_SOURCE}`
    await sql`delete from app.place where kind not in ('PROVINCE', 'COUNTY')`
    const ids = units.map(({ id }) => id)
    await sql`delete from app.user_grant where scope_id = any(${ids})`
    await sql`update app.user_account set scope_id = s.parent_id from app.scope s where s.id = scope_id and scope_id = any(${ids})`
    await sql`delete from app.scope where id = any(${ids})`
  })
}
