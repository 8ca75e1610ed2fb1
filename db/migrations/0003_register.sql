-- Saving a register: one function, one round trip. It runs as the caller, so row-level security judges each statement
-- in it; it also checks the permission by itself. lib/workshops holds the same rules for the screen, and
-- tests/db/workshops/credit-agrees.test.ts proves that the two agree.

-- Minutes one mark earns (domain 5.1, invariant 8). Codes: 1 present, 2 late, 3 left early, 4 absent, 5 excused.
-- One expression without a sub-select, so that it is taken into the statement that calls it.
create or replace function app.credit(code int, late int, early int, net int, grace int, least_share numeric, excused_credits boolean)
returns int language sql immutable parallel safe as $$
  select case
    when code = 5 and excused_credits then net
    when code in (4, 5) then 0
    when greatest(0, least(net, net - case when late > grace then late else 0 end - early)) < least_share * net then 0
    else greatest(0, least(net, net - case when late > grace then late else 0 end - early))
  end
$$;
--> statement-breakpoint
-- Every saved register moves the hours of a whole cohort's people; with room on the page no index is touched by that.
alter table app.enrolment set (fillfactor = 50);
--> statement-breakpoint
-- The value of each rule for a run at an instant: the run's own, else the province's, else the nation's; the latest wins.
-- In plpgsql because its plan is kept; a function in sql is parsed and planned again in each statement (before PostgreSQL 18).
create or replace function app.rules_at(wanted text[], p_run uuid, p_province uuid, at timestamptz) returns jsonb
language plpgsql stable as $$
begin
  return (select coalesce(jsonb_object_agg(x.key, x.value), '{}') from (
    select distinct on (r.key) r.key, r.value from app.rule r
    where r.key = any(wanted) and r.valid_from <= at
      and (r.run_id = p_run or (r.run_id is null and (r.province_id = p_province or r.province_id is null)))
    order by r.key, (r.run_id is not null) desc, (r.province_id is not null) desc, r.valid_from desc, r.changed_at desc) x);
end $$;
--> statement-breakpoint
create or replace function app.counts(status text) returns boolean language sql immutable parallel safe as
$$ select status in ('SUBMITTED', 'APPROVED') $$;
--> statement-breakpoint
create or replace function app.run_clock(r app.run) returns timestamptz language sql stable as
$$ select coalesce((r).pinned_now, now()) $$;
--> statement-breakpoint
-- Moves hours of people, the month of the cohort and the cohort's own state by what a session's change is worth.
-- `old_people` and `old_credits` are its marks before the change; the marks after it are read from the table.
create or replace function app.apply_counts(was app.session, now_is app.session, old_people uuid[], old_credits int[]) returns void
language plpgsql as $$
declare o int := case when app.counts((was).status) then 1 else 0 end;
        n int := case when app.counts((now_is).status) then 1 else 0 end;
        m int; c app.cohort; standing text;
