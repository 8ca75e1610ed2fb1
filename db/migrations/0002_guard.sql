-- The second wall: who may read and write which row, whatever the application says.
-- One shape of policy: scope_id = any((select app.my_scope('power'))::int[]); the sub-select runs once a query.
create or replace function app.me() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
--> statement-breakpoint
-- Where the one who asks has a power, found in the grants and remembered for the rest of the transaction (a register
-- asks some twenty times); forgotten when the tree or a grant changes.
create or replace function app.find_scope(wanted text) returns int[]
language plpgsql stable security definer set search_path = app, pg_temp as $$
declare who text := nullif(current_setting('app.user_id', true), ''); found int[];
begin
  if who is null then return '{}'; end if;
  select coalesce(array_agg(distinct s.id), '{}') into found
  from user_grant g
  join role_power p on p.role = g.role and p.power = wanted
  join scope s on s.path @> array[g.scope_id]
   and (g.programme is null or s.programme is null or s.programme = g.programme)
  where g.user_id = who::uuid and g.ended_at is null;
  perform set_config('app.scope_' || wanted, who || found::text, true);
  return found;
end $$;
--> statement-breakpoint
-- What is remembered for this person, otherwise found. One plain expression, so that it becomes part of each statement:
-- a function with rights and a search path of its own is looked up and set up anew in every one.
create or replace function app.my_scope(wanted text) returns int[] language sql stable as $$
  select case when left(current_setting('app.scope_' || wanted, true), 36) = nullif(current_setting('app.user_id', true), '')
    then substr(current_setting('app.scope_' || wanted, true), 37)::int[] else app.find_scope(wanted) end
$$;
--> statement-breakpoint
create or replace function app.forget_scope() returns trigger language plpgsql as $$
declare p text;
begin
  foreach p in array array['see','marks','people','record','review','enrol','run','rules','prepare','sign','audit','accounts'] loop
    perform set_config('app.scope_' || p, '', true);
  end loop;
  return null;
end $$;
--> statement-breakpoint
create trigger scope_changed after insert or update or delete on app.scope for each statement execute function app.forget_scope();
--> statement-breakpoint
create trigger grant_changed after insert or update or delete on app.user_grant for each statement execute function app.forget_scope();
--> statement-breakpoint
-- The nodes above a person's own: a facilitator may read the run she works in, not its people.
create or replace function app.my_path() returns int[]
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  return (select coalesce(array_agg(distinct n), '{}')
    from user_grant g join scope s on s.id = g.scope_id cross join unnest(s.path) n
    where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and g.ended_at is null);
end $$;
--> statement-breakpoint
-- A new node of the tree, by somebody who runs things at its parent.
create or replace function app.add_scope(parent int, kind text, programme text, label text) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare made int; above int[];
begin
  if not (parent = any(app.my_scope('run')) or parent = any(app.my_scope('accounts'))) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  select path into above from scope s where s.id = parent;
  insert into scope (parent_id, kind, programme, path, label) values (parent, kind, programme, '{}', label) returning id into made;
  update scope s set path = above || made where s.id = made;
  return made;
end $$;
--> statement-breakpoint
-- The signed-in browser behind a cookie's hash, or nothing. Marks it seen at most every five minutes.
create or replace function app.user_of_session(hash bytea) returns table (user_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare found_user uuid; found_session uuid; seen timestamptz;
begin
  select a.user_id, a.id, a.last_seen_at into found_user, found_session, seen
  from auth_session a join user_account u on u.id = a.user_id
  where a.token_hash = hash and a.ended_at is null and a.expires_at > now() and u.status = 'ACTIVE';
  if found_user is null then return; end if;
  if seen < now() - interval '5 minutes' then
    update auth_session a set last_seen_at = now() where a.id = found_session;
  end if;
  return query select found_user, found_session;
end $$;
--> statement-breakpoint
-- The whole actor in one answer: account, grants with the paths they reach from, province.
create or replace function app.actor_of_session(hash bytea) returns jsonb
language sql volatile security definer set search_path = app, pg_temp as $$
  select jsonb_build_object(
    'userId', u.id, 'sessionId', x.session_id, 'displayName', u.display_name, 'locale', u.locale,
    'isDemo', u.is_demo, 'personId', u.person_id,
    'grants', coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'scopeId', g.scope_id, 'path', to_jsonb(s.path),
        'programme', g.programme, 'kind', s.kind) order by g.granted_at)
      from user_grant g join scope s on s.id = g.scope_id where g.user_id = u.id and g.ended_at is null), '[]'))
  from app.user_of_session(hash) x join user_account u on u.id = x.user_id
