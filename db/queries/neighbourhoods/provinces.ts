import { sql } from 'drizzle-orm'
import type { Scope } from '@/lib/access/actor'
import type { Locale } from '@/lib/shared/locale'
import type { Reader } from '../../client'

export type ProvinceRow = { id: string; name: string; counties: number; rules: number }

/** Every province with how many counties and rules of its own it has; one without counties is not set up. */
export async function provinces(
  db: Reader,
  _scope: Scope,
  params: { locale: Locale },
): Promise<ProvinceRow[]> {
  const name = params.locale === 'en' ? sql`p.name_en` : sql`p.name_fa`
  return db.execute<ProvinceRow>(sql`
    select p.id, ${name} as name,
      (select count(*)::int from app.place c where c.kind = 'COUNTY' and c.province_id = p.id) as counties,
      (select count(distinct r.key)::int from app.rule r where r.province_id = p.id and r.run_id is null) as rules
    from app.place p where p.kind = 'PROVINCE' order by p.name_fa collate "fa-x-icu"`)
}