begin
  if o = 0 and n = 0 then return; end if;
  if (now_is).class_id is not null then
    update app.facilitator f set training_minutes = f.training_minutes + d.delta
    from (select person_id, sum(x)::int delta from (
            select unnest(old_people) person_id, -unnest(old_credits) * o x
            union all select a.person_id, a.credited_minutes * n from app.attendance a where a.session_id = (now_is).id) y
          group by person_id having sum(x) <> 0) d
    where f.run_id = (now_is).run_id and f.person_id = d.person_id;
    return;
  end if;
  update app.enrolment e set credited_minutes = e.credited_minutes + d.delta,
    status = case when e.status = 'REGISTERED' and e.credited_minutes + d.delta > 0 then 'ACTIVE' else e.status end,
    activated_on = case when e.credited_minutes + d.delta > 0 then least(coalesce(e.activated_on, (now_is).day), (now_is).day) else e.activated_on end
  from (select person_id, sum(x)::int delta from (
          select unnest(old_people) person_id, -unnest(old_credits) * o x
          union all select a.person_id, a.credited_minutes * n from app.attendance a where a.session_id = (now_is).id) y
        group by person_id having sum(x) <> 0) d
  where e.cohort_id = (now_is).cohort_id and e.person_id = d.person_id;
  select month into m from app.calendar_day where day = (now_is).day;
  insert into app.cohort_month as t (run_id, scope_id, cohort_id, month, held, net_minutes, rows, attended, credited_minutes)
  values ((now_is).run_id, (now_is).scope_id, (now_is).cohort_id, m, n - o, n * (now_is).net_minutes - o * (was).net_minutes,
    n * (now_is).n_rows - o * (was).n_rows,
    n * ((now_is).n_present + (now_is).n_late + (now_is).n_early) - o * ((was).n_present + (was).n_late + (was).n_early),
    n * (now_is).credited_minutes - o * (was).credited_minutes)
  on conflict (run_id, cohort_id, month) do update set held = t.held + excluded.held,
    net_minutes = t.net_minutes + excluded.net_minutes, rows = t.rows + excluded.rows,
    attended = t.attended + excluded.attended, credited_minutes = t.credited_minutes + excluded.credited_minutes;
  if o <> n then
    select * into c from app.cohort where id = (now_is).cohort_id;
    if n = 1 and (c.status in ('PLANNED','FORMING','READY') or (now_is).day < coalesce(c.running_since, 'infinity')) then
      update app.cohort set running_since = least(coalesce(running_since, (now_is).day), (now_is).day),
        status = case when status in ('PLANNED','FORMING','READY') then 'RUNNING' else status end where id = c.id;
    end if;
    if c.status in ('RUNNING','FINISHED') then
      select case when sum(net_minutes) >= c.planned_minutes then 'FINISHED' else 'RUNNING' end into standing
      from app.cohort_month where run_id = c.run_id and cohort_id = c.id;
      if c.status <> standing then
        update app.cohort set status = standing where id = c.id and status <> standing;
      end if;
    end if;
  end if;
end $$;
--> statement-breakpoint
create or replace function app.refusal(code text, vals jsonb default '{}') returns jsonb language sql immutable as
$$ select jsonb_build_object('status', 'refused', 'code', code, 'values', vals) $$;
--> statement-breakpoint
-- Saves the taps of one register under the person set as app.user_id. The payload is lib/workshops/schema RegisterSave,
-- already parsed. Answers a RegisterReceipt; a refusal writes nothing.
-- Generic plans: every statement here goes by a key; left to itself the server planned the largest again for each save.
create or replace function app.save_register(p jsonb, p_request text) returns jsonb language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s app.session; was app.session; r app.run; clock timestamptz; rules jsonb; reviews boolean; known uuid[]; theirs jsonb;
  old_people uuid[]; old_credits int[]; old_codes int[]; roster uuid[]; changed jsonb; v_outcome text := p->>'outcome'; counted boolean;
  bad uuid; receipts jsonb; local_day date; other_ops jsonb; item jsonb; head int; v_topic text; v_note text; v_mismatch text;
  sent uuid[]; grace int; least_share numeric; excused_credits boolean;
  t_person uuid[]; t_op uuid[]; t_code int[]; t_late int[]; t_early int[]; t_reason text[];
  n_unmarked int; n_here int; n_marked int; n_guests int; v_status text; v_flags text[]; at timestamptz;
