import { type SQL, sql } from 'drizzle-orm'

/** A consent that was given and not withdrawn. */
export const standing = (id: SQL): SQL =>
  sql`exists (select from app.consent k where k.id = ${id} and k.state in ('DECLARED', 'READ_ALOUD') and k.withdrawn_at is null)`
