import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  date,
  index,
  integer,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId } from './columns'
import { hamyarGroup } from './hamyar'

const groupId = () =>
  uuid('group_id')
    .notNull()
    .references(() => hamyarGroup.id)

/** One step of a group on its way, by whom and why. */
export const hamyarStep = app.table(
  'hamyar_step',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    act: text('act').notNull(),
    fromStatus: text('from_status'),
    toStatus: text('to_status').notNull(),
    reason: text('reason'),
    ...doneBy('made'),
  },
  (t) => [index('hamyar_step_group').on(t.groupId, t.madeAt)],
)

/** The county's or the province's word on the members as they were. */
export const hamyarApproval = app.table(
  'hamyar_approval',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    level: text('level').notNull(),
    membersVersion: integer('members_version').notNull(),
    letterNo: text('letter_no'),
    ...doneBy('approved'),
  },
  (t) => [
    unique('hamyar_approval_once').on(t.groupId, t.level, t.membersVersion),
    unique('hamyar_approval_two_people').on(t.groupId, t.membersVersion, t.approvedBy),
  ],
)

/** A line of the rule set a group at work falls short of, until it holds again. */
export const hamyarBreach = app.table(
  'hamyar_breach',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    line: text('line').notNull(),
    openedOn: date('opened_on').notNull(),
    mendBy: date('mend_by').notNull(),
    mendedOn: date('mended_on'),
  },
  (t) => [uniqueIndex('hamyar_breach_open').on(t.groupId, t.line).where(sql`mended_on is null`)],
)

/** What the social worker found of the group's self-sufficiency, dated and signed. */
export const hamyarAssessment = app.table(
  'hamyar_assessment',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    day: date('day').notNull(),
    finding: text('finding').notNull(),
    ...doneBy('signed'),
  },
  (t) => [index('hamyar_assessment_group').on(t.groupId, t.signedAt)],
)

/** A question of the ladder of self-sufficiency, on its rung. */
export const hamyarCriterion = app.table(
  'hamyar_criterion',
  {
    id: id(),
    scopeId: scopeId(),
    code: text('code').notNull(),
    rung: smallint('rung').notNull(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en').notNull(),
    source: text('source').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (t) => [unique('hamyar_criterion_code').on(t.scopeId, t.code)],
)

/** A criterion an assessment found met. */
export const hamyarAssessmentLine = app.table(
  'hamyar_assessment_line',
  {
    assessmentId: uuid('assessment_id')
      .notNull()
      .references(() => hamyarAssessment.id),
    criterionId: uuid('criterion_id')
      .notNull()
      .references(() => hamyarCriterion.id),
    scopeId: scopeId(),
  },
  (t) => [primaryKey({ columns: [t.assessmentId, t.criterionId] })],
)

/** A line of the group's own book in whole rials; corrected by a reversal, never changed. */
export const hamyarEntry = app.table(
  'hamyar_entry',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    kind: text('kind').notNull(),
    day: date('day').notNull(),
    amountRial: bigint('amount_rial', { mode: 'bigint' }).notNull(),
    note: text('note'),
    reverses: uuid('reverses').references((): AnyPgColumn => hamyarEntry.id),
    ...doneBy('entered'),
  },
  (t) => [index('hamyar_entry_group').on(t.groupId, t.day), unique('hamyar_entry_reversed').on(t.reverses)],
)

/** Of which kinds the group shows its social worker the totals; the newest row holds. */
export const hamyarSharing = app.table(
  'hamyar_sharing',
  {
    id: id(),
    scopeId: scopeId(),
    groupId: groupId(),
    kinds: text('kinds').array().notNull(),
    ...doneBy('decided'),
  },
  (t) => [index('hamyar_sharing_group').on(t.groupId, t.decidedAt)],
)
