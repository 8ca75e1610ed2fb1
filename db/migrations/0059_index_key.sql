-- Under which index key everything is hashed by which somebody or something is found again: the name of the last key, empty for the
-- first one an installation had. The keys are not in the database. See docs/decisions: keys-are-changed-while-everything-goes-on.
create table app.index_key (
  one boolean primary key default true,
  name bytea not null default '',
  constraint index_key_one check (one),
  constraint index_key_name check (length(name) in (0, 4))
);
--> statement-breakpoint
insert into app.index_key default values;
--> statement-breakpoint
-- Whether a hash is under the key that counts now. It says which one it is under: four bytes before thirty-two, nothing before those of
-- the first key. Volatile, so that it reads what was committed while its statement waited for the table.
create function app.index_named(p_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare n bytea := (select k.name from index_key k);
begin
  return case when n = '' then length(p_hash) <> 36 else length(p_hash) = 36 and substr(p_hash, 1, 4) = n end;
end $$;
--> statement-breakpoint
create function app.index_named(p_hash text) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp as $$
declare n bytea := (select k.name from index_key k);
begin
  return case when n = '' then p_hash !~ ':[0-9a-f]{8}\.' else position(':' || encode(n, 'hex') || '.' in p_hash) > 0 end;
end $$;
--> statement-breakpoint
-- A hash by which somebody is asked for: the same, unless it is under another key than what the question sees. Nobody is told «not
-- there» because a key was changed in that very moment; stable, so that it sees what the question sees.
create function app.asked_hash(p_hash bytea) returns bytea
language plpgsql stable strict security definer set search_path = app, pg_temp as $$
declare n bytea := (select k.name from index_key k);
begin
  if (n = '') <> (length(p_hash) <> 36) or n <> '' and substr(p_hash, 1, 4) <> n then
    raise exception 'hashed under another index key' using errcode = 'TB005';
  end if;
  return p_hash;
end $$;
--> statement-breakpoint
create function app.index_refuses() returns trigger language plpgsql set search_path = app, pg_temp as $$
begin
  raise exception 'hashed under another index key' using errcode = 'TB005';
end $$;
--> statement-breakpoint
revoke all on function app.index_named(bytea), app.index_named(text), app.asked_hash(bytea), app.index_refuses() from public;
--> statement-breakpoint
grant execute on function app.index_named(bytea), app.index_named(text), app.asked_hash(bytea), app.index_refuses() to tabavar_rw;
--> statement-breakpoint
-- Whoever counted a hash before the key was changed and writes it afterwards is refused: under two keys one woman would be two.
do $$ declare t text; c text; begin
  foreach t in array array['person', 'association_identity', 'sms_sheet', 'respondent_link', 'charity_card', 'association_card'] loop
    c := case when t in ('person', 'association_identity') then 'national_id_hash' when t = 'sms_sheet' then 'sender' else 'code_hash' end;
    execute format('create trigger %I before insert or update of %I on app.%I for each row
      when (new.%2$I is not null and not app.index_named(new.%2$I)) execute function app.index_refuses()', t || '_index_key', c, t);
  end loop;
end $$;
--> statement-breakpoint
-- A mark of somebody erased names its key as well.
alter table app.erasure_log drop constraint erasure_log_whole, add constraint erasure_log_whole check (length(mark) in (32, 36));
