-- What the tests of the second wall found (tests/db/access/second-wall-*): holes that only the commands were closing.
-- A rule is the nation's, a province's or a run's, and says which it is.
alter table app.rule add constraint rule_level check (case level
  when 'NATION' then province_id is null and run_id is null
  when 'PROVINCE' then province_id is not null and run_id is null
  when 'RUN' then province_id is null and run_id is not null
  else false end);
--> statement-breakpoint
drop policy make on app.rule;
--> statement-breakpoint
create policy make on app.rule for insert to tabavar_rw with check (
  case when rule.province_id is null and rule.run_id is null then 1 = any((select app.my_scope('rules'))::int[])
  else (rule.province_id is null or exists (select from app.place p
      where p.id = rule.province_id and p.kind = 'PROVINCE' and p.scope_id = any((select app.my_scope('rules'))::int[])))
    and (rule.run_id is null or exists (select from app.run r
      where r.id = rule.run_id and r.scope_id = any((select app.my_scope('rules'))::int[])))
  end);
--> statement-breakpoint
-- A consent that was taken back no longer stands, whatever its state says.
create or replace function app.consent_stands() returns trigger
language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if not exists (select from consent c where c.id = new.consent_id and c.purpose = 'REGISTER'
                 and c.state in ('DECLARED','READ_ALOUD') and c.withdrawn_at is null) then
    raise exception 'E-PER-06' using errcode = 'TB003';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A person is written into units that are all within reach, of the province she belongs to.
drop policy make on app.person;
--> statement-breakpoint
create policy make on app.person for insert to tabavar_rw with check (
  scopes <@ (select app.my_scope('enrol'))::int[]
  and exists (select from app.place p, app.scope s where p.id = person.province_id and s.id = person.scopes[1] and s.path[2] = p.scope_id));
--> statement-breakpoint
-- Units that hold her come and go only within the reach of who writes; her province never changes. What the product
-- itself does for a woman already known elsewhere (app.hold_people) runs with the owner's rights and passes.
create or replace function app.person_stays() returns trigger language plpgsql as $$
declare reach int[];
begin
  if current_user = pg_get_userbyid((select c.relowner from pg_class c where c.oid = 'app.person'::regclass)) then return new; end if;
  if new.province_id is distinct from old.province_id then
    raise exception 'a person stays in her province' using errcode = '42501';
  end if;
  if new.scopes is distinct from old.scopes then
    reach := app.my_scope('enrol');
    if exists (select unnest(new.scopes) except select unnest(old.scopes) except select unnest(reach))
       or exists (select unnest(old.scopes) except select unnest(new.scopes) except select unnest(reach)) then
      raise exception 'beyond reach' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger person_stays before update on app.person for each row execute function app.person_stays();
--> statement-breakpoint
-- Sign-in names are seen by oneself and by who manages the account.
drop policy see on app.user_login;
--> statement-breakpoint
create policy see on app.user_login for select to tabavar_rw using (user_id = app.me() or app.may_manage(user_id));
--> statement-breakpoint
revoke all on all functions in schema app from public;
--> statement-breakpoint
grant execute on function app.person_stays(), app.consent_stands() to tabavar_rw;
