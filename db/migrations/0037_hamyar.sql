-- Hamyar groups: rule sets and trades as rows, the group with its members, the way with its approvals and breaches, the group's own
-- book, and targets by county. Each group is a unit of programme HAMYAR. See docs/decisions: hamyar-groups.
-- What an office used to find as rules are rows of app.hamyar_rule_set now.
delete from app.rule where key in ('HG-S0.size','HG-S1.size','HG.age','HG.literacyShare','HG.coverageRequired','HG.socialWorkerRequired','HG_TARGET_ZANJAN');
--> statement-breakpoint
-- Never changed, only another added: a group is judged by the one that was in force when it was formed. The nation's own sets
-- are at node 1, an office's at its province.
create table app.hamyar_rule_set (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  code text not null,
  name_fa text not null,
  name_en text not null,
  min_size smallint not null,
  max_size smallint not null,
  min_age smallint not null,
  max_age smallint not null,
  literate_part smallint not null,
  literate_whole smallint not null,
  coverage boolean not null,
  source text not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint hamyar_rule_set_code unique (scope_id, code),
  constraint hamyar_rule_set_sound check (min_size >= 1 and max_size between min_size and 60 and min_age >= 0
    and max_age between min_age and 120 and literate_whole >= 1 and literate_part between 0 and literate_whole)
);
--> statement-breakpoint
create table app.hamyar_trade (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  name_fa text not null,
  name_en text not null,
  fold text not null,
  source text,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint hamyar_trade_name unique (scope_id, fold)
);
--> statement-breakpoint
-- How many groups a county is to have; the newest row holds.
create table app.hamyar_target (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  county_id uuid not null references app.place (id),
  value smallint not null,
  source text not null,
  set_by uuid,
  set_at timestamptz not null default now(),
  constraint hamyar_target_value check (value between 0 and 10000)
);
--> statement-breakpoint
create index hamyar_target_county on app.hamyar_target (county_id, set_at);
--> statement-breakpoint
create table app.hamyar_group (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid not null references app.place (id),
  code text not null,
  name_fa text not null,
  fold text not null,
  trade_id uuid not null references app.hamyar_trade (id),
  activity_kind text not null,
  rule_set_id uuid not null references app.hamyar_rule_set (id),
  common_goal text,
  worker_id uuid references app.user_account (id),
  status text not null default 'PROPOSED',
  status_since timestamptz not null default now(),
  held_status text,
  opened_year smallint,
  opened_month smallint,
  opened_day smallint,
  employed_count smallint not null default 0,
  outside_workers boolean not null default false,
  members_version integer not null default 1,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint hamyar_group_unit unique (scope_id),
  constraint hamyar_group_code unique (province_id, code),
  constraint hamyar_group_activity check (activity_kind in ('PRODUCTION','DISTRIBUTION','BOTH')),
  constraint hamyar_group_status check (status in ('PROPOSED','MEMBERS_IDENTIFIED','ELIGIBLE','APPROVED','OPENED','ACTIVE',
    'SELF_SUFFICIENT','GRADUATED','SUSPENDED','DISSOLVED') and (status = 'SUSPENDED') = (held_status is not null)),
  constraint hamyar_group_worker check (worker_id is not null or status in ('GRADUATED','DISSOLVED')),
  constraint hamyar_group_opened check ((opened_day is null or opened_month is not null)
    and opened_month between 1 and 12 and opened_day between 1 and 31 and opened_year between 1300 and 1500),
  constraint hamyar_group_employed check (employed_count between 0 and 1000)
);
--> statement-breakpoint
create index hamyar_group_county on app.hamyar_group (county_id, status);
--> statement-breakpoint
-- A woman's time in a group. She is in one open group at most, whatever the province.
create table app.hamyar_member (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  person_id uuid not null references app.person (id),
  consent_id uuid not null references app.consent (id),
  category text not null,
  is_literate boolean not null,
  is_covered boolean not null,
  able_to_work boolean not null,
  home_county_id uuid not null references app.place (id),
  age_at_join smallint not null,
  employed boolean not null default false,
  joined_on date not null,
  left_on date,
  leave_reason text,
  version integer not null default 1,
  constraint hamyar_member_category check (category in ('WOMAN_HEAD','SELF_HEADED_WOMAN')),
  constraint hamyar_member_age check (age_at_join between 0 and 120),
  constraint hamyar_member_left check ((left_on is null) = (leave_reason is null) and left_on >= joined_on
    and leave_reason in ('WORK','CARE','RELOCATION','PERSONAL','OTHER_GROUP','DISSOLVED'))
);
--> statement-breakpoint
create unique index hamyar_member_open on app.hamyar_member (person_id) where left_on is null;
--> statement-breakpoint
create index hamyar_member_group on app.hamyar_member (group_id);
--> statement-breakpoint
create table app.hamyar_role (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  member_id uuid not null references app.hamyar_member (id),
  role text not null,
  from_on date not null,
  to_on date,
  constraint hamyar_role_name check (role in ('COORDINATOR','BOOKKEEPER','PRODUCTION','SALES','PURCHASE')),
  constraint hamyar_role_days check (to_on >= from_on)
);
--> statement-breakpoint
create unique index hamyar_role_open on app.hamyar_role (member_id, role) where to_on is null;
--> statement-breakpoint
-- One step of a group on its way; its status is the last.
create table app.hamyar_step (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  act text not null,
  from_status text,
  to_status text not null,
  reason text,
  made_by uuid not null,
  made_at timestamptz not null default now()
);
--> statement-breakpoint
create index hamyar_step_group on app.hamyar_step (group_id, made_at);
--> statement-breakpoint
-- An approval is of the members as they were: a change of members counts the version up, and the approval has lapsed.
create table app.hamyar_approval (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  level text not null,
  members_version integer not null,
  letter_no text,
  approved_by uuid not null,
  approved_at timestamptz not null default now(),
  constraint hamyar_approval_level check (level in ('COUNTY','PROVINCE')),
  constraint hamyar_approval_once unique (group_id, level, members_version),
  constraint hamyar_approval_two_people unique (group_id, members_version, approved_by)
);
--> statement-breakpoint
-- A line of the rule set that a group at work falls short of, and the day by which it is to hold again.
create table app.hamyar_breach (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  line text not null,
  opened_on date not null,
  mend_by date not null,
  mended_on date,
  constraint hamyar_breach_line check (line in ('SIZE','AGE','LITERACY','COVERAGE','ABLE','COUNTY','WORKER','EMPLOYED')),
  constraint hamyar_breach_days check (mend_by >= opened_on and mended_on >= opened_on)
);
--> statement-breakpoint
create unique index hamyar_breach_open on app.hamyar_breach (group_id, line) where mended_on is null;
--> statement-breakpoint
-- What the group's social worker found of its self-sufficiency, dated and signed.
create table app.hamyar_assessment (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  day date not null,
  finding text not null,
  signed_by uuid not null,
  signed_at timestamptz not null default now()
);
--> statement-breakpoint
create index hamyar_assessment_group on app.hamyar_assessment (group_id, signed_at);
--> statement-breakpoint
-- The group's own book: whole rials, never changed, never removed. A reversal repeats its line on its own day, once.
create table app.hamyar_entry (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  kind text not null,
  day date not null,
  amount_rial bigint not null,
  note text,
  reverses uuid references app.hamyar_entry (id),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  constraint hamyar_entry_kind check (kind in ('PRODUCTION','ORDER','SALE','COST','SAVING')),
  constraint hamyar_entry_amount check (amount_rial between 1 and 999999999999999),
  constraint hamyar_entry_reversed unique (reverses)
);
--> statement-breakpoint
create index hamyar_entry_group on app.hamyar_entry (group_id, day);
--> statement-breakpoint
-- Of which kinds the group shows its social worker the month's totals; the newest row holds, none: nothing is shown.
create table app.hamyar_sharing (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  group_id uuid not null references app.hamyar_group (id),
  kinds text[] not null,
  decided_by uuid not null,
  decided_at timestamptz not null default now(),
  constraint hamyar_sharing_kinds check (kinds <@ array['PRODUCTION','ORDER','SALE','COST','SAVING'])
);
--> statement-breakpoint
create index hamyar_sharing_group on app.hamyar_sharing (group_id, decided_at);
--> statement-breakpoint
-- The book has a power of its own, held by the group's bookkeeper alone (and the system, as every power).
insert into app.role_power (role, power) values ('GROUP_BOOKKEEPER','book'), ('SYSTEM','book');
--> statement-breakpoint
-- The newest definition of 0029 with the new power.
create or replace function app.forget_scope() returns trigger language plpgsql as $$
declare p text;
begin
  foreach p in array array['see','marks','people','record','review','enrol','run','rules','prepare','sign','audit','accounts','counsel','book'] loop
    perform set_config('app.scope_' || p, '', true);
  end loop;
  return null;
