-- What whoever runs the installation watches: counts and ages, nothing of anybody.
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
end $$;
--> statement-breakpoint
revoke all on function app.gauges() from public;
--> statement-breakpoint
grant execute on function app.gauges() to tabavar_rw;
