-- What a third look at the second wall found (tests/db/access/second-wall-acts.test.ts): acts beyond one's power within
-- one's own unit, and acts signed with another's name. The owner (set-up, demonstrations) passes, as in app.person_stays.
create or replace function app.owner_acts() returns boolean language sql stable as $$
  select current_user = pg_get_userbyid((select c.relowner from pg_class c where c.oid = 'app.person'::regclass))
$$;
--> statement-breakpoint
-- A sheet becomes approved, and an approved one is changed, only where one reviews; approved in one's own name.
create or replace function app.sheet_decided() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if not (new.scope_id = any(app.my_scope('review'))) then
    raise exception 'beyond reach' using errcode = '42501';
  end if;
  if new.status = 'APPROVED' and (tg_op = 'INSERT' or old.status <> 'APPROVED') and new.approved_by is distinct from app.me() then
    raise exception 'approved in another''s name' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger sheet_decided before insert on app.session for each row
  when (new.status = 'APPROVED') execute function app.sheet_decided();
--> statement-breakpoint
create trigger sheet_decided_again before update on app.session for each row
  when (new.status = 'APPROVED' or old.status = 'APPROVED') execute function app.sheet_decided();
--> statement-breakpoint
-- A session and a month lie in the unit of their own group or class.
alter table app.training_class add constraint training_class_own_scope unique (id, scope_id);
--> statement-breakpoint
alter table app.session add constraint session_cohort foreign key (cohort_id, scope_id) references app.cohort (id, scope_id),
  add constraint session_class foreign key (class_id, scope_id) references app.training_class (id, scope_id);
--> statement-breakpoint
alter table app.cohort_month add constraint cohort_month_cohort foreign key (cohort_id, scope_id) references app.cohort (id, scope_id);
--> statement-breakpoint
-- Reviews, taps and rules carry the name of who makes them.
drop policy make on app.sheet_review;
--> statement-breakpoint
create policy make on app.sheet_review for insert to tabavar_rw
  with check (scope_id = any((select app.my_scope('review'))::int[]) and decided_by = (select app.me()));
--> statement-breakpoint
drop policy make on app.operation;
--> statement-breakpoint
create policy make on app.operation for insert to tabavar_rw
  with check (scope_id = any((select app.my_scope('record'))::int[]) and actor_id = (select app.me()));
--> statement-breakpoint
drop policy make on app.rule;
--> statement-breakpoint
create policy make on app.rule for insert to tabavar_rw with check (rule.changed_by = app.me() and
  case when rule.province_id is null and rule.run_id is null then 1 = any((select app.my_scope('rules'))::int[])
  else (rule.province_id is null or exists (select from app.place p
      where p.id = rule.province_id and p.kind = 'PROVINCE' and p.scope_id = any((select app.my_scope('rules'))::int[])))
    and (rule.run_id is null or exists (select from app.run r
      where r.id = rule.run_id and r.scope_id = any((select app.my_scope('rules'))::int[])))
  end);
