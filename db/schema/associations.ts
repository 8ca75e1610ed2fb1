import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'

const associationId = () =>
  uuid('association_id')
    .notNull()
    .references(() => association.id)

/** A social association of clients, with a node of its own in the tree and the state its formation has reached. */
export const association = app.table(
  'association',
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
    capacityGroup: text('capacity_group').notNull(),
    status: text('status').notNull().default('CAPACITY_IDENTIFIED'),
    begunOn: date('begun_on').notNull(),
    establishedOn: date('established_on'),
    /** A demonstration may have stopped the clock. */
    pinnedNow: instant('pinned_now'),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
    version: version(),
  },
  (t) => [
    unique('association_unit').on(t.scopeId),
    unique('association_code').on(t.provinceId, t.code),
    uniqueIndex('association_name').on(t.countyId, t.fold).where(sql`status <> 'DISSOLVED'`),
  ],
)

/** One of the five steps, done, with what shows it; taken back only with a reason. */
export const associationStep = app.table(
  'association_step',
  {
    id: id(),
    scopeId: scopeId(),
    associationId: associationId(),
    step: text('step').notNull(),
    doneOn: date('done_on').notNull(),
    evidence: text('evidence').notNull(),
    letterNo: text('letter_no'),
    ...doneBy('entered'),
    undoneBy: uuid('undone_by'),
    undoneAt: instant('undone_at'),
    undoneReason: text('undone_reason'),
  },
  (t) => [uniqueIndex('association_step_once').on(t.associationId, t.step).where(sql`undone_at is null`)],
)

/** One move from state to state. */
export const associationMove = app.table(
  'association_move',
  {
    id: id(),
    scopeId: scopeId(),
    associationId: associationId(),
    act: text('act').notNull(),
    fromStatus: text('from_status'),
    toStatus: text('to_status').notNull(),
    reason: text('reason'),
    ...doneBy('made'),
  },
  (t) => [index('association_move_of').on(t.associationId, t.madeAt)],
)

/** A social partner of an association, from a day to a day. */
export const associationPartner = app.table(
  'association_partner',
  {
    id: id(),
    scopeId: scopeId(),
    associationId: associationId(),
    nameFa: text('name_fa').notNull(),
    fold: text('fold').notNull(),
    does: text('does').notNull(),
    since: date('since').notNull(),
    until: date('until'),
    ...doneBy('entered'),
  },
  (t) => [uniqueIndex('association_partner_open').on(t.associationId, t.fold).where(sql`until is null`)],
)

/** Something an association plans, did or called off. */
export const associationActivity = app.table(
  'association_activity',
  {
    id: id(),
    scopeId: scopeId(),
    associationId: associationId(),
    day: date('day').notNull(),
    titleFa: text('title_fa').notNull(),
    field: text('field').notNull(),
    status: text('status').notNull(),
    beneficiaries: integer('beneficiaries'),
    reason: text('reason'),
    ...doneBy('entered'),
    version: version(),
  },
  (t) => [index('association_activity_of').on(t.associationId, t.day)],
)

/** Who serves in an association; read from within it only. */
export const associationVolunteer = app.table(
  'association_volunteer',
  {
    id: id(),
    scopeId: scopeId(),
    associationId: associationId(),
    name: text('name').notNull(),
    fold: text('fold').notNull(),
    role: text('role').notNull(),
    consentOn: date('consent_on').notNull(),
    joinedOn: date('joined_on').notNull(),
    leftOn: date('left_on'),
    ...doneBy('entered'),
    version: version(),
  },
  (t) => [uniqueIndex('association_volunteer_name').on(t.associationId, t.fold).where(sql`left_on is null`)],
)

