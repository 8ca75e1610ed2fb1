import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, bytea, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'

/** A human being, once per province. Identifiers are encrypted; `scopes` are the units that hold her. */
export const person = app.table(
  'person',
  {
    id: id(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    scopes: integer('scopes').array().notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    fatherName: text('father_name'),
    /** Folded «first last father», for finding her however she is spelt. */
    fold: text('fold').notNull(),
    sex: text('sex').notNull(),
    birthDate: date('birth_date'),
    birthYear: smallint('birth_year').notNull(),
    nationalIdSealed: text('national_id_sealed'),
    nationalIdHash: bytea('national_id_hash'),
    noNationalIdReason: text('no_national_id_reason'),
    mobileSealed: text('mobile_sealed'),
    education: text('education'),
    isHouseholdHead: boolean('is_household_head'),
    homePlaceId: uuid('home_place_id').references(() => place.id),
    /** The row that holds her since two were found to be one; this one is a trace only. */
    mergedInto: uuid('merged_into'),
    /** When she was erased: the row stays for what was counted with it and is nobody's. */
    erasedAt: instant('erased_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    version: version(),
  },
  (t) => [
    uniqueIndex('person_national_id').on(t.provinceId, t.nationalIdHash),
    index('person_scopes').using('gin', t.scopes),
    index('person_fold').using('gin', sql`${t.fold} gin_trgm_ops`),
  ],
)

/** The key that seals one person's identifiers, itself sealed by the province's key. Deleting it forgets her. */
export const personKey = app.table('person_key', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  sealed: text('sealed').notNull(),
})

/** What she agreed to, in which state, by which text. */
export const consent = app.table(
  'consent',
  {
    id: id(),
    scopeId: scopeId(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    purpose: text('purpose').notNull(),
    state: text('state').notNull(),
    textVersion: text('text_version').notNull(),
    takenAt: instant('taken_at').notNull(),
    takenBy: uuid('taken_by'),
    withdrawnAt: instant('withdrawn_at'),
    /** When it was read aloud to her, by whom and in which session. */
    readAt: instant('read_at'),
    readBy: uuid('read_by'),
    sessionId: uuid('session_id'),
    /** Who consented for somebody under eighteen, and what she or he is to her. */
    guardianName: text('guardian_name'),
    guardianRelation: text('guardian_relation'),
  },
  (t) => [uniqueIndex('consent_person').on(t.id, t.personId), index('consent_by_person').on(t.personId)],
)

/** A native organisation, NGO, charity or partner. */
export const organisation = app.table(
  'organisation',
  {
    id: id(),
    scopeId: scopeId(),
    nameFa: text('name_fa').notNull(),
    fold: text('fold').notNull(),
    kind: text('kind').notNull(),
    countyId: uuid('county_id').references(() => place.id),
    registrationNo: text('registration_no'),
  },
  (t) => [uniqueIndex('organisation_name').on(t.scopeId, t.fold)],
)

/** A possible duplicate, waiting for the office; the person who typed it learns nothing. */
export const duplicateCase = app.table('duplicate_case', {
  id: id(),
  scopeId: scopeId(),
  personId: uuid('person_id')
    .notNull()
    .references(() => person.id),
  otherId: uuid('other_id')
    .notNull()
    .references(() => person.id),
  status: text('status').notNull().default('OPEN'),
  openedAt: instant('opened_at').notNull().default(sql`now()`),
  /** SAME: merged; DIFFERENT: two people. */
  decision: text('decision'),
  reason: text('reason'),
  decidedBy: uuid('decided_by'),
  decidedAt: instant('decided_at'),
})

/** Who was erased, as a keyed mark of her row that tells nothing without the key: what is erased again after a restore. */
export const erasureLog = app.table('erasure_log', {
  id: id(),
  scopeId: scopeId(),
  mark: bytea('mark').notNull().unique('erasure_log_mark'),
  erasedAt: instant('erased_at').notNull(),
  erasedBy: uuid('erased_by'),
  /** SAID, LETTER or GUARDIAN; RESTORE where a copy put back did not know it. */
  how: text('how').notNull(),
})
