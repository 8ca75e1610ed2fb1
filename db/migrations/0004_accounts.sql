-- Accounts: how a browser is signed in, throttled, invited and put out. Whatever touches a secret (a password's hash, a
-- session's or an invitation's token) goes through a function here; the application's login cannot read those columns.
revoke select, insert, update on app.user_account from tabavar_rw;
--> statement-breakpoint
grant select (id, scope_id, display_name, person_id, status, kind, locale, is_demo, created_at, version),
  insert (scope_id, display_name, person_id, locale), update (display_name, status, locale, version) on app.user_account to tabavar_rw;
--> statement-breakpoint
revoke select, update on app.auth_session from tabavar_rw;
--> statement-breakpoint
grant select (id, user_id, created_at, last_seen_at, expires_at, ended_at, end_reason, device),
  update (ended_at, end_reason) on app.auth_session to tabavar_rw;
--> statement-breakpoint
revoke select, insert, update on app.invitation from tabavar_rw;
--> statement-breakpoint
grant select (id, scope_id, user_id, created_by, created_at, expires_at, used_at) on app.invitation to tabavar_rw;
--> statement-breakpoint
revoke update on app.user_grant from tabavar_rw;
--> statement-breakpoint
grant update (ended_at) on app.user_grant to tabavar_rw;
--> statement-breakpoint
revoke update on app.user_login from tabavar_rw;
--> statement-breakpoint
-- Whether the one who asks may run another's account: an administrator of all the places it works in, or the office
-- for somebody who is (or is about to be) only a facilitator. Never one's own.
create or replace function app.may_manage(who uuid) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select exists (
    select from user_account u
    where u.id = who and u.kind = 'PERSON' and u.id <> app.me() and (
      (u.scope_id = any(app.my_scope('accounts')) and not exists (
        select from user_grant g where g.user_id = u.id and g.ended_at is null and not g.scope_id = any(app.my_scope('accounts'))))
      or (u.scope_id = any(app.my_scope('run')) and not exists (
        select from user_grant g where g.user_id = u.id and g.ended_at is null
          and not (g.role = 'FACILITATOR' and g.scope_id = any(app.my_scope('run')))))))
