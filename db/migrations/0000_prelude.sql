-- Schemas, the two group roles, the extension and the key generator the tables rest on.
create schema if not exists app;
--> statement-breakpoint
create schema if not exists audit;
--> statement-breakpoint
create schema if not exists pub;
--> statement-breakpoint
create extension if not exists pg_trgm;
--> statement-breakpoint
do $$ begin
  if not exists (select from pg_roles where rolname = 'tabavar_rw') then create role tabavar_rw nologin; end if;
  if not exists (select from pg_roles where rolname = 'tabavar_pub') then create role tabavar_pub nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster made them this instant
end $$;
--> statement-breakpoint
-- UUIDv7 on every supported server (PostgreSQL 15 has none of its own): 48 bits of milliseconds, then chance.
create or replace function app.uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing
        substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
