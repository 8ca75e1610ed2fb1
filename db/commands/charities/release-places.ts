import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../client'

/** Gives back the places that accepted offers hold, each once. The offers are of the alias `o`. */
export async function releasePlaces(db: Db, which: SQL, today: string): Promise<void> {
  await db.execute(sql`
    with gone as (
      update app.charity_offer o set released_on = ${today}::date
      where o.status = 'ACCEPTED' and o.released_on is null and ${which}
      returning o.provider_id, o.service_id, o.people),
    sums as (select provider_id, service_id, sum(people)::int as people from gone group by 1, 2)
    update app.charity_capacity c set taken = c.taken - s.people, version = c.version + 1
    from sums s where c.provider_id = s.provider_id and c.service_id = s.service_id`)
}
