-- One password tried at many names: a limit over all accounts and addresses, beside the one of each name and network. Only strangers are
-- counted and slowed: whoever signed in from her network before is neither. A mark in `auth_throttle` is one instant: when what was counted
-- will have drained away. Limits: a network 60 wrong tries, one forgiven each 20 seconds; all together 300, one forgiven each 2 seconds.
-- Beyond the second one a stranger's try is not looked at but asked for again half a minute later, each time: nobody is locked out.
create or replace function app.strangers_take(p_network text, p_pair text, p_known text, p_now timestamptz, p_request text) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare total timestamptz; net timestamptz; again timestamptz; many boolean; over double precision;
begin
  if exists (select from auth_throttle where key = p_known and updated_at > p_now - interval '90 days') then return 0; end if;
  insert into auth_throttle (key, next_at) values ('strangers', p_now) on conflict do nothing;
  select greatest(next_at, p_now) into total from auth_throttle where key = 'strangers' for update;
  insert into auth_throttle (key, next_at) values (p_network, p_now) on conflict do nothing;
  select greatest(next_at, p_now) into net from auth_throttle where key = p_network for update;
  many := total - p_now > 300 * interval '2 seconds';
  over := extract(epoch from net + interval '20 seconds' - p_now - (case when many then 10 else 60 end) * interval '20 seconds');
  if over > 0 then return ceil(least(over, 60)); end if;
  if many then
    select next_at into again from auth_throttle where key = 'again:' || p_pair;
    if again is null or again < p_now - interval '10 minutes' then
      insert into auth_throttle (key, next_at) values ('again:' || p_pair, p_now + interval '30 seconds')
      on conflict (key) do update set next_at = excluded.next_at, updated_at = clock_timestamp();
      return 30;
    end if;
    if again > p_now then return ceil(extract(epoch from again - p_now)); end if;
    delete from auth_throttle where key = 'again:' || p_pair;
  end if;
  -- Never more than ten minutes beyond the limit: when it is over, it is over soon.
  update auth_throttle set next_at = least(total + interval '2 seconds', p_now + interval '20 minutes'), updated_at = clock_timestamp()
  where key = 'strangers';
  update auth_throttle set next_at = net + interval '20 seconds', updated_at = clock_timestamp() where key = p_network;
  if not many and total + interval '2 seconds' - p_now > 300 * interval '2 seconds' then
    perform audit.record('access.many-failed', 'user_account', 'all', 1, null, null, null, p_request);
  end if;
  return 0;
end $$;
--> statement-breakpoint
-- The password was right: what was counted before it was tried is taken back.
create or replace function app.strangers_give(p_network text, p_known text) returns void
language sql volatile security definer set search_path = app, pg_temp as $$
  update auth_throttle set next_at = next_at - case key when 'strangers' then interval '2 seconds' else interval '20 seconds' end
  where key in ('strangers', p_network) and not exists
    (select from auth_throttle k where k.key = p_known and k.updated_at > now() - interval '90 days')
$$;
--> statement-breakpoint
-- As in 0049, and beside it what says in time that somebody tries many names, and that copies fail in silence.
create or replace function app.gauges() returns table (name text, value double precision)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  return query select 'quarantined_operations', (select count(*)::float8 from quarantine q where q.state = 'OPEN');
  return query select 'sync_mismatches', (select coalesce(sum(d.mismatches), 0)::float8 from device d);
  return query select 'strangers_failed', coalesce((select greatest(0, extract(epoch from t.next_at - clock_timestamp()) / 2)::float8
    from auth_throttle t where t.key = 'strangers'), 0);
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
--> statement-breakpoint
revoke all on function app.strangers_take(text,text,text,timestamptz,text), app.strangers_give(text,text) from public;
--> statement-breakpoint
grant execute on function app.strangers_take(text,text,text,timestamptz,text), app.strangers_give(text,text) to tabavar_rw;
