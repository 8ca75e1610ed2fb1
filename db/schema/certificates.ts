import { sql } from 'drizzle-orm'
import { date, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { associationVolunteer } from './associations'
import { app, id, instant, scopeId } from './columns'
import { place } from './neighbourhoods'
import { person } from './people'
import { enrolment, facilitator, run } from './programmes'

/** A certificate: a printed number, an unguessable serial, the minutes and the rule or the period it was given for. */
export const certificate = app.table(
  'certificate',
  {
    id: id(),
    scopeId: scopeId(),
    /** Null of a volunteer, who is numbered in her province. */
    runId: uuid('run_id').references(() => run.id),
    personId: uuid('person_id').references(() => person.id),
    enrolmentId: uuid('enrolment_id').references(() => enrolment.id),
    facilitatorId: uuid('facilitator_id').references(() => facilitator.id),
    volunteerId: uuid('volunteer_id').references(() => associationVolunteer.id),
    provinceId: uuid('province_id').references(() => place.id),
    fromOn: date('from_on'),
    untilOn: date('until_on'),
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
    uniqueIndex('certificate_service_number').on(t.provinceId, t.number).where(sql`province_id is not null`),
    uniqueIndex('certificate_volunteer')
      .on(t.volunteerId, t.fromOn, t.untilOn)
      .where(sql`volunteer_id is not null and revoked_at is null`),
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
