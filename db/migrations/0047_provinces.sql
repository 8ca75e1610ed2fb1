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
--> statement-breakpoint
-- A token by which another program asks for exports in the name of an account: a hash, what it may ask for, until when. What it
-- reaches is the account's reach of that moment; `minute` and `used` count how often it asks.
create table app.api_token (
  id uuid primary key default app.uuid_v7(),
  scope_id int not null,
  user_id uuid not null constraint api_token_user_id_user_account_id_fk references app.user_account(id),
  name text not null,
  hash bytea not null constraint api_token_hash unique,
  exports text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used_on date,
  minute timestamptz,
  used int not null default 0,
  constraint api_token_something check (cardinality(exports) > 0),
  constraint api_token_ends check (expires_at > created_at and expires_at <= created_at + interval '367 days')
);
--> statement-breakpoint
create index api_token_user on app.api_token (user_id);
--> statement-breakpoint
alter table app.api_token enable row level security;
--> statement-breakpoint
alter table app.api_token force row level security;
--> statement-breakpoint
create policy owner on app.api_token to current_user using (true) with check (true);
--> statement-breakpoint
create policy see on app.api_token for select to tabavar_rw using (user_id = app.me() or app.may_manage(user_id));
--> statement-breakpoint
create policy make on app.api_token for insert to tabavar_rw with check (user_id = app.me()
  and exists (select from app.user_account u where u.id = app.me() and u.scope_id = api_token.scope_id));
--> statement-breakpoint
create policy change on app.api_token for update to tabavar_rw using (user_id = app.me() or app.may_manage(user_id))
  with check (user_id = app.me() or app.may_manage(user_id));
--> statement-breakpoint
grant select, insert (scope_id, user_id, name, hash, exports, expires_at), update (revoked_at) on app.api_token to tabavar_rw;
--> statement-breakpoint
-- Who is behind a token's hash: null for none that stands, {"wait"} where it has asked too often, else its exports and the actor.
create function app.actor_of_token(p_hash bytea, p_most int) returns jsonb
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare found api_token;
begin
  select t.* into found from api_token t join user_account u on u.id = t.user_id
  where t.hash = p_hash and u.status = 'ACTIVE' and t.revoked_at is null and t.expires_at > now()
    and (u.is_demo or app.factor_due(u.id) is distinct from 'SET_UP')
  for update of t;
  if found.id is null then return null; end if;
  if found.minute > now() - interval '1 minute' and found.used >= p_most then return jsonb_build_object('wait', 60); end if;
  update api_token t set used_on = (now() at time zone 'Asia/Tehran')::date,
    used = case when t.minute > now() - interval '1 minute' then t.used + 1 else 1 end,
    minute = case when t.minute > now() - interval '1 minute' then t.minute else now() end
  where t.id = found.id;
  return (select jsonb_build_object('tokenId', found.id, 'exports', to_jsonb(found.exports), 'actor', jsonb_build_object(
    'userId', u.id, 'sessionId', null, 'displayName', u.display_name, 'locale', u.locale, 'isDemo', u.is_demo, 'personId', u.person_id,
    'factorKept', exists (select from second_factor f where f.user_id = u.id and f.confirmed_at is not null),
    'grants', coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scopeId', g.scope_id, 'path', to_jsonb(s.path),
        'programme', g.programme, 'kind', s.kind) order by g.granted_at)
      from user_grant g join scope s on s.id = g.scope_id where g.user_id = u.id and g.ended_at is null), '[]')))
    from user_account u where u.id = found.user_id);
end $$;
--> statement-breakpoint
revoke execute on function app.actor_of_token(bytea, int) from public;
--> statement-breakpoint
grant execute on function app.actor_of_token(bytea, int) to tabavar_rw;
