-- Charities, from the side of who is served: her word on a month by the number on a card, her complaints, which people of the
-- register a need concerns, what benefactors pledged, a provider's papers, and the demonstration's own clock.
alter table app.charity_provider add column pinned_now timestamptz, add constraint charity_provider_pin check (pinned_now is null or is_demo);
--> statement-breakpoint
-- A province's clock: where a demonstration has stopped it, that; it says nothing of what is there.
create or replace function app.charity_clock(p_province uuid, p_now timestamptz) returns timestamptz
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce((select max(p.pinned_now) from charity_provider p where p.province_id = p_province), p_now)
$$;
--> statement-breakpoint
-- As in 0038_charities.sql; a clock that was stopped stays stopped, a pledge and a paper stay what they were made for.
create or replace function app.charity_stays() returns trigger language plpgsql as $$
declare k text; a jsonb := to_jsonb(old); b jsonb := to_jsonb(new);
begin
  foreach k in array array['id','scope_id','province_id','county_id','code','provider_id','organisation_id','service_id','need_id','agreement_id',
    'month','kind','people','is_demo','created_by','meeting_id','benefactor','amount','goods','number','sealed','digest'] loop
    if a -> k is distinct from b -> k and not (tg_table_name = 'charity_offer' and k = 'agreement_id')
      and not (tg_table_name = 'charity_need' and k in ('service_id', 'meeting_id')) then
      raise exception 'it stays what it was made for' using errcode = '42501';
    end if;
  end loop;
  if a ->> 'pinned_now' is not null and a -> 'pinned_now' is distinct from b -> 'pinned_now' then
    raise exception 'it stays what it was made for' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A card of an agreement: whoever is served by it and holds the card, and nobody knows who by the card. The number is printed
-- once and kept as a keyed hash. At the county, where no provider sees anything.
create table app.charity_card (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  agreement_id uuid not null references app.charity_agreement (id),
  number integer not null,
  code_hash text not null,
  issued_by uuid not null,
  issued_at timestamptz not null default now(),
  constraint charity_card_number unique (agreement_id, number),
  constraint charity_card_code unique (code_hash),
  constraint charity_card_count check (number between 1 and 100000)
);
--> statement-breakpoint
-- What she said of a month, by herself or read out to her by the office; a day and no hour.
create table app.charity_confirmation (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  agreement_id uuid not null references app.charity_agreement (id),
  card_id uuid not null references app.charity_card (id),
  month integer not null,
  answer text not null,
  how text not null,
  answered_on date not null,
  recorded_by uuid,
  constraint charity_confirmation_once unique (card_id, month),
  constraint charity_confirmation_month check (month % 100 between 1 and 12 and month between 130001 and 150012),
  constraint charity_confirmation_answer check (answer in ('RECEIVED','PARTLY','NOT_RECEIVED')),
  constraint charity_confirmation_how check (how in ('CARD','VOICE') and (how = 'CARD') = (recorded_by is null))
);
--> statement-breakpoint
create index charity_confirmation_agreement on app.charity_confirmation (agreement_id, month);
--> statement-breakpoint
-- What somebody served complains of; her words, who she is where she said it, and the answer are sealed.
create table app.charity_complaint (
  id uuid primary key,
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  agreement_id uuid not null references app.charity_agreement (id),
  card_id uuid references app.charity_card (id),
  about text not null,
  how text not null,
  said_sealed text,
  received_on date not null,
  state text not null default 'OPEN',
  answer_sealed text,
  answered_on date,
  created_by uuid,
  taken_by uuid,
  version integer not null default 1,
  constraint charity_complaint_about check (about in ('NOT_DELIVERED','QUALITY','MONEY','BEHAVIOUR','UNSAFE','OTHER')),
  constraint charity_complaint_how check (how in ('CARD','VOICE') and (how = 'CARD') = (created_by is null) and (how = 'VOICE' or card_id is not null)),
  constraint charity_complaint_state check (state in ('OPEN','TAKEN','ANSWERED') and (state = 'ANSWERED') = (answer_sealed is not null)
    and (state = 'ANSWERED') = (answered_on is not null))
);
--> statement-breakpoint
create unique index charity_complaint_day on app.charity_complaint (card_id, about, received_on) where how = 'CARD';
--> statement-breakpoint
create index charity_complaint_open on app.charity_complaint (province_id, state);
--> statement-breakpoint
-- Somebody of the register whom a need concerns. Seen by who works for the programme in the county and sees that person.
create table app.charity_need_person (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  need_id uuid not null references app.charity_need (id),
  person_id uuid not null references app.person (id),
  linked_by uuid not null,
  linked_at timestamptz not null default now(),
  constraint charity_need_person_once unique (need_id, person_id)
);
--> statement-breakpoint
-- Two rows of the register turn out to be one woman: what concerns her stays hers, once for each need.
create function app.carry_need_person() returns trigger language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update charity_need_person n set person_id = new.merged_into where n.person_id = new.id
    and not exists (select from charity_need_person x where x.need_id = n.need_id and x.person_id = new.merged_into);
  delete from charity_need_person n where n.person_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger person_carries_need after update of merged_into on app.person for each row
  when (new.merged_into is not null and new.merged_into is distinct from old.merged_into) execute function app.carry_need_person();
