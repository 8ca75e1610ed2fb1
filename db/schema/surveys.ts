import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { person } from './people'
import { run } from './programmes'

/** The wording of an instrument that is not ours to ship, as an office supplied it; one stands for a language. */
export const instrumentWording = app.table(
  'instrument_wording',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    instrument: text('instrument').notNull(),
    language: text('language').notNull(),
    lead: text('lead').notNull(),
    items: text('items').array().notNull(),
    answers: text('answers').array().notNull(),
    source: text('source').notNull(),
    licence: text('licence').notNull(),
    ...doneBy('loaded'),
    removedAt: instant('removed_at'),
    removedBy: uuid('removed_by'),
  },
  (t) => [
    uniqueIndex('instrument_wording_standing')
      .on(t.scopeId, t.instrument, t.language)
      .where(sql`removed_at is null`),
  ],
)

/** A time at which everybody of a run is asked: before, after, or later. */
export const assessmentWave = app.table(
  'assessment_wave',
  {
    id: id(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    kind: text('kind').notNull(),
    instruments: text('instruments').array().notNull(),
    opensOn: date('opens_on').notNull(),
    closesOn: date('closes_on').notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedBy: uuid('closed_by'),
    closedAt: instant('closed_at'),
    version: version(),
  },
  (t) => [uniqueIndex('assessment_wave_kind').on(t.runId, t.kind)],
)

/** Who stands behind a pseudonym. Nobody reads it: functions of the database match pairs and issue cards. */
export const respondentLink = app.table(
  'respondent_link',
  {
    respondentKey: uuid('respondent_key').primaryKey(),
    scopeId: scopeId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id),
    /** Null once the link is deleted, a year after the run. */
    personId: uuid('person_id').references(() => person.id),
    /** A keyed hash of the number on her card; null before she has one. */
    codeHash: text('code_hash').unique('respondent_link_code'),
    issuedAt: instant('issued_at'),
    partedOn: date('parted_on'),
    /** Of a deleted link: whether she was counted in the figures of the run, and whether she completed. */
    counts: boolean('counts').notNull().default(true),
    completed: boolean('completed').notNull().default(false),
    /** She wants no card. */
    declinedAt: instant('declined_at'),
  },
  (t) => [uniqueIndex('respondent_link_person').on(t.runId, t.personId)],
)

/** The consent to being asked, under the pseudonym; without it the database takes no answer. */
export const surveyConsent = app.table('survey_consent', {
  respondentKey: uuid('respondent_key')
    .primaryKey()
    .references(() => respondentLink.respondentKey),
  scopeId: scopeId(),
  textVersion: text('text_version').notNull(),
  how: text('how').notNull(),
  takenAt: instant('taken_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
})

/** One respondent's answers to one instrument in one wave, under her pseudonym. Nobody reads rows of it. */
export const assessmentResponse = app.table(
  'assessment_response',
  {
    waveId: uuid('wave_id')
      .notNull()
      .references(() => assessmentWave.id),
    respondentKey: uuid('respondent_key')
      .notNull()
      .references(() => surveyConsent.respondentKey),
    instrument: text('instrument').notNull(),
    scopeId: scopeId(),
    /** By item, null where one was left out; null as a whole where only the score is known. */
    answers: smallint('answers').array(),
    score: doublePrecision('score').notNull(),
    /** Scores of parts that are indicators of their own; null where the whole stands for them. */
    parts: doublePrecision('parts').array(),
    low: boolean('low').notNull().default(false),
    mode: text('mode').notNull(),
    answeredOn: date('answered_on').notNull(),
  },
  (t) => [
    primaryKey({ name: 'assessment_response_once', columns: [t.waveId, t.respondentKey, t.instrument] }),
    index('assessment_response_by_key').on(t.respondentKey, t.instrument),
  ],
)

/** A wish to be called by a counsellor, made with consent. How to reach her is sealed and shown to who took it. */
export const referral = app.table(
  'referral',
  {
    id: id(),
    scopeId: scopeId(),
    waveId: uuid('wave_id')
      .notNull()
      .references(() => assessmentWave.id),
    /** Null once the links of its run are deleted. */
    respondentKey: uuid('respondent_key').references(() => surveyConsent.respondentKey),
    reason: text('reason').notNull(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    reachSealed: text('reach_sealed').notNull(),
    offeredOn: date('offered_on').notNull(),
    status: text('status').notNull().default('OFFERED'),
    takenBy: uuid('taken_by'),
    takenAt: instant('taken_at'),
    endedOn: date('ended_on'),
    version: integer('version').notNull().default(1),
  },
  (t) => [uniqueIndex('referral_once').on(t.waveId, t.respondentKey)],
)
