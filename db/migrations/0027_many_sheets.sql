-- Sync at the office: a batch of sheets at once, what waits, and what stands whatever came first.
-- Rules that a sheet by itself (app.save_register) and many sheets at once (app.save_plain) have in common: single
-- expressions, taken into the statement that asks.
create or replace function app.on_roster(registered_on date, closed_on date, away datemultirange, status text, p_day date) returns boolean
language sql immutable parallel safe as $$
  select registered_on <= p_day and coalesce(closed_on, p_day) >= p_day and not away @> p_day and status not in ('CANCELLED', 'WAITING')
$$;
--> statement-breakpoint
create or replace function app.may_hold(facilitator_status text) returns boolean language sql immutable parallel safe as
$$ select facilitator_status in ('CERTIFIED','ASSIGNED','ACTIVE','FINISHED') $$;
--> statement-breakpoint
create or replace function app.mark_code(code text, late int, early int) returns int language sql immutable parallel safe as $$
  select case when code in ('PRESENT', 'LATE', 'LEFT_EARLY') then case when late > 0 then 2 when early > 0 then 3 else 1 end
    when code = 'ABSENT' then 4 when code = 'EXCUSED' then 5 end
$$;
--> statement-breakpoint
create or replace function app.sheet_flags(head int, n_here int, n_guests int) returns text[] language sql immutable parallel safe as $$
  select array_remove(array[case when head is null then 'HEAD_NOT_COUNTED' end, case when head <> n_here + n_guests then 'HEAD_MISMATCH' end,
    case when n_here = 0 then 'ALL_ABSENT' end, case when n_guests > 0 then 'GUESTS' end], null)
$$;
--> statement-breakpoint
create or replace function app.op_body(o jsonb) returns jsonb language sql immutable parallel safe as $$
  select o - array['id', 'kind', 'person', 'name', 'topic', 'note', 'mismatch', 'cancelReason', 'supersedes', 'at', 'device', 'again']
$$;
--> statement-breakpoint
-- As audit.record, for many at once.
create or replace function audit.record_sheets(p_action text[], p_id uuid[], p_scope int[], p_before jsonb[], p_after jsonb[], p_request text)
returns void language plpgsql volatile security definer set search_path = audit, app, pg_temp as $$
declare roles text := (select string_agg(distinct g.role, ',') from app.user_grant g where g.user_id = app.me() and g.ended_at is null);
begin
  insert into audit.event (province_id, actor_id, actor_role, action, entity, entity_id, before, after, request_id)
  select s.path[2], app.me(), roles, x.action, 'session', x.id::text, x.before, x.after, p_request
  from unnest(p_action, p_id, p_scope, p_before, p_after) with ordinality x(action, id, scope, before, after, i)
  left join app.scope s on s.id = x.scope order by x.i;
end $$;
--> statement-breakpoint
-- Many sheets at once, of which nothing has been heard before and to which no rule of the desk objects: each person of the
-- roster marked once, at most a head count that agrees, and the handing in. Everything that is not plainly so is left to
-- app.sync_sheet, so nothing is refused here; answers the sheets that were written. Operations come in columns: of which
-- sheet (its place in p_sheets, 0 where it is none of them), which words (what it says, its place in p_words), of whom (p_people), when.
-- tests/db/sync/plain-agrees.test.ts proves that both roads write the same.
create or replace function app.save_plain(p_sheets uuid[], p_words jsonb[], p_ids uuid[], p_sheet int[], p_word int[], p_people uuid[], p_person int[],
  p_at timestamptz[], p_replaces text[], p_device uuid, p_request text) returns uuid[] language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  -- What each of the words says, by its place; the code is -1 for a head count, -2 for an act, 0 for what is not known here.
  w_kind text[]; w_code int[]; w_missed int[]; w_late int[]; w_early int[]; w_reason text[]; w_count int[]; w_outcome text[]; w_body jsonb[];
  -- What is known of each sheet, by its place.
  s_fit boolean[]; s_scope int[]; s_net int[]; s_grace int[]; s_share numeric[]; s_excused boolean[];
  -- What is done with those that fit.
  f_id uuid[]; f_status text[]; f_head_op uuid[]; f_act_op uuid[]; f_head int[]; f_here int[]; f_clock timestamptz[];
  led uuid[]; a_action text[]; a_id uuid[]; a_scope int[]; a_before jsonb[]; a_after jsonb[];
  who uuid := app.me(); records int[] := app.my_scope('record'); reviews int[] := app.my_scope('review');
  asked constant text[] := array['LATE_GRACE_MINUTES','MIN_PRESENCE_SHARE','EXCUSED_CREDITS_HOURS','SESSION_BACKDATE_MAX_DAYS'];