$$;
--> statement-breakpoint
-- The only way into the audit: append, in the caller's transaction, under the caller's name.
create or replace function audit.record(
  p_action text, p_entity text, p_entity_id text, p_scope int, p_before jsonb, p_after jsonb, p_reason text, p_request text
) returns void language plpgsql volatile security definer set search_path = audit, app, pg_temp as $$
begin
  insert into audit.event (province_id, actor_id, actor_role, action, entity, entity_id, before, after, reason, request_id)
  select (select s.path[2] from app.scope s where s.id = p_scope), app.me(),
    (select string_agg(distinct g.role, ',') from app.user_grant g where g.user_id = app.me() and g.ended_at is null),
    p_action, p_entity, p_entity_id, p_before, p_after, p_reason, p_request;
end $$;
--> statement-breakpoint
create or replace function audit.keep() returns trigger language plpgsql as
$$ begin raise exception 'the audit is append-only' using errcode = 'TB002'; end $$;
--> statement-breakpoint
create trigger event_keep before update or delete or truncate on audit.event for each statement execute function audit.keep();
--> statement-breakpoint
-- Row and session belong together: an attendance row cannot sit in another unit than its session.
alter table app.session add constraint session_scope unique (id, scope_id);
--> statement-breakpoint
alter table app.attendance add constraint attendance_session foreign key (session_id, scope_id) references app.session (id, scope_id) on update cascade;
--> statement-breakpoint
alter table app.cohort add constraint cohort_own_scope unique (id, scope_id);
--> statement-breakpoint
alter table app.enrolment add constraint enrolment_cohort foreign key (cohort_id, scope_id) references app.cohort (id, scope_id);
--> statement-breakpoint
alter table app.enrolment add constraint enrolment_consent_of_person foreign key (consent_id, person_id) references app.consent (id, person_id);
--> statement-breakpoint
alter table app.attendance add constraint attendance_code check (code between 1 and 5),
  add constraint attendance_minutes check (late_minutes >= 0 and early_minutes >= 0 and credited_minutes >= 0);
--> statement-breakpoint
alter table app.session add constraint session_owner check ((cohort_id is null) <> (class_id is null)),
  add constraint session_minutes check (planned_minutes > 0 and net_minutes > 0),
  add constraint session_cancel_reason check (status <> 'CANCELLED' or cancel_reason is not null),
  add constraint session_status check (status in ('SCHEDULED','HELD','SUBMITTED','RETURNED','APPROVED','REOPENED','CANCELLED','RESCHEDULED'));
--> statement-breakpoint
alter table app.enrolment add constraint enrolment_status check (status in
  ('REGISTERED','ACTIVE','COMPLETED','NOT_COMPLETED','NO_SHOW','CANCELLED','WITHDRAWN','TRANSFERRED','WAITING'));
--> statement-breakpoint
alter table app.person add constraint person_sex check (sex in ('F','M')), add constraint person_somewhere check (cardinality(scopes) > 0);
--> statement-breakpoint
alter table app.release add constraint release_two_people check (approved_by is null or approved_by <> prepared_by);
--> statement-breakpoint
-- Consent before enrolment, as certainty: the consent must stand at the moment of enrolling.
create or replace function app.consent_stands() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from consent c where c.id = new.consent_id and c.purpose = 'REGISTER'
                 and c.state in ('DECLARED','READ_ALOUD')) then
    raise exception 'E-PER-06' using errcode = 'TB003';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger enrolment_consent before insert or update of consent_id on app.enrolment
  for each row execute function app.consent_stands();
--> statement-breakpoint
-- A released figure never changes; only its standing does.
create or replace function pub.frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.id, new.province, new.number, new.as_of, new.published_at, new.bundle, new.bundle_hash)
     is distinct from (old.id, old.province, old.number, old.as_of, old.published_at, old.bundle, old.bundle_hash) then
    raise exception 'a release is frozen' using errcode = 'TB004';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger release_frozen before update or delete on pub.release for each row execute function pub.frozen();
