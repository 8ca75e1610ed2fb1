-- The week's digest (who wants none, what was sent), a login for jobs, the office's half of rescue files, and sheets by SMS.
do $$ begin
  if not exists (select from pg_roles where rolname = 'tabavar_job') then create role tabavar_job nologin; end if;
end $$;
--> statement-breakpoint
grant usage on schema app to tabavar_job;
--> statement-breakpoint
create table app.digest_refusal (
  user_id uuid primary key references app.user_account (id),
  scope_id integer not null,
  since timestamptz not null default now()
);
--> statement-breakpoint
-- One digest of one week to one account. The row is there before anything leaves, so that a crash never sends it twice.
create table app.digest_sent (
  user_id uuid not null references app.user_account (id),
  week date not null,
  scope_id integer not null,
  channel text not null,
  state text not null default 'SENDING',
  claimed_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (user_id, week),
  constraint digest_sent_week check (extract(dow from week) = 6),
  constraint digest_sent_channel check (channel in ('EMAIL', 'SMS', 'LOG')),
  constraint digest_sent_state check (state in ('SENDING', 'SENT') and (state = 'SENT') = (sent_at is not null))
);
--> statement-breakpoint
-- A sheet that came as one SMS: once a session. The sender's number is kept as a keyed hash only.
create table app.sms_sheet (
  session_id uuid primary key references app.session (id),
  scope_id integer not null,
  words text not null,
  via text not null,
  sender bytea,
  entered_by uuid not null references app.user_account (id),
  received_at timestamptz not null default now(),
  constraint sms_sheet_via check (via in ('OFFICE', 'INBOUND') and (via = 'INBOUND') = (sender is not null))
);
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['digest_refusal', 'digest_sent', 'sms_sheet'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, delete on app.digest_refusal to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (state, sent_at), delete on app.digest_sent to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.sms_sheet to tabavar_rw;
--> statement-breakpoint
create policy see on app.digest_refusal for select to tabavar_rw using (user_id = (select app.me()));
--> statement-breakpoint
create policy make on app.digest_refusal for insert to tabavar_rw with check (user_id = (select app.me()));
--> statement-breakpoint
create policy drop_own on app.digest_refusal for delete to tabavar_rw using (user_id = (select app.me()));
--> statement-breakpoint
create policy see on app.digest_sent for select to tabavar_rw using (user_id = (select app.me()));
--> statement-breakpoint
create policy make on app.digest_sent for insert to tabavar_rw with check (user_id = (select app.me()) and state = 'SENDING');
--> statement-breakpoint
create policy change on app.digest_sent for update to tabavar_rw using (user_id = (select app.me()) and state = 'SENDING') with check (user_id = (select app.me()));
--> statement-breakpoint
-- What could not be handed over goes again; what was sent stays.
create policy drop_own on app.digest_sent for delete to tabavar_rw using (user_id = (select app.me()) and state = 'SENDING');
--> statement-breakpoint
create policy see on app.sms_sheet for select to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy make on app.sms_sheet for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[]) and entered_by = (select app.me()));
--> statement-breakpoint
-- Who is to get a digest of a week and has not: people of an open office or field, never the demonstration's.
create or replace function app.digest_due(p_week date) returns setof uuid
language sql stable security definer set search_path = app, pg_temp as $$
  select u.id from user_account u
  where u.status = 'ACTIVE' and u.kind = 'PERSON' and not u.is_demo and u.password_hash is not null
    and exists (select from user_grant g join role_power p on p.role = g.role and p.power = 'marks'
      where g.user_id = u.id and g.ended_at is null and g.role in (select r.role from role_power r where r.power in ('record', 'enrol', 'review')))
    and exists (select from user_login l where l.user_id = u.id)
    and not exists (select from digest_refusal d where d.user_id = u.id)
    and not exists (select from digest_sent d where d.user_id = u.id and d.week = p_week)
  order by u.id
$$;
--> statement-breakpoint
-- The facts of an account for a job that works in its name, as the session's are for a browser.
create or replace function app.actor_of_job(p_user uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('userId', u.id, 'sessionId', null, 'displayName', u.display_name, 'locale', u.locale, 'isDemo', u.is_demo,
    'personId', u.person_id, 'grants', coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'scopeId', g.scope_id, 'path', to_jsonb(s.path), 'programme', g.programme, 'kind', s.kind) order by g.granted_at)
      from user_grant g join scope s on s.id = g.scope_id where g.user_id = u.id and g.ended_at is null), '[]'))
  from user_account u where u.id = p_user and u.status = 'ACTIVE' and not u.is_demo
$$;
--> statement-breakpoint
-- Whose mobile number this is, for a message that came from it: a facilitator's or an officer's, in the field or the office.
create or replace function app.sender_of(p_handle text) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('facts', actor_of_job(u.id), 'handles', jsonb_build_array(l.handle))
  from user_login l join user_account u on u.id = l.user_id
  where l.handle = p_handle and l.kind = 'MOBILE' and u.status = 'ACTIVE' and u.kind = 'PERSON' and not u.is_demo
$$;
--> statement-breakpoint
-- A code of six digits for each session, for the SMS: each once, and neighbours look unlike each other.
create sequence app.session_code as integer;
--> statement-breakpoint
create or replace function app.next_session_code() returns integer
language sql volatile security definer set search_path = app, pg_temp as $$
  select (100000 + (nextval('session_code') * 617281) % 900000)::int
