-- The gate before a signature: what was true of a release (never published), the verdict of the attack on it, and corrections.
create table app.release_basis (
  release_id uuid primary key references app.release (id),
  scope_id integer not null,
  basis jsonb not null
);
--> statement-breakpoint
-- One attack on one state of a release: of its bundle by hash, with every release of the province up to a number. Appended only.
create table app.release_attack (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null,
  release_id uuid not null references app.release (id),
  bundle_hash text not null,
  after_number integer not null,
  result text not null,
  verdict jsonb not null,
  tested_at timestamptz not null default now(),
  constraint release_attack_result check (result in ('PASSED', 'REFUSED', 'VOID'))
);
--> statement-breakpoint
create index release_attack_release on app.release_attack (release_id, bundle_hash);
--> statement-breakpoint
-- What a later look found wrong in a published figure; said in public, beside the releases.
create table pub.correction (
  id uuid primary key default app.uuid_v7(),
  province text not null,
  release_number integer not null,
  day date not null,
  text_fa text not null,
  text_en text,
  foreign key (province, release_number) references pub.release (province, number)
);
--> statement-breakpoint
-- What the attack came to, as the public reads it: counts of what was tested, never what was found.
alter table pub.release add column audit jsonb;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['app.release_basis', 'app.release_attack', 'pub.correction'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy owner on %s to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert on app.release_basis, app.release_attack, pub.correction to tabavar_rw;
--> statement-breakpoint
grant select on pub.correction to tabavar_pub;
--> statement-breakpoint
create policy see on app.release_basis for select to tabavar_rw using (scope_id = any((select app.my_scope('prepare'))::int[]));
--> statement-breakpoint
create policy make on app.release_basis for insert to tabavar_rw with check (scope_id = any((select app.my_scope('prepare'))::int[])
  and exists (select from app.release r where r.id = release_id and r.scope_id = release_basis.scope_id and r.status = 'IN_REVIEW'));
--> statement-breakpoint
-- A verdict names what could be found: it is for those who prepare and sign.
create policy see on app.release_attack for select to tabavar_rw using (scope_id = any((select app.my_scope('prepare'))::int[]));
--> statement-breakpoint
create policy make on app.release_attack for insert to tabavar_rw with check (scope_id = any((select app.my_scope('prepare'))::int[])
  and exists (select from app.release r where r.id = release_id and r.scope_id = release_attack.scope_id and r.status = 'IN_REVIEW'));
--> statement-breakpoint
create policy see on pub.correction for select to tabavar_rw, tabavar_pub using (true);
--> statement-breakpoint
create policy make on pub.correction for insert to tabavar_rw with check (exists (select from app.release r join app.run u on u.id = r.run_id
  join app.place p on p.id = u.province_id where p.code = province and r.number = release_number and r.scope_id = any((select app.my_scope('sign'))::int[])));
--> statement-breakpoint
-- Whether exactly this bundle has stood the attack with every release of its province that is out.
create or replace function app.attack_passed(p_release uuid, p_hash text) returns boolean language sql stable as $$
  select exists (select from app.release r join app.run u on u.id = r.run_id join app.place p on p.id = u.province_id
    join app.release_attack a on a.release_id = r.id and a.bundle_hash = p_hash and a.result = 'PASSED'
    where r.id = p_release and a.after_number =
      (select coalesce(max(x.number), 0) from pub.release x where x.province = p.code and x.id <> p_release))
$$;
--> statement-breakpoint
-- No release is published that has not stood it, whoever publishes; its hash is that of its own bundle.
create or replace function app.release_safe() returns trigger language plpgsql as $$
begin
  if new.status = 'PUBLISHED' and (tg_op = 'INSERT' or old.status <> 'PUBLISHED') and not (
    new.bundle_hash = encode(sha256(convert_to(new.bundle::text, 'UTF8')), 'hex') and app.attack_passed(new.id, new.bundle_hash)) then
    raise exception 'E-PUB-06' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger release_stood before insert or update on app.release for each row execute function app.release_safe();
--> statement-breakpoint
create or replace function pub.release_safe() returns trigger language plpgsql as $$
begin
  if new.bundle_hash <> encode(sha256(convert_to(new.bundle::text, 'UTF8')), 'hex') or not app.attack_passed(new.id, new.bundle_hash) then
    raise exception 'E-PUB-06' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger release_safe before insert on pub.release for each row execute function pub.release_safe();
--> statement-breakpoint
create or replace function pub.frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.id, new.province, new.number, new.as_of, new.published_at, new.bundle, new.bundle_hash, new.audit)
     is distinct from (old.id, old.province, old.number, old.as_of, old.published_at, old.bundle, old.bundle_hash, old.audit) then
    raise exception 'a release is frozen' using errcode = 'TB004';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- As before; and while it waits for a signature a release may lose what the attack withdraws: to a bundle that has passed.
create or replace function app.release_signed() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.prepared_by is distinct from app.me() or new.status not in ('DRAFT', 'IN_REVIEW') or new.approved_by is not null then
      raise exception 'prepared in another''s name' using errcode = '42501';
    end if;
    return new;
  end if;
  if (new.scope_id, new.run_id, new.as_of, new.month, new.prepared_by) is distinct from (old.scope_id, old.run_id, old.as_of, old.month, old.prepared_by)
    or (new.bundle, new.bundle_hash) is distinct from (old.bundle, old.bundle_hash)
      and not (old.status = 'IN_REVIEW' and new.status = 'IN_REVIEW' and app.attack_passed(new.id, new.bundle_hash)) then
    raise exception 'a release stays as it was prepared' using errcode = '42501';
  end if;
  if new.status = 'PUBLISHED' and old.status <> 'PUBLISHED' or new.approved_by is distinct from old.approved_by then
    if new.approved_by is distinct from app.me() or not (new.scope_id = any(app.my_scope('sign'))) then
      raise exception 'signed in another''s name' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Puts the attack on a release into the queue, where there is one: once, however often it is asked for.
create or replace function app.queue_attack(p_release uuid) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  if to_regclass('graphile_worker.jobs') is null
    or not exists (select from release r where r.id = p_release and r.status = 'IN_REVIEW' and r.scope_id = any(my_scope('prepare'))) then return; end if;
  perform graphile_worker.add_job('release-attack', json_build_object('release', p_release), job_key := 'release-attack:' || p_release, max_attempts := 5);
end $$;
--> statement-breakpoint
-- The facts of the account that prepared a release and waits for the attack on it: the job works in that account's name.
create or replace function app.actor_of_release(p_release uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('userId', u.id, 'sessionId', null, 'displayName', u.display_name, 'locale', u.locale, 'isDemo', u.is_demo,
    'personId', u.person_id, 'grants', coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'scopeId', g.scope_id, 'path', to_jsonb(s.path), 'programme', g.programme, 'kind', s.kind) order by g.granted_at)
      from user_grant g join scope s on s.id = g.scope_id where g.user_id = u.id and g.ended_at is null), '[]'))
  from release r join user_account u on u.id = r.prepared_by where r.id = p_release and r.status = 'IN_REVIEW' and u.status = 'ACTIVE'
$$;
--> statement-breakpoint
revoke all on function app.attack_passed(uuid, text), app.release_safe(), pub.release_safe(), app.queue_attack(uuid), app.actor_of_release(uuid) from public;
--> statement-breakpoint
grant execute on function app.attack_passed(uuid, text), app.queue_attack(uuid) to tabavar_rw;
--> statement-breakpoint
grant execute on function app.actor_of_release(uuid) to tabavar_job;
