-- A provider's paper stays what it is; under another key it is the same paper. Only whoever owns the table changes keys
-- (db/key-rotation.ts). The newest definition of 0043_charities_served.sql and that one exception.
create or replace function app.charity_stays() returns trigger language plpgsql as $$
declare k text; a jsonb := to_jsonb(old); b jsonb := to_jsonb(new);
begin
  foreach k in array array['id','scope_id','province_id','county_id','code','provider_id','organisation_id','service_id','need_id','agreement_id',
    'month','kind','people','is_demo','created_by','meeting_id','benefactor','amount','goods','number','sealed','digest'] loop
    if a -> k is distinct from b -> k and not (tg_table_name = 'charity_offer' and k = 'agreement_id')
      and not (tg_table_name = 'charity_need' and k in ('service_id', 'meeting_id')) and not (k = 'sealed' and app.owner_acts()) then
      raise exception 'it stays what it was made for' using errcode = '42501';
    end if;
  end loop;
  if a ->> 'pinned_now' is not null and a -> 'pinned_now' is distinct from b -> 'pinned_now' then
    raise exception 'it stays what it was made for' using errcode = '42501';
  end if;
  return new;
end $$;
