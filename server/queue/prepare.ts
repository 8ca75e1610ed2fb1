import { Logger, runMigrations } from 'graphile-worker'
import type { Sql } from 'postgres'

/** The queue's own schema in the same database. */
export const QUEUE_SCHEMA = 'graphile_worker'

/** Errors and warnings only, and never what a job is about. */
export const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(`queue: ${message}`)
})

/** Brings the queue's schema to the shape this version of graphile-worker asks for; as the owner. */
export async function prepareQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, schema: QUEUE_SCHEMA, logger: queueLogger })
}

/** Opens it to the jobs' login and to nobody else. The library switches row-level security on and makes no policy. */
export async function openQueue(owner: Sql): Promise<void> {
  await owner`grant usage on schema graphile_worker to tabavar_job`
  await owner`grant select, insert, update, delete on all tables in schema graphile_worker to tabavar_job`
  await owner`grant usage, select on all sequences in schema graphile_worker to tabavar_job`
  await owner`revoke execute on all functions in schema graphile_worker from public`
  await owner`grant execute on all functions in schema graphile_worker to tabavar_job`
  // It looks with its reader's eyes.
  await owner`alter view graphile_worker.jobs set (security_invoker = true)`
  await owner`do $$ declare t text; begin
    for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'graphile_worker' and c.relkind = 'r' and c.relrowsecurity
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'job') loop
      execute format('create policy job on graphile_worker.%I to tabavar_job using (true) with check (true)', t);
    end loop;
  end $$`
}