--> statement-breakpoint
grant usage on schema app to tabavar_rw;
--> statement-breakpoint
grant usage on schema audit to tabavar_rw;
--> statement-breakpoint
grant usage on schema pub to tabavar_rw, tabavar_pub;
--> statement-breakpoint
revoke all on all functions in schema app, audit from public;
--> statement-breakpoint
grant execute on all functions in schema app to tabavar_rw;
--> statement-breakpoint
grant execute on function audit.record(text,text,text,int,jsonb,jsonb,text,text) to tabavar_rw;
--> statement-breakpoint
grant select on app.scope, app.place, app.role_power, app.legal_basis, app.aim, app.module, app.holiday, app.calendar_day to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.person, app.person_key, app.consent, app.organisation, app.duplicate_case, app.run,
  app.run_legal_basis, app.facilitator, app.cohort, app.cohort_facilitator, app.enrolment, app.run_target, app.training_class,
  app.session, app.session_guest, app.cohort_month, app.import_draft, app.release to tabavar_rw;
--> statement-breakpoint
grant select, insert, update, delete on app.attendance to tabavar_rw;
--> statement-breakpoint
grant delete on app.import_draft, app.run_legal_basis, app.session to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.operation, app.sheet_review, app.rule, app.place, app.holiday, app.legal_basis to tabavar_rw;
--> statement-breakpoint
grant update on app.place to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.user_account, app.user_grant, app.invitation, app.user_login to tabavar_rw;
--> statement-breakpoint
grant select, update on app.auth_session to tabavar_rw;
--> statement-breakpoint
grant select on audit.event to tabavar_rw;
--> statement-breakpoint
grant select on pub.release to tabavar_rw, tabavar_pub;
--> statement-breakpoint
grant insert, update on pub.release to tabavar_rw;
--> statement-breakpoint
-- Forced security binds the owner too, so the owner (migrations, security definer functions) gets a policy by name.
do $$ declare t record; begin
  for t in select schemaname, tablename from pg_tables where (schemaname = 'app' and tablename not in
    ('scope','role_power','legal_basis','aim','module','holiday','calendar_day','auth_throttle'))
    or (schemaname = 'audit' and tablename = 'event') or (schemaname = 'pub' and tablename = 'release')
  loop
    execute format('alter table %I.%I enable row level security', t.schemaname, t.tablename);
    execute format('alter table %I.%I force row level security', t.schemaname, t.tablename);
    execute format('create policy owner on %I.%I to current_user using (true) with check (true)', t.schemaname, t.tablename);
  end loop;
