import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { person } from './people'
import { cohort, run } from './programmes'

/** The step 1 workshop in which facilitators are trained. */
export const trainingClass = app.table('training_class', {
  id: id(),
  scopeId: scopeId(),
  runId: uuid('run_id')
    .notNull()
    .references(() => run.id),
  titleFa: text('title_fa').notNull(),
  trainerName: text('trainer_name'),
  plannedMinutes: integer('planned_minutes').notNull(),
})

/**
 * One meeting of a cohort or of the class. The counters are written by the statement that writes its register,
 * so that any list or figure reads sessions and never counts attendance.
 */
export const session = app.table(
  'session',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    cohortId: uuid('cohort_id').references(() => cohort.id),
    classId: uuid('class_id').references(() => trainingClass.id),
    seq: smallint('seq').notNull(),
    moduleCode: text('module_code'),
    day: date('day').notNull(),
    startsAt: instant('starts_at').notNull(),
    /** Net minutes planned and, once held, net minutes held. */
    plannedMinutes: smallint('planned_minutes').notNull(),
    breakMinutes: smallint('break_minutes').notNull().default(0),
    netMinutes: smallint('net_minutes').notNull(),
    mode: text('mode').notNull().default('IN_PERSON'),
    venue: text('venue'),
    status: text('status').notNull().default('SCHEDULED'),
    cancelReason: text('cancel_reason'),
    replacesId: uuid('replaces_id'),
    /** A make-up for those who missed that session: its hours are credited, never delivered twice. */
    makesUpId: uuid('makes_up_id'),
    /** A make-up that was a guest's presence in another cohort: its only row is hers. */
    visit: boolean('visit').notNull().default(false),
    /** The day it was first planned for; `day` moves, this stays. */
    firstDay: date('first_day'),
    moveReason: text('move_reason'),
    planReason: text('plan_reason'),
    topic: text('topic'),
    note: text('note'),
    headCount: smallint('head_count'),
    mismatch: text('mismatch'),
    /** First recorded on the phone or desk; edit windows count from it. */
    recordedAt: instant('recorded_at'),
    recordedBy: uuid('recorded_by'),
    submittedAt: instant('submitted_at'),
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by'),
    returnReason: text('return_reason'),
    flags: text('flags').array().notNull().default(sql`'{}'`),
    nRows: smallint('n_rows').notNull().default(0),
    nPresent: smallint('n_present').notNull().default(0),
    nLate: smallint('n_late').notNull().default(0),
    nEarly: smallint('n_early').notNull().default(0),
    nAbsent: smallint('n_absent').notNull().default(0),
    nExcused: smallint('n_excused').notNull().default(0),
    creditedMinutes: integer('credited_minutes').notNull().default(0),
    /** The operation that stands for the head count, for topic, note and reason, and for what was done with the sheet. */
    headOp: uuid('head_op'),
    detailsOp: uuid('details_op'),
    actOp: uuid('act_op'),
    /** What names it in an SMS; the database gives it. */
    smsCode: integer('sms_code').notNull().default(sql`app.next_session_code()`),
    version: version(),
  },
  (t) => [
    index('session_run_day').on(t.runId, t.day),
    index('session_cohort_day').on(t.cohortId, t.day),
    index('session_class').on(t.classId),
    uniqueIndex('session_sms_code').on(t.smsCode),
    index('session_scope_status').on(t.scopeId, t.status),
    index('session_makes_up_of').on(t.makesUpId).where(sql`makes_up_id is not null`),
  ],
)

/** One person's mark in one session: code 1 present, 2 late, 3 left early, 4 absent, 5 excused. */
export const attendance = app.table(
  'attendance',
  {
    sessionId: uuid('session_id').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    scopeId: scopeId(),
    code: smallint('code').notNull(),
    lateMinutes: smallint('late_minutes').notNull().default(0),
    earlyMinutes: smallint('early_minutes').notNull().default(0),
    creditedMinutes: smallint('credited_minutes').notNull(),
    reason: text('reason'),
    isMakeUp: boolean('is_make_up').notNull().default(false),
    /** The session of her own cohort that this presence made up; only where it earned minutes, so that it counts once. */
    makesUpId: uuid('makes_up_id'),
    opId: uuid('op_id'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.personId] }),
    index('attendance_person').on(t.personId),
    uniqueIndex('attendance_made_up').on(t.personId, t.makesUpId).where(sql`makes_up_id is not null`),
    index('attendance_makes_up_of').on(t.makesUpId).where(sql`makes_up_id is not null`),
  ],
)