end $$;
--> statement-breakpoint
-- Whether the caller holds a power at a node for one programme. Nodes above units belong to all programmes: what is written
-- there for one of them must not be writable with a grant of another.
create or replace function app.works_for(p_programme text, p_power text, p_node int) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select exists (select from user_grant g join role_power p on p.role = g.role and p.power = p_power
    join scope s on s.id = p_node and s.path @> array[g.scope_id]
    where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and g.ended_at is null
      and (g.programme is null or g.programme = p_programme))
$$;
--> statement-breakpoint
-- The node of a new group, by who enrols people for the hamyar programme in its county.
create or replace function app.add_hamyar_unit(p_county int, p_label text) returns int
language plpgsql security definer set search_path = app, pg_temp as $$
declare made int; above int[];
begin
  if not works_for('HAMYAR', 'enrol', p_county) or not exists (select from scope where id = p_county and kind = 'COUNTY') then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  select path into above from scope s where s.id = p_county;
  insert into scope (parent_id, kind, programme, path, label) values (p_county, 'UNIT', 'HAMYAR', '{}', p_label) returning id into made;
  update scope s set path = above || made where s.id = made;
  return made;
end $$;
--> statement-breakpoint
-- The next free code of a province: who proposes a group in one county does not see those of the others.
create or replace function app.next_hamyar_code(p_province uuid) returns text
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from place c where c.province_id = p_province and c.kind = 'COUNTY' and works_for('HAMYAR', 'enrol', c.scope_id)) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('hamyar code ' || p_province::text, 0));
  return (select 'GH-' || lpad((coalesce(max(substr(code, 4)::int), 0) + 1)::text, 3, '0') from hamyar_group
    where province_id = p_province and code ~ '^GH-[0-9]{1,6}$');
