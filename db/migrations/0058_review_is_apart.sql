-- `review` leaves the powers that programmes share above their units (docs/decisions/0030-programmes-apart.md): letters of interest, flags,
-- call-backs, tasks kept for the office, what phones sent, answers to surveys and what an erasure rests on are the plan's there, in every
-- policy and function that asks for it. What is shared by nature, the desk of doubles, is asked by its own name.
create or replace function app.shared_powers() returns text[] language sql immutable as $$
  select array['see','audit','accounts','counsel','book','devolve','deliver']
$$;
--> statement-breakpoint
-- The nodes above units at which the caller reviews, whichever programme her grant is for: there she decides about doubles, of people
-- she holds. Twin: reviewsDoubles of lib/access/policy.ts.
create function app.desk_of_doubles() returns int[]
language sql stable security definer set search_path = app, pg_temp as $$
  select coalesce(array_agg(distinct s.id), '{}') from user_grant g
  join role_power p on p.role = g.role and p.power = 'review'
  join scope s on s.path @> array[g.scope_id] and s.kind <> 'UNIT'
  where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and g.ended_at is null
$$;
--> statement-breakpoint
revoke all on function app.desk_of_doubles() from public;
--> statement-breakpoint
grant execute on function app.desk_of_doubles() to tabavar_rw;
--> statement-breakpoint
alter policy see on app.duplicate_case
  using (scope_id = any((select app.my_scope('people'))::int[]) or scope_id = any((select app.desk_of_doubles())::int[]));
--> statement-breakpoint
alter policy change on app.duplicate_case
  using (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.desk_of_doubles())::int[]))
  with check (scope_id = any((select app.my_scope('enrol'))::int[]) or scope_id = any((select app.desk_of_doubles())::int[]));
--> statement-breakpoint
-- Both are otherwise as they were (0011, 0037). Whose records are made one is still asked of `review` as it reaches each of them.
do $$
declare src text; change text[];
begin
  foreach change slice 1 in array array[
    ['app.case_decided()', 'new.scope_id = any(app.my_scope(''review''))', 'new.scope_id = any(app.desk_of_doubles())'],
    ['app.merge_people(uuid,uuid,text,text,text,text)', 'd.scope_id = any(my_scope(''review''))', 'd.scope_id = any(desk_of_doubles())']] loop
    src := pg_get_functiondef(change[1]::regprocedure);
    if position(change[2] in src) = 0 then raise exception '% is not the one this migration knows', change[1]; end if;
    execute replace(src, change[2], change[3]);
  end loop;
end $$;
--> statement-breakpoint
-- Facilitators are people of the plan: `see`, which its neighbours share, no longer shows them; marks and accounts do.
alter policy see on app.facilitator using (scope_id in (select unnest(app.my_scope('marks')))
  or scope_id in (select unnest(app.my_scope('accounts'))) or user_id = (select app.me()));
--> statement-breakpoint
alter policy see_county on app.facilitator
  using (county_id = any((select array_agg(p.id) from app.place p where p.kind = 'COUNTY' and p.scope_id = any((select app.my_scope('marks'))::int[]))::uuid[]));
