-- A name that was typed another way is found as well when somebody is erased (docs/decisions/0040-erasing-a-person.md).
-- The pattern of a word however it was typed: letters of an Arabic keyboard, hamza and diacritics or none, half-space, space or
-- nothing between letters, digits of three alphabets with what people put between them.
create function app.spelled(p_word text) returns text language sql immutable parallel safe as $$
  select string_agg(case
      when c ~ '^[0-9]$' then '[' || c || substr('۰۱۲۳۴۵۶۷۸۹', c::int + 1, 1) || substr('٠١٢٣٤٥٦٧٨٩', c::int + 1, 1) || ']'
      when c = 'ا' then '[اآأإٱ]' when c = 'و' then '[وؤ]' when c = 'ه' then '[هہھەةۀ]'
      when c = 'ک' then '[کكڪ]' when c = 'ی' then '[یيىےئ]'
      when c ~ '^[[:alpha:]]$' or ascii(c) > 127 then c else '\' || c end,
    '(?:[\s\u00a0\u00ac\u00ad\u200b-\u200f\u0621\u0640\u064b-\u065f\u0670،,.\-]|\\[nrt])*' order by at)
  from regexp_split_to_table(app.fold(p_word), '') with ordinality x (c, at) where c <> ''
$$;
--> statement-breakpoint
create or replace function app.unnamed(p_text text, p_words text[]) returns text language plpgsql immutable as $$
declare word text;
begin
  foreach word in array p_words loop p_text := regexp_replace(p_text, app.spelled(word), '…', 'gi'); end loop;
  return p_text;
end $$;
--> statement-breakpoint
-- The same in each value of a document, never across two of them.
create function app.unnamed(p_value jsonb, p_words text[]) returns jsonb language sql immutable as $$
  select case jsonb_typeof(p_value)
    when 'object' then (select coalesce(jsonb_object_agg(key, app.unnamed(value, p_words)), '{}') from jsonb_each(p_value))
    when 'array' then (select coalesce(jsonb_agg(app.unnamed(value, p_words) order by at), '[]') from jsonb_array_elements(p_value) with ordinality x (value, at))
    when 'string' then to_jsonb(app.unnamed(p_value #>> '{}', p_words))
    when 'number' then case when app.unnamed(p_value #>> '{}', p_words) = p_value #>> '{}' then p_value else '"…"' end
    else p_value end
$$;
--> statement-breakpoint
create or replace function app.unname_units(p_units int[], p_words text[]) returns void language plpgsql as $$
declare t record; patterns text[] := array(select app.spelled(w) from unnest(p_words) w);
begin
  if cardinality(p_words) = 0 then return; end if;
  for t in
    select c.relname as table_name, a.attname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
      and a.attname not in ('name_fa', 'name_en', 'fold', 'code') and c.relname not in ('scope', 'place', 'organisation', 'user_account', 'association_volunteer', 'erasure_log')
      and exists (select from pg_attribute s where s.attrelid = c.oid and s.attname = 'scope_id' and not s.attisdropped)
  loop
    execute format('update app.%1$I t set %2$I = app.unnamed(t.%2$I, $1) where t.scope_id = any($2) and t.%2$I::text ~* any($3)',
      t.table_name, t.name) using p_words, p_units, patterns;
  end loop;
end $$;
--> statement-breakpoint
revoke all on function app.spelled(text), app.unnamed(jsonb, text[]) from public;
--> statement-breakpoint
-- That somebody is erased is said by `app.erase_rows` alone, together with the list by which a restore erases her again.
create function app.erased_by_function() returns trigger language plpgsql as $$
begin
  raise exception 'erased by app.erase_rows only' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger person_erased before update of erased_at on app.person for each row
  when (new.erased_at is not null and not app.owner_acts()) execute function app.erased_by_function();
--> statement-breakpoint
revoke all on function app.erased_by_function() from public;
