-- A page of a run's people by parts of their names, and how many there are. LIKE is no leakproof operator, so under row-level
-- security no index may serve it and every search would read the whole table; this function looks with the owner's eyes
-- and answers with enrolments in units only over which the caller has the powers that the policies of person and
-- enrolment ask for. What it answers is read again under those policies. Words are folded (lib/shared/persian-text);
-- each must occur, in any order.
create or replace function app.people_found(p_run uuid, p_words text[], p_county uuid, p_cohort text, p_status text, p_limit int, p_offset int)
returns table (enrolment_id uuid, total int)
language plpgsql stable rows 50 security definer set search_path = app, pg_temp as $$
declare people int[] := app.my_scope('people'); marks int[] := app.my_scope('marks'); named text;
begin
  select string_agg(format(' and p.fold like %L', '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'), '') into named
    from unnest(p_words) w where w <> '';
  -- Planned with the words themselves: whether the trigrams help depends on them.
  return query execute 'select e.id, (count(*) over ())::int from person p join enrolment e on e.person_id = p.id'
    || case when p_county is null and p_cohort is null then '' else ' join cohort c on c.id = e.cohort_id' end
    || ' where e.run_id = $1 and e.scope_id = any($2) and e.scope_id = any($3)' || coalesce(named, '')
    || case when p_county is null then '' else ' and c.county_id = $4' end
    || case when p_cohort is null then '' else ' and c.code = $5' end
    || case when p_status is null then '' else ' and e.status = $6' end
    || ' order by p.last_name collate "fa-x-icu", p.first_name collate "fa-x-icu", p.id, e.id limit $7 offset $8'
    using p_run, people, marks, p_county, p_cohort, p_status, p_limit, p_offset;
end $$;
--> statement-breakpoint
revoke all on function app.people_found(uuid, text[], uuid, text, text, int, int) from public;
--> statement-breakpoint
grant execute on function app.people_found(uuid, text[], uuid, text, text, int, int) to tabavar_rw;
--> statement-breakpoint
-- From a person to her enrolments, whatever their state.
create index if not exists enrolment_of_person on app.enrolment (person_id, run_id);
--> statement-breakpoint
-- The twin of foldText (lib/shared/persian-text) for short lists that keep no folded column: names of accounts and places.
create or replace function app.fold(p_text text) returns text
language sql immutable parallel safe set search_path = app, pg_temp as $$
  select translate(regexp_replace(lower(normalize(p_text, NFKD)),
      '[\s\u00A0\u00AC\u00AD\u0300-\u036F\u0610-\u061A\u0621\u0640\u064B-\u065F\u0670\u0674\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u2000-\u200F\u202A-\u202F\u2060-\u2069\u3000\uFEFF]', '', 'g'),
    'يىےكڪہھەة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'یییککهههه01234567890123456789')
$$;
--> statement-breakpoint
revoke all on function app.fold(text) from public;
--> statement-breakpoint
grant execute on function app.fold(text) to tabavar_rw;
--> statement-breakpoint
-- A plan that is written again deletes its sessions, and each deleted one asks these tables whether they name it: without
-- an index every such question read all marks there are.
create index if not exists attendance_makes_up_of on app.attendance (makes_up_id) where makes_up_id is not null;
--> statement-breakpoint
create index if not exists session_makes_up_of on app.session (makes_up_id) where makes_up_id is not null;
--> statement-breakpoint
create index if not exists session_guest_session on app.session_guest (session_id);
--> statement-breakpoint
create index if not exists task_session on app.task (session_id) where session_id is not null;
--> statement-breakpoint
-- A person's key is seen with her and written with her: asked for one person at a time by her id. «In all people I see» read
-- everybody of the province for each statement, and from about 100,000 people on for each row of an import.
drop policy see on app.person_key;
--> statement-breakpoint
create policy see on app.person_key for select to tabavar_rw using (exists (select from app.person p where p.id = person_key.person_id));
--> statement-breakpoint
drop policy make on app.person_key;
--> statement-breakpoint
create policy make on app.person_key for insert to tabavar_rw with check (exists (select from app.person p where p.id = person_key.person_id));
