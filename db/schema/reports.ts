import { sql } from 'drizzle-orm'
import { check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, doneBy, scopeId } from './columns'
import { quarterClosing } from './indicators'

/** Why a figure of a closed quarter stands under its threshold; the one written last stands. */
export const reportReason = app.table(
  'report_reason',
  {
    id: uuid('id').primaryKey().default(sql`app.uuid_v7()`),
    scopeId: scopeId(),
    closingId: uuid('closing_id')
      .notNull()
      .references(() => quarterClosing.id),
    code: text('code').notNull(),
    reason: text('reason').notNull(),
    ...doneBy('written'),
  },
  (t) => [
    index('report_reason_closing').on(t.closingId, t.code, t.writtenAt.desc()),
    check('report_reason_code', sql`code ~ '^[ROQ]-[0-9]{2}$'`),
    check('report_reason_length', sql`char_length(btrim(reason)) between 10 and 1000`),
  ],
)

/** The signature under a report: over the frozen text and the reasons, once. */
export const reportSignature = app.table(
  'report_signature',
  {
    id: uuid('id').primaryKey().default(sql`app.uuid_v7()`),
    scopeId: scopeId(),
    closingId: uuid('closing_id')
      .notNull()
      .references(() => quarterClosing.id),
    kind: text('kind').notNull(),
    hash: text('hash').notNull(),
    ...doneBy('signed'),
  },
  (t) => [
    uniqueIndex('report_signature_once').on(t.closingId, t.kind),
    check('report_signature_kind', sql`kind in ('QUARTER', 'FINAL')`),
    check('report_signature_hash', sql`hash ~ '^[0-9a-f]{64}$'`),
  ],
)
