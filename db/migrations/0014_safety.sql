-- Accounts and safety: the second factor, and who saw a person. A browser whose factor is due is nobody: the function that
-- says whose session a cookie is does not name it, so neither pages nor commands nor the hot doors know anybody behind it.
-- Roles that must have a second factor; the twin of lib/access/factor.ts, compared by a test.
create or replace function app.factor_roles() returns text[] language sql immutable as $$
  select array['PROVINCE_OFFICER','PROVINCE_DIRECTOR','WELFARE_OFFICER','COUNTY_OFFICER','COUNTY_WELFARE_OFFICER','ADMIN','AUDITOR']
$$;
--> statement-breakpoint
-- What an account that is no demonstration still owes a browser that has only shown the password: SHOW its factor, SET_UP
-- one because a role asks for it, or nothing.
create or replace function app.factor_due(who uuid) returns text
language sql stable security definer set search_path = app, pg_temp as $$
  select case
    when exists (select from second_factor f where f.user_id = who and f.confirmed_at is not null) then 'SHOW'
    when exists (select from user_grant g where g.user_id = who and g.ended_at is null and g.role = any(app.factor_roles())) then 'SET_UP'
  end
$$;
--> statement-breakpoint
-- The signed-in browser behind a cookie's hash, or nothing; nothing as well while its second factor is due. Marks it seen
-- at most every five minutes, and then moves the end of a field session on.
create or replace function app.user_of_session(hash bytea) returns table (user_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare found_user uuid; found_session uuid; seen timestamptz; unproved boolean;
begin
  select a.user_id, a.id, a.last_seen_at, a.factor_at is null and not u.is_demo
    into found_user, found_session, seen, unproved
  from auth_session a join user_account u on u.id = a.user_id
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE';
  if found_user is null or (unproved and app.factor_due(found_user) is not null) then return; end if;
  if seen < now() - interval '5 minutes' then
    update auth_session a set last_seen_at = now(),
      expires_at = case when app.works_in_field(found_user) then greatest(a.expires_at, now() + interval '30 days') else a.expires_at end
    where a.id = found_session;
  end if;
  return query select found_user, found_session;
end $$;
--> statement-breakpoint
-- The whole actor in one answer: account, grants with the paths they reach from, and when the factor was last shown here.
create or replace function app.actor_of_session(hash bytea) returns jsonb
language sql volatile security definer set search_path = app, pg_temp as $$
  select jsonb_build_object(
    'userId', u.id, 'sessionId', x.session_id, 'displayName', u.display_name, 'locale', u.locale,
    'isDemo', u.is_demo, 'personId', u.person_id,
    'factorKept', exists (select from second_factor f where f.user_id = u.id and f.confirmed_at is not null),
    'factorMs', (select floor(extract(epoch from a.factor_at) * 1000)::float8 from auth_session a where a.id = x.session_id),
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'scopeId', g.scope_id, 'path', to_jsonb(s.path),
        'programme', g.programme, 'kind', s.kind) order by g.granted_at)
      from user_grant g join scope s on s.id = g.scope_id where g.user_id = u.id and g.ended_at is null), '[]'))
  from app.user_of_session(hash) x join user_account u on u.id = x.user_id
$$;
--> statement-breakpoint
-- Whose browser it is, its factor due or not: for the page that asks for the factor, and for nothing else.
create or replace function app.factor_facts(hash bytea) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('userId', u.id, 'sessionId', a.id, 'scopeId', u.scope_id, 'isDemo', u.is_demo,
    'handle', (select min(l.handle) from user_login l where l.user_id = u.id),
    'roles', coalesce((select jsonb_agg(distinct g.role) from user_grant g where g.user_id = u.id and g.ended_at is null), '[]'),
    'due', case when u.is_demo or a.factor_at is not null then null else app.factor_due(u.id) end,
    'shownMs', floor(extract(epoch from a.factor_at) * 1000)::float8,
    'sealed', f.sealed, 'lastStep', coalesce(f.last_step, 0), 'recoveryLeft', coalesce(cardinality(f.recovery), 0))
  from auth_session a join user_account u on u.id = a.user_id
  left join second_factor f on f.user_id = u.id and f.confirmed_at is not null
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE'
$$;
--> statement-breakpoint
-- Takes a right code (by its time step) or a recovery code, each once, and marks the browser. False: it was used before.
create or replace function app.factor_shown(hash bytea, p_step int, p_recovery bytea, p_request text) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare who uuid; browser uuid; home int; stepped_up boolean;
begin
  select a.user_id, a.id, u.scope_id, a.factor_at is not null into who, browser, home, stepped_up
  from auth_session a join user_account u on u.id = a.user_id
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE';
  if who is null then return false; end if;
  if p_recovery is null then
    update second_factor f set last_step = p_step where f.user_id = who and f.confirmed_at is not null and f.last_step < p_step;
  else
    update second_factor f set recovery = array_remove(f.recovery, p_recovery)
    where f.user_id = who and f.confirmed_at is not null and p_recovery = any(f.recovery);
  end if;
  if not found then return false; end if;
  update auth_session a set factor_at = now() where a.id = browser;
  perform set_config('app.user_id', who::text, true);
  perform audit.record('access.second-factor', 'auth_session', browser::text, home, null, jsonb_build_object(
    'how', case when p_recovery is null then 'code' else 'recovery' end, 'stepUp', stepped_up), null, p_request);
  return true;
