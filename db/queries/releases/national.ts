import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { ReleasedProvince } from '@/lib/releases/national'
import type { Reader } from '../../client'

/**
 * The newest release of each province, or of those named by their nodes. Released figures only: nothing else is read, and what a
 * release says of single places is not.
 */
export async function releasedProvinces(
  db: Reader,
  _scope: Scope,
  params: { provinceScopes: number[] | null },
): Promise<ReleasedProvince[]> {
  const only = params.provinceScopes === null ? null : `{${params.provinceScopes.join(',')}}`
  const rows = await db.execute<ReleasedProvince>(sql`
    select jsonb_build_object('fa', p.name_fa, 'en', p.name_en) as name, r.number, r.as_of::text as "asOfIso",
      coalesce((r.bundle->>'demo')::boolean, false) as demo,
      (select jsonb_agg(jsonb_build_object('code', f->'code', 'value', f->'value')) from jsonb_array_elements(r.bundle->'figures') f) as figures,
      jsonb_build_object('completed', r.bundle->'completion'->'completed', 'left', r.bundle->'completion'->'left') as completion
    from pub.release r join app.place p on p.kind = 'PROVINCE' and p.code = r.province
    where r.status = 'PUBLISHED' and r.programme = 'RESILIENCE' and jsonb_typeof(r.bundle->'figures') = 'array'
      and (${only}::int[] is null or p.scope_id = any(${only}::int[]))
    order by p.name_fa collate "fa-x-icu", r.number desc`)
  const newest = new Map<string, ReleasedProvince>()
  for (const row of rows) if (!newest.has(row.name.fa)) newest.set(row.name.fa, { ...row })
  return [...newest.values()]
}
