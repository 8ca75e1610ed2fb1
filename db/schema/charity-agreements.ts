import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { charityNeed, charityProvider, charityService } from './charities'
import { app, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'

/** A service handed to a provider from day to day, with its empowerment clause. */
export const charityAgreement = app.table(
  'charity_agreement',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => charityProvider.id),
    serviceId: uuid('service_id')
      .notNull()
      .references(() => charityService.id),
    code: text('code').notNull(),
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on').notNull(),
    capacity: integer('capacity').notNull(),
    clause: text('clause').notNull(),
    clauseAim: text('clause_aim').notNull(),
    status: text('status').notNull().default('PROPOSED'),
    statusSince: instant('status_since').notNull().default(sql`now()`),
    reason: text('reason'),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
    version: version(),
  },
  (t) => [
    unique('charity_agreement_code').on(t.provinceId, t.code),
    index('charity_agreement_provider').on(t.providerId, t.serviceId, t.status),
    index('charity_agreement_county').on(t.countyId, t.status),
  ],
)

/** A need offered to a provider, to be answered by a day; `ranked` says why it stood where it stood. */
export const charityOffer = app.table(
  'charity_offer',
  {
    id: id(),
    scopeId: scopeId(),
    needId: uuid('need_id')
      .notNull()
      .references(() => charityNeed.id),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => charityProvider.id),
    serviceId: uuid('service_id')
      .notNull()
      .references(() => charityService.id),
    agreementId: uuid('agreement_id').references(() => charityAgreement.id),
    people: integer('people').notNull(),
    ranked: jsonb('ranked').notNull(),
    offeredOn: date('offered_on').notNull(),
    answerBy: date('answer_by').notNull(),
    status: text('status').notNull().default('OFFERED'),
    reason: text('reason'),
    answeredBy: uuid('answered_by'),
    answeredAt: instant('answered_at'),
    releasedOn: date('released_on'),
    ...doneBy('created'),
  },
  (t) => [
    uniqueIndex('charity_offer_open')
      .on(t.needId, t.providerId, t.serviceId)
      .where(sql`status in ('OFFERED','ACCEPTED')`),
    index('charity_offer_provider').on(t.providerId, t.status),
    index('charity_offer_agreement').on(t.agreementId).where(sql`agreement_id is not null`),
  ],
)

/** What an agreement delivered in a Jalali month (140304). */
export const charityDelivery = app.table(
  'charity_delivery',
  {
    id: id(),
    scopeId: scopeId(),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => charityAgreement.id),
    month: integer('month').notNull(),
    served: integer('served').notNull(),
    units: integer('units').notNull(),
    ...doneBy('recorded'),
    version: version(),
  },
  (t) => [unique('charity_delivery_once').on(t.agreementId, t.month)],
)

/** The quality of an agreement's service as it was found, and before it where that is known. */
export const charityReview = app.table(
  'charity_review',
  {
    id: id(),
    scopeId: scopeId(),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => charityAgreement.id),
    day: date('day').notNull(),
    beforeScore: smallint('before_score'),
    score: smallint('score').notNull(),
    finding: text('finding').notNull(),
    ...doneBy('made'),
  },
  (t) => [unique('charity_review_once').on(t.agreementId, t.day)],
)

/** People an agreement led to work or to standing on their own in a Jalali month. */
export const charityOutcome = app.table(
  'charity_outcome',
  {
    id: id(),
    scopeId: scopeId(),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => charityAgreement.id),
    kind: text('kind').notNull(),
    month: integer('month').notNull(),
    count: integer('count').notNull(),
    ...doneBy('recorded'),
    version: version(),
  },
  (t) => [unique('charity_outcome_once').on(t.agreementId, t.kind, t.month)],
)

/** An event that makes taking part part of the culture, with its audience. */
export const charityEvent = app.table(
  'charity_event',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    day: date('day').notNull(),
    titleFa: text('title_fa').notNull(),
    audience: text('audience').notNull(),
    attendees: integer('attendees').notNull(),
    isDemo: boolean('is_demo').notNull().default(false),
    ...doneBy('created'),
  },
  (t) => [index('charity_event_day').on(t.provinceId, t.day)],
)

/** One step of a need, a provider or an agreement on its way. */
export const charityStep = app.table(
  'charity_step',
  {
    id: id(),
    scopeId: scopeId(),
    subject: text('subject').notNull(),
    subjectId: uuid('subject_id').notNull(),
    fromStatus: text('from_status'),
    toStatus: text('to_status').notNull(),
    reason: text('reason'),
    ...doneBy('made'),
  },
  (t) => [index('charity_step_subject_id').on(t.subjectId, t.madeAt)],
)
