-- A province of the list is opened by whoever looks after the accounts of the whole installation: its counties with their nodes, and
-- its own rules as they hold at the moment in the province taken as a template. One statement, so that none stands half opened.
create function app.open_province(p_province uuid, p_counties jsonb, p_template uuid) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare above int; prefix text; one record; node int; counties int := 0; rules int := 0;
begin
  if not (1 = any(app.my_scope('accounts'))) then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  select scope_id, code into above, prefix from place where id = p_province and kind = 'PROVINCE' for update;
  if above is null then raise exception 'E-GEN-02' using errcode = 'TB001'; end if;
  if exists (select from place where province_id = p_province and kind = 'COUNTY') then
    raise exception 'E-PRV-01' using errcode = 'TB001';
  end if;
  for one in select c.value->>'fa' as fa, c.value->>'en' as en, c.value->>'fold' as fold, c.ordinality as n
    from jsonb_array_elements(p_counties) with ordinality c
  loop
    insert into scope (parent_id, kind, path, label) values (above, 'COUNTY', '{}', one.fa) returning id into node;
    update scope set path = array[1, above, node] where id = node;
    insert into place (kind, parent_id, province_id, scope_id, code, name_fa, name_en, fold, certainty)
    values ('COUNTY', p_province, p_province, node, prefix || '-' || lpad(one.n::text, 2, '0'), one.fa, one.en, one.fold, 'CHECK');
    counties := counties + 1;
  end loop;
  insert into rule (key, value, level, province_id, valid_from, source, note, reason, changed_by)
  select distinct on (r.key) r.key, r.value, 'PROVINCE', p_province, now(), r.source, r.note, r.reason, app.me()
  from rule r where r.province_id = p_template and r.run_id is null and r.level = 'PROVINCE' and r.valid_from <= now()
  order by r.key, r.valid_from desc, r.changed_at desc;
  get diagnostics rules = row_count;
  return jsonb_build_object('scopeId', above, 'counties', counties, 'rules', rules);
end $$;
--> statement-breakpoint
revoke execute on function app.open_province(uuid, jsonb, uuid) from public;
--> statement-breakpoint
grant execute on function app.open_province(uuid, jsonb, uuid) to tabavar_rw;
