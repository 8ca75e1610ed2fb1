import { sql } from 'drizzle-orm'
import { index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { associationStep } from './associations'
import { app, bytea, doneBy, id, instant, scopeId } from './columns'
import { communityRecord } from './community'
import { session } from './workshops'

/** A picture or paper of a session, of a neighbourhood's record or of a step of an association, without its hidden data, sealed under the province's key; at most 5 MB. */
export const file = app.table(
  'file',
  {
    id: id(),
    scopeId: scopeId(),
    /** One of the three: the session, the neighbourhood's record, the step of an association's formation. */
    sessionId: uuid('session_id').references(() => session.id),
    recordId: uuid('record_id').references(() => communityRecord.id),
    stepId: uuid('step_id').references(() => associationStep.id),
    /** PICTURE, MINUTES or SHEET; of a step EVIDENCE. */
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
    index('file_step').on(t.stepId).where(sql`step_id is not null`),
  ],
)
