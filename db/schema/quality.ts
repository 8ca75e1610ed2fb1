import { boolean, date, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { person } from './people'
import { run } from './programmes'
import { session } from './workshops'

/** What was found when a flag was looked into; it holds for the facts it names and for no others. */
export const qualitySettlement = app.table(
  'quality_settlement',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    kind: text('kind').notNull(),
    /** The session, or the flag of a phone, that it is about. */
    subject: uuid('subject').notNull(),
    facts: text('facts').notNull(),
    finding: text('finding').notNull(),
    note: text('note').notNull(),
    ...doneBy('settled'),
  },
  (t) => [unique('quality_settlement_once').on(t.runId, t.kind, t.subject, t.facts)],
)

/** A draw of presences to call back, with everything that makes it repeatable. */
export const callSample = app.table(
  'call_sample',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    countyId: uuid('county_id').references(() => place.id),
    seed: text('seed').notNull(),
    fromDay: date('from_day').notNull(),
    toDay: date('to_day').notNull(),
    wanted: smallint('wanted').notNull(),
    /** Sessions it was drawn from, those of them with an open flag, and how much heavier these weighed. */
    pool: integer('pool').notNull(),
    poolFlagged: integer('pool_flagged').notNull(),
    weight: smallint('weight').notNull(),
    ...doneBy('drawn'),
  },
  (t) => [index('call_sample_run').on(t.runId, t.drawnAt)],
)

/** One presence of a draw, and what the woman called back said. */
export const callLine = app.table(
  'call_line',
  {
    id: id(),
    scopeId: scopeId(),
    sampleId: uuid('sample_id')
      .notNull()
      .references(() => callSample.id),
    position: smallint('position').notNull(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    flagged: boolean('flagged').notNull(),
    outcome: text('outcome'),
    calledBy: uuid('called_by'),
    calledAt: instant('called_at'),
    version: version(),
  },
  (t) => [
    unique('call_line_once').on(t.sampleId, t.position),
    index('call_line_person').on(t.personId),
    index('call_line_session').on(t.sessionId),
  ],
)
