-- The women's office and the organisations beside it are grants apart within one province. Nodes above units hold what is the
-- resilience programme's (runs, facilitators, people not yet in a group), so a grant of another programme reaches its own units
-- and, above them, only what all offices share: facts without people, the desk of doubles, the audit, accounts, and its own powers.
-- What another programme keeps at a county or province is asked with app.works_for and app.programme_scope.
create or replace function app.shared_powers() returns text[] language sql immutable as $$
  select array['see','review','audit','accounts','counsel','book','devolve','deliver']
$$;
--> statement-breakpoint
create or replace function app.find_scope(wanted text) returns int[]
language plpgsql stable security definer set search_path = app, pg_temp as $$
declare who text := nullif(current_setting('app.user_id', true), ''); found int[];
begin
  if who is null then return '{}'; end if;
  select coalesce(array_agg(distinct s.id), '{}') into found
  from user_grant g
  join role_power p on p.role = g.role and p.power = wanted
  join scope s on s.path @> array[g.scope_id]
   and (g.programme is null or s.programme = g.programme
     or s.programme is null and (g.programme = 'RESILIENCE' or wanted = any(app.shared_powers())))
  where g.user_id = who::uuid and g.ended_at is null;
  perform set_config('app.scope_' || wanted, who || found::text, true);
  return found;
end $$;
--> statement-breakpoint
revoke execute on function app.shared_powers() from public;
--> statement-breakpoint
-- The desk of doubles is kept at the province for all programmes: whoever reviews there sees that a case is open. Whose it is
-- she sees only of people her own scopes hold.
drop policy see on app.duplicate_case;
--> statement-breakpoint
create policy see on app.duplicate_case for select to tabavar_rw
  using (scope_id = any((select app.my_scope('people'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]));
--> statement-breakpoint
drop policy change on app.duplicate_case;
--> statement-breakpoint
create policy change on app.duplicate_case for update to tabavar_rw
  using (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.my_scope('review'))::int[]));
