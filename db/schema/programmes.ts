import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, dateSpans, doneBy, id, instant, scopeId, sign, version } from './columns'
import { place } from './neighbourhoods'
import { consent, organisation, person } from './people'

/** A law, priority or document a run rests on, with the days it was in force. */
export const legalBasis = app.table('legal_basis', {
  id: id(),
  code: text('code').notNull().unique('legal_basis_code'),
  titleFa: text('title_fa').notNull(),
  titleEn: text('title_en').notNull(),
  kind: text('kind').notNull(),
  source: text('source').notNull(),
  validFrom: date('valid_from'),
  validTo: date('valid_to'),
  /** Null for the nation's; else the province that wrote it down. */
  provinceId: uuid('province_id').references(() => place.id),
})

/** An aim of one of the four programmes, in the words of its source. */
export const aim = app.table('aim', {
  code: text('code').primaryKey(),
  programme: text('programme').notNull(),
  seq: smallint('seq').notNull(),
  titleFa: text('title_fa').notNull(),
  titleEn: text('title_en').notNull(),
  source: text('source').notNull(),
})

/** One of the ten modules of six hours. */
export const module = app.table('module', {
  code: text('code').primaryKey(),
  seq: smallint('seq').notNull(),
  titleFa: text('title_fa').notNull(),
  titleEn: text('title_en').notNull(),
  aims: text('aims').array().notNull(),
})

/** An official holiday, loaded per year as data and never computed. */
export const holiday = app.table('holiday', {
  day: date('day').primaryKey(),
  nameFa: text('name_fa').notNull(),
  nameEn: text('name_en').notNull(),
  source: text('source').notNull(),
})

/** A period in which a province carries the plan out. */
export const run = app.table('run', {
  id: id(),
  scopeId: scopeId(),
  provinceId: uuid('province_id')
    .notNull()
    .references(() => place.id),
  code: text('code').notNull().unique('run_code'),
  nameFa: text('name_fa').notNull(),
  nameEn: text('name_en').notNull(),
  startDate: date('start_date').notNull(),
  endDate: date('end_date').notNull(),
  status: text('status').notNull().default('DRAFT'),
  isDemo: boolean('is_demo').notNull().default(false),
  /** A demonstration's clock; null for a real run. */
  pinnedNow: instant('pinned_now'),
  letterNo: text('letter_no'),
  letterDate: date('letter_date'),
  /** Who the run is for, unless a cohort says otherwise: WOMEN, MEN or MIXED. */
  audience: text('audience').notNull().default('MIXED'),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  closedAt: instant('closed_at'),
  /** The figures as they stood when the run was closed, with a hash of their canonical text; never changed. */
  frozen: jsonb('frozen'),
  frozenHash: text('frozen_hash'),
  /** When it was forgotten who stands behind the answers of its surveys. */
  linksPartedOn: date('links_parted_on'),
  version: version(),
})

/** Money given for a run or spent on it, beside its physical progress. A mistake is struck out, never overwritten. */
export const budgetLine = app.table(
  'budget_line',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    /** BUDGET: credit given; SPENT: paid out of it. */
    kind: text('kind').notNull(),
    day: date('day').notNull(),
    amountRial: bigint('amount_rial', { mode: 'number' }).notNull(),
    title: text('title').notNull(),
    letterNo: text('letter_no'),
    ...doneBy('created'),
    struckBy: uuid('struck_by'),
    struckAt: instant('struck_at'),
    struckReason: text('struck_reason'),
  },
  (t) => [index('budget_line_run').on(t.runId, t.day)],
)

export const runLegalBasis = app.table(
  'run_legal_basis',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    legalBasisId: uuid('legal_basis_id')
      .notNull()
      .references(() => legalBasis.id),
  },
  (t) => [uniqueIndex('run_legal_basis_once').on(t.runId, t.legalBasisId)],
)

/** One value of one rule from one day on. A change adds a row; nothing is overwritten. */
export const rule = app.table(
  'rule',
  {
    id: id(),
    key: text('key').notNull(),
    /** A number, a word or a list, as the rule's kind says (lib/rules/registry). */
    value: jsonb('value').$type<number | string | boolean | string[]>().notNull(),
    level: text('level').notNull(),
    provinceId: uuid('province_id').references(() => place.id),
    runId: uuid('run_id').references(() => run.id),
    validFrom: instant('valid_from').notNull(),
    source: text('source').notNull(),
    note: text('note'),
    reason: text('reason'),
    changedBy: uuid('changed_by'),
    changedAt: instant('changed_at').notNull().default(sql`now()`),
  },
  (t) => [index('rule_key').on(t.key, t.validFrom)],
)

