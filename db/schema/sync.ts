import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { userAccount } from './access'
import { app, bytea, id, instant, scopeId } from './columns'
import { session } from './workshops'

const account = () =>
  uuid('user_id')
    .notNull()
    .references(() => userAccount.id)

/** A phone of an account: the key its batches are signed with. `pending` and `agreed` are ids both sides compare. */
export const device = app.table(
  'device',
  {
    id: id(),
    scopeId: scopeId(),
    userId: account(),
    publicKey: jsonb('public_key').notNull(),
    name: text('name').notNull().default(''),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    lastSeenAt: instant('last_seen_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by'),
    pending: uuid('pending').array().notNull().default(sql`'{}'`),
    agreed: uuid('agreed').array().notNull().default(sql`'{}'`),
    /** How often phone and office did not agree on what was received. */
    mismatches: integer('mismatches').notNull().default(0),
    /** How far the phone's clock was off when it last sent. */
    skewSeconds: integer('skew_seconds'),
  },
  (t) => [index('device_user').on(t.userId)],
)

/** The secret that opens an account's data on its device again; sealed, and given to its signed-in owner only. */
export const deviceSecret = app.table('device_secret', {
  deviceId: uuid('device_id')
    .primaryKey()
    .references(() => device.id),
  userId: account(),
  sealed: text('sealed').notNull(),
})

/** A batch and the receipts of its operations: `ops` as they were sent, `odd` those not plainly applied. */
export const syncBatch = app.table(
  'sync_batch',
  {
    id: id(),
    scopeId: scopeId(),
    batch: uuid('batch').notNull(),
    deviceId: uuid('device_id').notNull(),
    userId: account(),
    seq: integer('seq').notNull(),
    digest: bytea('digest').notNull(),
    /** The device is the account's and the signature the device's. */
    sound: boolean('sound').notNull(),
    sentAt: instant('sent_at').notNull(),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
    ops: uuid('ops').array().notNull(),
    odd: jsonb('odd').notNull().default({}),
    answer: jsonb('answer').notNull(),
  },
  (t) => [
    unique('sync_batch_bytes').on(t.userId, t.digest, t.sound),
    uniqueIndex('sync_batch_once').on(t.batch).where(sql`sound`),
  ],
)

/** An operation that could not be applied: kept, sealed, until somebody with power over the place decides. */
export const quarantine = app.table(
  'quarantine',
  {
    id: id(),
    scopeId: scopeId(),
    batchId: uuid('batch_id')
      .notNull()
      .references(() => syncBatch.id),
    opId: uuid('op_id').notNull(),
    sessionId: uuid('session_id'),
    deviceId: uuid('device_id').notNull(),
    userId: account(),
    sound: boolean('sound').notNull(),
    kind: text('kind').notNull(),
    sealed: text('sealed').notNull(),
    /** A sheet handed in before its marks came: no words in it, and tried again by itself. */
    held: jsonb('held'),
    code: text('code').notNull(),
    codeValues: jsonb('code_values').notNull().default({}),
    claimedAt: instant('claimed_at').notNull(),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
    state: text('state').notNull().default('OPEN'),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
  },
  (t) => [
    unique('quarantine_once').on(t.batchId, t.opId),
    index('quarantine_op').on(t.opId),
    index('quarantine_open').on(t.scopeId).where(sql`state = 'OPEN'`),
    index('quarantine_session').on(t.sessionId).where(sql`state = 'OPEN'`),
  ],
)

/** A place of a sheet on which people who did not know of each other said different things. */
export const syncConflict = app.table(
  'sync_conflict',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id),
    place: text('place').notNull(),
    scopeId: scopeId(),
    ops: uuid('ops').array().notNull(),
    state: text('state').notNull().default('OPEN'),
    openedAt: instant('opened_at').notNull().default(sql`now()`),
    settledAt: instant('settled_at'),
    settledBy: uuid('settled_by'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.place] }),
    index('sync_conflict_open').on(t.scopeId).where(sql`state = 'OPEN'`),
  ],
)

/** Something about a device that people should look at; it holds nothing up. */
export const syncFlag = app.table(
  'sync_flag',
  {
    id: id(),
    scopeId: scopeId(),
    deviceId: uuid('device_id')
      .notNull()
      .references(() => device.id),
    kind: text('kind').notNull(),
    about: date('about').notNull(),
    sheets: integer('sheets').notNull(),
    seconds: integer('seconds').notNull(),
    raisedAt: instant('raised_at').notNull().default(sql`now()`),
  },
  (t) => [unique('sync_flag_once').on(t.deviceId, t.kind, t.about)],
)

/** The words of an operation, of which `operation` keeps none. */
export const operationText = app.table(
  'operation_text',
  {
    opId: uuid('op_id').primaryKey(),
    scopeId: scopeId(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id),
    words: jsonb('words').notNull(),
  },
  (t) => [index('operation_text_session').on(t.sessionId)],
)

/** A sheet that came as one SMS, once a session. `sender`: a keyed hash of the number it came from, where a gateway brought it. */
export const smsSheet = app.table('sms_sheet', {
  sessionId: uuid('session_id')
    .primaryKey()
    .references(() => session.id),
  scopeId: scopeId(),
  words: text('words').notNull(),
  via: text('via').notNull(),
  sender: bytea('sender'),
  enteredBy: uuid('entered_by')
    .notNull()
    .references(() => userAccount.id),
  receivedAt: instant('received_at').notNull().default(sql`now()`),
})