end $$;
--> statement-breakpoint
-- Whether an account still is a social worker there: open, and with a grant that reaches the node. Asked of a node the caller sees.
create or replace function app.worker_stands(p_user uuid, p_node int) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select exists (select from user_account u join user_grant g on g.user_id = u.id and g.role = 'SOCIAL_WORKER' and g.ended_at is null
    join scope s on s.id = p_node and s.path @> array[g.scope_id]
    where u.id = p_user and u.status = 'ACTIVE' and (g.programme is null or g.programme = 'HAMYAR'))
    and (p_node = any(my_scope('see')) or works_for('HAMYAR', 'enrol', p_node))
$$;
--> statement-breakpoint
-- The month's totals of the kinds a group shows, for its own social worker; for anybody else nothing.
create or replace function app.book_totals(p_group uuid) returns table (month int, kind text, total numeric)
language sql stable security definer set search_path = app, pg_temp as $$
  select d.month, e.kind, sum(case when e.reverses is null then e.amount_rial else -e.amount_rial end)
  from hamyar_group g
  join lateral (select kinds from hamyar_sharing s where s.group_id = g.id order by s.decided_at desc, s.id desc limit 1) agreed on true
  join hamyar_entry e on e.group_id = g.id and e.kind = any(agreed.kinds)
  join calendar_day d on d.day = e.day
  where g.id = p_group and g.worker_id = nullif(current_setting('app.user_id', true), '')::uuid
    and g.scope_id = any(my_scope('record'))
  group by 1, 2