end $$;
--> statement-breakpoint
-- Facts of the programme: read with "see", written by who runs it.
do $$ declare t text; begin
  foreach t in array array['training_class','cohort','cohort_facilitator','run_target','cohort_month','organisation'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''see''))::int[]))', t);
  end loop;
  foreach t in array array['training_class','cohort_facilitator','run_target','organisation'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''run''))::int[]))', t);
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''run''))::int[])) with check (scope_id = any((select app.my_scope(''run''))::int[]))', t);
  end loop;
  -- The statement that writes a register also moves the cohort's state, its month and the people's hours.
  foreach t in array array['cohort','cohort_month'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''record''))::int[]) or scope_id = any((select app.my_scope(''run''))::int[]))', t);
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''record''))::int[]) or scope_id = any((select app.my_scope(''run''))::int[])) with check (scope_id = any((select app.my_scope(''record''))::int[]) or scope_id = any((select app.my_scope(''run''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy see on app.run for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.run for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.run for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy see on app.run_legal_basis for select to tabavar_rw using (run_id in (select id from app.run));
--> statement-breakpoint
create policy make on app.run_legal_basis for all to tabavar_rw using (run_id in (select id from app.run where scope_id = any((select app.my_scope('run'))::int[])))
  with check (run_id in (select id from app.run where scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
create policy see on app.place for select to tabavar_rw using (kind in ('NATION','PROVINCE','COUNTY') or scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.place for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[]));
--> statement-breakpoint
create policy change on app.place for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[]));
--> statement-breakpoint
create policy see on app.rule for select to tabavar_rw using (true);
--> statement-breakpoint
create policy make on app.rule for insert to tabavar_rw with check (
  (province_id is null and run_id is null and 1 = any((select app.my_scope('rules'))::int[]))
  or exists (select from app.place p where p.id = rule.province_id and p.scope_id = any((select app.my_scope('rules'))::int[]))
  or exists (select from app.run r where r.id = rule.run_id and r.scope_id = any((select app.my_scope('rules'))::int[])));
--> statement-breakpoint
-- Sessions: read with "see"; written by who records, reviews or plans.
create policy see on app.session for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.session for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.session for update to tabavar_rw
  using (scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  with check (scope_id = any((select app.my_scope('record'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy drop_plan on app.session for delete to tabavar_rw using (status = 'SCHEDULED' and n_rows = 0 and scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
-- Marks of people: read with "marks", written with "record".
do $$ declare t text; begin
  foreach t in array array['attendance','operation'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''marks''))::int[]))', t);
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''record''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy change on app.attendance for update to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[])) with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy unmark on app.attendance for delete to tabavar_rw using (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy see on app.session_guest for select to tabavar_rw using (scope_id = any((select app.my_scope('people'))::int[]));
--> statement-breakpoint
create policy make on app.session_guest for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
create policy change on app.session_guest for update to tabavar_rw using (scope_id = any((select app.my_scope('enrol'))::int[])) with check (scope_id = any((select app.my_scope('enrol'))::int[]));
--> statement-breakpoint
create policy see on app.sheet_review for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.sheet_review for insert to tabavar_rw with check (scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy see on app.enrolment for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.enrolment for insert to tabavar_rw with check (scope_id = any((select app.my_scope('enrol'))::int[]));
--> statement-breakpoint
create policy change on app.enrolment for update to tabavar_rw
  using (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('record'))::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
-- A person is seen by who sees one of the units that hold her, and by herself.
create policy see on app.person for select to tabavar_rw
  using (scopes && (select app.my_scope('people'))::int[] or id = (select u.person_id from app.user_account u where u.id = app.me()));
--> statement-breakpoint
create policy make on app.person for insert to tabavar_rw with check (scopes && (select app.my_scope('enrol'))::int[]);
--> statement-breakpoint
create policy change on app.person for update to tabavar_rw using (scopes && (select app.my_scope('enrol'))::int[]) with check (scopes && (select app.my_scope('enrol'))::int[]);
--> statement-breakpoint
create policy see on app.person_key for select to tabavar_rw using (person_id in (select id from app.person));
--> statement-breakpoint
create policy make on app.person_key for insert to tabavar_rw with check (person_id in (select id from app.person));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['consent','duplicate_case','import_draft'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''people''))::int[]))', t);
    execute format('create policy make on app.%I for insert to tabavar_rw with check (scope_id = any((select app.my_scope(''enrol''))::int[]))', t);
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.my_scope(''enrol''))::int[])) with check (scope_id = any((select app.my_scope(''enrol''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy forget on app.import_draft for delete to tabavar_rw using (scope_id = any((select app.my_scope('enrol'))::int[]));
--> statement-breakpoint
create policy see on app.facilitator for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]) or user_id = app.me());
--> statement-breakpoint
create policy make on app.facilitator for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.facilitator for update to tabavar_rw
  using (scope_id = any((select app.my_scope('run'))::int[])) with check (scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy see on app.release for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.release for insert to tabavar_rw with check (scope_id = any((select app.my_scope('prepare'))::int[]));
--> statement-breakpoint
create policy change on app.release for update to tabavar_rw
  using (scope_id = any((select app.my_scope('prepare'))::int[]) or scope_id = any((select app.my_scope('sign'))::int[]))
  with check (scope_id = any((select app.my_scope('prepare'))::int[]) or scope_id = any((select app.my_scope('sign'))::int[]));
--> statement-breakpoint
create policy see on pub.release for select to tabavar_rw, tabavar_pub using (true);
--> statement-breakpoint
create policy make on pub.release for insert to tabavar_rw with check (exists (select from app.release r where r.id = pub.release.id
  and r.status = 'PUBLISHED' and r.scope_id = any((select app.my_scope('sign'))::int[])));
--> statement-breakpoint
create policy change on pub.release for update to tabavar_rw using (exists (select from app.release r where r.id = pub.release.id
  and r.scope_id = any((select app.my_scope('sign'))::int[])));
--> statement-breakpoint
-- Accounts: an administrator's within her part of the tree; everybody her own; names to who works beside her.
create policy see on app.user_account for select to tabavar_rw using (id = app.me() or scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[]));
--> statement-breakpoint
create policy make on app.user_account for insert to tabavar_rw with check (scope_id = any((select app.my_scope('accounts'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.user_account for update to tabavar_rw using (id = app.me() or scope_id = any((select app.my_scope('accounts'))::int[])) with check (id = app.me() or scope_id = any((select app.my_scope('accounts'))::int[]));
--> statement-breakpoint
create policy see on app.user_login for select to tabavar_rw using (user_id = app.me() or user_id in (select u.id from app.user_account u where u.scope_id = any((select app.my_scope('accounts'))::int[])));
--> statement-breakpoint
create policy make on app.user_login for insert to tabavar_rw with check (user_id in (select u.id from app.user_account u where u.scope_id = any((select app.my_scope('accounts'))::int[]) or u.scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
create policy see on app.user_grant for select to tabavar_rw using (user_id = app.me() or scope_id = any((select app.my_scope('accounts'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy make on app.user_grant for insert to tabavar_rw with check (scope_id = any((select app.my_scope('accounts'))::int[]) or (role = 'FACILITATOR' and scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
create policy change on app.user_grant for update to tabavar_rw using (scope_id = any((select app.my_scope('accounts'))::int[]) or (role = 'FACILITATOR' and scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
create policy see on app.auth_session for select to tabavar_rw using (user_id = app.me() or user_id in (select u.id from app.user_account u where u.scope_id = any((select app.my_scope('accounts'))::int[])));
--> statement-breakpoint
create policy change on app.auth_session for update to tabavar_rw using (user_id = app.me() or user_id in (select u.id from app.user_account u where u.scope_id = any((select app.my_scope('accounts'))::int[])));
--> statement-breakpoint
create policy see on app.invitation for select to tabavar_rw using (scope_id = any((select app.my_scope('accounts'))::int[]));
--> statement-breakpoint
create policy make on app.invitation for insert to tabavar_rw with check (scope_id = any((select app.my_scope('accounts'))::int[]) or scope_id = any((select app.my_scope('run'))::int[]));
--> statement-breakpoint
create policy change on app.invitation for update to tabavar_rw using (scope_id = any((select app.my_scope('accounts'))::int[]));
--> statement-breakpoint
create policy see on audit.event for select to tabavar_rw using (province_id = any((select app.my_scope('audit'))::int[]));
--> statement-breakpoint
insert into app.role_power (role, power) values
  ('FACILITATOR','see'),('FACILITATOR','marks'),('FACILITATOR','people'),('FACILITATOR','record'),('FACILITATOR','enrol'),
  ('PROVINCE_OFFICER','see'),('PROVINCE_OFFICER','marks'),('PROVINCE_OFFICER','people'),('PROVINCE_OFFICER','record'),('PROVINCE_OFFICER','review'),('PROVINCE_OFFICER','enrol'),('PROVINCE_OFFICER','run'),('PROVINCE_OFFICER','prepare'),
  ('PROVINCE_DIRECTOR','see'),('PROVINCE_DIRECTOR','marks'),('PROVINCE_DIRECTOR','people'),('PROVINCE_DIRECTOR','record'),('PROVINCE_DIRECTOR','review'),('PROVINCE_DIRECTOR','enrol'),('PROVINCE_DIRECTOR','run'),('PROVINCE_DIRECTOR','prepare'),('PROVINCE_DIRECTOR','sign'),('PROVINCE_DIRECTOR','rules'),('PROVINCE_DIRECTOR','audit'),
  ('COUNTY_OFFICER','see'),('COUNTY_OFFICER','marks'),('COUNTY_OFFICER','people'),('COUNTY_OFFICER','enrol'),
  ('TRAINER','see'),('TRAINER','marks'),('TRAINER','people'),('TRAINER','record'),
  ('WELFARE_OFFICER','see'),('WELFARE_OFFICER','marks'),('WELFARE_OFFICER','people'),('WELFARE_OFFICER','record'),('WELFARE_OFFICER','review'),('WELFARE_OFFICER','enrol'),('WELFARE_OFFICER','run'),('WELFARE_OFFICER','prepare'),
  ('SOCIAL_WORKER','see'),('SOCIAL_WORKER','marks'),('SOCIAL_WORKER','people'),('SOCIAL_WORKER','record'),('SOCIAL_WORKER','enrol'),
  ('CULTURAL_OFFICER','see'),('CULTURAL_OFFICER','run'),
  ('COUNTY_WELFARE_OFFICER','see'),('COUNTY_WELFARE_OFFICER','marks'),('COUNTY_WELFARE_OFFICER','people'),('COUNTY_WELFARE_OFFICER','review'),
  ('PROVIDER','see'),('VOLUNTEER_COORDINATOR','see'),('VOLUNTEER_COORDINATOR','record'),
  ('AUDITOR','see'),('AUDITOR','marks'),('AUDITOR','audit'),
  ('ADMIN','see'),('ADMIN','accounts'),
  ('SYSTEM','see'),('SYSTEM','marks'),('SYSTEM','people'),('SYSTEM','record'),('SYSTEM','review'),('SYSTEM','enrol'),('SYSTEM','run'),('SYSTEM','prepare'),('SYSTEM','sign'),('SYSTEM','rules'),('SYSTEM','audit'),('SYSTEM','accounts');
