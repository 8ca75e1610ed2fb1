import { sql } from 'drizzle-orm'
import { date, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { userAccount } from './access'
import { app, instant, scopeId } from './columns'

/** An account that wants no digest sent; its page shows it all the same. */
export const digestRefusal = app.table('digest_refusal', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => userAccount.id),
  scopeId: scopeId(),
  since: instant('since').notNull().default(sql`now()`),
})

/** The digest of one week to one account: claimed before it leaves, so that it never leaves twice. */
export const digestSent = app.table(
  'digest_sent',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    /** The Saturday the week begins on. */
    week: date('week').notNull(),
    scopeId: scopeId(),
    channel: text('channel').notNull(),
    state: text('state').notNull().default('SENDING'),
    claimedAt: instant('claimed_at').notNull().default(sql`now()`),
    sentAt: instant('sent_at'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.week] })],
)