--> statement-breakpoint
-- What a benefactor promised, in whole rials or in kind; received with a receipt, or withdrawn. No money passes here.
create table app.charity_pledge (
  id uuid primary key default app.uuid_v7(),
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  county_id uuid references app.place (id),
  meeting_id uuid references app.charity_meeting (id),
  need_id uuid references app.charity_need (id),
  benefactor text not null,
  kind text not null,
  amount bigint,
  goods text,
  promised_on date not null,
  state text not null default 'PROMISED',
  settled_on date,
  receipt_no text,
  reason text,
  is_demo boolean not null default false,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  constraint charity_pledge_kind check ((kind = 'MONEY' and amount between 1 and 1000000000000000 and goods is null)
    or (kind = 'GOODS' and amount is null and length(btrim(goods)) >= 2)),
  constraint charity_pledge_state check (state in ('PROMISED','RECEIVED','WITHDRAWN') and (state = 'PROMISED') = (settled_on is null)
    and (state = 'RECEIVED') = (receipt_no is not null) and (state <> 'WITHDRAWN' or reason is not null))
);
--> statement-breakpoint
create unique index charity_pledge_receipt on app.charity_pledge (province_id, receipt_no) where receipt_no is not null;
--> statement-breakpoint
create index charity_pledge_meeting on app.charity_pledge (meeting_id) where meeting_id is not null;
--> statement-breakpoint
-- A provider's papers, sealed under the province's key; the office's alone.
create table app.charity_document (
  id uuid primary key,
  scope_id integer not null references app.scope (id),
  province_id uuid not null references app.place (id),
  provider_id uuid not null references app.charity_provider (id),
  kind text not null,
  mime text not null,
  size integer not null,
  digest bytea not null,
  sealed text not null,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid,
  constraint charity_document_kind check (kind in ('LICENCE','STATUTES','OTHER')),
  constraint charity_document_mime check (mime in ('application/pdf','image/jpeg')),
  constraint charity_document_size check (size between 1 and 5242880 and octet_length(digest) = 32)
);
--> statement-breakpoint
create index charity_document_provider on app.charity_document (provider_id) where removed_at is null;
--> statement-breakpoint
-- What her card shows her: months and her own words about them, and what became of her complaints; not which service, whose, or
-- where. A number no card has is not counted here: app.my_card is asked next and counts it.
create function app.charity_card_view(p_hash text, p_network text, p_alike text) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare k charity_card; a charity_agreement; wait int := visitor_wait(array[p_network, p_alike]);
begin
  if wait > 0 then return jsonb_build_object('wait', wait); end if;
  select * into k from charity_card where code_hash = p_hash;
  if not found then return jsonb_build_object('known', false); end if;
  select * into a from charity_agreement where id = k.agreement_id;
  return jsonb_build_object('known', true, 'demo', a.is_demo, 'provinceId', a.province_id, 'state', a.status, 'startsOn', a.starts_on, 'endsOn', a.ends_on,
    'today', (charity_clock(a.province_id, now()) at time zone 'Asia/Tehran')::date,
    'said', coalesce((select jsonb_object_agg(c.month, c.answer) from charity_confirmation c where c.card_id = k.id), '{}'),
    'complaints', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'about', p.about, 'state', p.state, 'answer', p.answer_sealed) order by p.received_on, p.id)
      from charity_complaint p where p.card_id = k.id), '[]'));