$$;
--> statement-breakpoint
-- How many share the income of a book, for who keeps it: the bookkeeper sees nobody's record.
create or replace function app.book_members(p_group uuid) returns int
language sql stable security definer set search_path = app, pg_temp as $$
  select count(*)::int from hamyar_member m join hamyar_group g on g.id = m.group_id
  where g.id = p_group and m.left_on is null and g.scope_id = any(my_scope('book'))
$$;
--> statement-breakpoint
-- A line is not changed: a reversal is the same line once more, of a line that is none itself.
create or replace function app.entry_mirrors() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from hamyar_entry o where o.id = new.reverses and o.reverses is null and o.group_id = new.group_id
      and o.scope_id = new.scope_id and o.kind = new.kind and o.day = new.day and o.amount_rial = new.amount_rial) then
    raise exception 'E-HG-24' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger entry_mirrors before insert on app.hamyar_entry for each row when (new.reverses is not null)
  execute function app.entry_mirrors();
--> statement-breakpoint
-- Everybody the product looks up before she joins, in a cohort or now in a group as well: «cohort» names either (see 0005).
create or replace function app.asked_people(p jsonb)
returns table (n int, cohort uuid, hash bytea, fold text, start text, year int, person uuid, run_id uuid, unit int, office int, province_id uuid, is_demo boolean)
language plpgsql stable security definer set search_path = app, pg_temp as $$
begin
  if exists (select from (select distinct x.cohort from jsonb_to_recordset(p) as x (cohort uuid)) d
             left join cohort c on c.id = d.cohort left join hamyar_group h on h.id = d.cohort
             where coalesce(c.id, h.id) is null or not (coalesce(c.scope_id, h.scope_id) = any((select app.my_scope('enrol'))::int[]))) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  return query
  select x.n, x.cohort, decode(x.hash, 'hex'), x.fold, x.start, x.year, x.person, c.run_id, c.scope_id, r.scope_id, r.province_id, r.is_demo
  from jsonb_to_recordset(p) as x (n int, cohort uuid, hash text, fold text, start text, year int, person uuid)
  join cohort c on c.id = x.cohort join run r on r.id = c.run_id
  union all
  select x.n, x.cohort, decode(x.hash, 'hex'), x.fold, x.start, x.year, x.person, null, h.scope_id, q.scope_id, h.province_id, h.is_demo
  from jsonb_to_recordset(p) as x (n int, cohort uuid, hash text, fold text, start text, year int, person uuid)
  join hamyar_group h on h.id = x.cohort join place q on q.id = h.province_id;
end $$;
--> statement-breakpoint
-- Somebody known only from a demonstration: nobody real is a double of hers (see 0005).
create or replace function app.is_fictional(p_person uuid) returns boolean
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(bool_and(x.is_demo), false) from (
    select r.is_demo from enrolment e join run r on r.id = e.run_id where e.person_id = p_person
    union all select r.is_demo from facilitator f join run r on r.id = f.run_id where f.person_id = p_person
    union all select h.is_demo from hamyar_member m join hamyar_group h on h.id = m.group_id where m.person_id = p_person) x
$$;
--> statement-breakpoint
-- What the province knows of each row before she joins a group, in one word: none, here (open in this group), elsewhere (open in
-- another), uncovered (her last group wrote that she is not covered), other-name, known; by name: none or known.
create or replace function app.hamyar_check(p jsonb) returns table (n int, by_id text, by_name text)
language sql stable security definer set search_path = app, pg_temp as $$
  with asked as materialized (select * from app.asked_people(p))
  select a.n,
    case
      when q.id is null then 'none'
      when exists (select from hamyar_member m where m.person_id = q.id and m.left_on is null and m.group_id = a.cohort) then 'here'
      when exists (select from hamyar_member m where m.person_id = q.id and m.left_on is null) then 'elsewhere'
      when not starts_with(q.fold, a.start) or q.birth_year <> a.year then 'other-name'
      when (select not m.is_covered from hamyar_member m where m.person_id = q.id order by m.joined_on desc, m.id desc limit 1) then 'uncovered'
      else 'known'
    end,
    case when exists (select from person w where w.province_id = a.province_id and w.birth_year = a.year and w.fold = a.fold
        and w.merged_into is null and w.national_id_hash is distinct from a.hash and (a.is_demo or not app.is_fictional(w.id)))
      then 'known' else 'none' end
  from asked a left join person q on q.province_id = a.province_id and q.national_id_hash = a.hash