$$;
--> statement-breakpoint
drop policy change on app.user_account;
--> statement-breakpoint
create policy change on app.user_account for update to tabavar_rw using (id = app.me() or app.may_manage(id)) with check (id = app.me() or app.may_manage(id));
--> statement-breakpoint
-- A manager sees the logins, roles and browsers of the accounts she manages, the office those of its facilitators.
drop policy see on app.user_login;
--> statement-breakpoint
create policy see on app.user_login for select to tabavar_rw using (user_id = app.me() or user_id in (select u.id from app.user_account u
  where u.scope_id = any((select app.my_scope('accounts'))::int[]) or u.scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
drop policy make on app.user_login;
--> statement-breakpoint
create policy make on app.user_login for insert to tabavar_rw with check (app.may_manage(user_id));
--> statement-breakpoint
-- A role is given in one's own name, to another, within reach; SYSTEM is given by nobody.
drop policy make on app.user_grant;
--> statement-breakpoint
create policy make on app.user_grant for insert to tabavar_rw with check (
  user_id <> app.me() and granted_by = app.me() and role <> 'SYSTEM'
  and (scope_id = any((select app.my_scope('accounts'))::int[]) or (role = 'FACILITATOR' and scope_id = any((select app.my_scope('run'))::int[])))
  and exists (select from app.user_account u where u.id = user_id
    and (u.scope_id = any((select app.my_scope('accounts'))::int[]) or u.scope_id = any((select app.my_scope('run'))::int[]))));
--> statement-breakpoint
drop policy change on app.user_grant;
--> statement-breakpoint
create policy change on app.user_grant for update to tabavar_rw using (role <> 'SYSTEM' and
  (scope_id = any((select app.my_scope('accounts'))::int[]) or (role = 'FACILITATOR' and scope_id = any((select app.my_scope('run'))::int[]))));
--> statement-breakpoint
drop policy see on app.auth_session;
--> statement-breakpoint
create policy see on app.auth_session for select to tabavar_rw using (user_id = app.me() or app.may_manage(user_id));
--> statement-breakpoint
drop policy change on app.auth_session;
--> statement-breakpoint
create policy change on app.auth_session for update to tabavar_rw using (user_id = app.me() or app.may_manage(user_id));
--> statement-breakpoint
drop policy see on app.invitation;
--> statement-breakpoint
create policy see on app.invitation for select to tabavar_rw using (app.may_manage(user_id));
--> statement-breakpoint
drop policy make on app.invitation;
--> statement-breakpoint
drop policy change on app.invitation;
--> statement-breakpoint
-- Ends the open sessions of an account and says how many there were.
create or replace function app.put_out(who uuid, why text) returns int
language sql volatile security definer set search_path = app, pg_temp as $$
  with gone as (update auth_session set ended_at = now(), end_reason = why where user_id = who and ended_at is null returning 1)
  select count(*)::int from gone
$$;
--> statement-breakpoint
-- A change of role ends the sessions; a new role also takes back links that somebody else had handed out.
create or replace function app.role_changed() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.ended_at is not distinct from old.ended_at and new.role = old.role and new.scope_id = old.scope_id then
    return new;
  end if;
  perform app.put_out(new.user_id, 'ROLE');
  if tg_op = 'INSERT' then
    update invitation i set expires_at = now() where i.user_id = new.user_id and i.used_at is null and i.expires_at > now()
      and i.created_by is distinct from app.me();
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger user_grant_ends_sessions after insert or update on app.user_grant for each row execute function app.role_changed();
--> statement-breakpoint
create or replace function app.account_changed() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if new.status <> 'ACTIVE' and old.status = 'ACTIVE' then
    perform app.put_out(new.id, 'DISABLED');
  elsif new.password_hash is distinct from old.password_hash then
    perform app.put_out(new.id, 'PASSWORD');
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger user_account_ends_sessions after update on app.user_account for each row execute function app.account_changed();
--> statement-breakpoint
-- Every place keeps an administrator who can sign in: the last one can neither lose the role nor be disabled.
create or replace function app.keep_an_admin() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare lost record;
begin
  if tg_table_name = 'user_grant' then
    if old.role <> 'ADMIN' or old.ended_at is not null or new.ended_at is null then return new; end if;
  elsif new.status = 'ACTIVE' or old.status <> 'ACTIVE' then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtext('tabavar.administrators'));
  for lost in
    select g.id, s.path from user_grant g join scope s on s.id = g.scope_id
    where g.role = 'ADMIN' and g.ended_at is null
      and case when tg_table_name = 'user_grant' then g.id = new.id else g.user_id = new.id end
  loop
    if not exists (
      select from user_grant g join user_account u on u.id = g.user_id
      where g.role = 'ADMIN' and g.ended_at is null and u.status = 'ACTIVE' and u.password_hash is not null and g.id <> lost.id
        and g.scope_id = any(lost.path) and (tg_table_name = 'user_grant' or u.id <> new.id)
    ) then
      raise exception 'E-ACC-07' using errcode = 'TB001';
    end if;
  end loop;
  return new;
end $$;
--> statement-breakpoint
create trigger user_grant_keeps_admin before update on app.user_grant for each row execute function app.keep_an_admin();
--> statement-breakpoint
create trigger user_account_keeps_admin before update on app.user_account for each row execute function app.keep_an_admin();
--> statement-breakpoint
-- 30 days from the last visit for those who hold field roles only, otherwise 12 hours; the twin of lib/access/way-in.ts.
create or replace function app.works_in_field(who uuid) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(bool_and(g.role in ('FACILITATOR', 'TRAINER', 'VOLUNTEER_COORDINATOR')), false)
  from user_grant g where g.user_id = who and g.ended_at is null
$$;
--> statement-breakpoint
create or replace function app.session_life(who uuid) returns interval
language sql stable security definer set search_path = app, pg_temp as $$
  select case when app.works_in_field(who) then interval '30 days' else interval '12 hours' end
$$;
--> statement-breakpoint
-- The signed-in browser behind a cookie's hash, or nothing. Marks it seen at most every five minutes, and then moves the
-- end of a field session on.
create or replace function app.user_of_session(hash bytea) returns table (user_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare found_user uuid; found_session uuid; seen timestamptz;
begin
  select a.user_id, a.id, a.last_seen_at into found_user, found_session, seen
  from auth_session a join user_account u on u.id = a.user_id
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE';
  if found_user is null then return; end if;
  if seen < now() - interval '5 minutes' then
    update auth_session a set last_seen_at = now(),
      expires_at = case when app.works_in_field(found_user) then greatest(a.expires_at, now() + interval '30 days') else a.expires_at end
    where a.id = found_session;
  end if;
  return query select found_user, found_session;
end $$;
--> statement-breakpoint
-- The only way to a password's hash, for the one purpose of comparing.
create or replace function app.sign_in_facts(p_handle text) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('userId', u.id, 'scopeId', u.scope_id, 'status', u.status, 'passwordHash', u.password_hash,
    'locale', u.locale, 'roles', coalesce((select jsonb_agg(distinct g.role) from user_grant g where g.user_id = u.id and g.ended_at is null), '[]'))
  from user_login l join user_account u on u.id = l.user_id where l.handle = p_handle and u.kind = 'PERSON'
$$;
--> statement-breakpoint
create or replace function app.my_password_hash() returns text
language sql stable security definer set search_path = app, pg_temp as $$
  select password_hash from user_account where id = app.me()
$$;
--> statement-breakpoint
-- Opens a session for somebody who has proved who she is, writes it down, and says how long it lasts.
create or replace function app.open_session(who uuid, hash bytea, p_device text, p_why text, p_request text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare made uuid; life interval := app.session_life(who); home int;
begin
  select scope_id into home from user_account where id = who and status = 'ACTIVE' and kind = 'PERSON';
  if home is null then return null; end if;
  insert into auth_session (token_hash, user_id, expires_at, device) values (hash, who, now() + life, left(p_device, 60)) returning id into made;
  delete from auth_session where user_id = who and coalesce(ended_at, expires_at) < now() - interval '90 days';
  perform set_config('app.user_id', who::text, true);
  perform audit.record('access.sign-in', 'auth_session', made::text, home, null, jsonb_build_object('how', p_why), null, p_request);
  return jsonb_build_object('sessionId', made, 'seconds', extract(epoch from life)::int);
end $$;
--> statement-breakpoint
-- A new password for the one who asks. The trigger ends all her sessions; the caller opens a new one.
create or replace function app.set_my_password(p_hash text) returns void
language sql volatile security definer set search_path = app, pg_temp as $$
  update user_account set password_hash = p_hash, version = version + 1 where id = app.me()
$$;
--> statement-breakpoint
-- A one-time link for an account one may manage; earlier ones stop working.
create or replace function app.invite(who uuid, hash bytea, life interval) returns uuid
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare made uuid;
begin
  if not app.may_manage(who) then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  update invitation set expires_at = now() where user_id = who and used_at is null and expires_at > now();
  insert into invitation (token_hash, scope_id, user_id, created_by, expires_at)
    select hash, u.scope_id, who, app.me(), now() + least(life, interval '72 hours') from user_account u where u.id = who returning id into made;
  return made;
end $$;
--> statement-breakpoint
-- What the page of a link shows, or nothing when the link no longer works (or never did).
create or replace function app.invitation_facts(hash bytea) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('displayName', u.display_name, 'locale', u.locale,
    'handle', (select min(l.handle) from user_login l where l.user_id = u.id))
  from invitation i join user_account u on u.id = i.user_id
  where i.token_hash = hash and i.used_at is null and i.expires_at > now() and u.status = 'ACTIVE'
$$;
--> statement-breakpoint
-- Uses a link: sets the password (and the sign-in name where the account has none). Null when the link no longer works.
create or replace function app.accept_invitation(hash bytea, p_password text, p_handle text, p_kind text, p_request text) returns uuid
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare who uuid; home int; link uuid;
begin
  select i.user_id, u.scope_id, i.id into who, home, link from invitation i join user_account u on u.id = i.user_id
  where i.token_hash = hash and i.used_at is null and i.expires_at > now() and u.status = 'ACTIVE' for update of i;
  if who is null then return null; end if;
  if not exists (select from user_login l where l.user_id = who) then
    if p_handle is null then raise exception 'E-ACC-04' using errcode = 'TB001'; end if;
    insert into user_login (handle, kind, user_id) values (p_handle, p_kind, who);
  end if;
  update invitation set used_at = now() where id = link;
  update user_account set password_hash = p_password, version = version + 1 where id = who;
  perform set_config('app.user_id', who::text, true);
  perform audit.record('access.accept-invitation', 'user_account', who::text, home, null, null, null, p_request);
  return who;
end $$;
--> statement-breakpoint
-- Counts a try before it is made, so that tries at the same moment cannot slip through together, and answers how many
-- seconds to wait (0: go on). Keys are keyed hashes. `pair`: this account from this network; `account`: from networks it
-- has not been used from. The delay doubles; a failure is forgiven each half hour (ten minutes) after the delay has passed.
create or replace function app.throttle_take(p_pair text, p_account text, p_known text) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare wait double precision; known boolean;
begin
  known := exists (select from auth_throttle where key = p_known and updated_at > now() - interval '90 days');
  insert into auth_throttle (key) values (p_pair) on conflict do nothing;
  perform 1 from auth_throttle where key = p_pair for update;
  if not known then
    insert into auth_throttle (key) values (p_account) on conflict do nothing;
    perform 1 from auth_throttle where key = p_account for update;
  end if;
  select max(extract(epoch from next_at - clock_timestamp())) into wait from auth_throttle
  where key = p_pair or (key = p_account and not known);
  if wait > 0 then return ceil(wait); end if;
  perform app.throttle_count(p_pair, 3, 1800, interval '30 minutes');
  if not known then perform app.throttle_count(p_account, 20, 120, interval '10 minutes'); end if;
  return 0;
end $$;
--> statement-breakpoint
create or replace function app.throttle_count(p_key text, free int, cap int, forgive interval) returns void
language sql volatile security definer set search_path = app, pg_temp as $$
  update auth_throttle t set failures = x.n, updated_at = clock_timestamp(),
    next_at = clock_timestamp() + make_interval(secs => case when x.n <= free then 0 else least(cap, power(2, least(x.n - free - 1, 20))) end)
  from (select key, least(30000, 1 + greatest(0, failures - floor(greatest(0, extract(epoch from clock_timestamp() - next_at))
        / extract(epoch from forgive))))::smallint n from auth_throttle where key = p_key) x
  where t.key = x.key
$$;
--> statement-breakpoint
-- A right password: this account and network start afresh and know each other from now on.
create or replace function app.throttle_clear(p_pair text, p_account text, p_known text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  delete from auth_throttle where key = p_pair;
  update auth_throttle set failures = greatest(0, failures - 1) where key = p_account;
  if p_known is not null then
    insert into auth_throttle (key) values (p_known) on conflict (key) do update set updated_at = clock_timestamp();
  end if;
  delete from auth_throttle where key in (select key from auth_throttle where updated_at < now() - interval '90 days' limit 20);
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.may_manage(uuid), app.session_life(uuid), app.user_of_session(bytea), app.sign_in_facts(text),
  app.my_password_hash(), app.open_session(uuid,bytea,text,text,text), app.set_my_password(text), app.invite(uuid,bytea,interval),
  app.invitation_facts(bytea), app.accept_invitation(bytea,text,text,text,text), app.throttle_take(text,text,text),
  app.throttle_clear(text,text,text) to tabavar_rw;
