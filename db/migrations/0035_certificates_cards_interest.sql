-- What people outside the office do by themselves: check a certificate, look at one's own hours by a card, write to the office.
-- Somebody's initials, as a check of a certificate shows them.
create or replace function app.initials(p_name text) returns text language sql immutable as $$
  select coalesce(string_agg(left(w, 1) || '.', ' ' order by o), '') from regexp_split_to_table(btrim(p_name), '\s+') with ordinality x(w, o) where w <> ''
$$;
--> statement-breakpoint
alter table app.certificate add column expires_on date, add constraint certificate_expiry check (expires_on > issued_on);
--> statement-breakpoint
-- A key that certificates are signed with: its public half, for ever; at most one signs. The secret half never comes here.
create table app.certificate_key (
  kid text primary key,
  public_key text not null,
  made_at timestamptz not null default now(),
  made_by uuid,
  retired_at timestamptz,
  retired_by uuid,
  constraint certificate_key_form check (kid ~ '^[\w-]{11}$' and public_key ~ '^[\w-]{43}$')
);
--> statement-breakpoint
create unique index certificate_key_signs on app.certificate_key ((retired_at is null)) where retired_at is null;
--> statement-breakpoint
-- From now on another key signs; the former goes on to be checked with. For who runs accounts.
create or replace function app.put_certificate_key(p_kid text, p_public text) returns text
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare former text;
begin
  if cardinality(my_scope('accounts')) = 0 then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  lock table certificate_key in exclusive mode;
  update certificate_key k set retired_at = now(), retired_by = me() where k.retired_at is null returning k.kid into former;
  insert into certificate_key (kid, public_key, made_by) values (p_kid, p_public, me());
  return former;
end $$;
--> statement-breakpoint
-- How long whoever came by one of these ways has to wait, in seconds.
create or replace function app.visitor_wait(p_keys text[]) returns int
language sql volatile security definer set search_path = app, pg_temp as $$
  select greatest(0, ceil(coalesce(max(extract(epoch from t.next_at - clock_timestamp())), 0)))::int from auth_throttle t where t.key = any(p_keys)
$$;
--> statement-breakpoint
create or replace function app.visitor_count(p_keys text[], p_free int, p_cap int, p_forgive interval) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  insert into auth_throttle (key) select k from unnest(p_keys) k on conflict do nothing;
  perform throttle_count(k, p_free, p_cap, p_forgive) from unnest(p_keys) k;
