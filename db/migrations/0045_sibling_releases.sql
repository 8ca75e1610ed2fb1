-- A release of a programme beside the plan: of a province, prepared and signed by who works for that programme there. It travels
-- the same way as a release of a run: in review, through the gate, signed by a second person, frozen in pub.
alter table app.release alter column run_id drop not null;
--> statement-breakpoint
alter table app.release add column programme text not null default 'RESILIENCE', add column province_id uuid references app.place (id);
--> statement-breakpoint
alter table app.release add constraint release_programme check (programme in ('RESILIENCE', 'HAMYAR', 'CHARITY', 'ASSOCIATION')
  and (programme = 'RESILIENCE') = (run_id is not null) and (programme <> 'RESILIENCE') = (province_id is not null));
--> statement-breakpoint
drop index app.release_number;
--> statement-breakpoint
create unique index release_number on app.release (scope_id, programme, number);
--> statement-breakpoint
create unique index release_programme_month on app.release (province_id, programme, month)
  where province_id is not null and status in ('IN_REVIEW', 'PUBLISHED', 'SUPERSEDED');
--> statement-breakpoint
alter table pub.release add column programme text not null default 'RESILIENCE';
--> statement-breakpoint
alter table pub.correction add column programme text not null default 'RESILIENCE';
--> statement-breakpoint
alter table pub.correction drop constraint correction_province_release_number_fkey;
--> statement-breakpoint
drop index pub.pub_release_number;
--> statement-breakpoint
create unique index pub_release_number on pub.release (province, programme, number);
--> statement-breakpoint
alter table pub.correction add constraint correction_release foreign key (province, programme, release_number)
  references pub.release (province, programme, number);
--> statement-breakpoint
-- Who answers for the public pages of a programme beside the plan in a province.
create table app.programme_contact (
  scope_id integer not null,
  programme text not null,
  name_fa text not null,
  name_en text,
  phone text not null,
  email text not null,
  hours_fa text,
  hours_en text,
  version integer not null default 1,
  primary key (scope_id, programme),
  constraint programme_contact_programme check (programme in ('HAMYAR', 'CHARITY', 'ASSOCIATION'))
);
--> statement-breakpoint
-- A charity is named in public only where it said so, on a day and by what is written down of it.
alter table app.charity_provider add column name_consent_on date, add column name_consent_note text,
  add constraint charity_name_consent check ((name_consent_on is null) = (name_consent_note is null));
--> statement-breakpoint
-- The power with which a programme prepares and signs: the plan's offices have two, of the others any two people with the one.
create or replace function app.release_power(p_programme text, p_step text) returns text language sql immutable as $$
  select case p_programme when 'HAMYAR' then 'prepare' when 'CHARITY' then 'devolve' when 'ASSOCIATION' then 'run' else p_step end
$$;
--> statement-breakpoint
-- Whether the caller holds it there; a grant of the plan reaches no other programme's release, and the other way round.
create or replace function app.may_release(p_programme text, p_step text, p_scope int) returns boolean language sql stable as $$
  select case when p_programme = 'RESILIENCE' then p_scope = any(app.my_scope(p_step))
    else app.works_for(p_programme, case when p_step = 'see' then 'see' else app.release_power(p_programme, p_step) end, p_scope) end
$$;
--> statement-breakpoint
revoke all on function app.release_power(text, text), app.may_release(text, text, int) from public;
--> statement-breakpoint
grant execute on function app.release_power(text, text), app.may_release(text, text, int) to tabavar_rw;
--> statement-breakpoint
alter table app.programme_contact enable row level security;
--> statement-breakpoint
alter table app.programme_contact force row level security;
--> statement-breakpoint
create policy owner on app.programme_contact to current_user using (true) with check (true);
--> statement-breakpoint
grant select, insert, update on app.programme_contact to tabavar_rw;
--> statement-breakpoint
create policy see on app.programme_contact for select to tabavar_rw using (app.may_release(programme, 'see', scope_id));
--> statement-breakpoint
create policy make on app.programme_contact for insert to tabavar_rw with check (app.may_release(programme, 'sign', scope_id));
--> statement-breakpoint
create policy change on app.programme_contact for update to tabavar_rw
  using (app.may_release(programme, 'sign', scope_id)) with check (app.may_release(programme, 'sign', scope_id));
--> statement-breakpoint
drop policy see on app.release;
--> statement-breakpoint
create policy see on app.release for select to tabavar_rw using (
  programme = 'RESILIENCE' and scope_id = any((select app.my_scope('see'))::int[])
  or programme <> 'RESILIENCE' and app.may_release(programme, 'see', scope_id));
--> statement-breakpoint
drop policy make on app.release;
--> statement-breakpoint
create policy make on app.release for insert to tabavar_rw with check (app.may_release(programme, 'prepare', scope_id)
  and (province_id is null or exists (select from app.place p where p.id = province_id and p.kind = 'PROVINCE' and p.scope_id = release.scope_id)));