$$;
--> statement-breakpoint
-- Two records of one woman become one (see 0011): her time in groups goes over too; open in two groups she cannot be (E-PER-09).
create or replace function app.merge_people(p_case uuid, p_keep uuid, p_reason text, p_id_sealed text, p_mobile_sealed text, p_request text)
returns uuid language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare d duplicate_case; k person; g person; gone uuid; moved int;
begin
  select * into d from duplicate_case where id = p_case for update;
  if not found or not (d.scope_id = any(my_scope('review'))) or p_keep not in (d.person_id, d.other_id) or d.person_id = d.other_id then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  if d.status <> 'OPEN' then raise exception 'E-GEN-03' using errcode = 'TB001'; end if;
  if coalesce(btrim(p_reason), '') = '' then raise exception 'E-GEN-01' using errcode = 'TB001'; end if;
  gone := case when p_keep = d.person_id then d.other_id else d.person_id end;
  perform 1 from person where id in (p_keep, gone) order by id for update;
  select * into k from person where id = p_keep;
  select * into g from person where id = gone;
  if k.merged_into is not null or g.merged_into is not null then raise exception 'E-GEN-03' using errcode = 'TB001'; end if;
  if k.province_id <> g.province_id or not (k.scopes || g.scopes <@ my_scope('review')) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  if exists (select from enrolment a join enrolment b on b.person_id = gone and (b.cohort_id = a.cohort_id or b.run_id = a.run_id
               and a.status in ('REGISTERED', 'ACTIVE', 'WAITING') and b.status in ('REGISTERED', 'ACTIVE', 'WAITING')) where a.person_id = p_keep)
     or exists (select from facilitator a join facilitator b on b.person_id = gone and b.run_id = a.run_id where a.person_id = p_keep)
     or exists (select from attendance a join attendance b on b.person_id = gone and (b.session_id = a.session_id or b.makes_up_id = a.makes_up_id)
                where a.person_id = p_keep)
     or exists (select from hamyar_member a join hamyar_member b on b.person_id = gone and b.left_on is null
                where a.person_id = p_keep and a.left_on is null) then
    raise exception 'E-PER-09' using errcode = 'TB001';
  end if;
  if exists (select from facilitator f join enrolment e on e.run_id = f.run_id
             where f.person_id in (p_keep, gone) and e.person_id in (p_keep, gone) and f.person_id <> e.person_id and e.status <> 'CANCELLED'
               and f.status not in ('REJECTED', 'WITHDRAWN', 'NOT_CERTIFIED', 'REPLACED')) then
    raise exception 'E-ENR-02' using errcode = 'TB001';
  end if;
  update person set merged_into = p_keep, scopes = array[d.scope_id], national_id_sealed = null, national_id_hash = null,
    no_national_id_reason = null, mobile_sealed = null, first_name = '—', last_name = '—', father_name = null, fold = '',
    birth_date = null, home_place_id = null, version = version + 1 where id = gone;
  delete from person_key where person_id = gone;
  update person set scopes = (select array_agg(distinct s order by s) from unnest(k.scopes || g.scopes) s),
    national_id_sealed = case when k.national_id_hash is null then p_id_sealed else k.national_id_sealed end,
    national_id_hash = case when k.national_id_hash is null and p_id_sealed is not null then g.national_id_hash else k.national_id_hash end,
    no_national_id_reason = case when k.national_id_hash is null and p_id_sealed is null then k.no_national_id_reason end,
    mobile_sealed = coalesce(k.mobile_sealed, p_mobile_sealed), father_name = coalesce(k.father_name, g.father_name),
    fold = case when k.father_name is null and g.father_name is not null then g.fold else k.fold end,
    birth_date = coalesce(k.birth_date, case when g.birth_year = k.birth_year then g.birth_date end),
    education = coalesce(k.education, g.education),
    is_household_head = coalesce(k.is_household_head, g.is_household_head), home_place_id = coalesce(k.home_place_id, g.home_place_id),
    version = version + 1 where id = p_keep;
  with c as (update consent set person_id = p_keep where person_id = gone)
  update enrolment set person_id = p_keep, version = version + 1 where person_id = gone;
  get diagnostics moved = row_count;
  update attendance set person_id = p_keep where person_id = gone;
  update operation set person_id = p_keep where person_id = gone;
  update session_guest set person_id = p_keep where person_id = gone;
  update hamyar_member set person_id = p_keep, version = version + 1 where person_id = gone;
  update facilitator set person_id = p_keep, version = version + 1 where person_id = gone;
  update certificate set person_id = p_keep where person_id = gone;
  update user_account set person_id = p_keep where person_id = gone;
  update duplicate_case set status = 'DECIDED', decision = 'SAME', reason = btrim(p_reason), decided_by = me(), decided_at = now() where id = p_case;
  update duplicate_case set person_id = case when person_id = gone then p_keep else person_id end,
    other_id = case when other_id = gone then p_keep else other_id end where status = 'OPEN' and gone in (person_id, other_id);
  update duplicate_case x set status = 'DECIDED', decision = 'SAME', decided_by = me(), decided_at = now()
  where x.status = 'OPEN' and p_keep in (x.person_id, x.other_id) and (x.person_id = x.other_id or exists (
    select from duplicate_case y where y.status = 'OPEN' and y.id < x.id
      and (y.person_id, y.other_id) in ((x.person_id, x.other_id), (x.other_id, x.person_id))));
  perform audit.record('person.merge', 'person', p_keep::text, d.scope_id, jsonb_build_object('merged', gone),
    jsonb_build_object('case', p_case, 'enrolments', moved), null, p_request);
  return p_keep;
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.works_for(text, text, int), app.add_hamyar_unit(int, text), app.next_hamyar_code(uuid), app.worker_stands(uuid, int), app.book_totals(uuid), app.book_members(uuid),
  app.entry_mirrors(), app.hamyar_check(jsonb) to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.hamyar_rule_set, app.hamyar_trade, app.hamyar_target, app.hamyar_step, app.hamyar_approval,
  app.hamyar_assessment, app.hamyar_entry, app.hamyar_sharing to tabavar_rw;
