-- Credits of a run again under the rules that now hold for each session's own instant. Called by the command that changes
-- a rule when its author asks for it by name; runs as the caller, who needs "rules" at the run.
create or replace function app.recredit_run(p_run uuid, p_request text) returns int language plpgsql as $$
declare s app.session; was app.session; r app.run; rules jsonb; old_people uuid[]; old_credits int[]; n int := 0;
begin
  select * into r from app.run where id = p_run;
  if not found or not (r.scope_id = any((select app.my_scope('rules'))::int[])) then
    raise exception 'E-GEN-02' using errcode = 'TB001';
  end if;
  for s in select * from app.session where run_id = p_run and n_rows > 0 order by id for update loop
    was := s;
    rules := app.rules_at(array['LATE_GRACE_MINUTES','MIN_PRESENCE_SHARE','EXCUSED_CREDITS_HOURS'], r.id, r.province_id, s.starts_at);
    select coalesce(array_agg(person_id), '{}'), coalesce(array_agg(credited_minutes::int), '{}') into old_people, old_credits
    from app.attendance where session_id = s.id;
    update app.attendance a set credited_minutes = x.earned
    from (select session_id, person_id, app.credit(code, late_minutes, early_minutes, s.net_minutes, (rules->>'LATE_GRACE_MINUTES')::int,
            (rules->>'MIN_PRESENCE_SHARE')::numeric, (rules->>'EXCUSED_CREDITS_HOURS')::boolean) earned
          from app.attendance where session_id = s.id) x
    where a.session_id = x.session_id and a.person_id = x.person_id and a.credited_minutes <> x.earned;
    continue when not found;
    update app.session t set version = t.version + 1,
      credited_minutes = (select sum(credited_minutes) from app.attendance where session_id = s.id)
      where t.id = s.id returning t.* into s;
    perform app.apply_counts(was, s, old_people, old_credits);
    perform audit.record('session.recredit', 'session', s.id::text, s.scope_id, jsonb_build_object('minutes', was.credited_minutes),
      jsonb_build_object('minutes', s.credited_minutes), null, p_request);
    n := n + 1;
  end loop;
  return n;
end $$;
--> statement-breakpoint
revoke all on function app.recredit_run(uuid, text) from public;
--> statement-breakpoint
grant execute on function app.recredit_run(uuid, text) to tabavar_rw;
--> statement-breakpoint
-- Saving a register of the class moves the hours of its facilitators: whoever records there may write them.
create policy earn on app.facilitator for update to tabavar_rw
  using (scope_id = any((select app.my_scope('record'))::int[])) with check (scope_id = any((select app.my_scope('record'))::int[]));
--> statement-breakpoint
-- A county's officer sees the facilitators of her county, who were trained in a class above it.
create policy see_county on app.facilitator for select to tabavar_rw
  using (county_id = any((select array_agg(p.id) from app.place p where p.kind = 'COUNTY' and p.scope_id = any((select app.my_scope('see'))::int[]))::uuid[]));