/** A local facilitator within one run: trained in step 1, leading sessions in step 2. */
export const facilitator = app.table(
  'facilitator',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    userId: uuid('user_id'),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    countyId: uuid('county_id').references(() => place.id),
    status: text('status').notNull().default('NOMINATED'),
    trainingMinutes: integer('training_minutes').notNull().default(0),
    knowledgePre: smallint('knowledge_pre'),
    knowledgePost: smallint('knowledge_post'),
    acceptedOn: date('accepted_on'),
    certifiedOn: date('certified_on'),
    certificateNo: text('certificate_no'),
    /** Why and when she left: refused, withdrawn, not certified, revoked or replaced; by whom she was replaced. */
    endReason: text('end_reason'),
    endedOn: date('ended_on'),
    replacedBy: uuid('replaced_by'),
    version: version(),
  },
  (t) => [uniqueIndex('facilitator_once').on(t.runId, t.personId), index('facilitator_user').on(t.userId)],
)

/** The participants of one neighbourhood in one run. `scope_id` is the cohort's own node. */
export const cohort = app.table(
  'cohort',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    placeId: uuid('place_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    code: text('code').notNull(),
    audience: text('audience').notNull().default('MIXED'),
    targetSize: smallint('target_size').notNull(),
    plannedMinutes: integer('planned_minutes').notNull(),
    /** Weekdays (Saturday 0) and a start time, e.g. {"days":[0,2],"time":"09:30"}. */
    slots: jsonb('slots').$type<{ days: number[]; time: string }>(),
    status: text('status').notNull().default('PLANNED'),
    /** The day of the first session held; coverage counts from it. */
    runningSince: date('running_since'),
    /** Declared ready, with the three conditions met. */
    readyOn: date('ready_on'),
    /** A director let it be closed below its planned hours, and why. */
    waivedBy: uuid('waived_by'),
    waivedReason: text('waived_reason'),
    closedOn: date('closed_on'),
    /** Its figures at closing: completed, strict, left, minutes; frozen. */
    closing: jsonb('closing').$type<Record<string, number | string>>(),
    version: version(),
  },
  (t) => [uniqueIndex('cohort_place').on(t.runId, t.placeId), uniqueIndex('cohort_scope').on(t.scopeId)],
)

/** Who leads a cohort, and who helped until when. */
export const cohortFacilitator = app.table(
  'cohort_facilitator',
  {
    id: id(),
    scopeId: scopeId(),
    cohortId: uuid('cohort_id')
      .notNull()
      .references(() => cohort.id),
    facilitatorId: uuid('facilitator_id')
      .notNull()
      .references(() => facilitator.id),
    role: text('role').notNull(),
    fromDay: date('from_day').notNull(),
    toDay: date('to_day'),
  },
  (t) => [index('cohort_facilitator_cohort').on(t.cohortId)],
)

/** A person's place in a cohort. It cannot exist without a consent of hers. */
export const enrolment = app.table(
  'enrolment',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    cohortId: uuid('cohort_id')
      .notNull()
      .references(() => cohort.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    consentId: uuid('consent_id')
      .notNull()
      .references(() => consent.id),
    rowNo: smallint('row_no').notNull(),
    status: text('status').notNull().default('REGISTERED'),
    registeredOn: date('registered_on').notNull(),
    activatedOn: date('activated_on'),
    closedOn: date('closed_on'),
    closeReason: text('close_reason'),
    /** Sum over submitted and approved sessions, kept by the statement that writes a register. */
    creditedMinutes: integer('credited_minutes').notNull().default(0),
    /** Minutes earned in the groups she came from, which go along with her; never counted among this group's. */
    carriedMinutes: integer('carried_minutes').notNull().default(0),
    ageAtStart: smallint('age_at_start'),
    completionRule: text('completion_rule'),
    /** Where a person on the waiting list stands: who came first is promoted first. Null for everybody else. */
    waitingSince: instant('waiting_since'),
    /** A guardian's consent for those under eighteen. */
    guardianConsentId: uuid('guardian_consent_id').references(() => consent.id),
    /** The enrolment in another cohort that this one went on in. */
    transferredTo: uuid('transferred_to'),
    /** Days on which she was not in the group, though she is again. */
    away: dateSpans('away').notNull().default(sql`'{}'`),
    ...sign(),
    version: version(),
  },
  (t) => [
    uniqueIndex('enrolment_sign').on(t.cohortId, t.symbol, t.colour).where(sql`symbol is not null`),
    uniqueIndex('enrolment_row').on(t.cohortId, t.rowNo),
    uniqueIndex('enrolment_person').on(t.cohortId, t.personId),
    uniqueIndex('enrolment_open')
      .on(t.runId, t.personId)
      .where(sql`status in ('REGISTERED','ACTIVE','WAITING')`),
    index('enrolment_run').on(t.runId),
    index('enrolment_of_person').on(t.personId, t.runId),
  ],
)