end $$;
--> statement-breakpoint
-- Her word on a month, written anew when she says it again. VOICE: read out and written down by the office, with her card's number.
create function app.charity_card_confirm(p_hash text, p_month int, p_answer text, p_how text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare k charity_card; a charity_agreement; by_voice boolean := p_how = 'VOICE';
begin
  select * into k from charity_card where code_hash = p_hash;
  if not found then raise exception 'E-CRD-01' using errcode = 'TB001'; end if;
  if by_voice and not k.scope_id = any(programme_scope('CHARITY', 'devolve')) then raise exception 'E-CRD-01' using errcode = 'TB001'; end if;
  select * into a from charity_agreement where id = k.agreement_id;
  insert into charity_confirmation as c (scope_id, agreement_id, card_id, month, answer, how, answered_on, recorded_by)
  values (k.scope_id, k.agreement_id, k.id, p_month, p_answer, case when by_voice then 'VOICE' else 'CARD' end,
    (charity_clock(a.province_id, now()) at time zone 'Asia/Tehran')::date, case when by_voice then me() end)
  on conflict (card_id, month) do update set answer = excluded.answer, how = excluded.how, answered_on = excluded.answered_on, recorded_by = excluded.recorded_by;
  perform audit.record('charity.confirm', 'charity_agreement', a.id::text, k.scope_id, null, jsonb_build_object('month', p_month, 'how', p_how), null, p_request);
end $$;
--> statement-breakpoint
-- She complains by her card: of each thing once a day.
create function app.charity_card_complain(p_hash text, p_id uuid, p_about text, p_said text, p_request text) returns void
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare k charity_card; a charity_agreement; made uuid;
begin
  select * into k from charity_card where code_hash = p_hash;
  if not found then raise exception 'E-CRD-01' using errcode = 'TB001'; end if;
  select * into a from charity_agreement where id = k.agreement_id;
  insert into charity_complaint (id, scope_id, province_id, agreement_id, card_id, about, how, said_sealed, received_on)
  values (p_id, k.scope_id, a.province_id, a.id, k.id, p_about, 'CARD', p_said, (charity_clock(a.province_id, now()) at time zone 'Asia/Tehran')::date)
  on conflict (card_id, about, received_on) where how = 'CARD' do nothing returning id into made;
  if made is not null then
    perform audit.record('charity.complaint', 'charity_complaint', made::text, k.scope_id, null, jsonb_build_object('about', p_about, 'how', 'CARD'), null, p_request);
  end if;
end $$;
--> statement-breakpoint
-- How many of the served have confirmed a month, for who sees the agreement. Only months that are over, and only from five on:
-- the charity that serves three people must not learn from a number which of them kept silent.
create function app.charity_confirmed(p_agreement uuid, p_before int) returns table (month int, confirmed int)
language sql stable security definer set search_path = app, pg_temp as $$
  select c.month, count(*) filter (where c.answer <> 'NOT_RECEIVED')::int from charity_confirmation c join charity_agreement a on a.id = c.agreement_id
  where c.agreement_id = p_agreement and c.month < p_before and a.scope_id = any(my_scope('see'))
  group by c.month having count(*) filter (where c.answer <> 'NOT_RECEIVED') >= 5
$$;
--> statement-breakpoint
revoke all on function app.charity_clock(uuid, timestamptz), app.charity_card_view(text, text, text), app.charity_card_confirm(text, int, text, text, text),
  app.charity_card_complain(text, uuid, text, text, text), app.charity_confirmed(uuid, int), app.carry_need_person() from public;
--> statement-breakpoint
grant execute on function app.charity_clock(uuid, timestamptz), app.charity_card_view(text, text, text), app.charity_card_confirm(text, int, text, text, text),
  app.charity_card_complain(text, uuid, text, text, text), app.charity_confirmed(uuid, int) to tabavar_rw;
--> statement-breakpoint
grant select on app.charity_confirmation to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (code_hash, issued_by, issued_at) on app.charity_card to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (state, answer_sealed, answered_on, taken_by, version) on app.charity_complaint to tabavar_rw;
--> statement-breakpoint
grant select, insert, delete on app.charity_need_person to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (state, settled_on, receipt_no, reason, version) on app.charity_pledge to tabavar_rw;
--> statement-breakpoint
grant select, insert, update (removed_at, removed_by) on app.charity_document to tabavar_rw;
--> statement-breakpoint
do $$ declare t text; begin
  foreach t in array array['charity_card','charity_confirmation','charity_complaint','charity_need_person','charity_pledge','charity_document'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('alter table app.%I force row level security', t);
    execute format('create policy owner on app.%I to current_user using (true) with check (true)', t);
  end loop;
  -- The office's, at the county: no provider, nobody who looks on from above.
  foreach t in array array['charity_card','charity_confirmation','charity_complaint','charity_pledge'] loop
    execute format('create policy see on app.%I for select to tabavar_rw using (scope_id = any((select app.programme_scope(''CHARITY'', ''devolve''))::int[]))', t);
  end loop;
  foreach t in array array['charity_card','charity_complaint','charity_pledge'] loop
    execute format('create policy change on app.%I for update to tabavar_rw using (scope_id = any((select app.programme_scope(''CHARITY'', ''devolve''))::int[]))', t);
    execute format('create trigger stays before update on app.%I for each row execute function app.charity_stays()', t);
  end loop;
end $$;
--> statement-breakpoint
create policy make on app.charity_card for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and issued_by = (select app.me()) and exists (select from app.charity_agreement a join app.place c on c.id = a.county_id
    where a.id = agreement_id and c.scope_id = charity_card.scope_id));
--> statement-breakpoint
create policy make on app.charity_complaint for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and how = 'VOICE' and created_by = (select app.me()) and exists (select from app.charity_agreement a join app.place c on c.id = a.county_id
    where a.id = agreement_id and a.province_id = charity_complaint.province_id and c.scope_id = charity_complaint.scope_id)
  and (card_id is null or exists (select from app.charity_card k where k.id = card_id and k.agreement_id = charity_complaint.agreement_id)));