--> statement-breakpoint
grant select, insert, update on app.hamyar_group, app.hamyar_member, app.hamyar_role, app.hamyar_breach to tabavar_rw;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['hamyar_rule_set','hamyar_trade','hamyar_target','hamyar_group','hamyar_member','hamyar_role','hamyar_step',
    'hamyar_approval','hamyar_breach','hamyar_assessment','hamyar_entry','hamyar_sharing'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
  -- Reference rows of the nation and of one's own province, read by who is below it.
  foreach t in array array['hamyar_rule_set','hamyar_trade'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_path())::int[]) or scope_id = any((select app.my_scope(''see''))::int[]))', t);
  end loop;
  foreach t in array array['hamyar_target','hamyar_group','hamyar_step','hamyar_approval','hamyar_breach'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''see''))::int[]))', t);
  end loop;
  foreach t in array array['hamyar_member','hamyar_role','hamyar_assessment'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''marks''))::int[]))', t);
  end loop;
  foreach t in array array['hamyar_rule_set','hamyar_trade','hamyar_target'] loop
    execute format('create policy make on app.%I for insert to tabavar_rw with check (app.works_for(''HAMYAR'', ''run'', scope_id)%s)', t,
      case t when 'hamyar_target' then ' and set_by = (select app.me()) and exists (select from app.place c where c.id = county_id and c.kind = ''COUNTY'' and c.scope_id = hamyar_target.scope_id)'
        else ' and created_by = (select app.me())' end);
  end loop;
end $$;
--> statement-breakpoint
-- The bookkeeper sees the group whose book she keeps.
create policy see_own on app.hamyar_group for select to tabavar_rw using (scope_id = any((select app.my_scope('book'))::int[]));
--> statement-breakpoint
create policy make on app.hamyar_group for insert to tabavar_rw with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and created_by = (select app.me()) and exists (select from app.scope s join app.place c on c.scope_id = s.parent_id and c.kind = 'COUNTY'
    where s.id = hamyar_group.scope_id and s.programme = 'HAMYAR' and c.id = county_id and c.province_id = hamyar_group.province_id));
