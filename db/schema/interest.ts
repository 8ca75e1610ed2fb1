import { date, index, text, uuid } from 'drizzle-orm/pg-core'
import { instant, pub, scopeId, version } from './columns'
import { place } from './neighbourhoods'

/** Somebody who would like to take part or to help, and wrote to an office. The public login writes it and reads none. */
export const interest = pub.table(
  'interest',
  {
    id: uuid('id').primaryKey(),
    scopeId: scopeId(),
    provinceId: uuid('province_id')
      .notNull()
      .references(() => place.id),
    /** PERSON or ORGANISATION. */
    kind: text('kind').notNull(),
    /** TAKE_PART or HELP. */
    wish: text('wish').notNull(),
    /** What she wrote, sealed. */
    sealed: text('sealed').notNull(),
    receivedOn: date('received_on').notNull(),
    state: text('state').notNull().default('OPEN'),
    answeredBy: uuid('answered_by'),
    answeredAt: instant('answered_at'),
    version: version(),
  },
  (t) => [index('interest_scope').on(t.scopeId, t.state, t.receivedOn)],
)
