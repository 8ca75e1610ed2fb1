-- Sheets of one group or class that are saved at the same moment count one after the other. They write the same people, months and tasks, in
-- an order that the planner chooses; without a turn two of them could each wait for the other, and one was refused.
create or replace function app.counting_turn(p_groups uuid[]) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('counting ' || x.id, 0)) from (select distinct id from unnest(p_groups) y(id) where id is not null order by id) x
$$;
--> statement-breakpoint
-- Many sheets: first the sheets, by group, then the turns of their groups; nobody who holds a turn waits for a sheet.
create or replace function app.hold_sheets(p_sessions uuid[]) returns void language plpgsql as $$
begin
  perform from app.session s where s.id = any(p_sessions) order by coalesce(s.cohort_id, s.class_id), s.id for update;
  perform app.counting_turn(array(select coalesce(s.cohort_id, s.class_id) from app.session s where s.id = any(p_sessions)));
end $$;
--> statement-breakpoint
do $$
declare src text; change text[];
begin
  src := pg_get_functiondef('app.apply_counts(app.session,app.session,uuid[],int[])'::regprocedure);
  change := array['if app.noted(was, now_is) then return; end if;',
    E'if app.noted(was, now_is) then return; end if;\n  perform app.counting_turn(array[coalesce((now_is).cohort_id, (now_is).class_id)]);'];
  if position(change[1] in src) = 0 then raise exception 'app.apply_counts is not the one this migration knows'; end if;
  execute replace(src, change[1], change[2]);
  src := pg_get_functiondef('app.settle_batch()'::regprocedure);
  change := array['update app.enrolment e set', E'perform app.counting_turn(array(select x.cohort_id from app.session x where x.id = any(ids || follow)));\n  update app.enrolment e set'];
  if position(change[1] in src) = 0 then raise exception 'app.settle_batch is not the one this migration knows'; end if;
  execute replace(src, change[1], change[2]);
  select pg_get_functiondef(p.oid) into src from pg_proc p where p.proname = 'sync_push' and p.pronamespace = 'app'::regnamespace;
  change := array[E'perform from app.session s where s.id = any(p_sheets || array(select (x->>''session'')::uuid from jsonb_array_elements(v_sheets) x))\n      order by coalesce(s.cohort_id, s.class_id), s.id for update;',
    'perform app.hold_sheets(p_sheets || array(select (x->>''session'')::uuid from jsonb_array_elements(v_sheets) x));'];
  if position(change[1] in src) = 0 then raise exception 'app.sync_push is not the one this migration knows'; end if;
  execute replace(src, change[1], change[2]);
end $$;
--> statement-breakpoint
revoke all on function app.counting_turn(uuid[]), app.hold_sheets(uuid[]) from public;
--> statement-breakpoint
grant execute on function app.counting_turn(uuid[]), app.hold_sheets(uuid[]) to tabavar_rw;
