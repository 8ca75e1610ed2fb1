-- When the last copy and the last base were made is asked once in a while by whoever watches; two rows a day of an audit of millions.
create index audit_event_copies on audit.event using btree (action, at) where action in ('backup.done', 'backup.base');
--> statement-breakpoint
-- As in 0049, and beside it what says in time that copies fail in silence.
create or replace function app.gauges() returns table (name text, value double precision)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  return query select 'quarantined_operations', (select count(*)::float8 from quarantine q where q.state = 'OPEN');
  return query select 'sync_mismatches', (select coalesce(sum(d.mismatches), 0)::float8 from device d);
  return query select v.name, v.value
    from (select count(*)::float8 as waiting, coalesce(extract(epoch from clock_timestamp() - min(e.at)), 0)::float8 as age
      from audit.event e where e.seq > (select g.floor from audit.sealing g) and not exists (select from audit.seal s where s.seq = e.seq)) x
    cross join lateral (values ('audit_unsealed', x.waiting), ('audit_unsealed_seconds', x.age)) v(name, value);
  if to_regclass('graphile_worker._private_jobs') is not null then
    return query execute $q$ select 'queue_waiting', count(*) filter (where j.run_at <= now() and j.locked_at is null and j.attempts < j.max_attempts)::float8
      from graphile_worker._private_jobs j union all
      select 'queue_failed', count(*) filter (where j.attempts >= j.max_attempts)::float8 from graphile_worker._private_jobs j $q$;
  end if;
  -- Where none was ever made, it is older than any limit.
  return query select 'copy_age_seconds', coalesce((select extract(epoch from clock_timestamp() - max(e.at))::float8
    from audit.event e where e.action = 'backup.done'), 'Infinity');
  if current_setting('archive_mode') <> 'off' then
    return query select 'base_age_seconds', coalesce((select extract(epoch from clock_timestamp() - max(e.at))::float8
      from audit.event e where e.action = 'backup.base'), 'Infinity');
    return query select v.name, v.value
      from (select extract(epoch from clock_timestamp() - greatest(a.last_archived_time, pg_postmaster_start_time()))::float8 as age,
        coalesce(a.last_failed_time > coalesce(a.last_archived_time, '-infinity'), false) as failing from pg_stat_archiver a) x
      cross join lateral (values ('archive_age_seconds', x.age), ('archive_failing', x.failing::int::float8)) v(name, value);
  end if;
end $$;
