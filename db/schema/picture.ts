import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { userAccount } from './access'
import { associationVolunteer } from './associations'
import { app, bytea, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { person } from './people'

/** Who a volunteer is, with her consent: a keyed hash, by which one woman is counted once over the programmes. */
export const associationIdentity = app.table('association_identity', {
  volunteerId: uuid('volunteer_id')
    .primaryKey()
    .references(() => associationVolunteer.id),
  scopeId: scopeId(),
  provinceId: uuid('province_id')
    .notNull()
    .references(() => place.id),
  nationalIdHash: bytea('national_id_hash').notNull(),
  consentOn: date('consent_on').notNull(),
  enteredBy: uuid('entered_by').notNull(),
  enteredAt: instant('entered_at').notNull().default(sql`now()`),
})

/** A woman referred to another programme, with her consent; it hangs on the county whose office answers. */
export const programmeReferral = app.table(
  'programme_referral',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    /** The unit that holds her and refers her. */
    fromScope: integer('from_scope').notNull(),
    programme: text('programme').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => userAccount.id),
    madeAt: instant('made_at').notNull().default(sql`now()`),
    consentHow: text('consent_how').notNull(),
    consentOn: date('consent_on').notNull(),
    /** Her name and how to reach her; empty once she was refused or took it back. */
    reachSealed: text('reach_sealed').notNull(),
    status: text('status').notNull().default('OFFERED'),
    reason: text('reason'),
    answeredBy: uuid('answered_by'),
    answeredAt: instant('answered_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('programme_referral_open')
      .on(t.personId, t.programme, t.fromScope)
      .where(sql`status = 'OFFERED'`),
    index('programme_referral_at').on(t.scopeId, t.programme, t.status),
  ],
)

/** A list with its filters, kept under a name by one account. */
export const savedView = app.table(
  'saved_view',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    scopeId: scopeId(),
    name: text('name').notNull(),
    fold: text('fold').notNull(),
    list: text('list').notNull(),
    filters: jsonb('filters').notNull(),
    madeAt: instant('made_at').notNull().default(sql`now()`),
  },
  (t) => [unique('saved_view_name').on(t.userId, t.fold)],
)

/** The secret address of an account's calendar, as a hash. */
export const calendarFeed = app.table(
  'calendar_feed',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    scopeId: scopeId(),
    tokenHash: bytea('token_hash').notNull().unique('calendar_feed_token_hash_key'),
    madeAt: instant('made_at').notNull().default(sql`now()`),
    endedAt: instant('ended_at'),
  },
  (t) => [uniqueIndex('calendar_feed_open').on(t.userId).where(sql`ended_at is null`)],
)