$$;
--> statement-breakpoint
alter table app.session add column sms_code integer not null default app.next_session_code();
--> statement-breakpoint
create unique index session_sms_code on app.session (sms_code);
--> statement-breakpoint
-- A device's public key, to whoever is signed in and may record or review somewhere: it opens a file she was handed.
create or replace function app.carried_key(p_hash bytea, p_device uuid) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare who uuid;
begin
  select x.user_id into who from user_of_session(p_hash) x;
  if who is null then return null; end if;
  perform set_config('app.user_id', who::text, true);
  if cardinality(my_scope('record')) + cardinality(my_scope('review')) = 0 then return null; end if;
  return (select d.public_key from device d where d.id = p_device);
end $$;
--> statement-breakpoint
-- Whether who asks may record or review in every place that a carried batch is about; where it names no session that is
-- known, at the province of the device's owner.
create or replace function app.may_carry(p_device uuid, p_sessions uuid[]) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce((select bool_and(s.scope_id = any(my_scope('record')) or s.scope_id = any(my_scope('review'))) from session s where s.id = any(p_sessions)),
    (select coalesce(n.path[2], n.id) = any(my_scope('review')) from device d join scope n on n.id = d.scope_id where d.id = p_device), false)
$$;
--> statement-breakpoint
-- A session of the device's owner that lives for one statement: nobody holds its secret, for there is none, and it is gone
-- before anybody else could see it. So a carried batch is judged exactly as if her phone had sent it.
create or replace function app.lend_session(p_device uuid) returns bytea
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare made bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
begin
  insert into auth_session (token_hash, user_id, expires_at, factor_at)
  select made, d.user_id, now() + interval '1 minute', now() from device d where d.id = p_device;
  return case when found then made end;
end $$;
--> statement-breakpoint
-- Takes it back. The phone itself was not heard of, and its clock not compared.
create or replace function app.return_session(p_lent bytea, p_device uuid, p_seen timestamptz, p_skew integer) returns void
language sql volatile security definer set search_path = app, pg_temp as $$
  delete from auth_session a where a.token_hash = p_lent and a.created_at = now();
  update device d set last_seen_at = p_seen, skew_seconds = p_skew where d.id = p_device;
$$;
--> statement-breakpoint
create or replace function app.carried_device(p_device uuid, out seen timestamptz, out skew integer)
language sql stable security definer set search_path = app, pg_temp as $$
  select d.last_seen_at, d.skew_seconds from device d where d.id = p_device
$$;
--> statement-breakpoint
-- One batch of a rescue file: applied in the name of the device's owner by app.sync_push, its carrier in the audit.
create or replace function app.rescue_take(p_hash bytea, p jsonb, p_request text) returns jsonb language plpgsql as $$
declare who uuid; lent bytea; answer jsonb; v_device uuid := (p->>'device')::uuid; seen timestamptz; skew integer; place int; sessions uuid[];
begin
  select x.user_id into who from app.user_of_session(p_hash) x;
  if who is null then return jsonb_build_object('status', 'signed-out'); end if;
  perform set_config('app.user_id', who::text, true);
  select coalesce(array_agg(distinct (x->>'session')::uuid), '{}') into sessions
  from jsonb_array_elements(coalesce(p->'sheets', '[]') || coalesce(p->'broken', '[]')) x;
  if not app.may_carry(v_device, sessions) then return jsonb_build_object('status', 'beyond-reach'); end if;
  select x.seen, x.skew into seen, skew from app.carried_device(v_device) x;
  lent := app.lend_session(v_device);
  if lent is null then return jsonb_build_object('status', 'no-owner'); end if;
  answer := app.sync_push(lent, p, p_request);
  perform app.return_session(lent, v_device, seen, skew);
  perform set_config('app.user_id', who::text, true);
  if answer->>'status' = 'signed-out' then return jsonb_build_object('status', 'no-owner'); end if;
  if answer->>'status' in ('received', 'again') then
    select coalesce(min(s.scope_id), (select u.scope_id from app.user_account u where u.id = who)) into place
    from app.session s where s.id = any(sessions);
    perform audit.record('sync.carry', 'device', v_device::text, place, null, jsonb_build_object(
      'batch', p->>'batch', 'operations', jsonb_array_length(p->'ids'), 'again', answer->>'status' = 'again'), null, p_request);
  end if;
  return answer;
end $$;
--> statement-breakpoint
revoke all on function app.digest_due(date), app.actor_of_job(uuid), app.sender_of(text), app.next_session_code(), app.carried_key(bytea, uuid), app.may_carry(uuid, uuid[]),
  app.lend_session(uuid), app.return_session(bytea, uuid, timestamptz, integer), app.carried_device(uuid), app.rescue_take(bytea, jsonb, text) from public;
--> statement-breakpoint
grant execute on function app.digest_due(date), app.actor_of_job(uuid) to tabavar_job;
--> statement-breakpoint
grant execute on function app.sender_of(text), app.next_session_code(), app.carried_key(bytea, uuid), app.may_carry(uuid, uuid[]), app.lend_session(uuid),
  app.return_session(bytea, uuid, timestamptz, integer), app.carried_device(uuid), app.rescue_take(bytea, jsonb, text) to tabavar_rw;