--> statement-breakpoint
drop policy change on app.release;
--> statement-breakpoint
create policy change on app.release for update to tabavar_rw
  using (app.may_release(programme, 'prepare', scope_id) or app.may_release(programme, 'sign', scope_id))
  with check (app.may_release(programme, 'prepare', scope_id) or app.may_release(programme, 'sign', scope_id));
--> statement-breakpoint
drop policy make on pub.release;
--> statement-breakpoint
create policy make on pub.release for insert to tabavar_rw with check (exists (select from app.release r where r.id = pub.release.id
  and r.status = 'PUBLISHED' and r.programme = pub.release.programme and app.may_release(r.programme, 'sign', r.scope_id)));
--> statement-breakpoint
drop policy change on pub.release;
--> statement-breakpoint
create policy change on pub.release for update to tabavar_rw using (exists (select from app.release r where r.id = pub.release.id
  and app.may_release(r.programme, 'sign', r.scope_id)));
--> statement-breakpoint
drop policy make on pub.correction;
--> statement-breakpoint
create policy make on pub.correction for insert to tabavar_rw with check (exists (select from app.release r left join app.run u on u.id = r.run_id
  join app.place p on p.id = coalesce(u.province_id, r.province_id) where p.code = province and r.programme = pub.correction.programme
    and r.number = release_number and app.may_release(r.programme, 'sign', r.scope_id)));
--> statement-breakpoint
-- What was true of a release and what the gate found: for who prepares and signs for its programme.
drop policy see on app.release_basis;
--> statement-breakpoint
create policy see on app.release_basis for select to tabavar_rw using (exists (select from app.release r where r.id = release_id
  and app.may_release(r.programme, 'prepare', r.scope_id)));
--> statement-breakpoint
drop policy make on app.release_basis;
--> statement-breakpoint
create policy make on app.release_basis for insert to tabavar_rw with check (exists (select from app.release r where r.id = release_id
  and r.scope_id = release_basis.scope_id and r.status = 'IN_REVIEW' and app.may_release(r.programme, 'prepare', r.scope_id)));
--> statement-breakpoint
drop policy see on app.release_attack;
--> statement-breakpoint
create policy see on app.release_attack for select to tabavar_rw using (exists (select from app.release r where r.id = release_id
  and app.may_release(r.programme, 'prepare', r.scope_id)));
--> statement-breakpoint
drop policy make on app.release_attack;
--> statement-breakpoint
create policy make on app.release_attack for insert to tabavar_rw with check (exists (select from app.release r where r.id = release_id
  and r.scope_id = release_attack.scope_id and r.status = 'IN_REVIEW' and app.may_release(r.programme, 'prepare', r.scope_id)));
--> statement-breakpoint
-- Whether exactly this bundle has stood the gate with every release of its programme and province that is out.
create or replace function app.attack_passed(p_release uuid, p_hash text) returns boolean language sql stable as $$
  select exists (select from app.release r left join app.run u on u.id = r.run_id join app.place p on p.id = coalesce(u.province_id, r.province_id)
    join app.release_attack a on a.release_id = r.id and a.bundle_hash = p_hash and a.result = 'PASSED'
    where r.id = p_release and a.after_number =
      (select coalesce(max(x.number), 0) from pub.release x where x.province = p.code and x.programme = r.programme and x.id <> p_release))
$$;
--> statement-breakpoint
create or replace function pub.frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.id, new.province, new.programme, new.number, new.as_of, new.published_at, new.bundle, new.bundle_hash, new.audit)
     is distinct from (old.id, old.province, old.programme, old.number, old.as_of, old.published_at, old.bundle, old.bundle_hash, old.audit) then
    raise exception 'a release is frozen' using errcode = 'TB004';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace function app.release_signed() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.prepared_by is distinct from app.me() or new.status not in ('DRAFT', 'IN_REVIEW') or new.approved_by is not null then
      raise exception 'prepared in another''s name' using errcode = '42501';
    end if;
    return new;
  end if;
  if (new.scope_id, new.run_id, new.programme, new.province_id, new.as_of, new.month, new.prepared_by)
      is distinct from (old.scope_id, old.run_id, old.programme, old.province_id, old.as_of, old.month, old.prepared_by)
    or (new.bundle, new.bundle_hash) is distinct from (old.bundle, old.bundle_hash)
      and not (old.status = 'IN_REVIEW' and new.status = 'IN_REVIEW' and app.attack_passed(new.id, new.bundle_hash)) then
    raise exception 'a release stays as it was prepared' using errcode = '42501';
  end if;
  if new.status = 'PUBLISHED' and old.status <> 'PUBLISHED' or new.approved_by is distinct from old.approved_by then
    if new.approved_by is distinct from app.me() or not app.may_release(new.programme, 'sign', new.scope_id) then
      raise exception 'signed in another''s name' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
