-- Finding people by parts of their names. LIKE is no leakproof operator, so under row-level security no index may serve
-- it and every search would read the whole table; this function looks with the owner's eyes and answers those only whom
-- the caller's power over people reaches. Words are folded (lib/shared/persian-text); each must occur, in any order.
create or replace function app.people_named(p_words text[]) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = app, pg_temp as $$
declare mine int[] := app.my_scope('people'); wanted text;
begin
  select string_agg(format('p.fold like %L', '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'), ' and ') into wanted
    from unnest(p_words) w where w <> '';
  if wanted is null or cardinality(mine) = 0 then return; end if;
  -- Planned with the words themselves: whether the trigrams help depends on them.
  return query execute 'select p.id from person p where ' || wanted || ' and p.scopes && $1' using mine;
end $$;
--> statement-breakpoint
revoke all on function app.people_named(text[]) from public;
--> statement-breakpoint
grant execute on function app.people_named(text[]) to tabavar_rw;
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
