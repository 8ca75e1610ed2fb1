import { sql } from 'drizzle-orm'
import { date, index, integer, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { app, bytea, doneBy, id, instant, scopeId, version } from './columns'
import { place } from './neighbourhoods'
import { facilitator, module } from './programmes'
import { session } from './workshops'

/** A service near the neighbourhoods of a county, as the office checked it. `scope_id` is the county's node. */
export const localService = app.table(
  'local_service',
  {
    id: id(),
    scopeId: scopeId(),
    countyId: uuid('county_id')
      .notNull()
      .references(() => place.id),
    /** COUNSELLING, HEALTH, WELFARE, LEGAL, SKILLS, CHILDREN or OTHER. */
    kind: text('kind').notNull(),
    nameFa: text('name_fa').notNull(),
    nameEn: text('name_en'),
    address: text('address'),
    phone: text('phone'),
    source: text('source').notNull(),
    checkedOn: date('checked_on').notNull(),
    ...doneBy('created'),
    /** Taken off; the row stays. */
    endedOn: date('ended_on'),
    version: version(),
  },
  (t) => [index('local_service_county').on(t.countyId, t.kind).where(sql`ended_on is null`)],
)

/** A module a facilitator passed with the trainer, outside the class. `scope_id` is the class's node. */
export const facilitatorModule = app.table(
  'facilitator_module',
  {
    facilitatorId: uuid('facilitator_id')
      .notNull()
      .references(() => facilitator.id),
    moduleCode: text('module_code')
      .notNull()
      .references(() => module.code),
    scopeId: scopeId(),
    passedOn: date('passed_on').notNull(),
    ...doneBy('entered'),
  },
  (t) => [primaryKey({ columns: [t.facilitatorId, t.moduleCode] })],
)

/** Faces after a session: counts of answers, and nothing of anybody. */
export const sessionMood = app.table('session_mood', {
  sessionId: uuid('session_id')
    .primaryKey()
    .references(() => session.id, { onDelete: 'cascade' }),
  scopeId: scopeId(),
  happy: smallint('happy').notNull(),
  neutral: smallint('neutral').notNull(),
  sad: smallint('sad').notNull(),
  ...doneBy('entered'),
  version: version(),
})

/** A text of ours spoken in a language of the province, sealed under its key; at most 5 MB. */
export const voice = app.table(
  'voice',
  {
    id: id(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    /** CONSENT or FACES. */
    spoken: text('spoken').notNull(),
    /** fa, azb (Azerbaijani Turkish), ckb (Sorani) or kmr (Kurmanji). */
    language: text('language').notNull(),
    mime: text('mime').notNull(),
    size: integer('size').notNull(),
    digest: bytea('digest').notNull(),
    sealed: text('sealed').notNull(),
    ...doneBy('created'),
    removedBy: uuid('removed_by'),
    removedAt: instant('removed_at'),
  },
  (t) => [uniqueIndex('voice_standing').on(t.scopeId, t.spoken, t.language).where(sql`removed_at is null`)],
)
