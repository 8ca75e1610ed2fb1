import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { charityMeeting, charityNeed, charityProvider } from './charities'
import { charityAgreement } from './charity-agreements'
import { app, bytea, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { person } from './people'

/** A card of an agreement, for whoever is served by it and holds it; its number is kept as a keyed hash. */
export const charityCard = app.table(
  'charity_card',
  {
    id: id(),
    scopeId: scopeId(),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => charityAgreement.id),
    number: integer('number').notNull(),
    codeHash: text('code_hash').notNull(),
    issuedBy: uuid('issued_by').notNull(),
    issuedAt: instant('issued_at').notNull().default(sql`now()`),
  },
  (t) => [
    unique('charity_card_number').on(t.agreementId, t.number),
    unique('charity_card_code').on(t.codeHash),
  ],
)

/** What somebody served said of a Jalali month, by her card or read out by the office. */
export const charityConfirmation = app.table(
  'charity_confirmation',
  {
    id: id(),
    scopeId: scopeId(),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => charityAgreement.id),
    cardId: uuid('card_id')
      .notNull()
      .references(() => charityCard.id),
    month: integer('month').notNull(),
    answer: text('answer').notNull(),
    how: text('how').notNull(),
    answeredOn: date('answered_on').notNull(),
    recordedBy: uuid('recorded_by'),
  },
  (t) => [
    unique('charity_confirmation_once').on(t.cardId, t.month),
    index('charity_confirmation_agreement').on(t.agreementId, t.month),
  ],
)

/** What somebody served complains of, where it stands, and the answer; her words and the answer are sealed. */
export const charityComplaint = app.table(
  'charity_complaint',
  {
    id: uuid('id').primaryKey(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => charityAgreement.id),
    cardId: uuid('card_id').references(() => charityCard.id),
    about: text('about').notNull(),
    how: text('how').notNull(),
    saidSealed: text('said_sealed'),
    receivedOn: date('received_on').notNull(),
    state: text('state').notNull().default('OPEN'),
    answerSealed: text('answer_sealed'),
    answeredOn: date('answered_on'),
    createdBy: uuid('created_by'),
    takenBy: uuid('taken_by'),
    version: version(),
  },
  (t) => [
    uniqueIndex('charity_complaint_day').on(t.cardId, t.about, t.receivedOn).where(sql`how = 'CARD'`),
    index('charity_complaint_open').on(t.provinceId, t.state),
  ],
)

/** Somebody of the register whom a need concerns. */
export const charityNeedPerson = app.table(
  'charity_need_person',
  {
    id: id(),
    scopeId: scopeId(),
    needId: uuid('need_id')
      .notNull()
      .references(() => charityNeed.id),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    linkedBy: uuid('linked_by').notNull(),
    linkedAt: instant('linked_at').notNull().default(sql`now()`),
  },
  (t) => [unique('charity_need_person_once').on(t.needId, t.personId)],
)

/** What a benefactor promised, in whole rials or in kind, and what became of it. */
export const charityPledge = app.table(
  'charity_pledge',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    countyId: uuid('county_id').references(() => place.id),
    meetingId: uuid('meeting_id').references(() => charityMeeting.id),
    needId: uuid('need_id').references(() => charityNeed.id),
    benefactor: text('benefactor').notNull(),
    kind: text('kind').notNull(),
    amount: bigint('amount', { mode: 'number' }),
    goods: text('goods'),
    promisedOn: date('promised_on').notNull(),
    state: text('state').notNull().default('PROMISED'),
    settledOn: date('settled_on'),
    receiptNo: text('receipt_no'),
    reason: text('reason'),
    isDemo: boolean('is_demo').notNull().default(false),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    version: version(),
  },
  (t) => [
    uniqueIndex('charity_pledge_receipt').on(t.provinceId, t.receiptNo).where(sql`receipt_no is not null`),
    index('charity_pledge_meeting').on(t.meetingId).where(sql`meeting_id is not null`),
  ],
)

/** A provider's paper (licence, statutes), sealed under the province's key; at most 5 MB. */
export const charityDocument = app.table(
  'charity_document',
  {
    id: uuid('id').primaryKey(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => charityProvider.id),
    kind: text('kind').notNull(),
    mime: text('mime').notNull(),
    size: integer('size').notNull(),
    digest: bytea('digest').notNull(),
    sealed: text('sealed').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    removedAt: instant('removed_at'),
    removedBy: uuid('removed_by'),
  },
  (t) => [index('charity_document_provider').on(t.providerId).where(sql`removed_at is null`)],
)