--> statement-breakpoint
-- A release is prepared in one's own name, keeps what was prepared, and is published by who may sign, in her own name.
create or replace function app.release_signed() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.prepared_by is distinct from app.me() or new.status not in ('DRAFT', 'IN_REVIEW') or new.approved_by is not null then
      raise exception 'prepared in another''s name' using errcode = '42501';
    end if;
    return new;
  end if;
  if (new.scope_id, new.run_id, new.as_of, new.month, new.prepared_by, new.bundle, new.bundle_hash)
     is distinct from (old.scope_id, old.run_id, old.as_of, old.month, old.prepared_by, old.bundle, old.bundle_hash) then
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
create trigger release_signed before insert or update on app.release for each row execute function app.release_signed();
--> statement-breakpoint
-- An account is made for nobody, or for somebody whom its maker sees: whoever signs in with it sees that person.
-- (A function, because a policy may not lead back to the table it guards.)
create or replace function app.sees_person(who uuid) returns boolean language plpgsql stable as $$
begin return exists (select from app.person where id = who); end $$;
--> statement-breakpoint
drop policy make on app.user_account;
--> statement-breakpoint
create policy make on app.user_account for insert to tabavar_rw with check (
  (scope_id = any((select app.my_scope('accounts'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]))
  and (person_id is null or app.sees_person(person_id)));
--> statement-breakpoint
-- Consent before enrolment, and the woman held by the unit that enrols her: knowing her row's id is not enough.
create or replace function app.consent_stands() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
declare held boolean;
begin
  select new.scope_id = any(p.scopes) into held from consent c join person p on p.id = new.person_id
  where c.id = new.consent_id and c.purpose = 'REGISTER' and c.state in ('DECLARED','READ_ALOUD') and c.withdrawn_at is null;
  if not found then raise exception 'E-PER-06' using errcode = 'TB003'; end if;
  if not held then raise exception 'beyond reach' using errcode = '42501'; end if;
  return new;
end $$;
--> statement-breakpoint
drop trigger enrolment_consent on app.enrolment;
--> statement-breakpoint
create trigger enrolment_consent before insert or update of consent_id, person_id, scope_id on app.enrolment
  for each row execute function app.consent_stands();
--> statement-breakpoint
-- A closed run's figures are frozen, and a closed group has had its completers decided: their sheets stay as they are.
create or replace function app.review_sheet(p_session uuid, p_version int, p_decision text, p_reason text, p_request text) returns jsonb
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare s app.session; was app.session; r app.run; clock timestamptz; next_status text; old_people uuid[]; old_credits int[];
begin
  select * into s from app.session where id = p_session for update;
  if not found or not (s.scope_id = any(app.my_scope('review'))) then return app.refusal('E-GEN-02'); end if;
  select * into r from app.run where id = s.run_id;
  if r.status = 'CLOSED' or exists (select from app.cohort c where c.id = s.cohort_id and c.status = 'CLOSED') then
    return app.refusal('E-SES-08');
  end if;
  if s.version <> p_version then return app.refusal('E-GEN-03'); end if;
  was := s;
  next_status := case
    when p_decision = 'APPROVE' and s.status = 'SUBMITTED' then 'APPROVED'
    when p_decision = 'RETURN' and s.status = 'SUBMITTED' then 'RETURNED'
    when p_decision = 'REOPEN' and s.status = 'APPROVED' then 'REOPENED' end;
  if next_status is null then return app.refusal('E-SES-09'); end if;
  if p_decision in ('RETURN', 'REOPEN') and coalesce(btrim(p_reason), '') = '' then return app.refusal('E-GEN-01'); end if;
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
-- A new password, or an account put out of use, also takes back the links that are still on their way.
create or replace function app.account_changed() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if new.status <> 'ACTIVE' and old.status = 'ACTIVE' then
    perform app.put_out(new.id, 'DISABLED');
  elsif new.password_hash is distinct from old.password_hash then
    perform app.put_out(new.id, 'PASSWORD');
  else
    return new;
  end if;
  update invitation i set expires_at = now() where i.user_id = new.id and i.used_at is null and i.expires_at > now();
  return new;
end $$;
--> statement-breakpoint
-- Somebody there for less than the least share of a session is treated as absent (domain 5.1, invariant 8): she earns
-- nothing, and counts among the absent, not among those who attended (R-10). What was marked stays as it was marked.
create or replace function app.mark_counts(p_session uuid) returns table (n int, p int, l int, e int, a int, x int, m int)
language sql stable as $$
  select count(*)::int, count(*) filter (where code = 1 and credited_minutes > 0)::int,
    count(*) filter (where code = 2 and credited_minutes > 0)::int, count(*) filter (where code = 3 and credited_minutes > 0)::int,
    count(*) filter (where code = 4 or code < 4 and credited_minutes = 0)::int, count(*) filter (where code = 5)::int,
    coalesce(sum(credited_minutes), 0)::int
  from app.attendance where session_id = p_session
$$;
--> statement-breakpoint
-- The two writers of a sheet's counters take them from there. Only these lines of theirs change.
do $$
declare src text; was text;
begin
  was := '(select count(*) n, count(*) filter (where code = 1) p, count(*) filter (where code = 2) l, count(*) filter (where code = 3) e,
      count(*) filter (where code = 4) a, count(*) filter (where code = 5) x, coalesce(sum(credited_minutes), 0) m
    from app.attendance where session_id = s.id) c';
  src := pg_get_functiondef('app.save_register(jsonb,text)'::regprocedure);
  if position(was in src) = 0 then raise exception 'app.save_register is not the one this migration knows'; end if;
  execute replace(src, was, 'app.mark_counts(s.id) c');
  was := 'update app.session t set version = t.version + 1,
      credited_minutes = (select sum(credited_minutes) from app.attendance where session_id = s.id)
      where t.id = s.id';
  src := pg_get_functiondef('app.recredit_run(uuid,text)'::regprocedure);
  if position(was in src) = 0 then raise exception 'app.recredit_run is not the one this migration knows'; end if;
  execute replace(src, was, 'update app.session t set version = t.version + 1,
      n_present = c.p, n_late = c.l, n_early = c.e, n_absent = c.a, credited_minutes = c.m
      from app.mark_counts(s.id) c where t.id = s.id');
end $$;
--> statement-breakpoint
update app.session s set n_present = c.p, n_late = c.l, n_early = c.e, n_absent = c.a
from app.session t cross join lateral app.mark_counts(t.id) c
where s.id = t.id and s.n_rows > 0 and (s.n_present, s.n_late, s.n_early, s.n_absent) is distinct from (c.p, c.l, c.e, c.a);
--> statement-breakpoint
update app.cohort_month t set attended = x.attended
from (select s.cohort_id, d.month, sum(s.n_present + s.n_late + s.n_early)::int as attended
  from app.session s join app.calendar_day d on d.day = s.day where s.cohort_id is not null and app.counts(s.status) group by 1, 2) x
where t.cohort_id = x.cohort_id and t.month = x.month and t.attended <> x.attended;
--> statement-breakpoint
-- Acts on the nation (its rules, its accounts, tries to sign in under unknown names) are read by who audits the nation.
drop policy see on audit.event;
--> statement-breakpoint
create policy see on audit.event for select to tabavar_rw using (province_id = any((select app.my_scope('audit'))::int[])
  or province_id is null and 1 = any((select app.my_scope('audit'))::int[]));
--> statement-breakpoint
revoke all on function app.mark_counts(uuid), app.owner_acts(), app.sees_person(uuid), app.sheet_decided(), app.release_signed() from public;
--> statement-breakpoint
grant execute on function app.mark_counts(uuid), app.owner_acts(), app.sees_person(uuid) to tabavar_rw;
