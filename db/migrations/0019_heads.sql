-- Running the programme truthfully: taps that say what they replace, two devices on one sheet, those who come back.
-- For the phone's sync: what an operation replaces, what the phone's clock said, and which phone it was (no key yet).
ALTER TABLE "app"."operation" ADD COLUMN "supersedes" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."operation" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."operation" ADD COLUMN "device_id" uuid;--> statement-breakpoint
-- What stands in the places of a sheet that are nobody's mark; a mark's is attendance.op_id.
ALTER TABLE "app"."session" ADD COLUMN "head_op" uuid;--> statement-breakpoint
ALTER TABLE "app"."session" ADD COLUMN "details_op" uuid;--> statement-breakpoint
ALTER TABLE "app"."session" ADD COLUMN "act_op" uuid;--> statement-breakpoint
-- Days on which somebody who came back was not in the group.
ALTER TABLE "app"."enrolment" ADD COLUMN "away" datemultirange DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- Taps of before said nothing: each replaced the one before it in its place; the one that made a mark came last.
update app.operation o set supersedes = array[x.before]
from (select q.id, lag(q.id) over (partition by q.session_id, coalesce(q.person_id::text, q.kind)
      order by q.received_at, a.op_id is not null, q.id) as before
    from app.operation q left join app.attendance a on a.session_id = q.session_id and a.person_id = q.person_id and a.op_id = q.id
    where q.kind <> 'guest') x
where x.id = o.id and x.before is not null;
--> statement-breakpoint
update app.session s set head_op = x.head, details_op = x.details
from (select o.session_id, (array_agg(o.id order by o.received_at desc, o.id desc) filter (where o.kind = 'head'))[1] as head,
      (array_agg(o.id order by o.received_at desc, o.id desc) filter (where o.kind = 'details'))[1] as details
    from app.operation o where o.kind in ('head', 'details') group by o.session_id) x
where x.session_id = s.id;
--> statement-breakpoint
-- What an operation replaces: what the phone says it saw, or what stood where the desk wrote. One expression, taken into the caller.
create or replace function app.superseded(o jsonb, sync boolean, stands uuid) returns uuid[] language sql immutable as $$
  select case when sync then coalesce(translate((o->'supersedes')::text, '[]" ', '{}')::uuid[], '{}')
    else array_remove(array[stands], null) end
$$;
--> statement-breakpoint
-- As in 0012_followup.sql; a place that comes free again is offered again.
create or replace function app.place_vacated() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare r run; n int;
begin
  select * into r from run where id = new.run_id;
  update task t set state = 'DROPPED', done_at = run_clock(r), version = t.version + 1
  where t.kind in ('ABSENCES', 'NO_SHOW', 'MAKE_UP') and t.cohort_id = new.cohort_id and t.enrolment_id = new.id and t.state = 'OPEN';
  if new.status in ('WITHDRAWN', 'NO_SHOW', 'TRANSFERRED') then
    n := (rules_at(array['REFILL_BEFORE_SESSION'], r.id, r.province_id, run_clock(r))->>'REFILL_BEFORE_SESSION')::int;
    if (select count(*) from session s where s.cohort_id = new.cohort_id and s.makes_up_id is null
          and s.status in ('HELD', 'SUBMITTED', 'RETURNED', 'APPROVED', 'REOPENED')) < n then
      insert into task as t (scope_id, run_id, kind, cohort_id, enrolment_id, opened_at)
      values (new.scope_id, new.run_id, 'FREE_PLACE', new.cohort_id, new.id, run_clock(r))
      on conflict on constraint task_once do update set state = 'OPEN', opened_at = excluded.opened_at, done_at = null, version = t.version + 1
        where t.state = 'DROPPED';
    end if;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- As in 0012_followup.sql; whoever came back is asked for from the day she came back.
create or replace function app.follow_up(s app.session, r app.run, clock timestamptz) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare v jsonb; alert int; no_show int; most int; by_sessions boolean; needed int;
  held uuid[]; later_make_ups int; sessions int; ahead int; ahead_n int; first_ahead date; minutes int; latest uuid[];
  w_id uuid[]; w_kind text[]; w_about text[]; standing text[]; asked text[];
  r_id uuid[]; r_person uuid[]; r_spare int[]; r_part int[]; r_parts int[];