end $$;
--> statement-breakpoint
-- Sets up a factor, or another in its place. Never from a browser that still owes the old one, and to replace one it must
-- have been shown within ten minutes (twin: STEP_UP_MINUTES). The account's other browsers are put out.
create or replace function app.set_factor(hash bytea, p_sealed text, p_step int, p_recovery bytea[], p_request text) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare who uuid; browser uuid; home int; demo boolean; shown timestamptz; had boolean;
begin
  select a.user_id, a.id, u.scope_id, u.is_demo, a.factor_at into who, browser, home, demo, shown
  from auth_session a join user_account u on u.id = a.user_id
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE';
  if who is null then return false; end if;
  had := exists (select from second_factor f where f.user_id = who and f.confirmed_at is not null);
  if had and not demo and coalesce(shown < now() - interval '10 minutes', true) then return false; end if;
  insert into second_factor as f (user_id, sealed, confirmed_at, last_step, recovery) values (who, p_sealed, now(), p_step, p_recovery)
    on conflict (user_id) do update set sealed = excluded.sealed, confirmed_at = now(), last_step = excluded.last_step,
      recovery = excluded.recovery, created_at = now();
  update auth_session a set factor_at = now() where a.id = browser;
  if not demo then
    update auth_session a set ended_at = now(), end_reason = 'FACTOR' where a.user_id = who and a.id <> browser and a.ended_at is null;
  end if;
  perform set_config('app.user_id', who::text, true);
  perform audit.record('access.set-second-factor', 'user_account', who::text, home, null, jsonb_build_object('replaced', had), null, p_request);
  return true;
end $$;
--> statement-breakpoint
-- Gives up one's own factor, where no role asks for it and it was shown within ten minutes.
create or replace function app.drop_factor(hash bytea, p_request text) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare who uuid; browser uuid; home int;
begin
  select a.user_id, a.id, u.scope_id into who, browser, home from auth_session a join user_account u on u.id = a.user_id
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE'
    and (u.is_demo or (a.factor_at > now() - interval '10 minutes' and not exists (
      select from user_grant g where g.user_id = u.id and g.ended_at is null and g.role = any(app.factor_roles()))));
  if who is null then return false; end if;
  delete from second_factor f where f.user_id = who;
  if not found then return false; end if;
  perform set_config('app.user_id', who::text, true);
  perform audit.record('access.drop-second-factor', 'user_account', who::text, home, null, null, null, p_request);
  return true;
end $$;
--> statement-breakpoint
-- Takes the factor of an account one may manage away and puts its browsers out; the caller writes the audit. Null: it has none.
create or replace function app.reset_factor(who uuid) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  if not app.may_manage(who) then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  delete from second_factor f where f.user_id = who;
  if not found then return null; end if;
  return app.put_out(who, 'FACTOR');
end $$;
--> statement-breakpoint
-- Whether an account has a factor, for who manages it.
create or replace function app.has_factor(who uuid) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select (who = app.me() or app.may_manage(who))
    and exists (select from second_factor f where f.user_id = who and f.confirmed_at is not null)
$$;
--> statement-breakpoint
-- A new password opens a new session in the same browser: what it has shown goes with it.
create or replace function app.carry_factor(p_old uuid, p_new bytea) returns void
language sql volatile security definer set search_path = app, pg_temp as $$
  update auth_session n set factor_at = o.factor_at from auth_session o
  where n.token_hash = p_new and o.id = p_old and o.user_id = n.user_id and n.user_id = app.me() and n.ended_at is null
$$;
--> statement-breakpoint
-- Ends a browser by its cookie, its factor due or not.
create or replace function app.leave_browser(hash bytea, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare who uuid; browser uuid;
begin
  update auth_session a set ended_at = now(), end_reason = 'SIGN_OUT' where a.token_hash = hash and a.ended_at is null
    returning a.user_id, a.id into who, browser;
  if who is null then return; end if;
  perform set_config('app.user_id', who::text, true);
  perform audit.record('access.sign-out', 'auth_session', browser::text, (select u.scope_id from user_account u where u.id = who),
    null, null, null, p_request);
end $$;
--> statement-breakpoint
-- Who opened, revealed or changed a person, the newest first: for the office that reviews one of her units, and for who
-- reads the audit there. To anybody else it is empty.
create or replace function app.who_saw_person(p_person uuid, p_limit int, p_offset int)
returns table (seq int, at_ms float8, who text, roles text, action text, reason text, field text, total int)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from person p where p.id = p_person
    and (p.scopes && app.my_scope('review') or p.scopes && app.my_scope('audit'))) then return; end if;
  return query
  with hers as (
    select e.* from audit.event e where e.entity = 'person' and e.entity_id = p_person::text
    union all
    select e.* from audit.event e where e.entity = 'enrolment' and e.entity_id in (select n.id::text from enrolment n where n.person_id = p_person))
  select e.seq, (extract(epoch from e.at) * 1000)::float8, u.display_name, e.actor_role, e.action, e.reason, e.after->>'field', (count(*) over ())::int
  from hers e left join user_account u on u.id = e.actor_id
  order by e.seq desc limit least(greatest(p_limit, 1), 200) offset greatest(p_offset, 0);
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.factor_roles(), app.factor_facts(bytea), app.factor_shown(bytea,int,bytea,text),
  app.set_factor(bytea,text,int,bytea[],text), app.drop_factor(bytea,text), app.reset_factor(uuid), app.has_factor(uuid),
  app.carry_factor(uuid,bytea), app.leave_browser(bytea,text), app.who_saw_person(uuid,int,int) to tabavar_rw;
