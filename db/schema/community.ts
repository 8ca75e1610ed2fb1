import { date, index, integer, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { cohort, run } from './programmes'

/**
 * What a neighbourhood worked out or did: its resilience analysis, its plan, a proposal, a gathering. `former` keeps what
 * stood before each correction; a mistake is struck out, never deleted.
 */
export const communityRecord = app.table(
  'community_record',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    cohortId: uuid('cohort_id')
      .notNull()
      .references(() => cohort.id),
    kind: text('kind').notNull(),
    day: date('day').notNull(),
    what: text('what').notNull(),
    /** The four parts of an analysis; null for everything else. */
    elements: text('elements'),
    shocks: text('shocks'),
    resources: text('resources'),
    priorities: text('priorities'),
    /** To whom a proposal went, and where it stands. */
    addressedTo: text('addressed_to'),
    participants: integer('participants'),
    status: text('status'),
    former: jsonb('former').notNull().default([]),
    ...doneBy('created'),
    struckBy: uuid('struck_by'),
    struckAt: instant('struck_at'),
    struckReason: text('struck_reason'),
    version: version(),
  },
  (t) => [
    index('community_record_run').on(t.runId, t.day),
    index('community_record_cohort').on(t.cohortId, t.day),
  ],
)

/** One step of a proposal: accepted, rejected or done, on the day of the answer. */
export const communityFate = app.table(
  'community_fate',
  {
    id: id(),
    scopeId: scopeId(),
    recordId: uuid('record_id')
      .notNull()
      .references(() => communityRecord.id),
    status: text('status').notNull(),
    day: date('day').notNull(),
    reason: text('reason'),
    ...doneBy('entered'),
  },
  (t) => [unique('community_fate_once').on(t.recordId, t.status)],
)