/** Somebody who came without being enrolled: provisional until the office matches her, and credited nothing. */
export const sessionGuest = app.table(
  'session_guest',
  {
    id: id(),
    scopeId: scopeId(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id),
    name: text('name').notNull(),
    personId: uuid('person_id').references(() => person.id),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** What the office found: MADE_UP (enrolled elsewhere in the run), ENROLLED, VISITOR. Null while open. */
    resolution: text('resolution'),
    resolvedBy: uuid('resolved_by'),
    resolvedAt: instant('resolved_at'),
    /** The session of her own cohort through which her hour was credited (MADE_UP). */
    creditedIn: uuid('credited_in'),
  },
  (t) => [
    index('session_guest_session').on(t.sessionId),
    index('session_guest_credited_in').on(t.creditedIn).where(sql`credited_in is not null`),
  ],
)

/** A tap that has reached the office. Its id makes sending it again harmless. */
export const operation = app.table(
  'operation',
  {
    id: uuid('id').primaryKey(),
    scopeId: scopeId(),
    sessionId: uuid('session_id').notNull(),
    personId: uuid('person_id'),
    kind: text('kind').notNull(),
    body: jsonb('body'),
    actorId: uuid('actor_id').notNull(),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
    /** The operations it replaces knowingly: what stood in its place when it was made. */
    supersedes: uuid('supersedes').array().notNull().default(sql`'{}'`),
    /** What the phone's clock said; decides nothing. */
    claimedAt: instant('claimed_at'),
    deviceId: uuid('device_id'),
  },
  (t) => [
    index('operation_session').on(t.sessionId),
    index('operation_acts').on(t.deviceId, t.claimedAt).where(sql`kind = 'act' and device_id is not null`),
  ],
)

/** Sessions and minutes of a cohort in a Jalali month (140302), kept by the statement that writes a register. */
export const cohortMonth = app.table(
  'cohort_month',
  {
    runId: uuid('run_id').notNull(),
    scopeId: scopeId(),
    cohortId: uuid('cohort_id')
      .notNull()
      .references(() => cohort.id),
    month: integer('month').notNull(),
    held: smallint('held').notNull().default(0),
    netMinutes: integer('net_minutes').notNull().default(0),
    rows: integer('rows').notNull().default(0),
    attended: integer('attended').notNull().default(0),
    creditedMinutes: integer('credited_minutes').notNull().default(0),
  },
  (t) => [uniqueIndex('cohort_month_key').on(t.runId, t.cohortId, t.month)],
)

/** A day of the Jalali calendar, loaded as data for the years the product serves. */
export const calendarDay = app.table('calendar_day', {
  day: date('day').primaryKey(),
  month: integer('month').notNull(),
})

/** An uploaded file being looked at before anything is written; sealed, short-lived. */
export const importDraft = app.table('import_draft', {
  id: id(),
  scopeId: scopeId(),
  runId: uuid('run_id')
    .notNull()
    .references(() => run.id),
  kind: text('kind').notNull(),
  fileName: text('file_name').notNull(),
  sealed: text('sealed').notNull(),
  ...doneBy('created'),
  usedAt: instant('used_at'),
  result: jsonb('result').$type<Record<string, number>>(),
})

/** What the office decided on a sheet: approved, returned or reopened, and why. */
export const sheetReview = app.table(
  'sheet_review',
  {
    id: id(),
    scopeId: scopeId(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id),
    decision: text('decision').notNull(),
    reason: text('reason'),
    ...doneBy('decided'),
  },
  (t) => [index('sheet_review_session').on(t.sessionId)],
)