--> statement-breakpoint
-- Who works for the programme in the county, and only people she sees in the register herself.
create policy see on app.charity_need_person for select to tabavar_rw using (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and exists (select from app.person p where p.id = person_id and p.scopes && (select app.my_scope('people'))::int[]));
--> statement-breakpoint
create policy make on app.charity_need_person for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and linked_by = (select app.me()) and exists (select from app.person p where p.id = person_id and p.scopes && (select app.my_scope('people'))::int[])
  and exists (select from app.charity_need n where n.id = need_id and n.scope_id = charity_need_person.scope_id));
--> statement-breakpoint
create policy remove on app.charity_need_person for delete to tabavar_rw using (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and exists (select from app.person p where p.id = person_id and p.scopes && (select app.my_scope('people'))::int[]));
--> statement-breakpoint
create policy make on app.charity_pledge for insert to tabavar_rw with check (scope_id = any((select app.programme_scope('CHARITY', 'devolve'))::int[])
  and created_by = (select app.me()) and exists (select from app.place c where c.id = coalesce(county_id, province_id)
    and c.province_id = charity_pledge.province_id and c.scope_id = charity_pledge.scope_id)
  and (meeting_id is null or exists (select from app.charity_meeting m where m.id = meeting_id and m.province_id = charity_pledge.province_id))
  and (need_id is null or exists (select from app.charity_need n where n.id = need_id and n.province_id = charity_pledge.province_id)));
--> statement-breakpoint
create policy see on app.charity_document for select to tabavar_rw using (scope_id = any((select app.my_scope('devolve'))::int[]));
--> statement-breakpoint
create policy make on app.charity_document for insert to tabavar_rw with check (scope_id = any((select app.my_scope('devolve'))::int[])
  and created_by = (select app.me()) and exists (select from app.charity_provider p where p.id = provider_id and p.scope_id = charity_document.scope_id
    and p.province_id = charity_document.province_id));
--> statement-breakpoint
create policy change on app.charity_document for update to tabavar_rw using (scope_id = any((select app.my_scope('devolve'))::int[]));
--> statement-breakpoint
create trigger stays before update on app.charity_document for each row execute function app.charity_stays();