begin
  select * into s from app.session where id = (p->>'sessionId')::uuid for update;
  if not found or not (s.scope_id = any(app.my_scope('record'))) then return app.refusal('E-GEN-02'); end if;
  was := s;
  reviews := s.scope_id = any(app.my_scope('review'));
  select array_agg((x->>'id')::uuid) into sent from jsonb_array_elements(p->'ops') x;
  select coalesce(array_agg(o.id), '{}') into known from app.operation o where o.session_id = s.id and o.id = any(sent);
  select jsonb_agg(jsonb_build_object('id', x->>'id', 'status', case when (x->>'id')::uuid = any(known) then 'duplicate' else 'applied' end))
    into receipts from jsonb_array_elements(p->'ops') x;
  receipts := coalesce(receipts, '[]');
  counted := app.counts(s.status);
  -- Sent again after a lost answer: the same taps, nothing left to do.
  if jsonb_array_length(p->'ops') = cardinality(known) and
     (v_outcome = 'draft' and cardinality(known) > 0 or v_outcome = 'submit' and s.status in ('SUBMITTED','APPROVED')
      or v_outcome = 'cancel' and s.status = 'CANCELLED') then
    return jsonb_build_object('status', 'duplicate', 'version', s.version, 'sessionStatus', s.status, 'receipts', receipts);
  end if;
  select * into r from app.run where id = s.run_id;
  clock := app.run_clock(r);
  local_day := (clock at time zone 'Asia/Tehran')::date;
  rules := app.rules_at(array['LATE_GRACE_MINUTES','MIN_PRESENCE_SHARE','EXCUSED_CREDITS_HOURS','ATTENDANCE_EDIT_WINDOW_HOURS',
    'SESSION_BACKDATE_MAX_DAYS'], r.id, r.province_id, s.starts_at);
  if s.status in ('CANCELLED', 'RESCHEDULED') or r.status in ('CLOSED') then return app.refusal('E-SES-08'); end if;
  if v_outcome = 'cancel' then
    if coalesce(btrim(p->>'cancelReason'), '') = '' then return app.refusal('E-SES-07'); end if;
    if counted or s.status = 'RETURNED' and not reviews then return app.refusal('E-SES-08'); end if;
    delete from app.attendance where session_id = s.id;
    update app.session set status = 'CANCELLED', cancel_reason = btrim(p->>'cancelReason'), version = s.version + 1,
      recorded_at = coalesce(recorded_at, clock), recorded_by = coalesce(recorded_by, app.me()),
      n_rows = 0, n_present = 0, n_late = 0, n_early = 0, n_absent = 0, n_excused = 0, credited_minutes = 0
      where id = s.id;
    perform audit.record('session.cancel', 'session', s.id::text, s.scope_id, jsonb_build_object('status', s.status),
      jsonb_build_object('status', 'CANCELLED'), p->>'cancelReason', p_request);
    return jsonb_build_object('status', 'applied', 'version', s.version + 1, 'sessionStatus', 'CANCELLED', 'receipts', receipts);
  end if;
  if clock < s.starts_at then return app.refusal('E-SES-05'); end if;
  if s.status = 'APPROVED' then
    return app.refusal('E-ATT-04', jsonb_build_object('h', rules->'ATTENDANCE_EDIT_WINDOW_HOURS'));
  end if;
  if not reviews and s.recorded_at is null and local_day - s.day > (rules->>'SESSION_BACKDATE_MAX_DAYS')::int then
    return app.refusal('E-SES-06', jsonb_build_object('d', rules->'SESSION_BACKDATE_MAX_DAYS'));
  end if;
  if not reviews and s.status = 'SUBMITTED'
     and clock > s.recorded_at + make_interval(hours => (rules->>'ATTENDANCE_EDIT_WINDOW_HOURS')::int) then
    return app.refusal('E-ATT-04', jsonb_build_object('h', rules->'ATTENDANCE_EDIT_WINDOW_HOURS'));
  end if;
  if s.cohort_id is not null and not exists (
      select from app.cohort_facilitator cf join app.facilitator f on f.id = cf.facilitator_id
      where cf.cohort_id = s.cohort_id and cf.from_day <= s.day and (cf.to_day is null or cf.to_day >= s.day)
        and f.status in ('CERTIFIED','ASSIGNED','ACTIVE','FINISHED')) then
    return app.refusal('E-FAC-01');
  end if;

  -- The last tap on a person decides; taps already received do not count again.
  select coalesce(array_agg(person_id), '{}'), coalesce(array_agg(op_id), '{}'), coalesce(array_agg(
      case when code in (1, 2, 3) then case when late > 0 then 2 when early > 0 then 3 else 1 end else code end), '{}'),
    coalesce(array_agg(case when code < 4 then late else 0 end), '{}'), coalesce(array_agg(case when code < 4 then early else 0 end), '{}'),
    coalesce(array_agg(case when code > 3 then reason end), '{}')
  into t_person, t_op, t_code, t_late, t_early, t_reason
  from (select distinct on ((x.o->>'person')::uuid) (x.o->>'person')::uuid person_id, (x.o->>'id')::uuid op_id,
          case when x.o->>'kind' = 'mark' then array_position(array['PRESENT','LATE','LEFT_EARLY','ABSENT','EXCUSED'], x.o->>'code') end code,
          coalesce((x.o->>'late')::int, 0) late, coalesce((x.o->>'early')::int, 0) early, x.o->>'reason' reason
        from jsonb_array_elements(p->'ops') with ordinality x(o, i)
        where x.o->>'kind' in ('mark', 'unmark') and not ((x.o->>'id')::uuid = any(known))
        order by (x.o->>'person')::uuid, x.i desc) y;
  if exists (select from unnest(t_code, t_late, t_early) t(code, late, early) where code < 4 and late + early > 0 and late + early >= s.net_minutes) then
    return app.refusal('E-ATT-02');
  end if;
  -- Somebody else saved in between: only marks that disagree with what is stored are put to the person.
  if (p->>'baseVersion')::int < s.version then
    if exists (
      select from unnest(t_person, t_code, t_late, t_early) t(person_id, code, late, early)
      join app.attendance a on a.session_id = s.id and a.person_id = t.person_id
      where (a.code, a.late_minutes, a.early_minutes) is distinct from (t.code::smallint, t.late::smallint, t.early::smallint)
        and not coalesce(a.op_id = any(known), false)) then
      -- All that is stored goes back, so that the screen stands on it and only what disagrees is asked.
      select jsonb_agg(jsonb_build_object('personId', a.person_id, 'name', q.first_name || ' ' || q.last_name, 'mark',
          jsonb_build_object('code', (array['PRESENT','LATE','LEFT_EARLY','ABSENT','EXCUSED'])[a.code], 'late', a.late_minutes, 'early', a.early_minutes, 'reason', a.reason)))
        into theirs
      from app.attendance a join app.person q on q.id = a.person_id where a.session_id = s.id;
      return jsonb_build_object('status', 'conflict', 'code', 'E-GEN-03', 'version', s.version, 'theirs', coalesce(theirs, '[]'));
    end if;
  end if;
  select coalesce(array_agg(a.person_id), '{}'), coalesce(array_agg(a.credited_minutes::int), '{}'), coalesce(array_agg(a.code::int), '{}')
    into old_people, old_credits, old_codes
  from app.attendance a where a.session_id = s.id;
  if s.cohort_id is not null then
    select coalesce(array_agg(e.person_id), '{}') into roster from app.enrolment e where e.cohort_id = s.cohort_id and e.registered_on <= s.day
      and coalesce(e.closed_on, s.day) >= s.day and e.status not in ('CANCELLED', 'WAITING');
  else
    select coalesce(array_agg(f.person_id), '{}') into roster from app.facilitator f
    where f.run_id = s.run_id and f.status not in ('NOMINATED', 'REJECTED');
  end if;
  with after_save as (
    select o.person_id, o.code from unnest(old_people, old_codes) o(person_id, code) where not (o.person_id = any(t_person))
    union all select t.person_id, t.code from unnest(t_person, t_code) t(person_id, code) where t.code is not null
  ) select
    (select count(*) from unnest(roster) x(person_id) where not exists (select from after_save y where y.person_id = x.person_id)),
    (select count(*) filter (where code < 4) from after_save), (select count(*) from after_save),
    (select t.person_id from unnest(t_person) t(person_id) where not (t.person_id = any(roster)) limit 1)
  into n_unmarked, n_here, n_marked, bad;
  if bad is not null then return app.refusal('E-ATT-01'); end if;

  select coalesce((select jsonb_agg(o order by i) from jsonb_array_elements(p->'ops') with ordinality x(o, i)
    where o->>'kind' not in ('mark', 'unmark') and not ((o->>'id')::uuid = any(known))), '[]') into other_ops;
  head := s.head_count; v_topic := s.topic; v_note := s.note; v_mismatch := s.mismatch;
  for item in select value from jsonb_array_elements(other_ops) loop
    if item->>'kind' = 'head' then head := (item->>'count')::int;
    elsif item->>'kind' = 'details' then
      if item ? 'topic' then v_topic := nullif(btrim(item->>'topic'), ''); end if;
      if item ? 'note' then v_note := nullif(btrim(item->>'note'), ''); end if;
      if item ? 'mismatch' then v_mismatch := nullif(btrim(item->>'mismatch'), ''); end if;
    end if;
  end loop;
  v_status := case when v_outcome = 'submit' or s.status = 'SUBMITTED' then 'SUBMITTED' when s.status = 'SCHEDULED' then 'HELD' else s.status end;
  if v_status = 'SUBMITTED' then
    n_guests := (select count(*) from app.session_guest g where g.session_id = s.id)
      + (select count(*) from jsonb_array_elements(other_ops) x where x->>'kind' = 'guest');
    if n_unmarked > 0 then return app.refusal('E-ATT-03', jsonb_build_object('n', n_unmarked)); end if;
    if n_marked = 0 then return app.refusal('E-ATT-03', jsonb_build_object('n', 0)); end if;
    if head is not null and head <> n_here + n_guests and v_mismatch is null then
      return app.refusal('E-ATT-07', jsonb_build_object('n', n_here + n_guests, 'head', head));
    end if;
    if (n_here = n_marked or n_here = 0) and not (p->'acknowledged' ? 'W-ATT-05') then
      return app.refusal('W-ATT-05', jsonb_build_object('status', case when n_here = 0 then 'ABSENT' else 'PRESENT' end));
    end if;
    v_flags := array_remove(array[case when head is null then 'HEAD_NOT_COUNTED' end,
      case when head <> n_here + n_guests then 'HEAD_MISMATCH' end, case when n_here = 0 then 'ALL_ABSENT' end,
      case when n_guests > 0 then 'GUESTS' end], null);
  end if;

  -- From here on everything is written or nothing is.
  if s.submitted_at is not null then
    select jsonb_agg(jsonb_build_object('person', t.person_id, 'from', array[a.code, a.credited_minutes], 'to', t.code)) into changed
    from unnest(t_person, t_code, t_late, t_early) t(person_id, code, late, early)
    left join app.attendance a on a.session_id = s.id and a.person_id = t.person_id
    where (a.code, a.late_minutes, a.early_minutes) is distinct from (t.code::smallint, t.late::smallint, t.early::smallint);
  end if;
  insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id)
  select (o->>'id')::uuid, s.scope_id, s.id, (o->>'person')::uuid, o->>'kind', o - array['id', 'kind', 'person', 'name', 'topic', 'note', 'mismatch'], app.me()
  from jsonb_array_elements(p->'ops') x(o) where not ((o->>'id')::uuid = any(known))
  on conflict (id) do nothing;
  grace := (rules->>'LATE_GRACE_MINUTES')::int;
  least_share := (rules->>'MIN_PRESENCE_SHARE')::numeric;
  excused_credits := (rules->>'EXCUSED_CREDITS_HOURS')::boolean;
  insert into app.attendance as a (session_id, person_id, scope_id, code, late_minutes, early_minutes, credited_minutes, reason, op_id)
  select s.id, t.person_id, s.scope_id, t.code, t.late, t.early,
    app.credit(t.code, t.late, t.early, s.net_minutes, grace, least_share, excused_credits), t.reason, t.op
  from unnest(t_person, t_op, t_code, t_late, t_early, t_reason) t(person_id, op, code, late, early, reason) where t.code is not null
  on conflict (session_id, person_id) do update set code = excluded.code, late_minutes = excluded.late_minutes,
    early_minutes = excluded.early_minutes, credited_minutes = excluded.credited_minutes, reason = excluded.reason, op_id = excluded.op_id;
  if array_position(t_code, null) is not null then
    delete from app.attendance a using unnest(t_person, t_code) t(person_id, code)
    where a.session_id = s.id and a.person_id = t.person_id and t.code is null;
  end if;
  if other_ops @> '[{"kind": "guest"}]' then
    insert into app.session_guest (id, scope_id, session_id, name)
    select (o->>'guest')::uuid, s.scope_id, s.id, btrim(o->>'name') from jsonb_array_elements(other_ops) x(o) where o->>'kind' = 'guest'
    on conflict (id) do nothing;
  end if;
  at := case when p ? 'at' and s.scope_id = any(app.my_scope('accounts')) then (p->>'at')::timestamptz else clock end;
  update app.session x set
    status = v_status, version = s.version + 1, head_count = head, topic = v_topic, note = v_note, mismatch = v_mismatch,
    flags = coalesce(v_flags, s.flags), recorded_at = coalesce(s.recorded_at, at), recorded_by = coalesce(s.recorded_by, app.me()),
    submitted_at = case when v_status = 'SUBMITTED' then at else s.submitted_at end,
    n_rows = c.n, n_present = c.p, n_late = c.l, n_early = c.e, n_absent = c.a, n_excused = c.x, credited_minutes = c.m
  from (select count(*) n, count(*) filter (where code = 1) p, count(*) filter (where code = 2) l, count(*) filter (where code = 3) e,
      count(*) filter (where code = 4) a, count(*) filter (where code = 5) x, coalesce(sum(credited_minutes), 0) m
    from app.attendance where session_id = s.id) c
  where x.id = s.id returning x.* into s;
  perform app.apply_counts(was, s, old_people, old_credits);
  perform audit.record(case when v_status = 'SUBMITTED' then case when was.submitted_at is null then 'session.submit' else 'attendance.change' end
      else 'session.save' end, 'session', s.id::text, s.scope_id,
    jsonb_build_object('status', was.status, 'version', was.version), jsonb_strip_nulls(jsonb_build_object('status', s.status, 'version', s.version,
      'rows', s.n_rows, 'minutes', s.credited_minutes, 'changed', changed)), null, p_request);
  return jsonb_build_object('status', 'applied', 'version', s.version, 'sessionStatus', s.status, 'receipts', receipts);