/** One turn of service of a volunteer in an activity, in minutes. */
export const associationShift = app.table(
  'association_shift',
  {
    id: id(),
    scopeId: scopeId(),
    activityId: uuid('activity_id')
      .notNull()
      .references(() => associationActivity.id),
    volunteerId: uuid('volunteer_id')
      .notNull()
      .references(() => associationVolunteer.id),
    role: text('role').notNull(),
    minutes: smallint('minutes').notNull(),
    ...doneBy('entered'),
    struckBy: uuid('struck_by'),
    struckAt: instant('struck_at'),
  },
  (t) => [
    uniqueIndex('association_shift_once')
      .on(t.activityId, t.volunteerId, t.role)
      .where(sql`struck_at is null`),
    index('association_shift_volunteer').on(t.volunteerId),
  ],
)

/** A volunteer's card: the keyed hash of the number that shows her own hours; written by a function. */
export const associationCard = app.table('association_card', {
  volunteerId: uuid('volunteer_id')
    .primaryKey()
    .references(() => associationVolunteer.id),
  scopeId: scopeId(),
  codeHash: text('code_hash').notNull().unique('association_card_code'),
  ...doneBy('given'),
})

/** «This is wrong» of a volunteer by her card: of what, and what her coordinator found. */
export const associationQuery = app.table(
  'association_query',
  {
    id: id(),
    scopeId: scopeId(),
    volunteerId: uuid('volunteer_id')
      .notNull()
      .references(() => associationVolunteer.id),
    what: text('what').notNull(),
    day: date('day').notNull(),
    askedAt: instant('asked_at').notNull().default(sql`now()`),
    outcome: text('outcome'),
    settledBy: uuid('settled_by'),
    settledAt: instant('settled_at'),
  },
  (t) => [unique('association_query_once').on(t.volunteerId, t.what, t.day)],
)

/** A meeting about the associations, at the province or in a county. */
export const associationMeeting = app.table(
  'association_meeting',
  {
    id: id(),
    scopeId: scopeId(),
    placeId: uuid('place_id')
      .notNull()
      .references(() => place.id),
    kind: text('kind').notNull(),
    mode: text('mode').notNull(),
    day: date('day').notNull(),
    subject: text('subject').notNull(),
    venue: text('venue'),
    decisions: text('decisions'),
    letterNo: text('letter_no'),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('entered'),
    version: version(),
  },
  (t) => [index('association_meeting_at').on(t.scopeId, t.day)],
)

const meetingId = () =>
  uuid('meeting_id')
    .notNull()
    .references(() => associationMeeting.id)

/** How many of one level came to a meeting, into the room and online. */
export const associationAttendance = app.table(
  'association_attendance',
  {
    id: id(),
    scopeId: scopeId(),
    meetingId: meetingId(),
    level: text('level').notNull(),
    inPerson: smallint('in_person').notNull(),
    online: smallint('online').notNull(),
  },
  (t) => [unique('association_attendance_once').on(t.meetingId, t.level)],
)

/** A question or doubt of a meeting, and its answer, by level and never by name. */
export const associationQuestion = app.table(
  'association_question',
  {
    id: id(),
    scopeId: scopeId(),
    meetingId: meetingId(),
    askedByLevel: text('asked_by_level').notNull(),
    question: text('question').notNull(),
    answer: text('answer'),
    answeredByLevel: text('answered_by_level'),
    answeredOn: date('answered_on'),
    ...doneBy('entered'),
  },
  (t) => [index('association_question_of').on(t.meetingId, t.enteredAt)],
)

/** A day kept in a place that the official table of holidays does not hold. */
export const associationObservance = app.table(
  'association_observance',
  {
    id: id(),
    scopeId: scopeId(),
    day: date('day').notNull(),
    nameFa: text('name_fa').notNull(),
    fold: text('fold').notNull(),
    source: text('source').notNull(),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('entered'),
  },
  (t) => [unique('association_observance_once').on(t.scopeId, t.day, t.fold)],
)

/** A pilot province of the source; five of the six are not named in it. */
export const associationPilot = app.table(
  'association_pilot',
  {
    seq: smallint('seq').primaryKey(),
    scopeId: scopeId(),
    provinceId: uuid('province_id').references(() => place.id),
    source: text('source').notNull(),
  },
  (t) => [unique('association_pilot_province').on(t.provinceId)],
)