begin
  v := app.rules_at(array['ABSENCE_ALERT_CONSECUTIVE','NO_SHOW_AFTER_SESSIONS','MAKE_UP_MAX_SESSIONS','COMPLETION_MODE','COMPLETION_SHARE_PARTICIPANT'],
    r.id, r.province_id, clock);
  alert := (v->>'ABSENCE_ALERT_CONSECUTIVE')::int; no_show := (v->>'NO_SHOW_AFTER_SESSIONS')::int; most := (v->>'MAKE_UP_MAX_SESSIONS')::int;
  by_sessions := v->>'COMPLETION_MODE' = 'SHARE_OF_SESSIONS';
  select array_agg(x.id order by x.day desc, x.starts_at desc) filter (where x.makes_up_id is null and app.counts(x.status)),
    count(*) filter (where x.makes_up_id is not null and not app.counts(x.status)), count(*) filter (where x.makes_up_id is null),
    coalesce(sum(x.net_minutes) filter (where x.makes_up_id is null and not app.counts(x.status)), 0),
    count(*) filter (where x.makes_up_id is null and not app.counts(x.status)), min(x.day) filter (where not app.counts(x.status))
  into held, later_make_ups, sessions, ahead, ahead_n, first_ahead
  from app.session x where x.cohort_id = s.cohort_id and x.status not in ('CANCELLED', 'RESCHEDULED');
  held := coalesce(held, '{}');
  latest := held[1:alert];
  select c.planned_minutes into minutes from app.cohort c where c.id = s.cohort_id;
  needed := case when v->>'COMPLETION_MODE' = 'STRICT' then minutes
    else ceil(round((v->>'COMPLETION_SHARE_PARTICIPANT')::numeric * 10000) * case when by_sessions then sessions else minutes end / 10000) end;
  -- Absences in a row, and who never came.
  select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.kind), '{}'), coalesce(array_agg(x.about), '{}') into w_id, w_kind, w_about
  from (
    select e.id, 'ABSENCES' as kind, latest[1]::text as about from app.enrolment e
    where e.cohort_id = s.cohort_id and e.status in ('REGISTERED', 'ACTIVE') and e.person_id in (
      select a.person_id from app.attendance a where a.session_id = any(latest) and a.code = 4 group by a.person_id having count(*) = alert)
    union all
    select e.id, 'NO_SHOW', '' from app.enrolment e
    where e.cohort_id = s.cohort_id and e.status = 'REGISTERED' and e.credited_minutes = 0 and cardinality(held) >= no_show
      and (select count(*) from app.session x where x.id = any(held) and x.day >= coalesce(upper(e.away), e.registered_on)) >= no_show) x;
  -- Whose hours are in danger: what she has and what is ahead, against what is needed. An average session is `part` minutes
  -- over `parts` sessions: whole numbers, so that both twins round alike.
  select array_agg(p.id), array_agg(p.person_id), array_agg(p.spare), array_agg(p.part), array_agg(p.parts)
    into r_id, r_person, r_spare, r_part, r_parts
  from (
    select h.id, h.person_id, h.earned, h.earned + case when by_sessions then h.ahead_n else h.ahead end - needed as spare,
      case when by_sessions then 1 when h.ahead_n > 0 then greatest(1, h.ahead) else greatest(1, minutes) end as part,
      case when by_sessions then 1 when h.ahead_n > 0 then h.ahead_n else greatest(1, sessions) end as parts
    from (
      select e.id, e.person_id,
        case when by_sessions then (select count(*)::int from app.attendance a join app.session x on x.id = a.session_id
          where a.person_id = e.person_id and x.cohort_id = s.cohort_id and app.counts(x.status) and a.code in (1, 2))
          else e.credited_minutes + e.carried_minutes end as earned,
        case when o.plain then ahead else o.minutes end as ahead, case when o.plain then ahead_n else o.n end as ahead_n
      from app.enrolment e cross join lateral (
        select later_make_ups = 0 and coalesce(first_ahead >= e.registered_on, true) as plain,
          coalesce(sum(x.net_minutes), 0)::int as minutes, count(*)::int as n from app.session x
        where (later_make_ups > 0 or first_ahead < e.registered_on) and x.cohort_id = s.cohort_id
          and x.status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED') and x.day >= e.registered_on
          and (x.makes_up_id is null or app.makes_up_for(x.id, x.makes_up_id, x.visit, e.person_id))) o
      where e.cohort_id = s.cohort_id and e.status in ('REGISTERED', 'ACTIVE')) h
  ) p where p.earned < needed and (p.spare < 0 or p.spare::bigint * p.parts < 2 * p.part::bigint);
  if r_id is not null then
    select w_id || coalesce(array_agg(x.id), '{}'), w_kind || array_fill('MAKE_UP'::text, array[count(*)::int]),
      w_about || coalesce(array_agg(floor(x.spare::numeric * x.parts / x.part)::int::text), '{}') into w_id, w_kind, w_about
    from (
      select q.id, q.spare, q.part, q.parts, least(cardinality(held) - g.credited, most - g.made_up) as offered
      from unnest(r_id, r_person, r_spare, r_part, r_parts) q(id, person_id, spare, part, parts) cross join lateral (
        select count(*) filter (where a.session_id = any(held) or a.makes_up_id = any(held))::int as credited,
          count(*) filter (where a.makes_up_id = any(held))::int as made_up
        from app.attendance a where a.person_id = q.person_id and a.credited_minutes > 0) g) x
    where x.offered > 0 and x.spare::bigint * x.parts + x.offered::bigint * x.part >= 0;
  end if;
  -- Most sheets change nothing here: what is wanted stands open already, and nothing else does.
  select coalesce(array_agg(t.enrolment_id || t.kind), '{}') into standing from app.task t
  where t.kind = any(array['ABSENCES','NO_SHOW','MAKE_UP']) and t.cohort_id = s.cohort_id and t.state = 'OPEN';
  select coalesce(array_agg(x.id || x.kind), '{}') into asked from unnest(w_id, w_kind) x(id, kind);
  if standing <@ asked and asked <@ standing then return; end if;
  if not standing <@ asked then
    update app.task t set state = 'DROPPED', done_at = clock, version = t.version + 1
    where t.kind = any(array['ABSENCES','NO_SHOW','MAKE_UP']) and t.cohort_id = s.cohort_id and t.state = 'OPEN'
      and not (t.enrolment_id || t.kind = any(asked));
  end if;
  insert into app.task as t (scope_id, run_id, kind, cohort_id, enrolment_id, about, opened_at)
  select s.scope_id, s.run_id, w.kind, s.cohort_id, w.id, w.about, clock from unnest(w_id, w_kind, w_about) w(id, kind, about)
  where not (w.id || w.kind = any(standing)) and not exists (select from app.task o where w.kind = 'ABSENCES' and o.kind = w.kind
    and o.cohort_id = s.cohort_id and o.enrolment_id = w.id and o.state = 'DONE' and o.about = any(latest::text[]))
  on conflict on constraint task_once do update set state = 'OPEN', opened_at = clock, done_at = null, version = t.version + 1
    where t.state = 'DROPPED';
