-- Setting a run up: legal bases of a province's own, and money that is struck out and never changed.
alter table app.legal_basis add column province_id uuid references app.place (id),
  add constraint legal_basis_span check (valid_to is null or valid_from is null or valid_to >= valid_from);
--> statement-breakpoint
alter table app.legal_basis enable row level security;
--> statement-breakpoint
alter table app.legal_basis force row level security;
--> statement-breakpoint
do $$ begin execute 'create policy owner on app.legal_basis to current_user using (true) with check (true)'; end $$;
--> statement-breakpoint
-- The nation's are everybody's to read who is known; a province's own are read in it and written by who runs it.
create policy see on app.legal_basis for select to tabavar_rw using (province_id is null and (select app.me()) is not null or exists (
  select from app.place p where p.id = legal_basis.province_id
    and (p.scope_id = any((select app.my_scope('see'))::int[]) or p.scope_id = any((select app.my_path())::int[]))));
--> statement-breakpoint
create policy make on app.legal_basis for insert to tabavar_rw with check (exists (
  select from app.place p where p.id = legal_basis.province_id and p.kind = 'PROVINCE' and p.scope_id = any((select app.my_scope('run'))::int[])));
--> statement-breakpoint
drop policy make on app.run_legal_basis;
--> statement-breakpoint
create policy make on app.run_legal_basis for all to tabavar_rw using (run_id in (select id from app.run where scope_id = any((select app.my_scope('run'))::int[])))
  with check (run_id in (select id from app.run where scope_id = any((select app.my_scope('run'))::int[]))
    and legal_basis_id in (select id from app.legal_basis));
--> statement-breakpoint
-- Money is entered in one's own name, for a run of the same unit; afterwards it is only struck out, once, in one's own name.
create or replace function app.budget_line_stays() returns trigger language plpgsql as $$
begin
  if app.owner_acts() then return new; end if;
  if tg_op = 'INSERT' then
    if new.created_by is distinct from app.me() or new.struck_at is not null
       or not exists (select from app.run r where r.id = new.run_id and r.scope_id = new.scope_id) then
      raise exception 'a line of another''s' using errcode = '42501';
    end if;
    return new;
  end if;
  if old.struck_at is not null or new.struck_by is distinct from app.me()
     or (new.id, new.scope_id, new.run_id, new.kind, new.day, new.amount_rial, new.title, new.letter_no, new.created_by, new.created_at)
       is distinct from (old.id, old.scope_id, old.run_id, old.kind, old.day, old.amount_rial, old.title, old.letter_no, old.created_by, old.created_at) then
    raise exception 'a line stays as it was written' using errcode = '42501';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger budget_line_stays before insert or update on app.budget_line for each row execute function app.budget_line_stays();
--> statement-breakpoint
revoke all on function app.budget_line_stays() from public;
--> statement-breakpoint
grant execute on function app.budget_line_stays() to tabavar_rw;
