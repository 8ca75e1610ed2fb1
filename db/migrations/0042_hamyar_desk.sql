-- The social worker's desk of a hamyar group: what was held (group sessions, visits, trainings, exhibitions) with who came, the
-- three-pillar plan, support asked for and given, members' own ratings and certificates; the same from a phone without a network;
-- targets and the ladder revised with a reason; a group's columns changed only by who may. See docs/decisions: hamyar-desk.
-- An id made where it is recorded. The row is what stands of its operations: day, minutes and topic as said last by who had seen the rest.
create table app.hamyar_event (
  id uuid primary key,
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  kind text not null,
  day date not null,
  minutes smallint,
  topic text,
  taken_back boolean not null default false,
  op_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  constraint hamyar_event_kind check (kind in ('SESSION','VISIT','TRAINING','EXHIBITION')),
  constraint hamyar_event_minutes check (minutes between 1 and 1440)
);
--> statement-breakpoint
create index hamyar_event_group on app.hamyar_event (group_id, day);
--> statement-breakpoint
-- Who of the group came; null: taken back, nothing is said of her.
create table app.hamyar_presence (
  event_id uuid not null references app.hamyar_event (id),
  member_id uuid not null references app.hamyar_member (id),
  scope_id integer not null references app.scope (id),
  present boolean,
  op_id uuid not null,
  primary key (event_id, member_id)
);
--> statement-breakpoint
-- Everything that was ever said of an event, kept whether it stands or not; its order is that of a cohort's sheets.
create table app.hamyar_op (
  id uuid primary key,
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  event_id uuid not null,
  place text not null,
  body jsonb not null,
  supersedes uuid[] not null default '{}',
  rank smallint not null,
  actor_id uuid not null,
  device_id uuid,
  claimed_at timestamptz,
  received_at timestamptz not null default now(),
  constraint hamyar_op_rank check (rank between 1 and 3)
);
--> statement-breakpoint
create index hamyar_op_event on app.hamyar_op (event_id);
--> statement-breakpoint
create index hamyar_op_group on app.hamyar_op (group_id);
--> statement-breakpoint
-- A promise of the plan: whose pillar it stands on (state, individual, group) and which aspect of life it is about.
create table app.hamyar_plan_item (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  pillar text not null,
  aspect text not null,
  text_fa text not null,
  due_on date,
  status text not null default 'OPEN',
  settled_on date,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  constraint hamyar_plan_item_pillar check (pillar in ('STATE','INDIVIDUAL','GROUP')),
  constraint hamyar_plan_item_aspect check (aspect in ('CULTURAL','SOCIAL','ECONOMIC','EMOTIONAL','PSYCHOLOGICAL')),
  constraint hamyar_plan_item_status check (status in ('OPEN','DONE','DROPPED') and (status = 'OPEN') = (settled_on is null))
);
--> statement-breakpoint
create index hamyar_plan_item_group on app.hamyar_plan_item (group_id);
--> statement-breakpoint
-- Support the group, or one of its members, asked for, and what came of it: both days are kept apart.
create table app.hamyar_support (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  member_id uuid references app.hamyar_member (id),
  kind text not null,
  form text not null,
  what text not null,
  asked_on date not null,
  asked_rial bigint,
  answer text,
  answered_on date,
  given_rial bigint,
  regulation text,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  constraint hamyar_support_form check ((kind = 'MATERIAL' and form in ('CASH','GOODS','LOAN','INSURANCE','WORKPLACE'))
    or (kind = 'MORAL' and form in ('COUNSEL','LEGAL','REFERRAL','MARKET','SKILL'))),
  constraint hamyar_support_answer check (answer in ('GIVEN','DECLINED') and answered_on is not null or answer is null and answered_on is null
    and given_rial is null and regulation is null),
  constraint hamyar_support_days check (answered_on >= asked_on),
  constraint hamyar_support_amount check (asked_rial between 1 and 999999999999999 and kind = 'MATERIAL' or asked_rial is null),
  constraint hamyar_support_given check ((given_rial is not null) = (answer = 'GIVEN' and kind = 'MATERIAL') or answer is null and given_rial is null),
  constraint hamyar_support_given_amount check (given_rial between 1 and 999999999999999)
);
--> statement-breakpoint
create index hamyar_support_group on app.hamyar_support (group_id, asked_on);
--> statement-breakpoint
-- What a member says of herself on a day, from 1 to 5, and whether she lives on direct support; never changed, said anew.
create table app.hamyar_rating (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  member_id uuid not null references app.hamyar_member (id),
  day date not null,
  confidence smallint not null,
  decision smallint not null,
  resources smallint not null,
  on_support boolean not null,
  taken_by uuid not null,
  taken_at timestamptz not null default now(),
  constraint hamyar_rating_once unique (member_id, day),
  constraint hamyar_rating_scale check (confidence between 1 and 5 and decision between 1 and 5 and resources between 1 and 5)
);
--> statement-breakpoint
create table app.hamyar_certificate (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  member_id uuid not null references app.hamyar_member (id),
  title text not null,
  issuer text not null,
  issued_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now(),
  constraint hamyar_certificate_once unique (member_id, title, issued_on)
);
--> statement-breakpoint
alter table app.hamyar_target add column reason text;
--> statement-breakpoint
-- A question of the ladder on another rung, in other words or asked no more, and why; the newest of the nearest node holds.
create table app.hamyar_criterion_change (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  criterion_id uuid not null references app.hamyar_criterion (id),
  rung smallint not null,
  name_fa text not null,
  name_en text not null,
  retired boolean not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  constraint hamyar_criterion_change_rung check (rung between 1 and 9)
);
--> statement-breakpoint
create index hamyar_criterion_change_of on app.hamyar_criterion_change (criterion_id, made_at);
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['hamyar_event','hamyar_presence','hamyar_op','hamyar_plan_item','hamyar_support','hamyar_rating','hamyar_certificate',
    'hamyar_criterion_change'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
    if t <> 'hamyar_criterion_change' then
      execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''marks''))::int[]))', t);
    end if;
  end loop;
  -- Written by who records in the group; an office that reviews there may let stand what a phone sent and was not plainly taken.
  foreach t in array array['hamyar_event','hamyar_op','hamyar_plan_item','hamyar_support','hamyar_rating','hamyar_certificate'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check ((scope_id = any((select app.my_scope(''record''))::int[])%s)
      and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = %I.scope_id) and %I = (select app.me()))', t,
      case when t in ('hamyar_event','hamyar_op') then ' or scope_id = any((select app.my_scope(''review''))::int[])' else '' end, t,
      case t when 'hamyar_event' then 'recorded_by' when 'hamyar_op' then 'actor_id' when 'hamyar_rating' then 'taken_by'
        when 'hamyar_certificate' then 'recorded_by' else 'made_by' end);
  end loop;
  foreach t in array array['hamyar_plan_item','hamyar_support'] loop
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''record''))::int[]))
      with check (scope_id = any((select app.my_scope(''record''))::int[]))', t);
  end loop;
  foreach t in array array['hamyar_event','hamyar_presence'] loop
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''record''))::int[])
      or scope_id = any((select app.my_scope(''review''))::int[])) with check (scope_id = any((select app.my_scope(''record''))::int[])
      or scope_id = any((select app.my_scope(''review''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy make on app.hamyar_presence for insert to tabavar_rw with check (
  (scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  and exists (select from app.hamyar_event e join app.hamyar_member m on m.group_id = e.group_id
    where e.id = event_id and m.id = member_id and e.scope_id = hamyar_presence.scope_id));
--> statement-breakpoint
create policy see on app.hamyar_criterion_change for select to tabavar_rw
  using (scope_id = any((select app.my_path())::int[]) or scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.hamyar_criterion_change for insert to tabavar_rw with check (app.works_for('HAMYAR', 'run', scope_id) and made_by = (select app.me()));
--> statement-breakpoint
grant select, insert on app.hamyar_op, app.hamyar_rating, app.hamyar_certificate, app.hamyar_criterion_change to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (kind, day, minutes, topic, taken_back, op_id) on app.hamyar_event to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (present, op_id) on app.hamyar_presence to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (status, settled_on) on app.hamyar_plan_item to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (answer, answered_on, given_rial, regulation) on app.hamyar_support to tabavar_rw;
--> statement-breakpoint
-- What was settled or answered stays so; a record about a member is of this group.
create or replace function app.settled_stays() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'hamyar_plan_item' then
    if old.status <> 'OPEN' then raise exception 'E-HG-36' using errcode = 'TB001'; end if;
  elsif old.answer is not null then raise exception 'E-HG-36' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger settled_stays before update on app.hamyar_plan_item for each row execute function app.settled_stays();
--> statement-breakpoint
create trigger settled_stays before update on app.hamyar_support for each row execute function app.settled_stays();
--> statement-breakpoint
create or replace function app.member_of_group() returns trigger language plpgsql as $$
begin
  if new.member_id is not null and not exists (select from app.hamyar_member m where m.id = new.member_id and m.group_id = new.group_id) then
    raise exception 'E-HG-32' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['hamyar_support','hamyar_rating','hamyar_certificate'] loop
    execute format('create trigger member_of_group before insert on app.%I for each row execute function app.member_of_group()', t);
  end loop;
end $$;
--> statement-breakpoint
-- Which group an event is of, also where the caller does not see it: its id must not be taken a second time.
create or replace function app.event_group(p_event uuid) returns uuid
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce((select e.group_id from hamyar_event e where e.id = p_event), (select o.group_id from hamyar_op o where o.event_id = p_event limit 1))
$$;
--> statement-breakpoint
-- What operations of one event, or of one group's book, do: the twin of app.sync_sheet for hamyar groups, with the same answer: { code }
-- where all of it is refused, else { odd } with what was not plainly applied. Under the person set as app.user_id.
create or replace function app.sync_group(p_session uuid, p_ops jsonb, p_request text) returns jsonb language plpgsql as $$
declare
  g app.hamyar_group; v_group uuid := (p_ops->0->>'group')::uuid; today date := (now() at time zone 'Asia/Tehran')::date;
  me_rank int; refused jsonb := '{}'; st jsonb; said jsonb; v_op uuid; odd jsonb;
begin
  if exists (select from jsonb_array_elements(p_ops) o where (o->>'group')::uuid is distinct from v_group
      or (o->>'kind' in ('hg-entry', 'hg-reverse')) <> (p_ops->0->>'kind' in ('hg-entry', 'hg-reverse'))) then
    return '{"code": "E-GEN-04"}';
  end if;
  if p_ops->0->>'kind' in ('hg-entry', 'hg-reverse') then return app.sync_book(p_session, v_group, p_ops, p_request); end if;
  perform pg_advisory_xact_lock(hashtextextended('hamyar event ' || p_session::text, 0));
  select * into g from app.hamyar_group where id = v_group;
  if not found or not (g.scope_id = any(app.my_scope('record')) or g.scope_id = any(app.my_scope('review')))
    or coalesce(app.event_group(p_session), v_group) <> v_group then
    return '{"code": "E-GEN-02"}';
  end if;
  me_rank := case when g.scope_id = any(app.my_scope('review')) then 3 when g.worker_id = app.me() then 2 else 1 end;
  -- A day that has not come or lies after the end of the group's work; somebody who never was of the group.
  select coalesce(jsonb_object_agg(x.id, x.code) filter (where x.code is not null), '{}') into refused
  from (select o->>'id' as id, case
      when o->>'kind' = 'hg-event' and (o->>'day')::date > today then 'E-HG-23'
      when o->>'kind' = 'hg-event' and g.status in ('GRADUATED', 'DISSOLVED') and (o->>'day')::date > (g.status_since at time zone 'Asia/Tehran')::date then 'E-HG-33'
      when o->>'kind' = 'hg-mark' and not exists (select from app.hamyar_member m where m.id = (o->>'member')::uuid and m.group_id = v_group) then 'E-HG-32' end as code
    from jsonb_array_elements(p_ops) o) x;
  insert into app.hamyar_op (id, scope_id, group_id, event_id, place, body, supersedes, rank, actor_id, device_id, claimed_at)
  select (o->>'id')::uuid, g.scope_id, v_group, p_session, coalesce(o->>'member', 'event'),
    o - array['id', 'kind', 'group', 'member', 'supersedes', 'at', 'device'],
    array(select value::uuid from jsonb_array_elements_text(coalesce(o->'supersedes', '[]'))), me_rank, app.me(), (o->>'device')::uuid, (o->>'at')::timestamptz
  from jsonb_array_elements(p_ops) o where not refused ? (o->>'id')
  on conflict (id) do nothing;
  -- What stands is found from all that was ever said, so that the order in which it came does not matter.
  select jsonb_agg(to_jsonb(x)) into st from app.standing((select jsonb_agg(jsonb_build_object('place', q.place, 'id', q.id, 'rank', q.rank,
    'value', q.body::text, 'supersedes', q.supersedes)) from app.hamyar_op q where q.event_id = p_session)) x;
  select q.id, q.body into v_op, said from jsonb_to_recordset(st) t(place text, op uuid, nth int) join app.hamyar_op q on q.id = t.op
    where t.place = 'event' and t.nth = 1;
  -- Marks that came before their event are kept and wait for it.
  if said is not null then
    insert into app.hamyar_event as e (id, scope_id, group_id, kind, day, minutes, topic, taken_back, op_id, recorded_by)
    values (p_session, g.scope_id, v_group, said->>'event', (said->>'day')::date, (said->>'minutes')::smallint, nullif(said->>'topic', ''),
      coalesce((said->>'gone')::boolean, false), v_op, app.me())
    on conflict (id) do update set kind = excluded.kind, day = excluded.day, minutes = excluded.minutes, topic = excluded.topic,
      taken_back = excluded.taken_back, op_id = excluded.op_id where e.op_id <> excluded.op_id;
    insert into app.hamyar_presence as p (event_id, member_id, scope_id, present, op_id)
    select p_session, t.place::uuid, g.scope_id, (q.body->>'present')::boolean, q.id
    from jsonb_to_recordset(st) t(place text, op uuid, nth int) join app.hamyar_op q on q.id = t.op where t.place <> 'event' and t.nth = 1
    on conflict (event_id, member_id) do update set present = excluded.present, op_id = excluded.op_id where p.op_id <> excluded.op_id;
  end if;
  select coalesce(jsonb_object_agg(x.id, x.receipt), '{}') into odd
  from (select o->>'id' as id, case
      when refused ? (o->>'id') then jsonb_build_object('status', 'quarantined', 'code', refused->>(o->>'id'))
      when h.contested then jsonb_build_object('status', 'conflict', 'stands', h.nth = 1) end as receipt
    from jsonb_array_elements(p_ops) o
    left join jsonb_to_recordset(st) h(place text, op uuid, nth int, contested boolean) on h.op = (o->>'id')::uuid) x
  where x.receipt is not null;
  perform audit.record('hamyar.event', 'hamyar_group', v_group::text, g.scope_id, null,
    jsonb_build_object('operations', jsonb_array_length(p_ops), 'kind', said->>'event', 'day', said->>'day'), null, p_request);
  return jsonb_build_object('odd', odd);
end $$;
--> statement-breakpoint
-- Lines of a group's own book from a phone: each under the id it was given there, so that it is written once however often it comes.
-- A reversal brings its line along, because it may be here first.
create or replace function app.sync_book(p_session uuid, p_group uuid, p_ops jsonb, p_request text) returns jsonb language plpgsql as $$
declare
  g app.hamyar_group; today date := (now() at time zone 'Asia/Tehran')::date; o jsonb; line jsonb; was app.hamyar_entry; code text; odd jsonb := '{}'; made int; written int := 0;
begin
  if p_session <> p_group then return '{"code": "E-GEN-04"}'; end if;
  select * into g from app.hamyar_group where id = p_group;
  if not found or not (g.scope_id = any(app.my_scope('book'))) then return '{"code": "E-GEN-02"}'; end if;
  perform pg_advisory_xact_lock(hashtextextended('hamyar book ' || p_group::text, 0));
  for o in select value from jsonb_array_elements(p_ops) loop
    line := case when o->>'kind' = 'hg-entry' then o else o->'line' end;
    code := case when (line->>'day')::date > today then 'E-HG-23' when (line->>'amount') !~ '^[1-9][0-9]{0,14}$' then 'E-HG-22' end;
    if code is null then
      insert into app.hamyar_entry (id, scope_id, group_id, kind, day, amount_rial, note, entered_by)
      values ((line->>'id')::uuid, g.scope_id, p_group, line->>'entry', (line->>'day')::date, (line->>'amount')::bigint, nullif(line->>'note', ''), app.me())
      on conflict (id) do nothing;
      get diagnostics made = row_count;
      written := written + made;
      if o->>'kind' = 'hg-reverse' then
        select * into was from app.hamyar_entry e where e.id = (line->>'id')::uuid and e.group_id = p_group;
        if not found then code := 'E-GEN-02';
        elsif was.reverses is not null or exists (select from app.hamyar_entry e where e.reverses = was.id) then code := 'E-HG-24';
        else
          insert into app.hamyar_entry (id, scope_id, group_id, kind, day, amount_rial, note, reverses, entered_by)
          values ((o->>'id')::uuid, g.scope_id, p_group, was.kind, was.day, was.amount_rial, nullif(o->>'note', ''), was.id, app.me());
          written := written + 1;
        end if;
      end if;
    end if;
    if code is not null then odd := odd || jsonb_build_object(o->>'id', jsonb_build_object('status', 'quarantined', 'code', code)); end if;
  end loop;
  -- That lines were written, never which: the book is the group's.
  if written > 0 then
    perform audit.record('hamyar.book', 'hamyar_group', p_group::text, g.scope_id, null, jsonb_build_object('operations', written), null, p_request);
  end if;
  return jsonb_build_object('odd', odd);
end $$;
--> statement-breakpoint
-- As in 0020_sync.sql; operations of hamyar groups and lines of their books are known too.
create or replace function app.ops_known(p_ids uuid[]) returns table (id uuid, session_id uuid, actor_id uuid)
language sql stable security definer set search_path = app, pg_temp as $$
  select o.id, o.session_id, o.actor_id from operation o where o.id = any(p_ids)
  union all select h.id, h.event_id, h.actor_id from hamyar_op h where h.id = any(p_ids)
  union all select e.id, e.group_id, e.entered_by from hamyar_entry e where e.id = any(p_ids)
$$;
--> statement-breakpoint
-- As in 0020_sync.sql; what concerns a hamyar group waits at the group, where no other programme's office reads it.
create or replace function app.waiting_place(p_session uuid) returns table (session_id uuid, scope_id int)
language sql stable security definer set search_path = app, pg_temp as $$
  select s.id, coalesce(s.scope_id, (select g.scope_id from hamyar_group g where g.id = x.id),
    (select coalesce(n.path[2], n.id) from user_account u join scope n on n.id = u.scope_id where u.id = app.me()))
  from (values (p_session)) x(id) left join session s on s.id = x.id
$$;
--> statement-breakpoint
-- As in 0023_digest.sql; a file that is about hamyar groups only is carried by its owner too, or by who records or reviews in all of them.
create or replace function app.may_carry(p_device uuid, p_sessions uuid[]) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce((select bool_and(x.scope_id = any(my_scope('record')) or x.scope_id = any(my_scope('review')) or x.scope_id = any(my_scope('book'))) from (
      select s.scope_id from session s where s.id = any(p_sessions)
      union all select g.scope_id from hamyar_group g where g.id = any(p_sessions)
      union all select h.scope_id from hamyar_event h where h.id = any(p_sessions)) x),
    (select d.user_id = me() or coalesce(n.path[2], n.id) = any(my_scope('review')) from device d join scope n on n.id = d.scope_id where d.id = p_device), false)
$$;
--> statement-breakpoint
-- The batch's door sends what concerns hamyar groups to its own function; nothing else of it changes here.
do $$
declare src text; change text[];
begin
  src := pg_get_functiondef('app.sync_push(bytea,jsonb,text,uuid[],uuid[],jsonb[],integer[],integer[],uuid[],integer[],timestamptz[],text[])'::regprocedure);
  foreach change slice 1 in array array[
    array['answer := app.sync_sheet(t.session, fresh, p_request);',
      'answer := case when fresh->0->>''kind'' like ''hg-%'' then app.sync_group(t.session, fresh, p_request) else app.sync_sheet(t.session, fresh, p_request) end;'],
    array['cross join lateral app.waiting_place((x->>''session'')::uuid) w',
      'cross join lateral app.waiting_place(coalesce(case when o->>''kind'' like ''hg-%'' then (o->>''group'')::uuid end, (x->>''session'')::uuid)) w']] loop
    if position(change[1] in src) = 0 then raise exception 'app.sync_push is not the one this migration knows: %', change[1]; end if;
    src := replace(src, change[1], change[2]);
  end loop;
  execute src;
end $$;
--> statement-breakpoint
-- A group's columns are changed by who enrols in it; who only reviews there gives approvals, which are rows of their own.
drop policy change on app.hamyar_group;
--> statement-breakpoint
create policy change on app.hamyar_group for update to tabavar_rw using (scope_id = any((select app.my_scope('enrol'))::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[]) and exists (select from app.scope s join app.place c on c.scope_id = s.parent_id and c.kind = 'COUNTY'
    where s.id = hamyar_group.scope_id and s.programme = 'HAMYAR' and c.id = county_id and c.province_id = hamyar_group.province_id));
--> statement-breakpoint
drop policy make on app.hamyar_group;
--> statement-breakpoint
create policy make on app.hamyar_group for insert to tabavar_rw with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and created_by = (select app.me()) and status = 'PROPOSED' and exists (select from app.scope s join app.place c on c.scope_id = s.parent_id and c.kind = 'COUNTY'
    where s.id = hamyar_group.scope_id and s.programme = 'HAMYAR' and c.id = county_id and c.province_id = hamyar_group.province_id));
--> statement-breakpoint
-- Which step is whose: the social worker leads the way, who runs the programme approves, ends, holds and reopens (twin: move-group).
drop policy make on app.hamyar_step;
--> statement-breakpoint
create policy make on app.hamyar_step for insert to tabavar_rw with check (made_by = (select app.me())
  and scope_id = any((select app.my_scope('enrol'))::int[])
  and (act in ('propose','identify','judge','open','begin','selfSuffice','fellShort') or scope_id = any((select app.my_scope('run'))::int[]))
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_step.scope_id));
--> statement-breakpoint
drop policy make on app.hamyar_breach;
--> statement-breakpoint
create policy make on app.hamyar_breach for insert to tabavar_rw with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_breach.scope_id));
--> statement-breakpoint
drop policy change on app.hamyar_breach;
--> statement-breakpoint
create policy change on app.hamyar_breach for update to tabavar_rw using (scope_id = any((select app.my_scope('enrol'))::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_breach.scope_id));
--> statement-breakpoint
-- As in 0037_hamyar.sql; beside it, a state is reached by its step of the same transaction, and another social worker is named by who runs.
create or replace function app.group_stays() returns trigger language plpgsql as $$
begin
  if (new.id, new.scope_id, new.province_id, new.county_id, new.code, new.rule_set_id, new.is_demo, new.created_by)
     is distinct from (old.id, old.scope_id, old.province_id, old.county_id, old.code, old.rule_set_id, old.is_demo, old.created_by) then
    raise exception 'a group stays where it was made' using errcode = '42501';
  end if;
  if app.owner_acts() then return new; end if;
  if (new.status, new.held_status) is distinct from (old.status, old.held_status) and not exists (select from app.hamyar_step s
      where s.group_id = new.id and s.from_status = old.status and s.to_status = new.status and s.made_by = app.me()
        and s.xmin = pg_current_xact_id()::xid) then
    raise exception 'a group moves by a step' using errcode = '42501';
  end if;
  if new.worker_id is distinct from old.worker_id and not new.scope_id = any(app.my_scope('run')) then
    raise exception 'who runs the programme names the social worker' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
revoke all on function app.settled_stays(), app.member_of_group(), app.event_group(uuid), app.sync_group(uuid, jsonb, text),
  app.sync_book(uuid, uuid, jsonb, text), app.group_stays() from public;
--> statement-breakpoint
grant execute on function app.settled_stays(), app.member_of_group(), app.event_group(uuid), app.sync_group(uuid, jsonb, text),
  app.sync_book(uuid, uuid, jsonb, text), app.group_stays() to tabavar_rw;
