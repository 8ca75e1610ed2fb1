import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, id, instant, scopeId } from './columns'
import { hamyarGroup, hamyarMember } from './hamyar'
import { hamyarCriterion } from './hamyar-way'

const groupId = () =>
  uuid('group_id')
    .notNull()
    .references(() => hamyarGroup.id)
const memberId = () => uuid('member_id').references(() => hamyarMember.id)

/** A session, visit, training or exhibition of a group: what stands of its operations. */
export const hamyarEvent = app.table(
  'hamyar_event',
  {
    id: uuid('id').primaryKey(),
    scopeId: scopeId(),
    groupId: groupId(),
    kind: text('kind').notNull(),
    day: date('day').notNull(),
    minutes: smallint('minutes'),
    topic: text('topic'),
    takenBack: boolean('taken_back').notNull().default(false),
    opId: uuid('op_id').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
  },
  (t) => [index('hamyar_event_group').on(t.groupId, t.day)],
)

/** Who of the group came; null: taken back. */
export const hamyarPresence = app.table(
  'hamyar_presence',
  {
    eventId: uuid('event_id')
      .notNull()
      .references(() => hamyarEvent.id),
    memberId: memberId().notNull(),
    scopeId: scopeId(),
    present: boolean('present'),
    opId: uuid('op_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.memberId] })],
)

/** Everything that was ever said of an event, whether it stands or not. */
export const hamyarOp = app.table(
  'hamyar_op',
  {
    id: uuid('id').primaryKey(),
    scopeId: scopeId(),
    groupId: groupId(),
    eventId: uuid('event_id').notNull(),
    place: text('place').notNull(),
    body: jsonb('body').notNull(),
    supersedes: uuid('supersedes').array().notNull().default(sql`'{}'`),
    rank: smallint('rank').notNull(),
    actorId: uuid('actor_id').notNull(),
    deviceId: uuid('device_id'),
    claimedAt: instant('claimed_at'),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
  },
  (t) => [index('hamyar_op_event').on(t.eventId), index('hamyar_op_group').on(t.groupId)],
)

/** A promise of the three-pillar plan, until it is done or dropped. */
export const hamyarPlanItem = app.table(
  'hamyar_plan_item',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    pillar: text('pillar').notNull(),
    aspect: text('aspect').notNull(),
    textFa: text('text_fa').notNull(),
    dueOn: date('due_on'),
    status: text('status').notNull().default('OPEN'),
    settledOn: date('settled_on'),
    madeBy: uuid('made_by').notNull(),
    madeAt: instant('made_at').notNull().default(sql`now()`),
  },
  (t) => [index('hamyar_plan_item_group').on(t.groupId)],
)

/** Support asked for by the group or one of its members, and what came of it. */
export const hamyarSupport = app.table(
  'hamyar_support',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    memberId: memberId(),
    kind: text('kind').notNull(),
    form: text('form').notNull(),
    what: text('what').notNull(),
    askedOn: date('asked_on').notNull(),
    askedRial: bigint('asked_rial', { mode: 'bigint' }),
    answer: text('answer'),
    answeredOn: date('answered_on'),
    givenRial: bigint('given_rial', { mode: 'bigint' }),
    regulation: text('regulation'),
    madeBy: uuid('made_by').notNull(),
    madeAt: instant('made_at').notNull().default(sql`now()`),
  },
  (t) => [index('hamyar_support_group').on(t.groupId, t.askedOn)],
)

/** What a member says of herself on a day; said anew, never changed. */
export const hamyarRating = app.table(
  'hamyar_rating',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    memberId: memberId().notNull(),
    day: date('day').notNull(),
    confidence: smallint('confidence').notNull(),
    decision: smallint('decision').notNull(),
    resources: smallint('resources').notNull(),
    onSupport: boolean('on_support').notNull(),
    takenBy: uuid('taken_by').notNull(),
    takenAt: instant('taken_at').notNull().default(sql`now()`),
  },
  (t) => [unique('hamyar_rating_once').on(t.memberId, t.day)],
)

/** A vocational certificate a member has. */
export const hamyarCertificate = app.table(
  'hamyar_certificate',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    memberId: memberId().notNull(),
    title: text('title').notNull(),
    issuer: text('issuer').notNull(),
    issuedOn: date('issued_on').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`now()`),
  },
  (t) => [unique('hamyar_certificate_once').on(t.memberId, t.title, t.issuedOn)],
)

/** A question of the ladder put otherwise, or asked no more, and why. */
export const hamyarCriterionChange = app.table(
  'hamyar_criterion_change',
  {
    id: id(),
    scopeId: scopeId(),
    criterionId: uuid('criterion_id')
      .notNull()
      .references(() => hamyarCriterion.id),
    rung: smallint('rung').notNull(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en').notNull(),
    retired: boolean('retired').notNull(),
    reason: text('reason').notNull(),
    madeBy: uuid('made_by').notNull(),
    madeAt: instant('made_at').notNull().default(sql`now()`),
  },
  (t) => [index('hamyar_criterion_change_of').on(t.criterionId, t.madeAt)],
)