end $$;
--> statement-breakpoint
-- The hot door: who asks is found by the cookie's hash in the same round trip.
create or replace function app.save_register_by_session(hash bytea, p jsonb, p_request text) returns jsonb language plpgsql as $$
declare who uuid;
begin
  select user_id into who from app.user_of_session(hash);
  if who is null then return jsonb_build_object('status', 'signed-out'); end if;
  perform set_config('app.user_id', who::text, true);
  return app.save_register(p, p_request);
end $$;
--> statement-breakpoint
-- Approve, return or reopen one sheet under the person set as app.user_id, moving what it counts for.
create or replace function app.review_sheet(p_session uuid, p_version int, p_decision text, p_reason text, p_request text) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare s app.session; was app.session; r app.run; clock timestamptz; next_status text; old_people uuid[]; old_credits int[];
begin
  select * into s from app.session where id = p_session for update;
  if not found or not (s.scope_id = any(app.my_scope('review'))) then return app.refusal('E-GEN-02'); end if;
  if s.version <> p_version then return app.refusal('E-GEN-03'); end if;
  was := s;
  next_status := case
    when p_decision = 'APPROVE' and s.status = 'SUBMITTED' then 'APPROVED'
    when p_decision = 'RETURN' and s.status = 'SUBMITTED' then 'RETURNED'
    when p_decision = 'REOPEN' and s.status = 'APPROVED' then 'REOPENED' end;
  if next_status is null then return app.refusal('E-SES-09'); end if;
  if p_decision in ('RETURN', 'REOPEN') and coalesce(btrim(p_reason), '') = '' then return app.refusal('E-GEN-01'); end if;
  select * into r from app.run where id = s.run_id;
  clock := app.run_clock(r);
  select coalesce(array_agg(person_id), '{}'), coalesce(array_agg(credited_minutes::int), '{}') into old_people, old_credits
  from app.attendance where session_id = s.id;
  update app.session set status = next_status, version = version + 1,
    approved_at = case when next_status = 'APPROVED' then clock end, approved_by = case when next_status = 'APPROVED' then app.me() end,
    return_reason = case when next_status = 'APPROVED' then null else btrim(p_reason) end
    where id = s.id returning * into s;
  perform app.apply_counts(was, s, old_people, old_credits);
  insert into app.sheet_review (scope_id, session_id, decision, reason, decided_by) values (s.scope_id, s.id, p_decision, nullif(btrim(p_reason), ''), app.me());
  perform audit.record('session.' || lower(p_decision), 'session', s.id::text, s.scope_id, jsonb_build_object('status', was.status),
    jsonb_build_object('status', s.status), nullif(btrim(p_reason), ''), p_request);
  return jsonb_build_object('status', 'applied', 'version', s.version, 'sessionStatus', s.status);
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on all functions in schema app to tabavar_rw;
--> statement-breakpoint
-- The monthly panel of a run for the browser behind a cookie's hash: a few dozen rollup rows, never attendance.
create or replace function app.month_panel_by_session(hash bytea, p_run uuid) returns jsonb language plpgsql as $$
declare who uuid;
begin
  select user_id into who from app.user_of_session(hash);
  if who is null then return jsonb_build_object('status', 'signed-out'); end if;
  perform set_config('app.user_id', who::text, true);
  return jsonb_build_object('status', 'ok', 'months', coalesce((
    select jsonb_agg(to_jsonb(x) order by x.month) from (
      select month, sum(held)::int held, sum(net_minutes)::int "netMinutes", sum(rows)::int rows,
        sum(attended)::int attended, sum(credited_minutes)::int "creditedMinutes"
      from app.cohort_month where run_id = p_run and scope_id = any((select app.my_scope('see'))::int[]) group by month) x), '[]'));
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on all functions in schema app to tabavar_rw;