begin
  select array_agg(w->>'kind' order by i), array_agg(coalesce(case w->>'kind' when 'mark' then app.mark_code(w->>'code', x.late, x.early) when 'head' then -1 when 'act' then -2 end, 0) order by i),
    array_agg(x.late order by i), array_agg(x.early order by i),
    array_agg(case when w->>'kind' = 'mark' and w->>'code' not in ('ABSENT', 'EXCUSED') then x.late + x.early else 0 end order by i), array_agg(w->>'reason' order by i), array_agg((w->>'count')::int order by i),
    array_agg(w->>'outcome' order by i), array_agg(app.op_body(w) order by i)
  into w_kind, w_code, w_late, w_early, w_missed, w_reason, w_count, w_outcome, w_body
  from unnest(p_words) with ordinality u(w, i) cross join lateral (select coalesce((w->>'late')::int, 0) as late, coalesce((w->>'early')::int, 0) as early) x;

  led := array(select app.certified_led(p_sheets));
  with run as materialized (
    -- The rules of each run, where none of them changed between its first and its last session here.
    select r.id, app.run_clock(r) as clock, (app.run_clock(r) at time zone 'Asia/Tehran')::date as local_day, v.rules
    from (select y.run_id, min(y.starts_at) as first, max(y.starts_at) as last from app.session y where y.id = any(p_sheets) group by y.run_id) x
    join app.run r on r.id = x.run_id cross join lateral (select app.rules_at(asked, r.id, r.province_id, x.last) as rules offset 0) v
    where r.status <> 'CLOSED' and not exists (select from app.rule o where o.key = any(asked) and o.valid_from > x.first and o.valid_from <= x.last
      and (o.run_id = r.id or o.run_id is null and (o.province_id = r.province_id or o.province_id is null)))
  ), untouched as materialized (
    select p.n, s.id, s.scope_id, s.cohort_id, s.day, s.net_minutes, s.status, r.clock, (r.rules->>'LATE_GRACE_MINUTES')::int as grace,
      (r.rules->>'MIN_PRESENCE_SHARE')::numeric as share, (r.rules->>'EXCUSED_CREDITS_HOURS')::boolean as excused
    from unnest(p_sheets) with ordinality p(id, n) join app.session s on s.id = p.id join run r on r.id = s.run_id
    where s.scope_id = any(records) and s.status = 'SCHEDULED' and s.cohort_id is not null and s.makes_up_id is null
      and s.recorded_at is null and s.submitted_at is null and s.n_rows = 0 and s.mismatch is null and s.head_count is null
      and s.head_op is null and s.details_op is null and s.act_op is null
      and r.clock >= s.starts_at and (s.scope_id = any(reviews) or r.local_day - s.day <= (r.rules->>'SESSION_BACKDATE_MAX_DAYS')::int)
      and s.id = any(led)
      and not exists (select from app.operation o where o.session_id = s.id)
      and not exists (select from app.session_guest g where g.session_id = s.id)
      and not exists (select from app.attendance a where a.makes_up_id = s.id)
  ), said as materialized (
    select d.sheet, array_agg(d.person order by d.person) filter (where d.code > 0) as people,
      count(*) filter (where d.code between 1 and 3)::int as here, max(d.missed) as missed,
      array_agg(d.id) filter (where d.code = -1) as head_ops, max(w_count[d.word]) filter (where d.code = -1) as head,
      array_agg(d.id) filter (where d.code = -2) as act_ops, max(w_outcome[d.word]) filter (where d.code = -2) as outcome, min(abs(d.code)) > 0 as known
    from (select o.id, o.sheet, o.word, p_people[o.person] as person, w_code[o.word] as code, w_missed[o.word] as missed
      from unnest(p_ids, p_sheet, p_word, p_person) o(id, sheet, word, person) where o.sheet > 0 offset 0) d group by d.sheet
  ), roster as materialized (
    select u.n, coalesce(array_agg(e.person_id order by e.person_id), '{}') as people
    from untouched u join app.enrolment e on e.cohort_id = u.cohort_id and app.on_roster(e.registered_on, e.closed_on, e.away, e.status, u.day)
    group by u.n
  ), judged as materialized (
    select u.*, d.here, d.head, d.head_ops[1] as head_op, d.act_ops[1] as act_op, case when d.outcome = 'submit' then 'SUBMITTED' else 'HELD' end as becomes
    from untouched u join said d on d.sheet = u.n join roster r on r.n = u.n
    where d.known and (d.missed = 0 or d.missed < u.net_minutes)
      and coalesce(cardinality(d.head_ops), 0) < 2 and coalesce(cardinality(d.act_ops), 0) < 2 and coalesce(d.outcome in ('submit', 'draft'), true)
      and case when d.outcome = 'submit' then d.people = r.people and (d.head is null or d.head = d.here) else coalesce(d.people <@ r.people, true) end
  )
  select array_agg(j.n is not null order by p.n), array_agg(coalesce(j.scope_id, 0) order by p.n), array_agg(coalesce(j.net_minutes, 0) order by p.n),
    array_agg(coalesce(j.grace, 0) order by p.n), array_agg(coalesce(j.share, 0) order by p.n), array_agg(coalesce(j.excused, false) order by p.n),
    array_agg(j.id order by p.n) filter (where j.n is not null), array_agg(j.becomes order by p.n) filter (where j.n is not null),
    array_agg(j.head_op order by p.n) filter (where j.n is not null), array_agg(j.act_op order by p.n) filter (where j.n is not null),
    array_agg(j.head order by p.n) filter (where j.n is not null), array_agg(j.here order by p.n) filter (where j.n is not null),
    array_agg(j.clock order by p.n) filter (where j.n is not null)
  into s_fit, s_scope, s_net, s_grace, s_share, s_excused, f_id, f_status, f_head_op, f_act_op, f_head, f_here, f_clock
  from unnest(p_sheets) with ordinality p(id, n) left join judged j on j.n = p.n;
  if f_id is null then return '{}'; end if;

  insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id, supersedes, claimed_at, device_id)
  select o.id, s_scope[o.sheet], p_sheets[o.sheet], p_people[o.person], w_kind[o.word], w_body[o.word], who, coalesce(o.replaces::uuid[], '{}'), o.at, p_device
  from unnest(p_ids, p_sheet, p_word, p_person, p_at, p_replaces) o(id, sheet, word, person, at, replaces) where o.sheet > 0 and s_fit[o.sheet];
  insert into app.attendance (session_id, person_id, scope_id, code, late_minutes, early_minutes, credited_minutes, reason, op_id)
  select p_sheets[o.sheet], p_people[o.person], s_scope[o.sheet], w_code[o.word], case when w_code[o.word] < 4 then w_late[o.word] else 0 end,
    case when w_code[o.word] < 4 then w_early[o.word] else 0 end,
    app.credit(w_code[o.word], w_late[o.word], w_early[o.word], s_net[o.sheet], s_grace[o.sheet], s_share[o.sheet], s_excused[o.sheet]),
    case when w_code[o.word] > 3 then w_reason[o.word] end, o.id
  from unnest(p_ids, p_sheet, p_word, p_person) o(id, sheet, word, person) where o.sheet > 0 and s_fit[o.sheet] and w_code[o.word] > 0;
  with written as (
    update app.session x set status = f.status, version = x.version + 1, head_op = f.head_op, act_op = f.act_op, head_count = f.head,
      flags = case when f.status = 'SUBMITTED' then app.sheet_flags(f.head, f.here, 0) else x.flags end, recorded_at = f.clock, recorded_by = who,
      submitted_at = case when f.status = 'SUBMITTED' then f.clock end,
      n_rows = c.n, n_present = c.p, n_late = c.l, n_early = c.e, n_absent = c.a, n_excused = c.x, credited_minutes = c.m
    from unnest(f_id, f_status, f_head_op, f_act_op, f_head, f_here, f_clock) f(id, status, head_op, act_op, head, here, clock)
      cross join lateral app.mark_counts(f.id) c
    where x.id = f.id returning x.id, x.scope_id, x.status, x.version, x.n_rows, x.credited_minutes
  )
  select array_agg(case when w.status = 'SUBMITTED' then 'session.submit' else 'session.save' end), array_agg(w.id), array_agg(w.scope_id),
    array_agg(jsonb_build_object('status', 'SCHEDULED', 'version', w.version - 1)),
    array_agg(jsonb_build_object('status', w.status, 'version', w.version, 'rows', w.n_rows, 'minutes', w.credited_minutes))
  into a_action, a_id, a_scope, a_before, a_after from written w;
  perform audit.record_sheets(a_action, a_id, a_scope, a_before, a_after, p_request);
  -- What they count for is written once, at the end of the batch.
  perform set_config('app.batch', current_setting('app.batch', true) || x.ids, true),
    set_config('app.batch_follow', current_setting('app.batch_follow', true) || x.ids, true)
  from (select string_agg(f.id || ',', '') as ids from unnest(f_id, f_status) f(id, status) where f.status = 'SUBMITTED') x where x.ids is not null;
  return f_id;
