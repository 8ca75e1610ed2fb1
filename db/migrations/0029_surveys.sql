-- Surveys: waves, cards, consent before the first answer, answers under a pseudonym, referrals with consent.
alter table app.voice drop constraint voice_spoken, add constraint voice_spoken check (spoken in
  ('CONSENT','FACES','SURVEY','WHO-5','RES','KA-M','KA-P','KA-S','KA-U','KA-H'));
--> statement-breakpoint
create table app.instrument_wording (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  instrument text not null,
  language text not null,
  lead text not null,
  items text[] not null,
  answers text[] not null,
  source text not null,
  licence text not null,
  loaded_by uuid not null,
  loaded_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid,
  constraint instrument_wording_instrument check (instrument in ('WHO-5','RES')),
  constraint instrument_wording_language check (language in ('fa','en')),
  constraint instrument_wording_whole check (cardinality(items) > 0 and cardinality(answers) > 1 and btrim(source) <> '' and btrim(licence) <> ''),
  constraint instrument_wording_removed check ((removed_at is null) = (removed_by is null))
);
--> statement-breakpoint
create unique index instrument_wording_standing on app.instrument_wording (scope_id, instrument, language) where removed_at is null;
--> statement-breakpoint
create table app.assessment_wave (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  run_id uuid not null references app.run (id),
  kind text not null,
  instruments text[] not null,
  opens_on date not null,
  closes_on date not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  version integer not null default 1,
  constraint assessment_wave_kind_known check (kind in ('BASELINE','ENDLINE','FOLLOW_UP')),
  constraint assessment_wave_span check (closes_on >= opens_on),
  constraint assessment_wave_asks check (cardinality(instruments) > 0),
  constraint assessment_wave_closed check ((closed_at is null) = (closed_by is null))
);
--> statement-breakpoint
create unique index assessment_wave_kind on app.assessment_wave (run_id, kind);
--> statement-breakpoint
create table app.respondent_link (
  respondent_key uuid primary key,
  scope_id integer not null references app.scope (id),
  run_id uuid not null references app.run (id),
  person_id uuid not null references app.person (id),
  code_hash text constraint respondent_link_code unique,
  issued_at timestamptz
);
--> statement-breakpoint
create unique index respondent_link_person on app.respondent_link (run_id, person_id);
--> statement-breakpoint
create table app.survey_consent (
  respondent_key uuid primary key references app.respondent_link (respondent_key),
  scope_id integer not null references app.scope (id),
  text_version text not null,
  how text not null,
  taken_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint survey_consent_how check (how in ('SCREEN','READ_ALOUD'))
);
--> statement-breakpoint
create table app.assessment_response (
  wave_id uuid not null references app.assessment_wave (id),
  respondent_key uuid not null references app.survey_consent (respondent_key),
  instrument text not null,
  scope_id integer not null references app.scope (id),
  answers smallint[],
  score double precision not null,
  parts double precision[],
  low boolean not null default false,
  mode text not null,
  answered_on date not null,
  constraint assessment_response_once primary key (wave_id, respondent_key, instrument),
  constraint assessment_response_score check (score between 0 and 100),
  constraint assessment_response_mode check (mode in ('LINK','PHONE','ALOUD','STORED') and (mode = 'STORED') = (answers is null))
);
--> statement-breakpoint
create index assessment_response_by_key on app.assessment_response (respondent_key, instrument);
--> statement-breakpoint
create table app.referral (
  id uuid primary key,
  scope_id integer not null references app.scope (id),
  wave_id uuid not null references app.assessment_wave (id),
  respondent_key uuid not null references app.survey_consent (respondent_key),
  reason text not null,
  province_id uuid not null references app.place (id),
  reach_sealed text not null,
  offered_on date not null,
  status text not null default 'OFFERED',
  taken_by uuid references app.user_account (id),
  taken_at timestamptz,
  ended_on date,
  version integer not null default 1,
  constraint referral_reason check (reason = 'LOW_WELLBEING'),
  constraint referral_status check (status in ('OFFERED','ACCEPTED','DONE','DECLINED','LAPSED')
    and (status in ('OFFERED','ACCEPTED')) = (ended_on is null) and (status = 'OFFERED' or status = 'LAPSED' or taken_by is not null)
    and (taken_by is null) = (taken_at is null))
);
--> statement-breakpoint
create unique index referral_once on app.referral (wave_id, respondent_key);
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['instrument_wording', 'assessment_wave', 'respondent_link', 'survey_consent', 'assessment_response', 'referral'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
  -- Nobody reads who stands behind a pseudonym, nor a single answer: no right, and no row that a policy would show.
  foreach t in array array['respondent_link', 'survey_consent', 'assessment_response'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (false)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on app.instrument_wording to tabavar_rw;
--> statement-breakpoint
grant select, insert on app.assessment_wave to tabavar_rw;
--> statement-breakpoint
grant update (closed_at, closed_by, version) on app.assessment_wave to tabavar_rw;
--> statement-breakpoint
-- Of a referral the pseudonym is not even a column one may ask for.
grant select (id, scope_id, wave_id, reason, province_id, reach_sealed, offered_on, status, taken_by, taken_at, ended_on, version) on app.referral to tabavar_rw;
--> statement-breakpoint
grant update (status, taken_by, taken_at, ended_on, reach_sealed, version) on app.referral to tabavar_rw;
--> statement-breakpoint
create policy see on app.instrument_wording for select to tabavar_rw using (scope_id = any((select app.my_scope('see'))::int[]));
--> statement-breakpoint
create policy make on app.instrument_wording for insert to tabavar_rw with check (
  (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[])) and loaded_by = (select app.me())
  and exists (select from app.place p where p.id = province_id and p.kind = 'PROVINCE' and p.scope_id = instrument_wording.scope_id));
--> statement-breakpoint
create policy change on app.instrument_wording for update to tabavar_rw
  using (scope_id = any((select app.my_scope('run'))::int[]) or scope_id = any((select app.my_scope('accounts'))::int[]))
  with check (removed_by = (select app.me()));
--> statement-breakpoint
create policy see on app.assessment_wave for select to tabavar_rw
  using (scope_id = any((select app.my_scope('see'))::int[]) or scope_id = any((select app.my_path())::int[]));
--> statement-breakpoint
create policy make on app.assessment_wave for insert to tabavar_rw with check (scope_id = any((select app.my_scope('run'))::int[])
  and opened_by = (select app.me()) and exists (select from app.run r where r.id = run_id and r.scope_id = assessment_wave.scope_id));
--> statement-breakpoint
create policy change on app.assessment_wave for update to tabavar_rw using (scope_id = any((select app.my_scope('run'))::int[]) and closed_at is null)
  with check (scope_id = any((select app.my_scope('run'))::int[]) and closed_by = (select app.me()));
--> statement-breakpoint
-- A counsellor sees what waits where she counsels, and what she took; nobody else sees a referral.
create policy see on app.referral for select to tabavar_rw
  using (scope_id = any((select app.my_scope('counsel'))::int[]) and (status = 'OFFERED' or taken_by = (select app.me())));
--> statement-breakpoint
create policy change on app.referral for update to tabavar_rw
  using (scope_id = any((select app.my_scope('counsel'))::int[]) and (status = 'OFFERED' or status = 'ACCEPTED' and taken_by = (select app.me())))
  with check (scope_id = any((select app.my_scope('counsel'))::int[]) and taken_by = (select app.me()));
--> statement-breakpoint
insert into app.role_power (role, power) values ('COUNSELLOR', 'counsel'), ('SYSTEM', 'counsel');
--> statement-breakpoint
create or replace function app.forget_scope() returns trigger language plpgsql as $$
declare p text;
begin
  foreach p in array array['see','marks','people','record','review','enrol','run','rules','prepare','sign','audit','accounts','counsel'] loop
    perform set_config('app.scope_' || p, '', true);
  end loop;
  return null;
end $$;
--> statement-breakpoint
-- A counsellor reads how to reach people who are not well: she shows a second factor as the office does.
create or replace function app.factor_roles() returns text[] language sql immutable as $$
  select array['PROVINCE_OFFICER','PROVINCE_DIRECTOR','WELFARE_OFFICER','COUNTY_OFFICER','COUNTY_WELFARE_OFFICER','ADMIN','AUDITOR','COUNSELLOR']
$$;
--> statement-breakpoint
create or replace function app.run_day(r app.run) returns date language sql stable as
$$ select (app.run_clock(r) at time zone 'Asia/Tehran')::date $$;
--> statement-breakpoint
-- A wave is in the figures from the day it is over: while people still answer, the difference of two days would be somebody's.
create or replace function app.wave_told(w app.assessment_wave, as_of date) returns boolean language sql stable as
$$ select coalesce(((w).closed_at at time zone 'Asia/Tehran')::date, (w).closes_on + 1) <= as_of $$;
--> statement-breakpoint
-- Consent before the first answer, as certainty: her consent to being asked stands, and so does the one she is enrolled by.
create or replace function app.survey_consent_stands() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if not exists (
    select from survey_consent s join respondent_link l on l.respondent_key = s.respondent_key join person p on p.id = l.person_id
    join consent c on c.person_id = coalesce(p.merged_into, p.id) and c.purpose = 'REGISTER' and c.state in ('DECLARED','READ_ALOUD') and c.withdrawn_at is null
    where s.respondent_key = new.respondent_key and s.withdrawn_at is null
      and (s.taken_at at time zone 'Asia/Tehran')::date <= new.answered_on) then
    raise exception 'E-ASM-04' using errcode = 'TB003';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger assessment_response_consent before insert or update on app.assessment_response
  for each row execute function app.survey_consent_stands();
--> statement-breakpoint
-- Two records found to be one woman: her card and her answers go along, where the record that stays has none of its own.
create or replace function app.carry_link() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update respondent_link l set person_id = new.merged_into where l.person_id = new.id
    and not exists (select from respondent_link k where k.run_id = l.run_id and k.person_id = new.merged_into);
  return null;
end $$;
--> statement-breakpoint
create trigger person_carries_link after update of merged_into on app.person for each row
  when (new.merged_into is not null and old.merged_into is distinct from new.merged_into) execute function app.carry_link();
--> statement-breakpoint
-- What the screen behind a card shows: never whose card it is, nor anything that was answered. A number nobody has counts as
-- a try of the network it came from, which then waits; a right one counts as none.
create or replace function app.survey_card(p_hash text, p_network text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare l respondent_link; r run; w assessment_wave; wait double precision;
begin
  if p_network is not null then
    select extract(epoch from t.next_at - clock_timestamp()) into wait from auth_throttle t where t.key = p_network;
    if wait > 0 then return jsonb_build_object('wait', ceil(wait)); end if;
  end if;
  select * into l from respondent_link where code_hash = p_hash;
  if not found then
    if p_network is not null then
      insert into auth_throttle (key) values (p_network) on conflict do nothing;
      perform throttle_count(p_network, 20, 60, interval '1 minute');
    end if;
    return jsonb_build_object('known', false);
  end if;
  select * into r from run where id = l.run_id;
  select * into w from assessment_wave a where a.run_id = r.id and a.closed_at is null and run_day(r) between a.opens_on and a.closes_on
    order by a.opens_on desc limit 1;
  return jsonb_build_object('known', true, 'demo', r.is_demo, 'provinceId', r.province_id, 'today', run_day(r),
    'agreed', exists (select from survey_consent s where s.respondent_key = l.respondent_key and s.withdrawn_at is null),
    'wave', case when w.id is not null then jsonb_build_object('waveId', w.id, 'kind', w.kind, 'closesOn', w.closes_on, 'instruments', to_jsonb(w.instruments),
      'answered', (select coalesce(jsonb_agg(a.instrument), '[]') from assessment_response a where a.wave_id = w.id and a.respondent_key = l.respondent_key)) end,
    'wordings', (select coalesce(jsonb_agg(jsonb_build_object('instrument', i.instrument, 'language', i.language, 'lead', i.lead, 'items', to_jsonb(i.items),
      'answers', to_jsonb(i.answers), 'source', i.source)), '[]') from instrument_wording i where i.province_id = r.province_id and i.removed_at is null),
    'voices', (select coalesce(jsonb_agg(jsonb_build_object('voiceId', v.id, 'spoken', v.spoken, 'language', v.language) order by v.spoken, v.language), '[]')
      from voice v where v.province_id = r.province_id and v.removed_at is null and v.spoken not in ('CONSENT', 'FACES')));
end $$;
--> statement-breakpoint
-- The pseudonym behind a card and its wave, if it may be answered today; refuses otherwise.
create or replace function app.survey_door(p_hash text, p_wave uuid, out o_key uuid, out o_run app.run, out o_person uuid)
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare w assessment_wave;
begin
  select l.respondent_key, l.person_id into o_key, o_person from respondent_link l where l.code_hash = p_hash for update;
  if o_key is null then raise exception 'E-ASM-03' using errcode = 'TB001'; end if;
  select x.* into o_run from run x join respondent_link l on l.run_id = x.id where l.respondent_key = o_key;
  select * into w from assessment_wave a where a.id = p_wave and a.run_id = o_run.id;
  if w.id is null then raise exception 'E-ASM-03' using errcode = 'TB001'; end if;
  if w.closed_at is not null or not (run_day(o_run) between w.opens_on and w.closes_on) then
    raise exception 'E-ASM-01' using errcode = 'TB001';
  end if;
end $$;
--> statement-breakpoint
create or replace function app.survey_agree(p_hash text, p_wave uuid, p_text text, p_how text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare d record;
begin
  select * into d from survey_door(p_hash, p_wave);
  insert into survey_consent as s (respondent_key, scope_id, text_version, how, taken_at)
  values (d.o_key, (d.o_run).scope_id, p_text, p_how, run_clock(d.o_run))
  on conflict (respondent_key) do update set text_version = excluded.text_version, how = excluded.how, taken_at = excluded.taken_at, withdrawn_at = null
    where s.withdrawn_at is not null;
  if found then
    -- Not whose: the audit is read by more people than the answers.
    perform audit.record('survey.agree', 'assessment_wave', p_wave::text, (d.o_run).scope_id, null,
      jsonb_build_object('textVersion', p_text, 'how', p_how), null, p_request);
  end if;
end $$;
--> statement-breakpoint
create or replace function app.survey_answer(p_hash text, p_wave uuid, p_instrument text, p_supplied boolean, p_answers smallint[],
  p_score double precision, p_parts double precision[], p_low boolean, p_mode text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare d record;
begin
  select * into d from survey_door(p_hash, p_wave);
  if not exists (select from assessment_wave w where w.id = p_wave and p_instrument = any(w.instruments)) or p_supplied and not exists (
    select from instrument_wording i where i.province_id = (d.o_run).province_id and i.instrument = p_instrument and i.removed_at is null) then
    raise exception 'E-ASM-07' using errcode = 'TB001';
  end if;
  if not exists (select from survey_consent s where s.respondent_key = d.o_key and s.withdrawn_at is null) then
    raise exception 'E-ASM-04' using errcode = 'TB001';
  end if;
  insert into assessment_response (wave_id, respondent_key, instrument, scope_id, answers, score, parts, low, mode, answered_on)
  values (p_wave, d.o_key, p_instrument, (d.o_run).scope_id, p_answers, p_score, p_parts, p_low, p_mode, run_day(d.o_run));
end $$;
--> statement-breakpoint
-- A counsellor is asked to call her: only where her answers offered it, once a wave, with how to reach her sealed.
create or replace function app.survey_refer(p_hash text, p_wave uuid, p_id uuid, p_reach text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare d record; at int;
begin
  select * into d from survey_door(p_hash, p_wave);
  if not exists (select from assessment_response a where a.wave_id = p_wave and a.respondent_key = d.o_key and a.low)
     or exists (select from referral f where f.wave_id = p_wave and f.respondent_key = d.o_key) then
    raise exception 'E-REF-02' using errcode = 'TB001';
  end if;
  select e.scope_id into at from enrolment e join person p on e.person_id = coalesce(p.merged_into, p.id)
  where p.id = d.o_person and e.run_id = (d.o_run).id order by (e.status not in ('CANCELLED', 'TRANSFERRED')) desc, e.registered_on desc limit 1;
  insert into referral (id, scope_id, wave_id, respondent_key, reason, province_id, reach_sealed, offered_on)
  values (p_id, coalesce(at, (d.o_run).scope_id), p_wave, d.o_key, 'LOW_WELLBEING', (d.o_run).province_id, p_reach, run_day(d.o_run));
  perform audit.record('referral.offer', 'referral', p_id::text, (d.o_run).scope_id, null, jsonb_build_object('status', 'OFFERED'), null, p_request);
end $$;
--> statement-breakpoint
-- She takes everything back: her answers of every wave are deleted, and a wish nobody has taken up lapses.
create or replace function app.survey_withdraw(p_hash text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare l respondent_link; r run; gone int;
begin
  select * into l from respondent_link where code_hash = p_hash for update;
  if not found then raise exception 'E-ASM-03' using errcode = 'TB001'; end if;
  select * into r from run where id = l.run_id;
  delete from assessment_response a where a.respondent_key = l.respondent_key;
  get diagnostics gone = row_count;
  update referral f set status = 'LAPSED', ended_on = run_day(r), reach_sealed = '', version = version + 1
  where f.respondent_key = l.respondent_key and f.status = 'OFFERED';
  update survey_consent s set withdrawn_at = run_clock(r) where s.respondent_key = l.respondent_key and s.withdrawn_at is null;
  if found or gone > 0 then
    perform audit.record('survey.withdraw', 'run', r.id::text, r.scope_id, null, jsonb_build_object('count', gone), null, p_request);
  end if;
end $$;
--> statement-breakpoint
create or replace function app.survey_voice(p_hash text, p_voice uuid) returns jsonb
language sql stable security definer set search_path = app, pg_temp as $$
  select jsonb_build_object('sealed', v.sealed, 'mime', v.mime, 'provinceId', v.province_id)
  from respondent_link l join run r on r.id = l.run_id join voice v on v.province_id = r.province_id
  where l.code_hash = p_hash and v.id = p_voice and v.removed_at is null and v.spoken not in ('CONSENT', 'FACES')
$$;
--> statement-breakpoint
-- Who of a group has a card; whose pseudonym it leads to is not told.
create or replace function app.cards_of(p_cohort uuid) returns table (row_no int, symbol text, colour text, has_card boolean)
language sql stable security definer set search_path = app, pg_temp as $$
  select e.row_no::int, e.symbol, e.colour, l.code_hash is not null
  from enrolment e join cohort c on c.id = e.cohort_id and c.scope_id = any(my_scope('run'))
  left join respondent_link l on l.run_id = e.run_id and l.person_id = e.person_id
  where e.cohort_id = p_cohort and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED') order by e.row_no
$$;
--> statement-breakpoint
-- Cards for rows of a group, by the hashes of their new numbers; a former card of the same woman no longer opens anything.
create or replace function app.issue_cards(p_cohort uuid, p_rows int[], p_hashes text[]) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare n int;
begin
  if not exists (select from cohort c where c.id = p_cohort and c.scope_id = any(my_scope('run'))) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  insert into respondent_link as l (respondent_key, scope_id, run_id, person_id, code_hash, issued_at)
  select gen_random_uuid(), r.scope_id, e.run_id, e.person_id, x.hash, now()
  from unnest(p_rows, p_hashes) x(row_no, hash) join enrolment e on e.cohort_id = p_cohort and e.row_no = x.row_no
    and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED') join run r on r.id = e.run_id
  on conflict (run_id, person_id) do update set code_hash = excluded.code_hash, issued_at = excluded.issued_at;
  get diagnostics n = row_count;
  return n;
end $$;
--> statement-breakpoint
-- How many of each group have answered everything they are asked: numbers, to who may see the group's marks.
create or replace function app.survey_progress(p_run uuid) returns table (wave_id uuid, cohort_id uuid, people int, answered int)
language sql stable security definer set search_path = app, pg_temp as $$
  select w.id, c.id, count(e.id)::int, count(e.id) filter (where exists (
      select from respondent_link l join assessment_response a on a.respondent_key = l.respondent_key and a.wave_id = w.id
      where l.run_id = e.run_id and l.person_id = e.person_id
      having count(*) >= (select count(*) from unnest(w.instruments) i where i not in ('WHO-5', 'RES') or exists (
        select from instrument_wording x where x.scope_id = w.scope_id and x.instrument = i and x.removed_at is null))))::int
  from assessment_wave w join cohort c on c.run_id = w.run_id and c.scope_id = any(my_scope('marks')) and c.status <> 'CANCELLED'
  join enrolment e on e.cohort_id = c.id and e.status in ('REGISTERED', 'ACTIVE', 'COMPLETED', 'NOT_COMPLETED')
  where w.run_id = p_run group by w.id, c.id
$$;
--> statement-breakpoint
-- Of everybody asked in a run: what a figure is split by. Only for who reviews the whole run or reads its audit.
create or replace function app.respondents_in(p_run uuid, p_split text, p_place uuid) returns table (respondent_key uuid, enrolment_id uuid, key text)
language sql stable security definer set search_path = app, pg_temp as $$
  select l.respondent_key, e.id, case p_split when 'county' then c.county_id::text when 'zone' then n.zone when 'sex' then p.sex
      when 'age' then case when e.age_at_start < 30 then '15-29' when e.age_at_start < 45 then '30-44' when e.age_at_start < 61 then '45-60' when e.age_at_start > 60 then '61+' end
      else '' end
  from run r join enrolment e on e.run_id = r.id and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED')
  join cohort c on c.id = e.cohort_id join place n on n.id = c.place_id join person p on p.id = e.person_id
  left join respondent_link l on l.run_id = r.id and l.person_id = e.person_id
  where r.id = p_run and (r.scope_id = any(my_scope('review')) or r.scope_id = any(my_scope('audit')))
    and (p_place is null or c.county_id = p_place or c.place_id = p_place)
$$;
--> statement-breakpoint
-- Matched pairs as two lists side by side, in an order that says nothing; fewer than five are a number only.
create or replace function app.outcome_pairs(p_run uuid, p_as_of date, p_split text, p_place uuid, p_measures jsonb, p_from text, p_to text)
returns table (key text, instrument text, part int, n int, before double precision[], after double precision[])
language sql stable security definer set search_path = app, pg_temp as $$
  with pair as (
    select w.key, a.instrument, m.part, case when m.part = 0 or a.parts is null then a.score else a.parts[m.part] end as x,
      case when m.part = 0 or b.parts is null then b.score else b.parts[m.part] end as y
    from respondents_in(p_run, p_split, p_place) w join assessment_response a on a.respondent_key = w.respondent_key and a.answered_on <= p_as_of
    join assessment_wave wa on wa.id = a.wave_id and wa.run_id = p_run and wa.kind = p_from and wave_told(wa, p_as_of)
    join assessment_response b on b.respondent_key = a.respondent_key and b.instrument = a.instrument and b.answered_on <= p_as_of
    join assessment_wave wb on wb.id = b.wave_id and wb.run_id = p_run and wb.kind = p_to and wave_told(wb, p_as_of)
    join jsonb_to_recordset(p_measures) m(instrument text, part int) on m.instrument = a.instrument
    where exists (select from survey_consent s where s.respondent_key = a.respondent_key and s.withdrawn_at is null))
  select q.key, q.instrument, q.part, count(*)::int, case when count(*) >= 5 then array_agg(q.x order by q.x, q.y) end,
    case when count(*) >= 5 then array_agg(q.y order by q.x, q.y) end
  from pair q where q.x is not null and q.y is not null and q.key is not null group by 1, 2, 3 order by 1, 2, 3
$$;
--> statement-breakpoint
-- R-18: of those who completed, who answered before and after.
create or replace function app.pair_coverage(p_run uuid, p_as_of date, p_split text, p_place uuid) returns table (key text, pairs int, completed int)
language sql stable security definer set search_path = app, pg_temp as $$
  select w.key, count(*) filter (where exists (
      select from assessment_response a join assessment_wave wa on wa.id = a.wave_id and wa.run_id = p_run and wa.kind = 'BASELINE' and wave_told(wa, p_as_of)
      join assessment_response b on b.respondent_key = a.respondent_key and b.instrument = a.instrument and b.answered_on <= p_as_of
      join assessment_wave wb on wb.id = b.wave_id and wb.run_id = p_run and wb.kind = 'ENDLINE' and wave_told(wb, p_as_of)
      where a.respondent_key = w.respondent_key and a.answered_on <= p_as_of))::int, count(*)::int
  from respondents_in(p_run, p_split, p_place) w join enrolment e on e.id = w.enrolment_id and e.status = 'COMPLETED' and e.closed_on <= p_as_of
  where w.key is not null group by 1 order by 1
$$;
--> statement-breakpoint
-- O-14: how many referrals stand where on a day; never which.
create or replace function app.referral_counts(p_run uuid, p_as_of date, p_place uuid) returns table (status text, n int)
language sql stable security definer set search_path = app, pg_temp as $$
  select case when f.ended_on <= p_as_of then f.status when (f.taken_at at time zone 'Asia/Tehran')::date <= p_as_of then 'ACCEPTED' else 'OFFERED' end, count(*)::int
  from referral f join assessment_wave w on w.id = f.wave_id and w.run_id = p_run join run r on r.id = p_run
  left join cohort c on c.scope_id = f.scope_id and c.run_id = r.id
  where f.offered_on <= p_as_of and (r.scope_id = any(my_scope('review')) or r.scope_id = any(my_scope('audit')))
    and (p_place is null or c.county_id = p_place or c.place_id = p_place) group by 1
$$;
--> statement-breakpoint
-- Scores of the demonstration, which has no answers: into a demonstration only, by the program itself only.
create or replace function app.demo_scores(p_wave uuid, p_rows jsonb) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare w assessment_wave; n int;
begin
  select a.* into w from assessment_wave a join run r on r.id = a.run_id and r.is_demo where a.id = p_wave;
  if not found or not exists (select from user_grant g where g.user_id = me() and g.role = 'SYSTEM' and g.ended_at is null) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  insert into respondent_link (respondent_key, scope_id, run_id, person_id)
  select gen_random_uuid(), w.scope_id, w.run_id, x.person from jsonb_to_recordset(p_rows) x(person uuid) on conflict (run_id, person_id) do nothing;
  insert into survey_consent (respondent_key, scope_id, text_version, how, taken_at)
  select l.respondent_key, w.scope_id, x.text, 'READ_ALOUD', w.opened_at
  from jsonb_to_recordset(p_rows) x(person uuid, text text) join respondent_link l on l.run_id = w.run_id and l.person_id = x.person
  on conflict (respondent_key) do nothing;
  insert into assessment_response (wave_id, respondent_key, instrument, scope_id, score, low, mode, answered_on)
  select w.id, l.respondent_key, s.instrument, w.scope_id, s.score, s.instrument = 'WHO-5' and s.score < 52, 'STORED', x.day
  from jsonb_to_recordset(p_rows) x(person uuid, day date, scores jsonb) join respondent_link l on l.run_id = w.run_id and l.person_id = x.person
  cross join lateral (select k as instrument, v::double precision as score from jsonb_each_text(x.scores) j(k, v)) s;
  get diagnostics n = row_count;
  return n;
end $$;
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.run_day(app.run), app.wave_told(app.assessment_wave, date), app.survey_consent_stands(), app.survey_card(text, text), app.survey_agree(text, uuid, text, text, text),
  app.survey_answer(text, uuid, text, boolean, smallint[], double precision, double precision[], boolean, text), app.survey_refer(text, uuid, uuid, text, text),
  app.survey_withdraw(text, text), app.survey_voice(text, uuid), app.cards_of(uuid), app.issue_cards(uuid, int[], text[]), app.survey_progress(uuid),
  app.outcome_pairs(uuid, date, text, uuid, jsonb, text, text), app.pair_coverage(uuid, date, text, uuid), app.referral_counts(uuid, date, uuid),
  app.demo_scores(uuid, jsonb) to tabavar_rw;