end $$;
--> statement-breakpoint
-- As in 0012_followup.sql; operations say what they replace, head count and words are compared as marks are, and a sheet holds
-- those who were in the group, or in the class, on its day. With `sync` an operation may bring `supersedes`, `at`
-- and `device`; `act` may be among the operations; nothing is compared with a version; `again` applies one received before.
create or replace function app.save_register(p jsonb, p_request text) returns jsonb language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s app.session; was app.session; r app.run; clock timestamptz; rules jsonb; reviews boolean; known uuid[]; theirs jsonb;
  old_people uuid[]; old_credits int[]; old_codes int[]; roster uuid[]; changed jsonb; v_outcome text := p->>'outcome'; counted boolean;
  bad uuid; receipts jsonb; local_day date; other_ops jsonb; item jsonb; head int; v_topic text; v_note text; v_mismatch text;
  sent uuid[]; grace int; least_share numeric; excused_credits boolean;
  t_person uuid[]; t_op uuid[]; t_code int[]; t_late int[]; t_early int[]; t_reason text[];
  n_unmarked int; n_here int; n_marked int; n_guests int; v_status text; v_flags text[]; at timestamptz; made_up uuid[];
  sync boolean := coalesce((p->>'sync')::boolean, false); act jsonb; old_ops uuid[]; v_head_op uuid; v_details_op uuid; v_act_op uuid;