end $$;
--> statement-breakpoint
-- Columns as the sheets they came from, but for those that were written already.
create or replace function app.sheets_of(p_but uuid[], p_ids uuid[], p_sheets uuid[], p_words jsonb[], p_sheet int[], p_word int[], p_people uuid[], p_person int[],
  p_at timestamptz[], p_replaces text[], p_device uuid) returns jsonb language plpgsql as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('session', x.session, 'ops', x.ops)), '[]') from (
    select p_sheets[o.sheet] as session, jsonb_agg(p_words[o.word] || jsonb_build_object('id', o.id, 'at', o.at, 'device', p_device, 'supersedes',
      coalesce(to_jsonb(o.replaces::uuid[]), '[]')) || case when o.person = 0 then '{}'::jsonb else jsonb_build_object('person', p_people[o.person]) end order by o.i) as ops
    from unnest(p_ids, p_sheet, p_word, p_person, p_at, p_replaces) with ordinality o(id, sheet, word, person, at, replaces, i)
    where o.sheet > 0 and not p_sheets[o.sheet] = any(p_but) group by o.sheet) x);
end $$;
--> statement-breakpoint
-- A batch that was received soundly is answered from what was said then, before anybody reads it again.
create or replace function app.sync_again(p_hash bytea, p_digest bytea) returns jsonb language plpgsql as $$
declare who uuid;
begin
  select user_id into who from app.user_of_session(p_hash);
  if who is null then return jsonb_build_object('status', 'signed-out'); end if;
  perform set_config('app.user_id', who::text, true);
  return (select jsonb_build_object('status', 'again', 'ops', to_jsonb(b.ops), 'odd', b.odd, 'answer', b.answer)
    from app.sync_batch b where b.user_id = who and b.digest = p_digest and b.sound);