--> statement-breakpoint
create policy change on app.hamyar_group for update to tabavar_rw
  using (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  with check (exists (select from app.scope s join app.place c on c.scope_id = s.parent_id and c.kind = 'COUNTY'
    where s.id = hamyar_group.scope_id and s.programme = 'HAMYAR' and c.id = county_id and c.province_id = hamyar_group.province_id));
--> statement-breakpoint
-- A group stays the group it was: its node, county and code do not change under another's hand.
create or replace function app.group_stays() returns trigger language plpgsql as $$
begin
  if (new.id, new.scope_id, new.province_id, new.county_id, new.code, new.rule_set_id, new.is_demo, new.created_by)
     is distinct from (old.id, old.scope_id, old.province_id, old.county_id, old.code, old.rule_set_id, old.is_demo, old.created_by) then
    raise exception 'a group stays where it was made' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger group_stays before update on app.hamyar_group for each row execute function app.group_stays();
--> statement-breakpoint
create policy make on app.hamyar_member for insert to tabavar_rw with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_member.scope_id)
  and exists (select from app.person p where p.id = person_id));
--> statement-breakpoint
create policy change on app.hamyar_member for update to tabavar_rw using (scope_id = any((select app.my_scope('enrol'))::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_member.scope_id));
--> statement-breakpoint
create policy make on app.hamyar_role for insert to tabavar_rw with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and exists (select from app.hamyar_member m where m.id = member_id and m.scope_id = hamyar_role.scope_id));
--> statement-breakpoint
create policy change on app.hamyar_role for update to tabavar_rw using (scope_id = any((select app.my_scope('enrol'))::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[])
  and exists (select from app.hamyar_member m where m.id = member_id and m.scope_id = hamyar_role.scope_id));
--> statement-breakpoint
create policy make on app.hamyar_step for insert to tabavar_rw with check (
  (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  and made_by = (select app.me()) and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_step.scope_id));
--> statement-breakpoint
-- The county's word by who reviews there, the province's by who runs the programme in it.
create policy make on app.hamyar_approval for insert to tabavar_rw with check (scope_id = any((select app.my_scope('review'))::int[])
  and (level = 'COUNTY' or scope_id = any((select app.my_scope('run'))::int[])) and approved_by = (select app.me())
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_approval.scope_id
    and g.members_version = hamyar_approval.members_version));
--> statement-breakpoint
create policy make on app.hamyar_breach for insert to tabavar_rw with check (
  (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_breach.scope_id));
--> statement-breakpoint
create policy change on app.hamyar_breach for update to tabavar_rw
  using (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  with check (exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_breach.scope_id));
--> statement-breakpoint
-- Signed by the social worker of the group, in her own name.
create policy make on app.hamyar_assessment for insert to tabavar_rw with check (scope_id = any((select app.my_scope('record'))::int[])
  and signed_by = (select app.me()) and exists (select from app.hamyar_group g where g.id = group_id
    and g.scope_id = hamyar_assessment.scope_id and g.worker_id = (select app.me())));
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['hamyar_entry','hamyar_sharing'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.my_scope(''book''))::int[]))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy make on app.hamyar_entry for insert to tabavar_rw with check (scope_id = any((select app.my_scope('book'))::int[])
  and entered_by = (select app.me()) and day <= (now() at time zone 'Asia/Tehran')::date
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_entry.scope_id));
--> statement-breakpoint
create policy make on app.hamyar_sharing for insert to tabavar_rw with check (scope_id = any((select app.my_scope('book'))::int[])
  and decided_by = (select app.me())
  and exists (select from app.hamyar_group g where g.id = group_id and g.scope_id = hamyar_sharing.scope_id));
--> statement-breakpoint
revoke all on function app.group_stays() from public;
--> statement-breakpoint
grant execute on function app.group_stays() to tabavar_rw;
