import { sql } from 'drizzle-orm'
import { date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, id, instant, scopeId } from './columns'
import { person } from './people'
import { enrolment, facilitator, run } from './programmes'

/** A certificate: a printed number, an unguessable serial, the minutes and the rule it was given under. */
export const certificate = app.table(
  'certificate',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid('enrolment_id').references(() => enrolment.id),
    facilitatorId: uuid('facilitator_id').references(() => facilitator.id),
    number: text('number').notNull(),
    serial: text('serial').notNull().unique('certificate_serial'),
    issuedOn: date('issued_on').notNull(),
    /** The first day on which it no longer holds; null where it does not expire. */
    expiresOn: date('expires_on'),
    minutes: integer('minutes').notNull(),
    rule: text('rule').notNull(),
    issuedBy: uuid('issued_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    revokedBy: uuid('revoked_by'),
    revokedAt: instant('revoked_at'),
    revokeReason: text('revoke_reason'),
  },
  (t) => [
    uniqueIndex('certificate_number').on(t.runId, t.number),
    uniqueIndex('certificate_enrolment').on(t.enrolmentId).where(sql`revoked_at is null`),
    uniqueIndex('certificate_facilitator').on(t.facilitatorId).where(sql`revoked_at is null`),
    index('certificate_person').on(t.personId),
    index('certificate_scope').on(t.runId, t.scopeId),
  ],
)

/** A key that certificates are signed with: its public half, for ever; at most one signs. */
export const certificateKey = app.table(
  'certificate_key',
  {
    kid: text('kid').primaryKey(),
    publicKey: text('public_key').notNull(),
    madeAt: instant('made_at').notNull().default(sql`now()`),
    madeBy: uuid('made_by'),
    retiredAt: instant('retired_at'),
    retiredBy: uuid('retired_by'),
  },
  () => [uniqueIndex('certificate_key_signs').on(sql`(retired_at is null)`).where(sql`retired_at is null`)],
)
