import { sql } from 'drizzle-orm'
import { index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { app, bytea, doneBy, id, instant, scopeId } from './columns'
import { communityRecord } from './community'
import { session } from './workshops'

/** A picture or paper of a session or of a neighbourhood's record, without its hidden data, sealed under the province's key; at most 5 MB. */
export const file = app.table(
  'file',
  {
    id: id(),
    scopeId: scopeId(),
    /** One of the two: the session, or the neighbourhood's record. */
    sessionId: uuid('session_id').references(() => session.id),
    recordId: uuid('record_id').references(() => communityRecord.id),
    /** PICTURE, MINUTES or SHEET. */
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    /** Bytes of the file before sealing. */
    size: integer('size').notNull(),
    digest: bytea('digest').notNull(),
    sealed: text('sealed').notNull(),
    ...doneBy('created'),
    removedBy: uuid('removed_by'),
    removedAt: instant('removed_at'),
  },
  (t) => [
    index('file_session').on(t.sessionId),
    index('file_record').on(t.recordId).where(sql`record_id is not null`),
  ],
)
