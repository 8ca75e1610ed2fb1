import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { organisation } from './people'

/** A kind of service of a province's catalogue; how it reaches people follows its agreements. */
export const charityService = app.table(
  'charity_service',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    code: text('code').notNull(),
    titleFa: text('title_fa').notNull(),
    fold: text('fold').notNull(),
    domain: text('domain').notNull(),
    sinceYear: smallint('since_year'),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
    version: version(),
  },
  (t) => [
    unique('charity_service_code').on(t.provinceId, t.code),
    unique('charity_service_title').on(t.provinceId, t.domain, t.fold),
  ],
)

/** A charity, NGO or benefactor, with a node of its own in the tree, its fields and its licence. */
export const charityProvider = app.table(
  'charity_provider',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    code: text('code').notNull(),
    nameFa: text('name_fa').notNull(),
    fold: text('fold').notNull(),
    providerType: text('provider_type').notNull(),
    domains: text('domains').notNull(),
    licenceNo: text('licence_no'),
    licenceIssuer: text('licence_issuer'),
    licenceUntil: date('licence_until'),
    contact: text('contact'),
    /** The day it said it may be named in public, and what is written down of that. */
    nameConsentOn: date('name_consent_on'),
    nameConsentNote: text('name_consent_note'),
    status: text('status').notNull().default('APPLIED'),
    statusSince: instant('status_since').notNull().default(sql`now()`),
    /** The hour at which a demonstration stands; null wherever the work is real. */
    pinnedNow: instant('pinned_now'),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
    version: version(),
  },
  (t) => [
    unique('charity_provider_unit').on(t.scopeId),
    unique('charity_provider_organisation').on(t.organisationId),
    unique('charity_provider_code').on(t.provinceId, t.code),
    index('charity_provider_county').on(t.countyId, t.status),
  ],
)

/** How many people a provider can take for a service, and how many of the places are given away. */
export const charityCapacity = app.table(
  'charity_capacity',
  {
    id: id(),
    scopeId: scopeId(),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => charityProvider.id),
    serviceId: uuid('service_id')
      .notNull()
      .references(() => charityService.id),
    places: integer('places').notNull(),
    taken: integer('taken').notNull().default(0),
    version: version(),
  },
  (t) => [unique('charity_capacity_once').on(t.providerId, t.serviceId)],
)

/** What was found when a provider's means were looked at. */
export const charityAssessment = app.table(
  'charity_assessment',
  {
    id: id(),
    scopeId: scopeId(),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => charityProvider.id),
    day: date('day').notNull(),
    finding: text('finding').notNull(),
    ...doneBy('made'),
  },
  (t) => [index('charity_assessment_provider').on(t.providerId, t.day)],
)

/** A consultative meeting with benefactors, with its minutes. */
export const charityMeeting = app.table(
  'charity_meeting',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id').references(() => place.id),
    day: date('day').notNull(),
    titleFa: text('title_fa').notNull(),
    minutes: text('minutes').notNull(),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
  },
  (t) => [index('charity_meeting_day').on(t.provinceId, t.day)],
)

/** A need of a county, counted and nobody's: no person is named in it. */
export const charityNeed = app.table(
  'charity_need',
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
    domain: text('domain').notNull(),
    serviceId: uuid('service_id').references(() => charityService.id),
    titleFa: text('title_fa').notNull(),
    isNew: boolean('is_new').notNull(),
    priority: text('priority').notNull(),
    identifiedOn: date('identified_on').notNull(),
    peopleCount: integer('people_count').notNull(),
    verifiedCount: integer('verified_count'),
    meetingId: uuid('meeting_id').references(() => charityMeeting.id),
    status: text('status').notNull().default('IDENTIFIED'),
    statusSince: instant('status_since').notNull().default(sql`now()`),
    reason: text('reason'),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
    version: version(),
  },
  (t) => [
    unique('charity_need_code').on(t.provinceId, t.code),
    index('charity_need_county').on(t.countyId, t.status),
  ],
)

/** What a benefactor promised for a need at a meeting. */
export const charityPromise = app.table(
  'charity_promise',
  {
    id: id(),
    scopeId: scopeId(),
    meetingId: uuid('meeting_id')
      .notNull()
      .references(() => charityMeeting.id),
    needId: uuid('need_id')
      .notNull()
      .references(() => charityNeed.id),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => charityProvider.id),
    promised: text('promised').notNull(),
    ...doneBy('created'),
  },
  (t) => [index('charity_promise_need').on(t.needId)],
)
