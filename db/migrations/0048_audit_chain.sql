-- The chain behind the audit (decision record 0031-the-audit-is-sealed.md): each row in turn under a key that the database does not
-- know, a chain per province (0 is the nation). Rows are sealed once they are committed, in the order of the chain and not of `seq`.
create table audit.seal (
  stream integer not null,
  n integer not null,
  seq integer not null,
  mac bytea not null,
  sealed_at timestamp with time zone not null,
  constraint seal_stream_n_pk primary key (stream, n),
  constraint seal_of_event unique (seq),
  constraint seal_whole check (n > 0 and length(mac) = 32)
);
--> statement-breakpoint
-- Up to `floor` everything that was ever committed is sealed. A number is drawn before its row is committed, so a floor rises only
-- when every transaction that ran while it was looked at has ended.
create table audit.sealing (
  one boolean primary key default true,
  floor integer not null default 0,
  looked integer not null default 0,
  running xid8,
  constraint sealing_one check (one)
);
--> statement-breakpoint
insert into audit.sealing default values;
--> statement-breakpoint
create trigger seal_keep before update or delete or truncate on audit.seal for each statement execute function audit.keep();
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['seal', 'sealing'] loop
    execute format('alter table audit.%I enable row level security', t);
    execute format('alter table audit.%I force row level security', t);
    execute format('create policy owner on audit.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
create policy see on audit.seal for select to tabavar_rw using (stream = any((select app.my_scope('audit'))::int[])
  or stream = 0 and 1 = any((select app.my_scope('audit'))::int[]));
--> statement-breakpoint
create policy see on audit.sealing for select to tabavar_rw using (cardinality((select app.my_scope('audit'))) > 0);
--> statement-breakpoint
grant select on audit.seal, audit.sealing to tabavar_rw;
--> statement-breakpoint
-- What is sealed of a row: every column, in one text that does not depend on who reads it.
create or replace function audit.body(e audit.event) returns text language sql stable as $$
  select jsonb_build_array(e.seq, (extract(epoch from e.at) * 1000000)::bigint, e.province_id, e.actor_id, e.actor_role, e.action, e.entity,
    e.entity_id, e.before, e.after, e.reason, e.request_id)::text
$$;
--> statement-breakpoint
-- Rows that wait to be sealed, oldest first. One sealing at a time: the lock is held until its transaction ends.
create or replace function audit.to_seal(p_limit integer) returns table (stream integer, seq integer, body text)
language plpgsql volatile security definer set search_path = audit, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('audit.seal', 0));
  return query select coalesce(e.province_id, 0), e.seq, audit.body(e) from audit.event e
    where e.seq > (select g.floor from audit.sealing g) and not exists (select from audit.seal s where s.seq = e.seq)
    order by e.seq limit p_limit;
end $$;
--> statement-breakpoint
-- Where each chain ends.
create or replace function audit.seal_heads() returns table (stream integer, n integer, mac bytea, sealed_at timestamp with time zone)
language sql stable security definer set search_path = audit, app, pg_temp as $$
  select h.stream, h.n, h.mac, h.sealed_at
  from (select 0 as id union all select s.id from app.scope s where s.kind = 'PROVINCE') p
  cross join lateral (select s.* from audit.seal s where s.stream = p.id order by s.n desc limit 1) h order by 1
$$;
--> statement-breakpoint
-- Appends to the chains and raises the floor where nothing below it can still appear.
create or replace function audit.append_seals(p_stream integer[], p_n integer[], p_seq integer[], p_mac bytea[], p_at timestamp with time zone)
returns void language plpgsql volatile security definer set search_path = audit, app, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('audit.seal', 0));
  insert into audit.seal (stream, n, seq, mac, sealed_at)
  select x.stream, x.n, x.seq, x.mac, p_at from unnest(p_stream, p_n, p_seq, p_mac) x(stream, n, seq, mac);
  update audit.sealing g set floor = g.looked, running = null
  where g.running <= pg_snapshot_xmin(pg_current_snapshot())
    and not exists (select from audit.event e where e.seq > g.floor and e.seq <= g.looked
      and not exists (select from audit.seal s where s.seq = e.seq));
  update audit.sealing g set looked = (select coalesce(max(e.seq), 0) from audit.event e), running = pg_snapshot_xmax(pg_current_snapshot())
  where g.running is null;
end $$;
--> statement-breakpoint
revoke all on function audit.body(audit.event), audit.to_seal(integer), audit.seal_heads(),
  audit.append_seals(integer[], integer[], integer[], bytea[], timestamp with time zone) from public;
--> statement-breakpoint
grant usage on schema audit to tabavar_job;
--> statement-breakpoint
grant execute on function audit.to_seal(integer), audit.seal_heads(),
  audit.append_seals(integer[], integer[], integer[], bytea[], timestamp with time zone) to tabavar_job;