end $$;
--> statement-breakpoint
drop function app.sync_push(bytea, jsonb, text);
--> statement-breakpoint
create or replace function app.sync_push(p_hash bytea, p jsonb, p_request text, p_ids uuid[] default null, p_sheets uuid[] default '{}',
  p_words jsonb[] default '{}', p_sheet int[] default '{}', p_word int[] default '{}', p_people uuid[] default '{}', p_person int[] default '{}', p_at timestamptz[] default '{}',
  p_replaces text[] default null) returns jsonb language plpgsql as $$
declare
  who uuid; d app.device; b record; t record; h record; v_digest bytea := decode(p->>'digest', 'hex'); v_batch uuid := (p->>'batch')::uuid;
  v_device uuid := (p->>'device')::uuid; unsound text; ids uuid[]; fresh jsonb; answer jsonb; odd jsonb := '{}'; aside jsonb := '{}'; done uuid[] := '{}';
  k_id uuid[]; k_session uuid[]; k_actor uuid[]; q_id uuid[]; row_id uuid := app.uuid_v7(); my_place int; v_agreed boolean; mine uuid[]; sheets jsonb;
  careful boolean := coalesce((p->>'careful')::boolean, false); missing jsonb; has_acts boolean := false;
  v_sheets jsonb := p->'sheets'; plain uuid[] := '{}';
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
  ids := coalesce(p_ids, array(select x::uuid from jsonb_array_elements_text(p->'ids') with ordinality y(x, i) order by i));

  if unsound is not null then
    v_sheets := v_sheets || app.sheets_of('{}', p_ids, p_sheets, p_words, p_sheet, p_word, p_people, p_person, p_at, p_replaces, v_device);
    select coalesce(jsonb_object_agg(x, jsonb_build_object('code', unsound)), '{}') into aside from unnest(ids) x;
  else
    -- What has no shape the rules know is kept for people as well.
    select coalesce(jsonb_object_agg(o->>'id', '{"code": "E-GEN-04"}'::jsonb), '{}') into aside
    from jsonb_array_elements(coalesce(p->'broken', '[]')) x cross join lateral jsonb_array_elements(x->'ops') o;
    select array_agg(q.op_id) into q_id from app.quarantine q where q.op_id = any(ids) and q.user_id = who and q.sound;
    -- All sheets at once and in one order, by group: two phones never wait for each other.
    perform from app.session s where s.id = any(p_sheets || array(select (x->>'session')::uuid from jsonb_array_elements(v_sheets) x))
      order by coalesce(s.cohort_id, s.class_id), s.id for update;
    perform set_config('app.batch', '+', true), set_config('app.batch_follow', '', true);
    -- What is plainly to be written is written at once. An id that is here already in another sheet undoes that.
    if cardinality(p_sheets) > 0 and q_id is null and not careful then
      begin
        plain := app.save_plain(p_sheets, p_words, p_ids, p_sheet, p_word, p_people, p_person, p_at, p_replaces, v_device, p_request);
      exception when unique_violation then
        plain := '{}';
        perform set_config('app.batch', '+', true), set_config('app.batch_follow', '', true);
      end;
      done := plain;
      has_acts := cardinality(plain) > 0;
    end if;
    if cardinality(plain) < cardinality(p_sheets) then
      v_sheets := v_sheets || app.sheets_of(plain, p_ids, p_sheets, p_words, p_sheet, p_word, p_people, p_person, p_at, p_replaces, v_device);
    end if;
    if v_sheets <> '[]' then
      select array_agg(k.id), array_agg(k.session_id), array_agg(k.actor_id) into k_id, k_session, k_actor
      from app.ops_known(array(select (o->>'id')::uuid from jsonb_array_elements(v_sheets) x cross join lateral jsonb_array_elements(x->'ops') o)) k;
    end if;
    for t in select (x->>'session')::uuid as session, x->'ops' as ops from jsonb_array_elements(v_sheets) x
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
    from jsonb_array_elements(v_sheets || coalesce(p->'broken', '[]')) x cross join lateral jsonb_array_elements(x->'ops') o
      cross join lateral app.waiting_place((x->>'session')::uuid) w
    where aside ? (o->>'id');
  end if;
  if has_acts then perform app.flag_alike(d); end if;
  return jsonb_build_object('status', 'received', 'ops', case when p_ids is null then to_jsonb(ids) end, 'odd', odd, 'answer', answer);
