import { sql } from 'drizzle-orm'
import { date, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, id, instant, pub, scopeId, version } from './columns'
import { run } from './programmes'

/** A release on its way: prepared by one person, signed by another, then frozen in pub.release. */
export const release = app.table(
  'release',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    asOf: date('as_of').notNull(),
    month: integer('month').notNull(),
    status: text('status').notNull().default('DRAFT'),
    bundle: jsonb('bundle').notNull(),
    bundleHash: text('bundle_hash').notNull(),
    pendingSheets: integer('pending_sheets').notNull().default(0),
    acknowledged: text('acknowledged').array().notNull().default(sql`'{}'`),
    preparedBy: uuid('prepared_by').notNull(),
    preparedAt: instant('prepared_at').notNull(),
    approvedBy: uuid('approved_by'),
    publishedAt: instant('published_at'),
    number: integer('number'),
    returnReason: text('return_reason'),
    version: version(),
  },
  (t) => [
    uniqueIndex('release_number').on(t.scopeId, t.number),
    uniqueIndex('release_month')
      .on(t.runId, t.month)
      .where(sql`status in ('IN_REVIEW','PUBLISHED','SUPERSEDED')`),
  ],
)

/** A published release as the public reads it. Never changed; only `status` moves. */
export const pubRelease = pub.table(
  'release',
  {
    id: uuid('id').primaryKey(),
    province: text('province').notNull(),
    number: integer('number').notNull(),
    asOf: date('as_of').notNull(),
    publishedAt: instant('published_at').notNull(),
    status: text('status').notNull().default('PUBLISHED'),
    bundle: jsonb('bundle').notNull(),
    bundleHash: text('bundle_hash').notNull(),
  },
  (t) => [uniqueIndex('pub_release_number').on(t.province, t.number)],
)

/** Who answers for a province's public pages: the office's name is data, not a word of ours. */
export const officeContact = app.table('office_contact', {
  scopeId: integer('scope_id').primaryKey(),
  nameFa: text('name_fa').notNull(),
  nameEn: text('name_en'),
  phone: text('phone').notNull(),
  email: text('email').notNull(),
  hoursFa: text('hours_fa'),
  hoursEn: text('hours_en'),
  version: version(),
})
