-- The phone's sync at the office: devices, batches and their receipts, what waits for a supervisor, conflicts, flags.
create table app.device (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null,
  user_id uuid not null references app.user_account (id),
  public_key jsonb not null,
  name text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  pending uuid[] not null default '{}',
  agreed uuid[] not null default '{}',
  mismatches integer not null default 0,
  skew_seconds integer,
  constraint device_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null))
);
--> statement-breakpoint
create index device_user on app.device (user_id);
--> statement-breakpoint
create table app.device_secret (
  device_id uuid primary key references app.device (id),
  user_id uuid not null references app.user_account (id),
  sealed text not null
);
--> statement-breakpoint
-- One batch and the receipts of its operations: `ops` in the order they were sent, `odd` what was not plainly applied.
create table app.sync_batch (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null,
  batch uuid not null,
  device_id uuid not null,
  user_id uuid not null references app.user_account (id),
  seq integer not null,
  digest bytea not null,
  sound boolean not null,
  sent_at timestamptz not null,
  received_at timestamptz not null default now(),
  ops uuid[] not null,
  odd jsonb not null default '{}',
  answer jsonb not null,
  constraint sync_batch_bytes unique (user_id, digest, sound)
);
--> statement-breakpoint
create unique index sync_batch_once on app.sync_batch (batch) where sound;
--> statement-breakpoint
create table app.quarantine (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null,
  batch_id uuid not null references app.sync_batch (id),
  op_id uuid not null,
  session_id uuid,
  device_id uuid not null,
  user_id uuid not null references app.user_account (id),
  sound boolean not null,
  kind text not null,
  sealed text not null,
  held jsonb,
  code text not null,
  code_values jsonb not null default '{}',
  claimed_at timestamptz not null,
  received_at timestamptz not null default now(),
  state text not null default 'OPEN',
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  constraint quarantine_state check (state in ('OPEN', 'APPLIED', 'LAID_ASIDE')),
  constraint quarantine_decided check ((state = 'OPEN') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint quarantine_reason check (state <> 'LAID_ASIDE' or reason is not null),
  constraint quarantine_once unique (batch_id, op_id)
);
--> statement-breakpoint
create index quarantine_op on app.quarantine (op_id);
--> statement-breakpoint
create index quarantine_open on app.quarantine (scope_id) where state = 'OPEN';
--> statement-breakpoint
create index quarantine_session on app.quarantine (session_id) where state = 'OPEN';
--> statement-breakpoint
-- A place of a sheet on which people who did not know of each other said different things.
create table app.sync_conflict (
  session_id uuid not null references app.session (id),
  place text not null,
  scope_id integer not null,
  ops uuid[] not null,
  state text not null default 'OPEN',
  opened_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by uuid,
  primary key (session_id, place),
  constraint sync_conflict_state check (state in ('OPEN', 'SETTLED') and (state = 'OPEN') = (settled_at is null))
);
--> statement-breakpoint
create index sync_conflict_open on app.sync_conflict (scope_id) where state = 'OPEN';
--> statement-breakpoint
create table app.sync_flag (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null,
  device_id uuid not null references app.device (id),
  kind text not null,
  about date not null,
  sheets integer not null,
  seconds integer not null,
  raised_at timestamptz not null default now(),
  constraint sync_flag_kind check (kind in ('ALIKE')),
  constraint sync_flag_once unique (device_id, kind, about)
);
--> statement-breakpoint
-- The words of an operation, of which app.operation keeps none: needed where another's stand.
create table app.operation_text (
  op_id uuid primary key,
  scope_id integer not null,
  session_id uuid not null references app.session (id),
  words jsonb not null
);
--> statement-breakpoint
create index operation_text_session on app.operation_text (session_id);
--> statement-breakpoint
-- Sheets a device handed in, by its own clock: for the flag only, so small.
create index operation_acts on app.operation (device_id, claimed_at) where kind = 'act' and device_id is not null;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['device','device_secret','sync_batch','quarantine','sync_conflict','sync_flag','operation_text'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on app.device, app.quarantine, app.sync_conflict to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.device_secret, app.sync_batch, app.operation_text to tabavar_rw;
--> statement-breakpoint
grant select on app.sync_flag to tabavar_rw;
--> statement-breakpoint
create policy see on app.device for select to tabavar_rw using (user_id = (select app.me()) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy make on app.device for insert to tabavar_rw with check (user_id = (select app.me()) and withdrawn_at is null);
--> statement-breakpoint
create policy change on app.device for update to tabavar_rw using (user_id = (select app.me()) or scope_id = any((select app.my_scope('review'))::int[]))
  with check (user_id = (select app.me()) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy see on app.device_secret for select to tabavar_rw using (user_id = (select app.me()));
--> statement-breakpoint
create policy make on app.device_secret for insert to tabavar_rw with check (user_id = (select app.me()) and device_id in (select d.id from app.device d where d.user_id = (select app.me())));
--> statement-breakpoint
create policy see on app.sync_batch for select to tabavar_rw using (user_id = (select app.me()) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy make on app.sync_batch for insert to tabavar_rw with check (user_id = (select app.me()));
--> statement-breakpoint
create policy see on app.quarantine for select to tabavar_rw using (user_id = (select app.me()) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy make on app.quarantine for insert to tabavar_rw with check (user_id = (select app.me()) and state = 'OPEN');
--> statement-breakpoint
create policy change on app.quarantine for update to tabavar_rw using (scope_id = any((select app.my_scope('review'))::int[]) or user_id = (select app.me()) and held is not null)
  with check (decided_by = (select app.me()));
--> statement-breakpoint
create policy see on app.sync_conflict for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.sync_conflict for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy change on app.sync_conflict for update to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[])) with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy see on app.sync_flag for select to tabavar_rw using (scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy see on app.operation_text for select to tabavar_rw using (scope_id = any((select app.my_scope('people'))::int[]));
--> statement-breakpoint
create policy make on app.operation_text for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
-- A withdrawn device stays withdrawn, and neither its key nor its owner ever changes; what was quarantined stays as it came.
create or replace function app.device_stays() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if (new.id, new.scope_id, new.user_id, new.public_key, new.created_at) is distinct from (old.id, old.scope_id, old.user_id, old.public_key, old.created_at)
     or old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by) is distinct from (old.withdrawn_at, old.withdrawn_by)
     or old.withdrawn_at is null and new.withdrawn_by is distinct from app.me() and new.withdrawn_at is not null then
    raise exception 'a device stays as it was registered' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger device_stays before update on app.device for each row execute function app.device_stays();
--> statement-breakpoint
create or replace function app.quarantine_stays() returns trigger language plpgsql as $$
declare free constant text[] := array['state', 'decided_by', 'decided_at', 'reason'];
begin
  if app.owner_acts() then return new; end if;
  if old.state <> 'OPEN' or to_jsonb(new) - free is distinct from to_jsonb(old) - free then
    raise exception 'what was quarantined stays as it came' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger quarantine_stays before update on app.quarantine for each row execute function app.quarantine_stays();
--> statement-breakpoint
-- A session that is dropped from a plan leaves no row that could say so to a phone: its cohort does.
create or replace function app.session_dropped() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update cohort c set version = c.version where c.id in (select d.cohort_id from dropped d);
  return null;
end $$;
--> statement-breakpoint
create trigger session_dropped after delete on app.session referencing old table as dropped for each statement execute function app.session_dropped();
--> statement-breakpoint
-- Whose word weighs more where nobody had seen the other's: office 3, facilitator of record 2, helper 1. By the rights she
-- had when the office received it, so that it stays what it was.
create or replace function app.op_rank(p_actor uuid, p_scope int, p_cohort uuid, p_day date, p_at timestamptz) returns int
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if exists (select from user_grant g join role_power p on p.role = g.role and p.power = 'review'
      join scope s on s.id = p_scope and s.path @> array[g.scope_id]
        and (g.programme is null or s.programme is null or s.programme = g.programme)
      where g.user_id = p_actor and g.granted_at <= p_at and coalesce(g.ended_at, 'infinity') > p_at) then return 3; end if;
  if exists (select from cohort_facilitator cf join facilitator f on f.id = cf.facilitator_id
      where cf.cohort_id = p_cohort and f.user_id = p_actor and cf.role = 'LEAD' and cf.from_day <= p_day
        and coalesce(cf.to_day, p_day) >= p_day) then return 2; end if;
  return 1;
end $$;
--> statement-breakpoint
-- The twin of lib/sync/order.ts: what nobody replaces in each place, the one that stands first (nth = 1).
create or replace function app.standing(ops jsonb) returns table (place text, op uuid, nth int, contested boolean)
language sql immutable as $$
  with o as (
    select x.place, x.id, x.rank, x.value, coalesce(x.supersedes, '{}') as supersedes
    from jsonb_to_recordset(ops) x(place text, id uuid, rank int, value text, supersedes uuid[])
  ), asked as (
    select o.*, not exists (select from o l where l.place = o.place and l.id <> o.id and o.id = any(l.supersedes)) as free from o
  ), heads as (
    select a.*, bool_or(a.free) over (partition by a.place) as any_free from asked a
  )
  select h.place, h.id, (row_number() over (partition by h.place order by h.rank desc, h.id desc))::int,
    min(h.value) over (partition by h.place) is distinct from max(h.value) over (partition by h.place)
  from heads h where h.free or not h.any_free
$$;
--> statement-breakpoint
-- The place of a sheet an operation is about, and what it says there (the reason of an absence is no difference).
create or replace function app.op_place(o jsonb) returns text language sql immutable as
$$ select coalesce(o->>'person', case when o->>'kind' = 'guest' then 'guest:' || (o->>'guest') else o->>'kind' end) $$;
--> statement-breakpoint
create or replace function app.op_value(o jsonb) returns text language sql immutable as $$
  select case o->>'kind'
    when 'mark' then case when o->>'code' in ('ABSENT', 'EXCUSED') then o->>'code'
      else coalesce(o->>'late', '0') || '/' || coalesce(o->>'early', '0') end
    when 'head' then coalesce(o->>'count', 'later') when 'act' then o->>'outcome' when 'unmark' then 'none' else o->>'guest' end
$$;
--> statement-breakpoint
-- Operations that are at the office already, wherever, and whose they are; an id says nothing else about a sheet out of reach.
create or replace function app.ops_known(p_ids uuid[]) returns table (id uuid, session_id uuid, actor_id uuid)
language sql stable security definer set search_path = app, pg_temp as $$
  select o.id, o.session_id, o.actor_id from operation o where o.id = any(p_ids)
$$;
--> statement-breakpoint
-- The batch that was taken in under an id, whoever sent it.
create or replace function app.batch_known(p_batch uuid) returns table (user_id uuid, digest bytea, ops uuid[], odd jsonb, answer jsonb)
language sql stable security definer set search_path = app, pg_temp as $$
  select b.user_id, b.digest, b.ops, b.odd, b.answer from sync_batch b where b.batch = p_batch and b.sound
$$;
--> statement-breakpoint
-- Where something waits that could not be applied: at the session it is about where there is one, else at the province of who sent it.
create or replace function app.waiting_place(p_session uuid) returns table (session_id uuid, scope_id int)
language sql stable security definer set search_path = app, pg_temp as $$
  select s.id, coalesce(s.scope_id, (select coalesce(n.path[2], n.id) from user_account u join scope n on n.id = u.scope_id where u.id = app.me()))
  from (values (p_session)) x(id) left join session s on s.id = x.id
$$;
--> statement-breakpoint
-- Sheets handed in before all of their marks had come: tried again when something of the sheet arrives.
create or replace function app.held_acts(p_sessions uuid[]) returns table (id uuid, session_id uuid, user_id uuid, held jsonb)
language sql stable security definer set search_path = app, pg_temp as $$
  select q.id, q.session_id, q.user_id, q.held from quarantine q
  where q.session_id = any(p_sessions) and q.state = 'OPEN' and q.sound and q.held is not null and q.code in ('E-ATT-03', 'E-ATT-07')
  order by q.claimed_at, q.op_id
$$;
--> statement-breakpoint
-- A phone's key, to whoever is signed in as its owner.
create or replace function app.device_key(p_hash bytea, p_device uuid) returns jsonb language plpgsql as $$
declare who uuid;
begin
  select user_id into who from app.user_of_session(p_hash);
  if who is null then return null; end if;
  perform set_config('app.user_id', who::text, true);
  return (select d.public_key from app.device d where d.id = p_device and d.user_id = who);
end $$;
--> statement-breakpoint
-- Refusals that concern a whole sheet, not one operation of it.
create or replace function app.whole_sheet(code text) returns boolean language sql immutable as
$$ select code in ('E-GEN-02', 'E-SES-05', 'E-SES-06', 'E-SES-08', 'E-ATT-04', 'E-FAC-01') $$;
--> statement-breakpoint
-- Operations of one sheet, put in order and saved by the rules of the desk (app.save_register), under the person set as
-- app.user_id. Answers { code, values } where the whole sheet is refused, else { odd } with what was not plainly applied.
create or replace function app.sync_sheet(p_session uuid, p_ops jsonb, p_request text) returns jsonb language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s app.session; answer jsonb; act jsonb; v_outcome text; said jsonb; st jsonb; me_rank int; winners jsonb; one jsonb; words jsonb; item jsonb;
  refused jsonb := '{}'; odd jsonb := '{}'; base jsonb;
begin
  select * into s from app.session where id = p_session for update;
  if not found or not (s.scope_id = any(app.my_scope('record'))) then return jsonb_build_object('code', 'E-GEN-02'); end if;
  base := jsonb_build_object('v', 1, 'sessionId', s.id, 'baseVersion', s.version, 'sync', true, 'acknowledged', jsonb_build_array('W-ATT-05'));
  select o into act from jsonb_array_elements(p_ops) o where o->>'kind' = 'act' limit 1;
  v_outcome := coalesce(act->>'outcome', 'draft');
  -- The first that is heard of a sheet, each place named once: nothing to put in order.
  if v_outcome <> 'cancel' and not exists (select from app.operation q where q.session_id = s.id)
     and (select count(*) = count(distinct app.op_place(o)) from jsonb_array_elements(p_ops) o) then
    answer := app.save_register(base || jsonb_build_object('ops', p_ops, 'outcome', v_outcome), p_request);
    if answer->>'status' in ('applied', 'duplicate') then
      perform app.keep_words(s, p_ops);
      return jsonb_build_object('odd', odd);
    elsif app.whole_sheet(answer->>'code') then
      return jsonb_build_object('code', answer->>'code', 'values', answer->'values');
    end if;
  end if;
  if s.status in ('CANCELLED', 'RESCHEDULED') then return jsonb_build_object('code', 'E-SES-08'); end if;

  -- Everything that was ever said in the places touched, old and new.
  me_rank := app.op_rank(app.me(), s.scope_id, s.cohort_id, s.day, now());
  select jsonb_agg(jsonb_build_object('place', x.place, 'id', x.id, 'rank', x.rank, 'value', x.value, 'supersedes', x.supersedes)) into said
  from (
    select app.op_place(o) as place, (o->>'id')::uuid as id, me_rank as rank, app.op_value(o) as value, o->'supersedes' as supersedes
    from jsonb_array_elements(p_ops) o where o->>'kind' <> 'details'
    union all
    select app.op_place(q.o), q.id, app.op_rank(q.actor_id, s.scope_id, s.cohort_id, s.day, q.received_at), app.op_value(q.o), to_jsonb(q.supersedes)
    from (select o.*, app.op_json(o) as o from app.operation o where o.session_id = s.id and o.kind <> 'details') q
    where app.op_place(q.o) in (select app.op_place(n) from jsonb_array_elements(p_ops) n)
    union all
    select * from app.words_said(s, p_ops, me_rank)
  ) x;
  select jsonb_agg(to_jsonb(x)) into st from app.standing(coalesce(said, '[]')) x;

  -- What stands now and is not what the sheet holds; an operation received before goes in again.
  select coalesce(jsonb_agg(w.o order by w.kind = 'act', w.kind, w.i), '[]') into winners
  from (
    select coalesce(n.o, app.op_json(q) || '{"again": true}') as o, coalesce(n.o->>'kind', q.kind) as kind, coalesce(n.i, 0) as i
    from jsonb_to_recordset(st) t(place text, op uuid, nth int)
    left join (select o, i from jsonb_array_elements(p_ops) with ordinality y(o, i)) n on (n.o->>'id')::uuid = t.op
    left join app.operation q on q.id = t.op and n.o is null
    where t.nth = 1 and t.place not like 'details:%' and (n.o is not null or not (q.kind = 'guest' or q.id is not distinct from s.head_op or q.id is not distinct from s.act_op
      or exists (select from app.attendance a where a.session_id = s.id and a.op_id = q.id)
      or q.kind = 'unmark' and not exists (select from app.attendance a where a.session_id = s.id and a.person_id = q.person_id)))
  ) w;
  words := app.words_standing(s, p_ops, st);
  if words is not null then winners := jsonb_build_array(words) || winners; end if;

  if winners = '[]' then
    if s.status = 'APPROVED' then return jsonb_build_object('code', 'E-ATT-04'); end if;
  else
    -- Together where that is allowed; else what is done with the sheet by itself, and each tap by itself.
    act := case when winners->-1->>'kind' = 'act' then winners->-1 end;
    v_outcome := case when act->>'again' is null then coalesce(act->>'outcome', 'draft') else 'draft' end;
    if v_outcome <> 'cancel' then
      answer := app.save_register(base || jsonb_build_object('ops', winners, 'outcome', v_outcome), p_request);
      if app.whole_sheet(answer->>'code') then return jsonb_build_object('code', answer->>'code', 'values', answer->'values'); end if;
    end if;
    if v_outcome = 'cancel' or answer->>'status' = 'refused' then
      if act is not null then winners := winners - -1; end if;
      if winners <> '[]' then
        answer := app.save_register(base || jsonb_build_object('ops', winners, 'outcome', 'draft'), p_request);
        if app.whole_sheet(answer->>'code') then
          -- That it did not take place may be said of a session on which nothing may be marked.
          if v_outcome <> 'cancel' then return jsonb_build_object('code', answer->>'code', 'values', answer->'values'); end if;
          select jsonb_object_agg(app.op_place(x), answer - 'status') into refused from jsonb_array_elements(winners) x;
        elsif answer->>'status' = 'refused' then
          for one in select value from jsonb_array_elements(winners) loop
            answer := app.save_register(base || jsonb_build_object('ops', jsonb_build_array(one), 'outcome', 'draft'), p_request);
            if answer->>'status' = 'refused' then refused := refused || jsonb_build_object(app.op_place(one), answer - 'status'); end if;
          end loop;
        end if;
      end if;
      if act is not null then
        answer := app.save_register(base || jsonb_build_object('ops', jsonb_build_array(act), 'outcome', v_outcome, 'cancelReason', act->>'cancelReason'), p_request);
        if answer->>'status' = 'refused' then refused := refused || jsonb_build_object('act', answer - 'status'); end if;
      end if;
    end if;
  end if;

  -- What does not stand is kept as well, and where two did not know of each other both are shown.
  insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id, supersedes, claimed_at, device_id)
  select (o->>'id')::uuid, s.scope_id, s.id, (o->>'person')::uuid, o->>'kind',
    o - array['id', 'kind', 'person', 'name', 'topic', 'note', 'mismatch', 'cancelReason', 'supersedes', 'at', 'device', 'again'], app.me(),
    app.superseded(o, true, null), (o->>'at')::timestamptz, (o->>'device')::uuid
  from jsonb_array_elements(p_ops) o where not refused ? app.op_place(o)
  on conflict (id) do nothing;
  perform app.keep_words(s, p_ops);
  insert into app.sync_conflict as c (session_id, place, scope_id, ops)
  select s.id, t.place, s.scope_id, array_agg(t.op order by t.nth) from jsonb_to_recordset(st) t(place text, op uuid, nth int, contested boolean)
  where t.contested and not refused ? split_part(t.place, ':', 1) and t.place not like 'guest:%' group by t.place
  on conflict (session_id, place) do update set ops = excluded.ops, state = 'OPEN', settled_at = null, settled_by = null
    where (c.ops, c.state) is distinct from (excluded.ops, 'OPEN');
  update app.sync_conflict c set state = 'SETTLED', settled_at = now(), settled_by = app.me()
  from jsonb_to_recordset(st) t(place text, contested boolean)
  where c.session_id = s.id and c.place = t.place and c.state = 'OPEN' and not t.contested and not refused ? split_part(t.place, ':', 1);
  select coalesce(jsonb_object_agg(x.id, x.receipt), '{}') into odd
  from (
    select o->>'id' as id, case
      when refused ? app.op_place(o) then jsonb_build_object('status', 'quarantined') || (refused->app.op_place(o))
      when h.contested then jsonb_build_object('status', 'conflict', 'stands', h.stands) end as receipt
    from jsonb_array_elements(p_ops) o left join lateral (
      select bool_or(t.contested) as contested, bool_and(t.nth = 1) filter (where t.contested) as stands
      from jsonb_to_recordset(st) t(place text, op uuid, nth int, contested boolean) where t.op = (o->>'id')::uuid) h on true
  ) x where x.receipt is not null;
  return jsonb_build_object('odd', odd);
end $$;
--> statement-breakpoint
-- A stored operation as the phone sent it, but for words.
create or replace function app.op_json(o app.operation) returns jsonb language sql immutable as $$
  select coalesce(o.body, '{}') || jsonb_build_object('id', o.id, 'kind', o.kind)
    || case when o.person_id is null then '{}'::jsonb else jsonb_build_object('person', o.person_id) end
$$;
--> statement-breakpoint
-- The words of operations that bring some, so that they can stand again.
create or replace function app.keep_words(s app.session, p_ops jsonb) returns void language plpgsql as $$
begin
  if not p_ops @> '[{"kind": "details"}]' and not p_ops @> '[{"outcome": "cancel"}]' then return; end if;
  insert into app.operation_text (op_id, scope_id, session_id, words)
  select (o->>'id')::uuid, s.scope_id, s.id, app.words_of(o) from jsonb_array_elements(p_ops) o
  where (o->>'kind' = 'details' or o->>'outcome' = 'cancel') and exists (select from app.operation q where q.id = (o->>'id')::uuid)
  on conflict (op_id) do nothing;
end $$;
--> statement-breakpoint
create or replace function app.words_of(o jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(k, coalesce(btrim(o->>k), '')), '{}') from unnest(array['topic', 'note', 'mismatch', 'cancelReason']) k where o ? k
$$;
--> statement-breakpoint
-- What was said in topic, note and reason, each a place of its own. An operation need not name all three, so it replaces
-- also what those before it replaced.
create or replace function app.words_said(s app.session, p_ops jsonb, me_rank int)
returns table (place text, id uuid, rank int, value text, supersedes jsonb) language plpgsql as $$
begin
  if not p_ops @> '[{"kind": "details"}]' then return; end if;
  -- The desk's words are kept where they stand only.
  insert into app.operation_text (op_id, scope_id, session_id, words)
  select o.id, s.scope_id, s.id, jsonb_build_object('topic', coalesce(s.topic, ''), 'note', coalesce(s.note, ''), 'mismatch', coalesce(s.mismatch, ''))
  from app.operation o where o.id = s.details_op
  on conflict (op_id) do nothing;
  return query
  with recursive d as (
    select o.id, o.supersedes, app.op_rank(o.actor_id, s.scope_id, s.cohort_id, s.day, o.received_at) as rank, w.words
    from app.operation o left join app.operation_text w on w.op_id = o.id where o.session_id = s.id and o.kind = 'details'
    union all
    select (o->>'id')::uuid, app.superseded(o, true, null), me_rank, app.words_of(o) from jsonb_array_elements(p_ops) o where o->>'kind' = 'details'
  ), reach(id, other) as (
    select d.id, unnest(d.supersedes) from d
    union select r.id, x from reach r join d on d.id = r.other cross join lateral unnest(d.supersedes) x
  )
  select 'details:' || k.key, d.id, d.rank, k.value,
    coalesce((select jsonb_agg(r.other) from reach r where r.id = d.id), '[]')
  from d cross join lateral jsonb_each_text(d.words) k;
end $$;
--> statement-breakpoint
-- One operation that brings the words which stand now, or nothing where the sheet holds them already.
create or replace function app.words_standing(s app.session, p_ops jsonb, st jsonb) returns jsonb language plpgsql as $$
declare words jsonb; lead uuid; op jsonb;
begin
  if not p_ops @> '[{"kind": "details"}]' then return null; end if;
  select jsonb_object_agg(split_part(t.place, ':', 2), coalesce(n.words, w.words)->>split_part(t.place, ':', 2)),
    coalesce((array_agg(t.op order by t.op desc) filter (where n.words is not null))[1], (array_agg(t.op order by t.op desc))[1])
  into words, lead
  from jsonb_to_recordset(st) t(place text, op uuid, nth int)
  left join (select (o->>'id')::uuid as id, app.words_of(o) as words from jsonb_array_elements(p_ops) o where o->>'kind' = 'details') n on n.id = t.op
  left join app.operation_text w on w.op_id = t.op
  where t.nth = 1 and t.place like 'details:%';
  if words is null then return null; end if;
  select o into op from jsonb_array_elements(p_ops) o where (o->>'id')::uuid = lead;
  if op is null and jsonb_build_object('topic', coalesce(s.topic, ''), 'note', coalesce(s.note, ''), 'mismatch', coalesce(s.mismatch, '')) @> words then
    return null;
  end if;
  return coalesce(op, jsonb_build_object('id', lead, 'kind', 'details', 'again', true)) || words;
end $$;
--> statement-breakpoint
-- A batch moves hours, months and what somebody has to do once at its end, not once a sheet: 25 people of a group are written once
-- and not thirty times. Both functions stay as they are but for the note they take while a batch is taken in.
do $$ declare src text;
  at_counts constant text := 'if o = 0 and n = 0 then return; end if;';
  at_follow constant text := E'begin\n  v := app.rules_at(';
begin
  src := pg_get_functiondef('app.apply_counts(app.session,app.session,uuid[],int[])'::regprocedure);
  if position(at_counts in src) = 0 then raise exception 'app.apply_counts is not the one this migration knows'; end if;
  execute replace(src, at_counts, at_counts || E'\n  if app.noted(was, now_is) then return; end if;');
  src := pg_get_functiondef('app.follow_up(app.session,app.run,timestamptz)'::regprocedure);
  if position(at_follow in src) = 0 then raise exception 'app.follow_up is not the one this migration knows'; end if;
  execute replace(src, at_follow, E'begin\n  if app.followed_later(s) then return; end if;\n  v := app.rules_at(');
end $$;
--> statement-breakpoint
-- Whether the batch being taken in moves this sheet's counts at its end: a sheet of a group that counts from now on.
create or replace function app.noted(was app.session, now_is app.session) returns boolean language plpgsql as $$
declare noted text := current_setting('app.batch', true);
begin
  if coalesce(left(noted, 1), '') <> '+' or (now_is).cohort_id is null then return false; end if;
  if position((now_is).id::text in noted) > 0 then return true; end if;
  if app.counts((was).status) or not app.counts((now_is).status) then return false; end if;
  perform set_config('app.batch', noted || (now_is).id || ',', true);
  return true;
end $$;
--> statement-breakpoint
create or replace function app.followed_later(s app.session) returns boolean language plpgsql as $$
begin
  if coalesce(left(current_setting('app.batch', true), 1), '') <> '+' then return false; end if;
  perform set_config('app.batch_follow', current_setting('app.batch_follow', true) || (s).id || ',', true);
  return true;
end $$;
--> statement-breakpoint
-- What app.apply_counts and app.follow_up do for one sheet, for all sheets noted in this batch (which counted for nothing before).
create or replace function app.settle_batch() returns void language plpgsql as $$
declare ids uuid[]; follow uuid[]; c record; s app.session; r app.run;
begin
  ids := string_to_array(trim(trailing ',' from substr(current_setting('app.batch', true), 2)), ',')::uuid[];
  follow := string_to_array(trim(trailing ',' from current_setting('app.batch_follow', true)), ',')::uuid[];
  perform set_config('app.batch', '', true);
  update app.enrolment e set credited_minutes = e.credited_minutes + d.minutes,
    status = case when e.status = 'REGISTERED' and e.credited_minutes + d.minutes > 0 then 'ACTIVE' else e.status end,
    activated_on = case when e.credited_minutes + d.minutes > 0 then least(coalesce(e.activated_on, d.day), d.day) else e.activated_on end
  from (select x.cohort_id, a.person_id, sum(a.credited_minutes)::int as minutes, min(x.day) as day
    from app.session x join app.attendance a on a.session_id = x.id where x.id = any(ids) and a.credited_minutes > 0
    group by x.cohort_id, a.person_id order by x.cohort_id, a.person_id) d
  where e.cohort_id = d.cohort_id and e.person_id = d.person_id;
  insert into app.cohort_month as t (run_id, scope_id, cohort_id, month, held, net_minutes, rows, attended, credited_minutes)
  select x.run_id, x.scope_id, x.cohort_id, k.month, count(*) filter (where x.makes_up_id is null),
    coalesce(sum(x.net_minutes) filter (where x.makes_up_id is null), 0), coalesce(sum(x.n_rows) filter (where x.makes_up_id is null), 0),
    coalesce(sum(x.n_present + x.n_late + x.n_early) filter (where x.makes_up_id is null), 0), sum(x.credited_minutes)
  from app.session x join app.calendar_day k on k.day = x.day where x.id = any(ids) group by 1, 2, 3, 4 order by 3, 4
  on conflict (run_id, cohort_id, month) do update set held = t.held + excluded.held,
    net_minutes = t.net_minutes + excluded.net_minutes, rows = t.rows + excluded.rows,
    attended = t.attended + excluded.attended, credited_minutes = t.credited_minutes + excluded.credited_minutes;
  for c in select x.cohort_id as id, min(x.day) as day from app.session x where x.id = any(ids) and x.makes_up_id is null group by 1 order by 1 loop
    update app.cohort k set running_since = least(coalesce(k.running_since, c.day), c.day),
      status = case when k.status in ('PLANNED','FORMING','READY') then 'RUNNING' else k.status end
    where k.id = c.id and (k.status in ('PLANNED','FORMING','READY') or c.day < coalesce(k.running_since, 'infinity'));
    update app.cohort k set status = x.standing
    from (select case when sum(m.net_minutes) >= (select y.planned_minutes from app.cohort y where y.id = c.id) then 'FINISHED' else 'RUNNING' end as standing
      from app.cohort_month m where m.cohort_id = c.id) x
    where k.id = c.id and k.status in ('RUNNING', 'FINISHED') and k.status <> x.standing;
  end loop;
  for c in select (array_agg(x.id))[1] as id from app.session x where x.id = any(follow) group by x.cohort_id order by x.cohort_id loop
    select * into s from app.session where id = c.id;
    select * into r from app.run where id = s.run_id;
    perform app.follow_up(s, r, app.run_clock(r));
  end loop;
end $$;
--> statement-breakpoint
-- One batch of one phone in one round trip: who (the cookie's hash), whose device, what of it is known, what the rules of
-- the desk say to the rest, and the receipts. What cannot be applied is quarantined, sealed by the caller: where its sealed
-- form is not there yet everything is undone and TB010 names the operations it is needed of. With `careful` a fault in one
-- sheet does not touch the others.
create or replace function app.sync_push(p_hash bytea, p jsonb, p_request text) returns jsonb language plpgsql as $$
declare
  who uuid; d app.device; b record; t record; h record; v_digest bytea := decode(p->>'digest', 'hex'); v_batch uuid := (p->>'batch')::uuid;
  v_device uuid := (p->>'device')::uuid; unsound text; ids uuid[]; fresh jsonb; answer jsonb; odd jsonb := '{}'; aside jsonb := '{}'; done uuid[] := '{}';
  k_id uuid[]; k_session uuid[]; k_actor uuid[]; q_id uuid[]; row_id uuid := app.uuid_v7(); my_place int; v_agreed boolean; mine uuid[]; sheets jsonb;
  careful boolean := coalesce((p->>'careful')::boolean, false); missing jsonb; has_acts boolean := false;
begin
  select user_id into who from app.user_of_session(p_hash);
  if who is null then return jsonb_build_object('status', 'signed-out'); end if;
  perform set_config('app.user_id', who::text, true);
  perform pg_advisory_xact_lock(hashtextextended(v_batch::text, 20));
  select * into b from app.batch_known(v_batch);
  if found then
    if b.user_id <> who then return jsonb_build_object('status', 'other-account'); end if;
    if b.digest = v_digest then return jsonb_build_object('status', 'again', 'ops', to_jsonb(b.ops), 'odd', b.odd, 'answer', b.answer); end if;
    if p->>'unsound' is null then return jsonb_build_object('status', 'other-bytes'); end if;
  end if;
  select * into d from app.device x where x.id = v_device and x.user_id = who for update;
  unsound := case when d.id is null then 'E-SYN-01' when d.withdrawn_at is not null then 'E-SYN-02' else p->>'unsound' end;
  if unsound is not null then
    select * into b from app.sync_batch x where x.user_id = who and x.digest = v_digest and not x.sound;
    if found then return jsonb_build_object('status', 'again', 'ops', to_jsonb(b.ops), 'odd', b.odd, 'answer', b.answer); end if;
  end if;
  select u.scope_id into my_place from app.user_account u where u.id = who;
  select coalesce(array_agg(x::uuid order by i), '{}') into ids from jsonb_array_elements_text(p->'ids') with ordinality y(x, i);

  if unsound is not null then
    select coalesce(jsonb_object_agg(x, jsonb_build_object('code', unsound)), '{}') into aside from unnest(ids) x;
  else
    -- What has no shape the rules know is kept for people as well.
    select coalesce(jsonb_object_agg(o->>'id', '{"code": "E-GEN-04"}'::jsonb), '{}') into aside
    from jsonb_array_elements(coalesce(p->'broken', '[]')) x cross join lateral jsonb_array_elements(x->'ops') o;
    select array_agg(k.id), array_agg(k.session_id), array_agg(k.actor_id) into k_id, k_session, k_actor from app.ops_known(ids) k;
    select array_agg(q.op_id) into q_id from app.quarantine q where q.op_id = any(ids) and q.user_id = who and q.sound;
    -- All sheets at once and in one order, by group: two phones never wait for each other.
    perform from app.session s where s.id in (select (x->>'session')::uuid from jsonb_array_elements(p->'sheets') x)
      order by coalesce(s.cohort_id, s.class_id), s.id for update;
    perform set_config('app.batch', '+', true), set_config('app.batch_follow', '', true);
    for t in select (x->>'session')::uuid as session, x->'ops' as ops from jsonb_array_elements(p->'sheets') x
        left join app.session s on s.id = (x->>'session')::uuid order by coalesce(s.cohort_id, s.class_id), 1 loop
      fresh := t.ops;
      if k_id is not null or q_id is not null then
        select odd || coalesce(jsonb_object_agg(y.id, jsonb_build_object('status', 'duplicate')) filter (where y.same), '{}'),
          aside || coalesce(jsonb_object_agg(y.id, jsonb_build_object('code', 'E-SYN-04')) filter (where not y.same), '{}')
        into odd, aside
        from (select (o->>'id')::uuid as id, coalesce((o->>'id')::uuid = any(q_id), false) or coalesce(
              k_session[array_position(k_id, (o->>'id')::uuid)] = t.session and k_actor[array_position(k_id, (o->>'id')::uuid)] = who, false) as same
            from jsonb_array_elements(t.ops) o where (o->>'id')::uuid = any(k_id) or (o->>'id')::uuid = any(q_id)) y;
        select jsonb_agg(o order by i) into fresh from jsonb_array_elements(t.ops) with ordinality y(o, i)
        where not coalesce((o->>'id')::uuid = any(k_id), false) and not coalesce((o->>'id')::uuid = any(q_id), false);
        continue when fresh is null;
      end if;
      if careful then
        begin
          answer := app.sync_sheet(t.session, fresh, p_request);
        exception when others then
          -- A lost connection or two in each other's way concern the batch; anything else only this sheet.
          if left(sqlstate, 2) in ('40', '53', '57', '58') then raise; end if;
          answer := jsonb_build_object('code', case when sqlstate = 'TB001' then sqlerrm else 'E-GEN-09' end);
        end;
      else
        answer := app.sync_sheet(t.session, fresh, p_request);
      end if;
      if answer->>'code' is not null then
        select aside || jsonb_object_agg(o->>'id', answer) into aside from jsonb_array_elements(fresh) o;
        continue;
      end if;
      done := done || t.session;
      if answer->'odd' <> '{}' then
        select odd || coalesce(jsonb_object_agg(x.key, x.value) filter (where x.value->>'status' <> 'quarantined'), '{}'),
          aside || coalesce(jsonb_object_agg(x.key, x.value - 'status') filter (where x.value->>'status' = 'quarantined'), '{}')
        into odd, aside from jsonb_each(answer->'odd') x;
      end if;
      has_acts := has_acts or fresh @> '[{"kind": "act"}]';
    end loop;
    -- What was handed in before its marks came, by whoever handed it in and by her rights.
    for h in select * from app.held_acts(done) loop
      begin
        perform set_config('app.user_id', h.user_id::text, true);
        answer := app.sync_sheet(h.session_id, jsonb_build_array(h.held), p_request);
        if answer->>'code' is null and not answer->'odd' @? '$.*.status ? (@ == "quarantined")' then
          update app.quarantine q set state = 'APPLIED', decided_by = h.user_id, decided_at = now() where q.id = h.id;
        end if;
      exception when others then
        if left(sqlstate, 2) in ('40', '53', '57', '58') then raise; end if;
      end;
    end loop;
    perform set_config('app.user_id', who::text, true);
    perform app.settle_batch();
  end if;

  if aside <> '{}' then
    select jsonb_agg(x.key) into missing from jsonb_each(aside) x where not coalesce(p->'sealed' ? x.key, false);
    if missing is not null then raise exception '%', missing using errcode = 'TB010'; end if;
    select odd || jsonb_object_agg(x.key, jsonb_strip_nulls(jsonb_build_object('status', 'quarantined', 'code', x.value->>'code', 'values', nullif(x.value->'values', '{}'))))
      into odd from jsonb_each(aside) x;
  end if;
  -- What the phone believes was received: the ids since it and the office last agreed, or since the time before where that answer was lost.
  if unsound is null then
    if jsonb_typeof(p->'acked') = 'object' then
      mine := array(select distinct x from unnest(d.pending) x where x <> all(ids));
      v_agreed := app.hash_of_ids(mine) = p->'acked'->>'hash';
      if not v_agreed then
        mine := array(select distinct x from unnest(d.agreed || d.pending) x where x <> all(ids));
        v_agreed := app.hash_of_ids(mine) = p->'acked'->>'hash';
      end if;
    end if;
    update app.device x set last_seen_at = now(), skew_seconds = round(extract(epoch from (p->>'sent')::timestamptz - now())),
      mismatches = x.mismatches + case when v_agreed = false then 1 else 0 end,
      agreed = case when v_agreed then mine else x.agreed end,
      pending = case when v_agreed then ids else (array(select distinct y from unnest(x.pending || ids) y))[1:4000] end
    where x.id = d.id;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('session', s.id, 'version', s.version, 'status', s.status)), '[]') into sheets
  from app.session s where s.id = any(done);
  answer := jsonb_build_object('batch', v_batch, 'receivedAt', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'sheets', sheets, 'agreed', v_agreed);
  insert into app.sync_batch (id, scope_id, batch, device_id, user_id, seq, digest, sound, sent_at, ops, odd, answer)
  values (row_id, my_place, v_batch, v_device, who, (p->>'seq')::int, v_digest, unsound is null, (p->>'sent')::timestamptz, ids, odd, answer);
  if aside <> '{}' then
    insert into app.quarantine (scope_id, batch_id, op_id, session_id, device_id, user_id, sound, kind, sealed, held, code, code_values, claimed_at)
    select w.scope_id, row_id, (o->>'id')::uuid, w.session_id, v_device, who, unsound is null, o->>'kind', p->'sealed'->>(o->>'id'),
      case when unsound is null and o->>'kind' = 'act' and o->>'outcome' <> 'cancel' then o end,
      aside->(o->>'id')->>'code', coalesce(aside->(o->>'id')->'values', '{}'), (o->>'at')::timestamptz
    from jsonb_array_elements(p->'sheets' || coalesce(p->'broken', '[]')) x cross join lateral jsonb_array_elements(x->'ops') o
      cross join lateral app.waiting_place((x->>'session')::uuid) w
    where aside ? (o->>'id');
  end if;
  if has_acts then perform app.flag_alike(d); end if;
  return jsonb_build_object('status', 'received', 'ops', to_jsonb(ids), 'odd', odd, 'answer', answer);
end $$;
--> statement-breakpoint
-- What contradicts now where two did not know of each other, the one that stands first; nothing where the desk has written
-- the same since.
create or replace function app.conflict_heads(c app.sync_conflict) returns uuid[] language plpgsql stable as $$
begin
  if c.place like 'details:%' then
    return (select case when count(*) = 0 then c.ops end from app.operation l where l.session_id = c.session_id and c.ops <@ l.supersedes);
  end if;
  return (select case when bool_or(t.contested) then array_agg(t.op order by t.nth) end from app.standing((
    select jsonb_agg(jsonb_build_object('place', c.place, 'id', o.id, 'rank', app.op_rank(o.actor_id, s.scope_id, s.cohort_id, s.day, o.received_at),
      'value', app.op_value(app.op_json(o)), 'supersedes', to_jsonb(o.supersedes)))
    from app.operation o join app.session s on s.id = o.session_id
    where o.session_id = c.session_id and app.op_place(app.op_json(o)) = c.place)) t);
end $$;
--> statement-breakpoint
-- Whether a row was written by a transaction that had not ended when `horizon` was the oldest one running. The row's own
-- transaction id (xmin) has 32 bits: the ones before it are counted to what runs now. After a wrap an old row may look new
-- and is sent once more; a new one never looks old.
create or replace function app.written_since(row_xmin xid, horizon bigint) returns boolean language sql stable as $$
  select x.id + case when x.id <= x.next & 4294967295 then x.next & ~4294967295 else (x.next & ~4294967295) - 4294967296 end >= horizon
  from (select row_xmin::text::bigint as id, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next) x
$$;
--> statement-breakpoint
-- Which database and which history of it a horizon belongs to: after a restore a phone takes everything once more.
create or replace function app.history_of() returns text language sql stable as $$
  select (select oid from pg_database where datname = current_database())::text || '.' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
$$;
--> statement-breakpoint
-- The twin of lib/sync/hash.ts.
create or replace function app.hash_of_ids(p_ids uuid[]) returns text language sql immutable as $$
  select encode(sha256(convert_to(coalesce(string_agg(x::text, E'\n' order by x), ''), 'UTF8')), 'hex') from (select distinct unnest(p_ids) x) y
$$;
--> statement-breakpoint
-- More than twenty sheets of one device within three minutes by its own clock, each with everybody alike: shown to the
-- office, not to her, and not held up. By the phone's clock, because a phone that had no network sends a month at once.
create or replace function app.flag_alike(d app.device) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  insert into app.sync_flag as f (scope_id, device_id, kind, about, sheets, seconds)
  select d.scope_id, d.id, 'ALIKE', x.at::date, max(x.n), max(extract(epoch from x.at - x.first))::int
  from (
    select y.at, count(*) over w as n, min(y.at) over w as first
    from (select o.session_id, min(o.claimed_at) as at from app.operation o join app.session s on s.id = o.session_id
        where o.device_id = d.id and o.kind = 'act' and o.body->>'outcome' = 'submit' and o.received_at > now() - interval '40 days'
          and s.n_rows > 0 and (s.n_rows = s.n_present or s.n_rows = s.n_absent)
        group by o.session_id) y
    window w as (order by y.at range between interval '3 minutes' preceding and current row)) x
  where x.n > 20 group by x.at::date
  on conflict (device_id, kind, about) do nothing;
end $$;
--> statement-breakpoint
revoke all on function app.device_stays(), app.quarantine_stays(), app.session_dropped(), app.op_rank(uuid, int, uuid, date, timestamptz),
  app.standing(jsonb), app.op_place(jsonb), app.op_value(jsonb), app.ops_known(uuid[]), app.batch_known(uuid), app.waiting_place(uuid),
  app.held_acts(uuid[]), app.device_key(bytea, uuid), app.whole_sheet(text), app.sync_sheet(uuid, jsonb, text), app.op_json(app.operation),
  app.keep_words(app.session, jsonb), app.words_of(jsonb), app.words_said(app.session, jsonb, int), app.words_standing(app.session, jsonb, jsonb),
  app.sync_push(bytea, jsonb, text), app.hash_of_ids(uuid[]), app.flag_alike(app.device), app.written_since(xid, bigint), app.history_of(), app.conflict_heads(app.sync_conflict), app.noted(app.session, app.session), app.settle_batch(), app.followed_later(app.session) from public;
--> statement-breakpoint
grant execute on function app.device_stays(), app.quarantine_stays(), app.op_rank(uuid, int, uuid, date, timestamptz),
  app.standing(jsonb), app.op_place(jsonb), app.op_value(jsonb), app.ops_known(uuid[]), app.batch_known(uuid), app.waiting_place(uuid),
  app.held_acts(uuid[]), app.device_key(bytea, uuid), app.whole_sheet(text), app.sync_sheet(uuid, jsonb, text), app.op_json(app.operation),
  app.keep_words(app.session, jsonb), app.words_of(jsonb), app.words_said(app.session, jsonb, int), app.words_standing(app.session, jsonb, jsonb),
  app.sync_push(bytea, jsonb, text), app.hash_of_ids(uuid[]), app.flag_alike(app.device), app.written_since(xid, bigint), app.history_of(), app.conflict_heads(app.sync_conflict), app.noted(app.session, app.session), app.settle_batch(), app.followed_later(app.session) to tabavar_rw;