end $$;
--> statement-breakpoint
-- The desk's save asks the same expressions. Nothing else of it changes here.
do $$
declare src text; change text[];
begin
  src := pg_get_functiondef('app.save_register(jsonb,text)'::regprocedure);
  foreach change slice 1 in array array[
    array['f.status in (''CERTIFIED'',''ASSIGNED'',''ACTIVE'',''FINISHED'')', 'app.may_hold(f.status)'],
    array['e.registered_on <= s.day
      and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day and e.status not in (''CANCELLED'', ''WAITING'')',
      'app.on_roster(e.registered_on, e.closed_on, e.away, e.status, s.day)'],
    array['case when code in (1, 2, 3) then case when late > 0 then 2 when early > 0 then 3 else 1 end else code end', 'code'],
    array['array_position(array[''PRESENT'',''LATE'',''LEFT_EARLY'',''ABSENT'',''EXCUSED''], x.o->>''code'') end code',
      'app.mark_code(x.o->>''code'', coalesce((x.o->>''late'')::int, 0), coalesce((x.o->>''early'')::int, 0)) end code'],
    array['array_remove(array[case when head is null then ''HEAD_NOT_COUNTED'' end,
      case when head <> n_here + n_guests then ''HEAD_MISMATCH'' end, case when n_here = 0 then ''ALL_ABSENT'' end,
      case when n_guests > 0 then ''GUESTS'' end], null)', 'app.sheet_flags(head, n_here, n_guests)'],
    array['y.o - array[''id'', ''kind'', ''person'', ''name'', ''topic'', ''note'', ''mismatch'', ''cancelReason'', ''supersedes'', ''at'', ''device'', ''again'']',
      'app.op_body(y.o)']] loop
    if position(change[1] in src) = 0 then raise exception 'app.save_register is not the one this migration knows: %', change[1]; end if;
    src := replace(src, change[1], change[2]);
  end loop;
  execute src;
end $$;
--> statement-breakpoint
-- A sheet is opened again where what was done with it no longer stands, or does not hold: what it counted for is taken back.
create or replace function app.open_again(s app.session, p_request text) returns app.session language plpgsql as $$
declare now_is app.session; r app.run; old_people uuid[]; old_credits int[];
begin
  select coalesce(array_agg(a.person_id), '{}'), coalesce(array_agg(a.credited_minutes::int), '{}') into old_people, old_credits
  from app.attendance a where a.session_id = s.id;
  update app.session x set status = 'HELD', version = x.version + 1, submitted_at = null, cancel_reason = null, flags = '{}'
  where x.id = s.id returning x.* into now_is;
  perform app.apply_counts(s, now_is, old_people, old_credits);
  if s.cohort_id is not null then
    select * into r from app.run where id = s.run_id;
    perform app.follow_up(now_is, r, app.run_clock(r));
  end if;
  perform audit.record('session.save', 'session', s.id::text, s.scope_id, jsonb_build_object('status', s.status, 'version', s.version),
    jsonb_build_object('status', now_is.status, 'version', now_is.version, 'rows', now_is.n_rows, 'minutes', now_is.credited_minutes), null, p_request);
  return now_is;
