-- Whatever comes out, or is put right, is written as files at once: the worker is asked in the same transaction, whoever publishes.
create or replace function app.queue_site() returns trigger
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  if to_regclass('graphile_worker.jobs') is not null then
    perform graphile_worker.add_job('release-site', '{}', job_key := 'release-site', queue_name := 'release-site', max_attempts := 5);
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke all on function app.queue_site() from public;
--> statement-breakpoint
create trigger release_written after insert or update or delete on pub.release for each statement execute function app.queue_site();
--> statement-breakpoint
create trigger correction_written after insert or update or delete on pub.correction for each statement execute function app.queue_site();
