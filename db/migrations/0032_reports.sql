-- What people write to a closed quarter: why a figure stands under its threshold, and the signature under the report.
create table app.report_reason (
  id uuid primary key default app.uuid_v7() not null,
  scope_id integer not null,
  closing_id uuid not null constraint report_reason_closing_id_quarter_closing_id_fk references app.quarter_closing (id),
  code text not null,
  reason text not null,
  written_by uuid not null,
  written_at timestamp with time zone default now() not null,
  constraint report_reason_code check (code ~ '^[ROQ]-[0-9]{2}$'),
  constraint report_reason_length check (char_length(btrim(reason)) between 10 and 1000)
);
--> statement-breakpoint
create index report_reason_closing on app.report_reason (closing_id, code, written_at desc);
--> statement-breakpoint
create table app.report_signature (
  id uuid primary key default app.uuid_v7() not null,
  scope_id integer not null,
  closing_id uuid not null constraint report_signature_closing_id_quarter_closing_id_fk references app.quarter_closing (id),
  kind text not null,
  hash text not null,
  signed_by uuid not null,
  signed_at timestamp with time zone default now() not null,
  constraint report_signature_kind check (kind in ('QUARTER', 'FINAL')),
  constraint report_signature_hash check (hash ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
create unique index report_signature_once on app.report_signature (closing_id, kind);
--> statement-breakpoint
-- Only ever added: of a code the reason written last stands, and a signature is never taken back.
grant select, insert on app.report_reason, app.report_signature to tabavar_rw;
--> statement-breakpoint
alter table app.report_reason enable row level security;
--> statement-breakpoint
alter table app.report_reason force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.report_reason to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.report_reason for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.report_reason for insert to tabavar_rw with check (scope_id = any((select app.my_scope('prepare'))::int[]));
--> statement-breakpoint
alter table app.report_signature enable row level security;
--> statement-breakpoint
alter table app.report_signature force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.report_signature to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
create policy see on app.report_signature for select to tabavar_rw using (scope_id = any((select app.my_scope('marks'))::int[]));
--> statement-breakpoint
create policy make on app.report_signature for insert to tabavar_rw with check (scope_id = any((select app.my_scope('sign'))::int[]));
--> statement-breakpoint
-- A reason is written in one's own name, to a quarter that stands, and never under a signature.
create or replace function app.report_reason_stays() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if new.written_by is distinct from app.me() or not exists (select from app.quarter_closing q
      where q.id = new.closing_id and q.scope_id = new.scope_id and q.state <> 'WITHDRAWN') then
    raise exception 'a reason of another''s' using errcode = '42501';
  end if;
  if exists (select from app.report_signature s where s.closing_id = new.closing_id) then
    raise exception 'E-RPT-03' using errcode = 'TB001';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_reason_stays before insert on app.report_reason for each row execute function app.report_reason_stays();
--> statement-breakpoint
-- A report is signed in one's own name, over a signed quarter, and not by who closed it; the final one over a closed run.
create or replace function app.report_signature_stays() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if new.signed_by is distinct from app.me() or not exists (select from app.quarter_closing q join app.run r on r.id = q.run_id
      where q.id = new.closing_id and q.scope_id = new.scope_id and q.state = 'SIGNED' and q.prepared_by <> new.signed_by
        and (new.kind = 'QUARTER' or r.status = 'CLOSED')) then
    raise exception 'a signature of another''s' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger report_signature_stays before insert on app.report_signature for each row execute function app.report_signature_stays();
--> statement-breakpoint
-- The number of one's own act of a request in the audit: it is printed on a copy that names people.
create or replace function app.my_act(p_request text) returns bigint
language sql stable security definer set search_path = app, pg_temp as $$
  select e.seq from audit.event e where e.actor_id = app.me() and e.request_id = p_request order by e.seq desc limit 1
$$;
--> statement-breakpoint
revoke all on function app.report_reason_stays(), app.report_signature_stays(), app.my_act(text) from public;
--> statement-breakpoint
grant execute on function app.report_reason_stays(), app.report_signature_stays(), app.my_act(text) to tabavar_rw;