end $$;
--> statement-breakpoint
-- What is told of a certificate to whoever knows its serial: no name, no place. Another serial counts as a try of the network.
create or replace function app.certificate_standing(p_serial text, p_network text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare told jsonb; wait int := visitor_wait(array[p_network]);
begin
  if wait > 0 then return jsonb_build_object('wait', wait); end if;
  select jsonb_build_object('known', true, 'number', k.number, 'minutes', k.minutes, 'issuedOn', k.issued_on, 'expiresOn', k.expires_on,
    'revokedOn', (k.revoked_at at time zone 'Asia/Tehran')::date, 'initials', initials(p.first_name || ' ' || p.last_name), 'isFacilitator', k.facilitator_id is not null,
    'runFa', r.name_fa, 'runEn', r.name_en, 'officeFa', o.name_fa, 'officeEn', coalesce(o.name_en, o.name_fa), 'demo', r.is_demo) into told
  from certificate k join run r on r.id = k.run_id left join office_contact o on o.scope_id = r.scope_id
  left join enrolment e on e.id = k.enrolment_id left join facilitator f on f.id = k.facilitator_id
  left join person p on p.id = coalesce(e.person_id, f.person_id) where k.serial = p_serial;
  if found then return told; end if;
  perform visitor_count(array[p_network], 20, 60, interval '1 minute');
  return jsonb_build_object('known', false);
end $$;
--> statement-breakpoint
-- Her own card: she may decline it, and then none is made for her.
alter table app.respondent_link add column declined_at timestamptz, add constraint respondent_link_declined check (declined_at is null or code_hash is null);
--> statement-breakpoint
drop function app.cards_of(uuid);
--> statement-breakpoint
-- As in 0029_surveys.sql; tells also who declined one.
create function app.cards_of(p_cohort uuid) returns table (row_no int, symbol text, colour text, has_card boolean, declined boolean)
language sql stable security definer set search_path = app, pg_temp as $$
  select e.row_no::int, e.symbol, e.colour, l.code_hash is not null, l.declined_at is not null
  from enrolment e join cohort c on c.id = e.cohort_id and c.scope_id = any(my_scope('run'))
  left join respondent_link l on l.run_id = e.run_id and l.person_id = e.person_id
  where e.cohort_id = p_cohort and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED') order by e.row_no
$$;
--> statement-breakpoint
-- As in 0029_surveys.sql; nobody is given a card she declined.
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
  on conflict (run_id, person_id) do update set code_hash = excluded.code_hash, issued_at = excluded.issued_at where l.declined_at is null;
  get diagnostics n = row_count;
  return n;
end $$;
--> statement-breakpoint
-- She wants no card, or wants one after all. A card she had opens nothing any more; whether the row is one of the group is told.
create or replace function app.decline_card(p_cohort uuid, p_row int, p_declined boolean) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
begin
  insert into respondent_link as l (respondent_key, scope_id, run_id, person_id, declined_at)
  select gen_random_uuid(), r.scope_id, e.run_id, e.person_id, case when p_declined then now() end
  from enrolment e join cohort c on c.id = e.cohort_id and c.scope_id = any(my_scope('run')) join run r on r.id = e.run_id
  where e.cohort_id = p_cohort and e.row_no = p_row and e.status not in ('CANCELLED', 'WAITING', 'TRANSFERRED')
  on conflict (run_id, person_id) do update set declined_at = excluded.declined_at,
    code_hash = case when p_declined then null else l.code_hash end, issued_at = case when p_declined then null else l.issued_at end;
  return found;
end $$;
--> statement-breakpoint
-- Whose card it is, and her place in that run; nothing of it leaves the database by itself.
create or replace function app.card_holder(p_hash text, out o_run app.run, out o_enrolment app.enrolment)
language plpgsql stable security definer set search_path = app, pg_temp as $$
declare l respondent_link;
begin
  select * into l from respondent_link where code_hash = p_hash;
  if not found then return; end if;
  select * into o_run from run where id = l.run_id;
  select e.* into o_enrolment from enrolment e join person p on e.person_id = coalesce(p.merged_into, p.id)
  where p.id = l.person_id and e.run_id = l.run_id order by (e.status not in ('CANCELLED', 'TRANSFERRED')) desc, e.registered_on desc, e.id desc limit 1;
end $$;
--> statement-breakpoint
-- What her card shows her: hours and what she may still miss, as the facts the ledger is reckoned from (the twin of
-- db/queries/workshops/ledger.ts); no day, time, place, name or programme. A wrong number counts against the network and against
-- numbers that begin alike, which then wait a minute at most.
create or replace function app.my_card(p_hash text, p_network text, p_alike text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare h record; e enrolment; c cohort; held uuid[]; wait int := visitor_wait(array[p_network, p_alike]);
begin
  if wait > 0 then return jsonb_build_object('wait', wait); end if;
  select * into h from card_holder(p_hash);
  e := h.o_enrolment;
  if e.id is null then
    perform visitor_count(array[p_network], 20, 60, interval '1 minute');
    perform visitor_count(array[p_alike], 10, 60, interval '1 minute');
    return jsonb_build_object('known', false);
  end if;
  select * into c from cohort where id = e.cohort_id;
  select coalesce(array_agg(s.id), '{}') into held from session s where s.cohort_id = c.id and s.makes_up_id is null and counts(s.status);
  return (select jsonb_build_object('known', true, 'demo', (h.o_run).is_demo, 'status', e.status,
      'consent', exists (select from consent k where k.id = e.consent_id and k.state in ('DECLARED', 'READ_ALOUD') and k.withdrawn_at is null),
      'phone', (select o.phone from office_contact o where o.scope_id = (h.o_run).scope_id),
      'rules', rules_at(array['COMPLETION_MODE','COMPLETION_SHARE_PARTICIPANT','MAKE_UP_MAX_SESSIONS'], (h.o_run).id, (h.o_run).province_id, run_clock(h.o_run)),
      'minutes', e.credited_minutes + e.carried_minutes, 'plannedMinutes', c.planned_minutes, 'held', cardinality(held),
      'plannedSessions', (select count(*) from session s where s.cohort_id = c.id and s.makes_up_id is null and s.status not in ('CANCELLED', 'RESCHEDULED')),
      'aheadMinutes', o.minutes, 'aheadSessions', o.n, 'credited', g.credited, 'madeUp', g.made_up, 'attended', g.attended)
    from (select coalesce(sum(s.net_minutes), 0)::int as minutes, count(*)::int as n from session s
        where s.cohort_id = c.id and s.status in ('SCHEDULED', 'HELD', 'RETURNED', 'REOPENED') and s.day >= e.registered_on
          and (s.makes_up_id is null or makes_up_for(s.id, s.makes_up_id, s.visit, e.person_id))) o,
      (select count(*) filter (where a.credited_minutes > 0 and (a.session_id = any(held) or a.makes_up_id = any(held)))::int as credited,
        count(*) filter (where a.makes_up_id = any(held))::int as made_up, count(*) filter (where a.code in (1, 2) and counts(s.status))::int as attended
        from attendance a join session s on s.id = a.session_id
        where a.person_id = e.person_id and s.cohort_id = c.id and (counts(s.status) or a.makes_up_id is not null)) g);
end $$;
--> statement-breakpoint
alter table app.task drop constraint task_kind, drop constraint task_safeguard,
  add constraint task_kind check (kind in ('ABSENCES','NO_SHOW','MAKE_UP','FREE_PLACE','GUEST','MISSING_SHEET','SAFEGUARD','CARD_QUERY','CONSENT_BACK')),
  add constraint task_safeguard check (kind not in ('SAFEGUARD','CARD_QUERY','CONSENT_BACK') or confidential);
--> statement-breakpoint
-- «This is wrong»: what of it, chosen and not written, so that no name travels. For the reviewing office alone: it may be
-- about the very person who keeps the register. Once a day for each thing that is wrong.
create or replace function app.card_query(p_hash text, p_what text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare h record; e enrolment; made uuid;
begin
  select * into h from card_holder(p_hash);
  e := h.o_enrolment;
  if e.id is null then raise exception 'E-CRD-01' using errcode = 'TB001'; end if;
  if p_what is null or p_what not in ('HOURS_LESS', 'HOURS_MORE', 'ALLOWANCE', 'NOT_ME') then raise exception 'E-GEN-01' using errcode = 'TB001'; end if;
  insert into task (scope_id, run_id, kind, cohort_id, enrolment_id, about, confidential, opened_at)
  values (e.scope_id, e.run_id, 'CARD_QUERY', e.cohort_id, e.id, p_what || ' ' || run_day(h.o_run), true, run_clock(h.o_run))
  on conflict on constraint task_once do nothing returning id into made;
  if made is not null then perform audit.record('card.query', 'task', made::text, e.scope_id, null, null, null, p_request); end if;
end $$;
--> statement-breakpoint
-- She takes her consent back by her card: as db/commands/people/withdraw-consent.ts does it, and the office hears of it. A place
-- that comes free is offered by its own task; nobody is moved up unasked.
create or replace function app.card_withdraw(p_hash text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare h record; mine enrolment; e record; ended text; made uuid;
begin
  select * into h from card_holder(p_hash);
  mine := h.o_enrolment;
  if mine.id is null then raise exception 'E-CRD-01' using errcode = 'TB001'; end if;
  perform pg_advisory_xact_lock(hashtextextended('enrol ' || x.cohort_id, 0))
  from (select distinct n.cohort_id::text from enrolment n where n.person_id = mine.person_id and n.status in ('REGISTERED', 'ACTIVE', 'WAITING') order by 1) x;
  update consent k set state = 'WITHDRAWN', withdrawn_at = now()
  where k.person_id = mine.person_id and k.purpose = 'REGISTER' and k.state in ('DECLARED', 'READ_ALOUD') and k.withdrawn_at is null;
  if not found then return; end if;
  perform audit.record('consent.withdraw', 'enrolment', mine.id::text, mine.scope_id, null, null, null, p_request);
  for e in select n.id, n.status, n.scope_id, run_day(r) as day from enrolment n join run r on r.id = n.run_id and r.status <> 'CLOSED'
      join cohort c on c.id = n.cohort_id and c.status not in ('CLOSED', 'CANCELLED')
      where n.person_id = mine.person_id and n.status in ('REGISTERED', 'ACTIVE', 'WAITING') loop
    ended := case e.status when 'ACTIVE' then 'WITHDRAWN' else 'CANCELLED' end;
    update enrolment n set status = ended, close_reason = 'OTHER', waiting_since = null, version = n.version + 1,
      closed_on = greatest(n.registered_on, e.day) where n.id = e.id;
    perform audit.record(case ended when 'WITHDRAWN' then 'enrolment.withdraw' else 'enrolment.cancel' end, 'enrolment', e.id::text, e.scope_id,
      jsonb_build_object('status', e.status), jsonb_build_object('status', ended), null, p_request);
  end loop;
  insert into task as t (scope_id, run_id, kind, cohort_id, enrolment_id, confidential, opened_at)
  values (mine.scope_id, mine.run_id, 'CONSENT_BACK', mine.cohort_id, mine.id, true, run_clock(h.o_run))
  on conflict on constraint task_once do update set state = 'OPEN', result = null, note = null, done_at = null, done_by = null, opened_at = excluded.opened_at,
    version = t.version + 1 returning id into made;
  perform audit.record('card.withdraw', 'task', made::text, mine.scope_id, null, null, null, p_request);
end $$;
--> statement-breakpoint
-- Somebody who would like to take part or to help, and wrote to an office: what she wrote, sealed, and the day.
create table pub.interest (
  id uuid primary key,
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  kind text not null,
  wish text not null,
  sealed text not null,
  received_on date not null,
  state text not null default 'OPEN',
  answered_by uuid,
  answered_at timestamptz,
  version integer not null default 1,
  constraint interest_kind check (kind in ('PERSON', 'ORGANISATION')),
  constraint interest_wish check (wish in ('TAKE_PART', 'HELP')),
  constraint interest_sealed check (length(sealed) between 1 and 16000),
  constraint interest_state check (state in ('OPEN', 'ANSWERED') and (state = 'ANSWERED') = (answered_at is not null) and (answered_by is null) = (answered_at is null))
);
--> statement-breakpoint
create index interest_scope on pub.interest (scope_id, state, received_on);
--> statement-breakpoint
-- Where it lands is the office's node of that province, whatever was sent; of the time only the day is kept.
create or replace function pub.interest_lands() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  select o.scope_id into new.scope_id from place p join office_contact o on o.scope_id = p.scope_id where p.id = new.province_id and p.kind = 'PROVINCE';
  new.received_on := (now() at time zone 'Asia/Tehran')::date;
  return new;
end $$;
--> statement-breakpoint
create trigger interest_lands before insert on pub.interest for each row execute function pub.interest_lands();
--> statement-breakpoint
-- The offices somebody may write to: those that say how they are reached.
create or replace function app.interest_offices() returns table (province_id uuid, name_fa text, name_en text, office_fa text, office_en text)
language sql stable security definer set search_path = app, pg_temp as $$
  select p.id, p.name_fa, p.name_en, o.name_fa, coalesce(o.name_en, o.name_fa) from place p join office_contact o on o.scope_id = p.scope_id
  where p.kind = 'PROVINCE' order by p.name_fa collate "fa-x-icu"
$$;
--> statement-breakpoint
-- Counts a letter of a network before it is written; the seconds to wait, or 0.
create or replace function app.interest_try(p_network text) returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare wait int := visitor_wait(array[p_network]);
begin
  if wait = 0 then perform visitor_count(array[p_network], 5, 600, interval '10 minutes'); end if;
  return wait;
end $$;
--> statement-breakpoint
-- What was answered is forgotten once the days of the rule are over.
create or replace function app.forget_interest() returns int
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare gone int;
begin
  delete from pub.interest i where i.state = 'ANSWERED'
    and i.answered_at < now() - make_interval(days => (rules_at(array['INTEREST_KEEP_DAYS'], null, i.province_id, now())->>'INTEREST_KEEP_DAYS')::int);
  get diagnostics gone = row_count;
  return gone;
end $$;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['app.certificate_key', 'pub.interest'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy owner on %s to current_user using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
grant select on app.certificate_key to tabavar_rw;
--> statement-breakpoint
create policy see on app.certificate_key for select to tabavar_rw using (true);
--> statement-breakpoint
grant insert (id, province_id, kind, wish, sealed) on pub.interest to tabavar_pub;
--> statement-breakpoint
create policy make on pub.interest for insert to tabavar_pub with check (state = 'OPEN' and answered_by is null);
--> statement-breakpoint
grant select, update (state, answered_by, answered_at, version) on pub.interest to tabavar_rw;
--> statement-breakpoint
create policy see on pub.interest for select to tabavar_rw using (scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
create policy change on pub.interest for update to tabavar_rw using (scope_id = any((select app.my_scope('review'))::int[]) and state = 'OPEN')
  with check (scope_id = any((select app.my_scope('review'))::int[]) and answered_by = (select app.me()));
--> statement-breakpoint
revoke all on function app.initials(text), app.put_certificate_key(text, text), app.visitor_wait(text[]), app.visitor_count(text[], int, int, interval),
  app.certificate_standing(text, text), app.cards_of(uuid), app.decline_card(uuid, int, boolean), app.card_holder(text), app.my_card(text, text, text),
  app.card_query(text, text, text), app.card_withdraw(text, text), app.interest_try(text), app.forget_interest(), pub.interest_lands(), app.interest_offices() from public;
--> statement-breakpoint
grant execute on function app.initials(text), app.put_certificate_key(text, text), app.certificate_standing(text, text), app.cards_of(uuid),
  app.decline_card(uuid, int, boolean), app.my_card(text, text, text), app.card_query(text, text, text), app.card_withdraw(text, text), app.interest_try(text),
  app.interest_offices() to tabavar_rw;
--> statement-breakpoint
grant execute on function app.forget_interest() to tabavar_job;
