import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, bytea, doneBy, id, instant, scopeId } from './columns'
import { place } from './neighbourhoods'
import { facilitator, run } from './programmes'

/** A target other than the registry's, per indicator and place, with its reason. */
export const runTarget = app.table(
  'run_target',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    code: text('code').notNull(),
    value: numeric('value', { mode: 'number' }).notNull(),
    source: text('source').notNull(),
  },
  (t) => [uniqueIndex('run_target_once').on(t.runId, t.code)],
)

/**
 * A target of an indicator: of the run or one place of it, of one facilitator, at the end or by the end of one Jalali
 * quarter. A revision adds a row with its reason; the last one holds, and one without a value takes the target away.
 */
export const indicatorTarget = app.table(
  'indicator_target',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    code: text('code').notNull(),
    placeId: uuid('place_id').references(() => place.id),
    facilitatorId: uuid('facilitator_id').references(() => facilitator.id),
    year: smallint('year'),
    quarter: smallint('quarter'),
    revision: integer('revision').notNull(),
    /** In the indicator's unit: hours, a share of one, points. */
    value: numeric('value', { mode: 'number' }),
    source: text('source').notNull(),
    reason: text('reason').notNull(),
    ...doneBy('set'),
  },
  (t) => [
    unique('indicator_target_once')
      .on(t.runId, t.code, t.placeId, t.facilitatorId, t.year, t.quarter, t.revision)
      .nullsNotDistinct(),
    index('indicator_target_place').on(t.placeId),
    index('indicator_target_facilitator').on(t.facilitatorId),
    check(
      'indicator_target_quarter',
      sql`(year is null) = (quarter is null) and (quarter is null or quarter between 1 and 4)`,
    ),
    check('indicator_target_value', sql`value is null or value >= 0`),
    check('indicator_target_reason', sql`btrim(reason) <> ''`),
  ],
)

/** A Jalali quarter as it was closed: what it was counted from, its figures, and the hash of their canonical text. */
export const quarterClosing = app.table(
  'quarter_closing',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    year: smallint('year').notNull(),
    quarter: smallint('quarter').notNull(),
    asOf: date('as_of').notNull(),
    /** PREPARED by one, SIGNED by another; WITHDRAWN before anybody signed. */
    state: text('state').notNull().default('PREPARED'),
    inputs: jsonb('inputs').notNull(),
    frozen: jsonb('frozen').notNull(),
    hash: text('hash').notNull(),
    /** Sheets of the quarter that were not approved, and why it was closed all the same. */
    unapproved: integer('unapproved').notNull(),
    unapprovedReason: text('unapproved_reason'),
    ...doneBy('prepared'),
    signedBy: uuid('signed_by'),
    signedAt: instant('signed_at'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [
    uniqueIndex('quarter_closing_once').on(t.runId, t.year, t.quarter).where(sql`state <> 'WITHDRAWN'`),
    check('quarter_closing_state', sql`state in ('PREPARED', 'SIGNED', 'WITHDRAWN')`),
    check('quarter_closing_quarter', sql`quarter between 1 and 4`),
    check('quarter_closing_two_people', sql`signed_by is null or signed_by <> prepared_by`),
    check(
      'quarter_closing_signed',
      sql`(state = 'SIGNED') = (signed_by is not null) and (signed_by is null) = (signed_at is null)`,
    ),
    check('quarter_closing_reason', sql`unapproved = 0 or coalesce(btrim(unapproved_reason), '') <> ''`),
  ],
)

/** A figure from outside the programme, entered by hand with its source; a mistake is struck out, never overwritten. */
export const outsideFigure = app.table(
  'outside_figure',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    code: text('code').notNull(),
    placeId: uuid('place_id')
      .notNull()
      .references(() => place.id),
    /** What is counted, in the words of the source. */
    title: text('title').notNull(),
    day: date('day').notNull(),
    value: numeric('value', { mode: 'number' }).notNull(),
    unit: text('unit').notNull(),
    source: text('source').notNull(),
    /** The paper it was read from, sealed under the province's key; at most 5 MB. */
    mime: text('mime'),
    size: integer('size'),
    digest: bytea('digest'),
    sealed: text('sealed'),
    ...doneBy('created'),
    struckBy: uuid('struck_by'),
    struckAt: instant('struck_at'),
    struckReason: text('struck_reason'),
  },
  (t) => [
    index('outside_figure_run').on(t.runId, t.placeId, t.day),
    index('outside_figure_place').on(t.placeId),
    check('outside_figure_value', sql`value >= 0`),
    check('outside_figure_source', sql`btrim(source) <> '' and btrim(title) <> ''`),
    check('outside_figure_size', sql`size is null or size between 1 and 5242880`),
    check(
      'outside_figure_file',
      sql`(mime is null) = (sealed is null) and (mime is null) = (size is null) and (mime is null) = (digest is null)`,
    ),
  ],
)
