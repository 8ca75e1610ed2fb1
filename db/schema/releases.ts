import { sql } from 'drizzle-orm'
import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, id, instant, pub, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { run } from './programmes'

/** A release on its way, of a run or of a programme beside the plan in a province: prepared by one person, signed by another, then frozen in pub.release. */
export const release = app.table(
  'release',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id').references(() => run.id),
    programme: text('programme').notNull().default('RESILIENCE'),
    provinceId: uuid('province_id').references(() => place.id),
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
    uniqueIndex('release_number').on(t.scopeId, t.programme, t.number),
    uniqueIndex('release_month')
      .on(t.runId, t.month)
      .where(sql`status in ('IN_REVIEW','PUBLISHED','SUPERSEDED')`),
    uniqueIndex('release_programme_month')
      .on(t.provinceId, t.programme, t.month)
      .where(sql`province_id is not null and status in ('IN_REVIEW', 'PUBLISHED', 'SUPERSEDED')`),
  ],
)

/** A published release as the public reads it. Never changed; only `status` moves. */
export const pubRelease = pub.table(
  'release',
  {
    id: uuid('id').primaryKey(),
    province: text('province').notNull(),
    programme: text('programme').notNull().default('RESILIENCE'),
    number: integer('number').notNull(),
    asOf: date('as_of').notNull(),
    publishedAt: instant('published_at').notNull(),
    status: text('status').notNull().default('PUBLISHED'),
    bundle: jsonb('bundle').notNull(),
    bundleHash: text('bundle_hash').notNull(),
    /** What the attack came to: counts of what was tested. */
    audit: jsonb('audit'),
  },
  (t) => [uniqueIndex('pub_release_number').on(t.province, t.programme, t.number)],
)

/** What was true of a release and who had moved: what the attack is measured against. Never published. */
export const releaseBasis = app.table('release_basis', {
  releaseId: uuid('release_id')
    .primaryKey()
    .references(() => release.id),
  scopeId: scopeId(),
  basis: jsonb('basis').notNull(),
})

/** An attack on one state of a release, by its hash, together with every release up to a number. */
export const releaseAttack = app.table(
  'release_attack',
  {
    id: id(),
    scopeId: scopeId(),
    releaseId: uuid('release_id')
      .notNull()
      .references(() => release.id),
    bundleHash: text('bundle_hash').notNull(),
    afterNumber: integer('after_number').notNull(),
    result: text('result').notNull(),
    verdict: jsonb('verdict').notNull(),
    testedAt: instant('tested_at').notNull().default(sql`now()`),
  },
  (t) => [index('release_attack_release').on(t.releaseId, t.bundleHash)],
)

/** What turned out to be wrong in a published figure, told in public. */
export const pubCorrection = pub.table(
  'correction',
  {
    id: id(),
    province: text('province').notNull(),
    programme: text('programme').notNull().default('RESILIENCE'),
    releaseNumber: integer('release_number').notNull(),
    day: date('day').notNull(),
    textFa: text('text_fa').notNull(),
    textEn: text('text_en'),
  },
  (t) => [
    foreignKey({
      name: 'correction_release',
      columns: [t.province, t.programme, t.releaseNumber],
      foreignColumns: [pubRelease.province, pubRelease.programme, pubRelease.number],
    }),
  ],
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

/** Who answers for the public pages of a programme beside the plan in a province. */
export const programmeContact = app.table(
  'programme_contact',
  {
    scopeId: integer('scope_id').notNull(),
    programme: text('programme').notNull(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en'),
    phone: text('phone').notNull(),
    email: text('email').notNull(),
    hoursFa: text('hours_fa'),
    hoursEn: text('hours_en'),
    version: version(),
  },
  (t) => [primaryKey({ columns: [t.scopeId, t.programme] })],
)