begin
  select * into s from app.session where id = (p->>'sessionId')::uuid for update;
  if not found or not (s.scope_id = any(app.my_scope('record'))) then return app.refusal('E-GEN-02'); end if;
  was := s;
  reviews := s.scope_id = any(app.my_scope('review'));
  select array_agg((x->>'id')::uuid) filter (where not (sync and coalesce((x->>'again')::boolean, false)))
    into sent from jsonb_array_elements(p->'ops') x;
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
  -- What is done with the sheet is an operation too. A phone gives it an id of its own; the desk's gets one here.
  if sync then
    select o into act from jsonb_array_elements(p->'ops') o where o->>'kind' = 'act' limit 1;
  elsif v_outcome <> 'draft' then
    act := jsonb_build_object('id', app.uuid_v7(), 'kind', 'act', 'outcome', v_outcome);
  end if;
  v_act_op := coalesce((act->>'id')::uuid, s.act_op);
  if s.status in ('CANCELLED', 'RESCHEDULED') or r.status in ('CLOSED') then return app.refusal('E-SES-08'); end if;
  if v_outcome = 'cancel' then
    if coalesce(btrim(p->>'cancelReason'), '') = '' then return app.refusal('E-SES-07'); end if;
    if counted or s.status = 'RETURNED' and not reviews then return app.refusal('E-SES-08'); end if;
    delete from app.attendance where session_id = s.id;
    if act is not null then
      insert into app.operation (id, scope_id, session_id, kind, body, actor_id, supersedes, claimed_at, device_id)
      values ((act->>'id')::uuid, s.scope_id, s.id, 'act', jsonb_build_object('outcome', v_outcome), app.me(),
        app.superseded(act, sync, s.act_op), case when sync then (act->>'at')::timestamptz end, case when sync then (act->>'device')::uuid end)
      on conflict (id) do nothing;
    end if;
    update app.session set act_op = v_act_op, status = 'CANCELLED', cancel_reason = btrim(p->>'cancelReason'), version = s.version + 1,
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
  select coalesce((select jsonb_agg(o order by i) from jsonb_array_elements(p->'ops') with ordinality x(o, i)
    where o->>'kind' not in ('mark', 'unmark') and not ((o->>'id')::uuid = any(known))), '[]') into other_ops;
  v_head_op := s.head_op; v_details_op := s.details_op;
  head := s.head_count; v_topic := s.topic; v_note := s.note; v_mismatch := s.mismatch;
  for item in select value from jsonb_array_elements(other_ops) loop
    if item->>'kind' = 'head' then head := (item->>'count')::int; v_head_op := (item->>'id')::uuid;
    elsif item->>'kind' = 'details' then
      v_details_op := (item->>'id')::uuid;
      if item ? 'topic' then v_topic := nullif(btrim(item->>'topic'), ''); end if;
      if item ? 'note' then v_note := nullif(btrim(item->>'note'), ''); end if;
      if item ? 'mismatch' then v_mismatch := nullif(btrim(item->>'mismatch'), ''); end if;
    end if;
  end loop;
  -- Somebody else saved in between: only what disagrees with what is stored is put to the person. A phone's operations say
  -- what they replace, and are put in order before they come here.
  if (p->>'baseVersion')::int < s.version and not sync then
    if s.head_op is not null and not (s.head_op = any(known)) and head is distinct from s.head_count
      or s.details_op is not null and not (s.details_op = any(known))
        and (v_topic, v_note, v_mismatch) is distinct from (s.topic, s.note, s.mismatch)
      or exists (
      select from unnest(t_person, t_code, t_late, t_early) t(person_id, code, late, early)
      join app.attendance a on a.session_id = s.id and a.person_id = t.person_id
      where (a.code, a.late_minutes, a.early_minutes) is distinct from (t.code::smallint, t.late::smallint, t.early::smallint)
        and not coalesce(a.op_id = any(known), false)) then
      -- All that is stored goes back, so that the screen stands on it and only what disagrees is asked.
      select jsonb_agg(jsonb_build_object('personId', a.person_id, 'name', q.first_name || ' ' || q.last_name, 'mark',
          jsonb_build_object('code', (array['PRESENT','LATE','LEFT_EARLY','ABSENT','EXCUSED'])[a.code], 'late', a.late_minutes, 'early', a.early_minutes, 'reason', a.reason)))
        into theirs
      from app.attendance a join app.person q on q.id = a.person_id where a.session_id = s.id;
      return jsonb_build_object('status', 'conflict', 'code', 'E-GEN-03', 'version', s.version, 'theirs', coalesce(theirs, '[]'),
        'heads', jsonb_build_object('head', s.head_count, 'topic', s.topic, 'note', s.note, 'mismatch', s.mismatch));
    end if;
  end if;
  select coalesce(array_agg(a.person_id), '{}'), coalesce(array_agg(a.credited_minutes::int), '{}'), coalesce(array_agg(a.code::int), '{}'),
    coalesce(array_agg(a.op_id), '{}') into old_people, old_credits, old_codes, old_ops
  from app.attendance a where a.session_id = s.id;
  if s.cohort_id is not null then
    select coalesce(array_agg(e.person_id), '{}') into roster from app.enrolment e where e.cohort_id = s.cohort_id and e.registered_on <= s.day
      and coalesce(e.closed_on, s.day) >= s.day and not e.away @> s.day and e.status not in ('CANCELLED', 'WAITING');
    if s.makes_up_id is not null then
      select array_agg(q.person_id) into made_up from unnest(t_person, t_code) q(person_id, code)
      where q.code is not null and q.person_id = any(roster) and app.hour_credited(s.makes_up_id, q.person_id, s.id);
      if s.visit then
        roster := old_people;
      else
        -- Those who earned nothing in the session it makes up, and have not made it up elsewhere.
        select coalesce(array_agg(q.person_id), '{}') into roster from unnest(roster) q(person_id)
        where not app.hour_credited(s.makes_up_id, q.person_id, s.id);
      end if;
    else
      -- An hour made up elsewhere cannot be earned here as well.
      select array_agg(a.person_id) into made_up from app.attendance a
        join unnest(t_person, t_code) t(person_id, code) on t.person_id = a.person_id and (t.code < 4 or t.code = 5 and (rules->>'EXCUSED_CREDITS_HOURS')::boolean)
        where a.makes_up_id = s.id;
    end if;
    if made_up is not null then return app.refusal('E-ATT-06'); end if;
  else
    select coalesce(array_agg(f.person_id), '{}') into roster from app.facilitator f
    where f.run_id = s.run_id and f.status not in ('NOMINATED', 'REJECTED')
      and coalesce(f.accepted_on, s.day) <= s.day and coalesce(f.ended_on, s.day) >= s.day;
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
  -- Each says what it replaces: the tap before it in this save, else what stands in its place.
  insert into app.operation (id, scope_id, session_id, person_id, kind, body, actor_id, supersedes, claimed_at, device_id)
  select y.id, s.scope_id, s.id, y.person, y.o->>'kind',
    y.o - array['id', 'kind', 'person', 'name', 'topic', 'note', 'mismatch', 'cancelReason', 'supersedes', 'at', 'device', 'again'], app.me(),
    app.superseded(y.o, sync, coalesce(y.before, case y.o->>'kind' when 'head' then s.head_op when 'details' then s.details_op
      when 'act' then s.act_op else coalesce(old_ops[array_position(old_people, y.person)], u.id) end)),
    case when sync then (y.o->>'at')::timestamptz end, case when sync then (y.o->>'device')::uuid end
  from (select x.o, (x.o->>'id')::uuid id, (x.o->>'person')::uuid person,
      lag((x.o->>'id')::uuid) over (partition by coalesce(x.o->>'person', x.o->>'guest', x.o->>'kind') order by x.i) as before
    from jsonb_array_elements(p->'ops' || case when act is null or sync then '[]' else jsonb_build_array(act) end) with ordinality x(o, i)
    where not ((x.o->>'id')::uuid = any(known))) y
  -- Whose mark was taken away has no row that could say by which tap.
  left join lateral (select o.id from app.operation o where was.recorded_at is not null and y.person is not null
      and not (y.person = any(old_people)) and o.session_id = s.id and o.person_id = y.person
    order by o.received_at desc, o.id desc limit 1) u on true
  on conflict (id) do nothing;
  grace := (rules->>'LATE_GRACE_MINUTES')::int;
  least_share := (rules->>'MIN_PRESENCE_SHARE')::numeric;
  excused_credits := (rules->>'EXCUSED_CREDITS_HOURS')::boolean;
  insert into app.attendance as a (session_id, person_id, scope_id, code, late_minutes, early_minutes, credited_minutes, reason, op_id,
    is_make_up, makes_up_id)
  select s.id, t.person_id, s.scope_id, t.code, t.late, t.early, t.earned, t.reason, t.op, s.makes_up_id is not null and t.earned > 0,
    case when t.earned > 0 then s.makes_up_id end
  from (select x.*, app.credit(x.code, x.late, x.early, s.net_minutes, grace, least_share, excused_credits) earned
    from unnest(t_person, t_op, t_code, t_late, t_early, t_reason) x(person_id, op, code, late, early, reason) where x.code is not null) t
  on conflict (session_id, person_id) do update set code = excluded.code, late_minutes = excluded.late_minutes,
    early_minutes = excluded.early_minutes, credited_minutes = excluded.credited_minutes, reason = excluded.reason, op_id = excluded.op_id,
    is_make_up = excluded.is_make_up, makes_up_id = excluded.makes_up_id;
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
    status = v_status, version = s.version + 1, head_op = v_head_op, details_op = v_details_op, act_op = v_act_op, head_count = head, topic = v_topic, note = v_note, mismatch = v_mismatch,
    flags = coalesce(v_flags, s.flags), recorded_at = coalesce(s.recorded_at, at), recorded_by = coalesce(s.recorded_by, app.me()),
    submitted_at = case when v_status = 'SUBMITTED' then at else s.submitted_at end,
    n_rows = c.n, n_present = c.p, n_late = c.l, n_early = c.e, n_absent = c.a, n_excused = c.x, credited_minutes = c.m
  from app.mark_counts(s.id) c
  where x.id = s.id returning x.* into s;
  perform app.apply_counts(was, s, old_people, old_credits);
  if v_status = 'SUBMITTED' and s.cohort_id is not null then
    perform app.follow_up(s, r, clock);
    if n_guests > 0 then
      insert into app.task (scope_id, run_id, kind, cohort_id, session_id, about, opened_at)
      select s.scope_id, s.run_id, 'GUEST', s.cohort_id, s.id, g.id::text, clock from app.session_guest g
      where g.session_id = s.id and g.resolution is null
      on conflict on constraint task_once do nothing;
    end if;
  end if;
  perform audit.record(case when v_status = 'SUBMITTED' then case when was.submitted_at is null then 'session.submit' else 'attendance.change' end
      else 'session.save' end, 'session', s.id::text, s.scope_id,
    jsonb_build_object('status', was.status, 'version', was.version), jsonb_strip_nulls(jsonb_build_object('status', s.status, 'version', s.version,
      'rows', s.n_rows, 'minutes', s.credited_minutes, 'changed', changed)), null, p_request);
  return jsonb_build_object('status', 'applied', 'version', s.version, 'sessionStatus', s.status, 'receipts', receipts);
end $$;
--> statement-breakpoint
revoke all on function app.superseded(jsonb, boolean, uuid) from public;
--> statement-breakpoint
grant execute on function app.superseded(jsonb, boolean, uuid) to tabavar_rw;
