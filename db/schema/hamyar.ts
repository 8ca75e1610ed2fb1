import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { userAccount } from './access'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { consent, person } from './people'

/** The conditions of a group, with their source; never changed, only another added. */
export const hamyarRuleSet = app.table(
  'hamyar_rule_set',
  {
    id: id(),
    scopeId: scopeId(),
    code: text('code').notNull(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en').notNull(),
    minSize: smallint('min_size').notNull(),
    maxSize: smallint('max_size').notNull(),
    minAge: smallint('min_age').notNull(),
    maxAge: smallint('max_age').notNull(),
    literatePart: smallint('literate_part').notNull(),
    literateWhole: smallint('literate_whole').notNull(),
    coverage: boolean('coverage').notNull(),
    source: text('source').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [unique('hamyar_rule_set_code').on(t.scopeId, t.code)],
)

/** What a group makes or deals in; an open list. */
export const hamyarTrade = app.table(
  'hamyar_trade',
  {
    id: id(),
    scopeId: scopeId(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en').notNull(),
    fold: text('fold').notNull(),
    source: text('source'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [unique('hamyar_trade_name').on(t.scopeId, t.fold)],
)

/** How many groups a county is to have, with the source; the newest row holds. */
export const hamyarTarget = app.table(
  'hamyar_target',
  {
    id: id(),
    scopeId: scopeId(),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    value: smallint('value').notNull(),
    source: text('source').notNull(),
    /** Why it was changed; null of the first. */
    reason: text('reason'),
    setBy: uuid('set_by'),
    setAt: instant('set_at').notNull().default(sql`now()`),
  },
  (t) => [index('hamyar_target_county').on(t.countyId, t.setAt)],
)

/** A mutual-help group, with a node of its own in the tree and where it stands on its way. */
export const hamyarGroup = app.table(
  'hamyar_group',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    code: text('code').notNull(),
    nameFa: text('name_fa').notNull(),
    fold: text('fold').notNull(),
    tradeId: uuid('trade_id')
      .notNull()
      .references(() => hamyarTrade.id),
    activityKind: text('activity_kind').notNull(),
    ruleSetId: uuid('rule_set_id')
      .notNull()
      .references(() => hamyarRuleSet.id),
    commonGoal: text('common_goal'),
    workerId: uuid('worker_id').references(() => userAccount.id),
    status: text('status').notNull().default('PROPOSED'),
    statusSince: instant('status_since').notNull().default(sql`now()`),
    /** Where a suspended group stood. */
    heldStatus: text('held_status'),
    /** The Jalali day of opening as far as it is known. */
    openedYear: smallint('opened_year'),
    openedMonth: smallint('opened_month'),
    openedDay: smallint('opened_day'),
    employedCount: smallint('employed_count').notNull().default(0),
    outsideWorkers: boolean('outside_workers').notNull().default(false),
    /** Counted up by every change of members: an approval is of one of these. */
    membersVersion: integer('members_version').notNull().default(1),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
    version: version(),
  },
  (t) => [
    unique('hamyar_group_unit').on(t.scopeId),
    unique('hamyar_group_code').on(t.provinceId, t.code),
    index('hamyar_group_county').on(t.countyId, t.status),
  ],
)

/** A woman's time in a group; she is open in one at most. */
export const hamyarMember = app.table(
  'hamyar_member',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: uuid('group_id')
      .notNull()
      .references(() => hamyarGroup.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    consentId: uuid('consent_id')
      .notNull()
      .references(() => consent.id),
    category: text('category').notNull(),
    isLiterate: boolean('is_literate').notNull(),
    isCovered: boolean('is_covered').notNull(),
    ableToWork: boolean('able_to_work').notNull(),
    homeCountyId: uuid('home_county_id')
      .notNull()
      .references(() => place.id),
    ageAtJoin: smallint('age_at_join').notNull(),
    employed: boolean('employed').notNull().default(false),
    joinedOn: date('joined_on').notNull(),
    leftOn: date('left_on'),
    leaveReason: text('leave_reason'),
    version: version(),
  },
  (t) => [
    uniqueIndex('hamyar_member_open').on(t.personId).where(sql`left_on is null`),
    index('hamyar_member_group').on(t.groupId),
  ],
)

/** What a member takes upon herself in the group, from a day to a day. */
export const hamyarRole = app.table(
  'hamyar_role',
  {
    id: id(),
    scopeId: scopeId(),
    memberId: uuid('member_id')
      .notNull()
      .references(() => hamyarMember.id),
    role: text('role').notNull(),
    fromOn: date('from_on').notNull(),
    toOn: date('to_on'),
  },
  (t) => [uniqueIndex('hamyar_role_open').on(t.memberId, t.role).where(sql`to_on is null`)],
)
