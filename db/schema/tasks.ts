import { sql } from 'drizzle-orm'
import { boolean, date, index, text, unique, uuid } from 'drizzle-orm/pg-core'
import { app, id, instant, scopeId, version } from './columns'
import { cohort, enrolment, run } from './programmes'
import { session } from './workshops'

/** Something a person has to do: raised by the product or by hand, ended with a result. */
export const task = app.table(
  'task',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    /** ABSENCES, NO_SHOW, MAKE_UP, FREE_PLACE, GUEST, MISSING_SHEET, SAFEGUARD, CARD_QUERY or CONSENT_BACK. */
    kind: text('kind').notNull(),
    cohortId: uuid('cohort_id').references(() => cohort.id),
    enrolmentId: uuid('enrolment_id').references(() => enrolment.id),
    sessionId: uuid('session_id').references(() => session.id),
    /** What it is about, so that the same thing is raised once: e.g. the session that ended a streak. */
    about: text('about').notNull().default(''),
    dueOn: date('due_on'),
    /** For the office alone: the confidential route of a child in danger. */
    confidential: boolean('confidential').notNull().default(false),
    state: text('state').notNull().default('OPEN'),
    result: text('result'),
    note: text('note'),
    openedAt: instant('opened_at').notNull().default(sql`now()`),
    openedBy: uuid('opened_by'),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by'),
    version: version(),
  },
  (t) => [
    index('task_scope').on(t.scopeId, t.state),
    index('task_enrolment').on(t.enrolmentId),
    index('task_session').on(t.sessionId).where(sql`session_id is not null`),
    unique('task_once').on(t.kind, t.cohortId, t.enrolmentId, t.sessionId, t.about).nullsNotDistinct(),
  ],
)