end $$;
--> statement-breakpoint
-- What a batch settles at its end is what counts then: a sheet may have been handed in and opened again within it.
do $$
declare src text := pg_get_functiondef('app.settle_batch()'::regprocedure); known constant text := 'perform set_config(''app.batch'', '''', true);';
begin
  if position(known in src) = 0 then raise exception 'app.settle_batch is not the one this migration knows'; end if;
  execute replace(src, known, known || E'\n  ids := array(select x.id from app.session x where x.id = any(ids) and app.counts(x.status));');
end $$;
--> statement-breakpoint
-- As in 0020_sync.sql, but that what is done with a sheet is found from the set of operations like everything else: a sheet is
-- handed in where the act that stands says so and its marks allow it, cancelled where it says that, else open, whatever came
-- first. Handing in that does not hold (E-ATT-03, E-ATT-07) waits, and is tried again when something of the sheet arrives.
create or replace function app.sync_sheet(p_session uuid, p_ops jsonb, p_request text) returns jsonb language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s app.session; was app.session; answer jsonb; act jsonb; v_outcome text; said jsonb; st jsonb; me_rank int; winners jsonb; one jsonb; words jsonb;
  refused jsonb := '{}'; odd jsonb := '{}'; base jsonb; ops jsonb := p_ops; stands jsonb; lead text; fresh_act boolean; whole jsonb;
begin
  select * into s from app.session where id = p_session for update;
  if not found or not (s.scope_id = any(app.my_scope('record'))) then return jsonb_build_object('code', 'E-GEN-02'); end if;
  was := s;
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
  -- Only what people said of a sheet can take back that it did not take place, and only while nothing has taken its place.
  if s.status = 'RESCHEDULED' or s.status = 'CANCELLED' and (not exists (select from app.operation q where q.id = s.act_op and q.body->>'outcome' = 'cancel')
      or exists (select from app.session n where n.replaces_id = s.id and n.status <> 'CANCELLED')) then
    return jsonb_build_object('code', 'E-SES-08');
  end if;
  -- Cancelling without a reason says nothing.
  if exists (select from jsonb_array_elements(ops) o where o->>'outcome' = 'cancel' and coalesce(btrim(o->>'cancelReason'), '') = '') then
    refused := '{"act": {"code": "E-SES-07"}}';
    select coalesce(jsonb_agg(o order by i), '[]') into ops from jsonb_array_elements(p_ops) with ordinality x(o, i) where o->>'kind' <> 'act';
  end if;

  -- Everything that was ever said in the places touched, old and new; where it may be opened again, in all places.
  me_rank := app.op_rank(app.me(), s.scope_id, s.cohort_id, s.day, now());
  select jsonb_agg(jsonb_build_object('place', x.place, 'id', x.id, 'rank', x.rank, 'value', x.value, 'supersedes', x.supersedes)) into said
  from (
    select app.op_place(o) as place, (o->>'id')::uuid as id, me_rank as rank, app.op_value(o) as value, o->'supersedes' as supersedes
    from jsonb_array_elements(ops) o where o->>'kind' <> 'details'
    union all
    select app.op_place(q.o), q.id, app.op_rank(q.actor_id, s.scope_id, s.cohort_id, s.day, q.received_at), app.op_value(q.o), to_jsonb(q.supersedes)
    from (select o.*, app.op_json(o) as o from app.operation o where o.session_id = s.id and o.kind <> 'details') q
    where q.kind = 'act' or s.status = 'CANCELLED' or app.op_place(q.o) in (select app.op_place(n) from jsonb_array_elements(ops) n)
    union all
    select * from app.words_said(s, ops, me_rank)
  ) x;
  select jsonb_agg(to_jsonb(x)) into st from app.standing(coalesce(said, '[]')) x;
  select coalesce(n.o, app.op_json(q) || '{"again": true}'), n.o is not null into stands, fresh_act
  from jsonb_to_recordset(st) t(place text, op uuid, nth int)
  left join (select o from jsonb_array_elements(ops) o) n on (n.o->>'id')::uuid = t.op
  left join app.operation q on q.id = t.op and n.o is null where t.place = 'act' and t.nth = 1;
  lead := stands->>'outcome';

  begin
    -- What was done with the sheet stands no longer: it is opened. So it is for a while where something else is said of a cancelled one.
    if s.status = 'CANCELLED' or s.status = 'SUBMITTED' and lead is not null and lead <> 'submit' then
      if s.status = 'SUBMITTED' then
        answer := app.window_over(s);
        if answer is not null then raise exception '%', answer using errcode = 'TB011'; end if;
      end if;
      s := app.open_again(s, p_request);
    end if;

    -- What stands now and is not what the sheet holds; an operation received before goes in again.
    select coalesce(jsonb_agg(w.o order by w.kind, w.i), '[]') into winners
    from (
      select coalesce(n.o, app.op_json(q) || '{"again": true}') as o, coalesce(n.o->>'kind', q.kind) as kind, coalesce(n.i, 0) as i
      from jsonb_to_recordset(st) t(place text, op uuid, nth int)
      left join (select o, i from jsonb_array_elements(ops) with ordinality y(o, i)) n on (n.o->>'id')::uuid = t.op
      left join app.operation q on q.id = t.op and n.o is null
      where t.nth = 1 and t.place <> 'act' and t.place not like 'details:%' and (n.o is not null or not (q.kind = 'guest' or q.id is not distinct from s.head_op
        or exists (select from app.attendance a where a.session_id = s.id and a.op_id = q.id)
        or q.kind = 'unmark' and not exists (select from app.attendance a where a.session_id = s.id and a.person_id = q.person_id)))
    ) w;
    words := app.words_standing(s, ops, st);
    if words is not null then winners := jsonb_build_array(words) || winners; end if;
    -- An act received before is done again where the sheet was opened; one that the office sent back is not.
    act := case when fresh_act or lead = 'submit' and s.status = 'HELD' or lead = 'cancel' and s.status in ('SCHEDULED', 'HELD') then stands end;
    v_outcome := case when act is null then 'draft' else lead end;

    if winners = '[]' and act is null then
      if s.status = 'APPROVED' then return jsonb_build_object('code', 'E-ATT-04'); end if;
    else
      -- Together where that is allowed; else on an open sheet, each tap by itself, and at last what is done with it.
      if v_outcome <> 'cancel' then
        answer := app.save_register(base || jsonb_build_object('ops', winners || coalesce(act, '[]'), 'outcome', v_outcome), p_request);
        whole := case when app.whole_sheet(answer->>'code') then answer - 'status' end;
      end if;
      if whole is null and (v_outcome = 'cancel' or answer->>'status' = 'refused') then
        if s.status = 'SUBMITTED' then
          s := app.open_again(s, p_request);
          if act is null and lead = 'submit' then act := stands; v_outcome := lead; end if;
        end if;
        if winners <> '[]' then
          answer := app.save_register(base || jsonb_build_object('ops', winners, 'outcome', 'draft'), p_request);
          if app.whole_sheet(answer->>'code') then
            -- That it did not take place may be said of a session on which nothing may be marked.
            if v_outcome <> 'cancel' then whole := answer - 'status';
            else select jsonb_object_agg(app.op_place(x), answer - 'status') || refused into refused from jsonb_array_elements(winners) x; end if;
          elsif answer->>'status' = 'refused' then
            for one in select value from jsonb_array_elements(winners) loop
              answer := app.save_register(base || jsonb_build_object('ops', jsonb_build_array(one), 'outcome', 'draft'), p_request);
              if answer->>'status' = 'refused' and not one ? 'again' then refused := refused || jsonb_build_object(app.op_place(one), answer - 'status'); end if;
            end loop;
          end if;
        end if;
        if act is not null and whole is null then
          answer := app.save_register(base || jsonb_build_object('ops', jsonb_build_array(act), 'outcome', v_outcome, 'cancelReason', coalesce(act->>'cancelReason',
            (select w.words->>'cancelReason' from app.operation_text w where w.op_id = (act->>'id')::uuid), was.cancel_reason)), p_request);
          if answer->>'status' = 'refused' and not act ? 'again' then refused := refused || jsonb_build_object('act', answer - 'status'); end if;
        end if;
      end if;
      if whole is not null then raise exception '%', whole using errcode = 'TB011'; end if;
    end if;
  exception when sqlstate 'TB011' then
    -- The whole sheet is refused, and stays as it was.
    return jsonb_build_object('code', sqlerrm::jsonb->>'code', 'values', sqlerrm::jsonb->'values');
  end;

  -- What does not stand is kept as well, and where two did not know of each other both are shown.
  insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id, supersedes, claimed_at, device_id)
  select (o->>'id')::uuid, s.scope_id, s.id, (o->>'person')::uuid, o->>'kind', app.op_body(o), app.me(),
    app.superseded(o, true, null), (o->>'at')::timestamptz, (o->>'device')::uuid
  from jsonb_array_elements(ops) o where not refused ? app.op_place(o)
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
-- A handed-in sheet may be opened by who recorded it until the window is over, as it may be changed (E-ATT-04).
create or replace function app.window_over(s app.session) returns jsonb language plpgsql stable as $$
declare r app.run; hours int;
begin
  if s.scope_id = any(app.my_scope('review')) then return null; end if;
  select * into r from app.run where id = s.run_id;
  hours := (app.rules_at(array['ATTENDANCE_EDIT_WINDOW_HOURS'], r.id, r.province_id, s.starts_at)->>'ATTENDANCE_EDIT_WINDOW_HOURS')::int;
  if app.run_clock(r) > s.recorded_at + make_interval(hours => hours) then return app.refusal('E-ATT-04', jsonb_build_object('h', hours)); end if;
  return null;
end $$;
--> statement-breakpoint
-- A session can be held where its group had a certified lead or co-facilitator on its day (domain 5.1, invariant 1), whoever
-- records it. The rows of facilitators are their own and the office's, so somebody who may record in a group and is none of
-- them saw nobody and was refused (E-FAC-01): asked with the owner's eyes, which answer only which of these sessions have one.
create or replace function app.certified_led(p_sessions uuid[]) returns setof uuid
language sql stable security definer set search_path = app, pg_temp as $$
  select s.id from session s where s.id = any(p_sessions) and exists (
    select from cohort_facilitator cf join facilitator f on f.id = cf.facilitator_id
    where cf.cohort_id = s.cohort_id and cf.from_day <= s.day and (cf.to_day is null or cf.to_day >= s.day) and may_hold(f.status))
$$;
--> statement-breakpoint
do $$
declare src text := pg_get_functiondef('app.save_register(jsonb,text)'::regprocedure); known constant text := 'not exists (
      select from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
      where cf.cohort_id = s.cohort_id and cf.from_day <= s.day and (cf.to_day is null or cf.to_day >= s.day)
        and app.may_hold(f.status))';
begin
  if position(known in src) = 0 then raise exception 'app.save_register is not the one this migration knows'; end if;
  execute replace(src, known, 'not exists (select from app.certified_led(array[s.id]))');
end $$;
--> statement-breakpoint
-- Until when something that was handed in before its marks came is waited for; nothing where it is not that. From then on it is
-- for people to decide (rule SYNC_HOLD_DAYS).
create or replace function app.held_until(q app.quarantine) returns timestamptz language plpgsql stable as $$
begin
  if q.held is null or q.state <> 'OPEN' or q.code not in ('E-ATT-03', 'E-ATT-07') then return null; end if;
  return (select q.received_at + make_interval(days => coalesce((app.rules_at(array['SYNC_HOLD_DAYS'], r.id, r.province_id, now())->>'SYNC_HOLD_DAYS')::int, 5))
    from app.session s join app.run r on r.id = s.run_id where s.id = q.session_id);
end $$;
--> statement-breakpoint
-- As in 0020_sync.sql; how many sheets within how long are too many is a rule of the province.
create or replace function app.flag_alike(d app.device) returns void
language plpgsql security definer set search_path = app, pg_temp as $$
declare v jsonb; most int; span interval;
begin
  v := rules_at(array['ALIKE_SHEETS', 'ALIKE_WINDOW_MINUTES'], null,
    (select p.id from scope n join place p on p.scope_id = coalesce(n.path[2], n.id) and p.kind = 'PROVINCE' where n.id = d.scope_id limit 1), now());
  most := coalesce((v->>'ALIKE_SHEETS')::int, 20);
  span := make_interval(mins => coalesce((v->>'ALIKE_WINDOW_MINUTES')::int, 3));
  insert into sync_flag as f (scope_id, device_id, kind, about, sheets, seconds)
  select d.scope_id, d.id, 'ALIKE', x.at::date, max(x.n), max(extract(epoch from x.at - x.first))::int
  from (
    select y.at, count(*) over w as n, min(y.at) over w as first
    from (select o.session_id, min(o.claimed_at) as at from operation o join session s on s.id = o.session_id
        where o.device_id = d.id and o.kind = 'act' and o.body->>'outcome' = 'submit' and o.received_at > now() - interval '40 days'
          and s.n_rows > 0 and (s.n_rows = s.n_present or s.n_rows = s.n_absent)
        group by o.session_id) y
    window w as (order by y.at range between span preceding and current row)) x
  where x.n > most group by x.at::date
  on conflict (device_id, kind, about) do nothing;
end $$;
--> statement-breakpoint
revoke all on function app.on_roster(date, date, datemultirange, text, date), app.may_hold(text), app.mark_code(text, int, int),
  app.sheet_flags(int, int, int), app.op_body(jsonb), audit.record_sheets(text[], uuid[], int[], jsonb[], jsonb[], text),
  app.save_plain(uuid[], jsonb[], uuid[], int[], int[], uuid[], int[], timestamptz[], text[], uuid, text),
  app.sheets_of(uuid[], uuid[], uuid[], jsonb[], int[], int[], uuid[], int[], timestamptz[], text[], uuid), app.sync_again(bytea, bytea), app.open_again(app.session, text), app.window_over(app.session), app.certified_led(uuid[]), app.held_until(app.quarantine),
  app.sync_push(bytea, jsonb, text, uuid[], uuid[], jsonb[], int[], int[], uuid[], int[], timestamptz[], text[]) from public;
--> statement-breakpoint
grant execute on function app.on_roster(date, date, datemultirange, text, date), app.may_hold(text), app.mark_code(text, int, int),
  app.sheet_flags(int, int, int), app.op_body(jsonb), audit.record_sheets(text[], uuid[], int[], jsonb[], jsonb[], text),
  app.save_plain(uuid[], jsonb[], uuid[], int[], int[], uuid[], int[], timestamptz[], text[], uuid, text),
  app.sheets_of(uuid[], uuid[], uuid[], jsonb[], int[], int[], uuid[], int[], timestamptz[], text[], uuid), app.sync_again(bytea, bytea), app.open_again(app.session, text), app.window_over(app.session), app.certified_led(uuid[]), app.held_until(app.quarantine),
  app.sync_push(bytea, jsonb, text, uuid[], uuid[], jsonb[], int[], int[], uuid[], int[], timestamptz[], text[]) to tabavar_rw;
