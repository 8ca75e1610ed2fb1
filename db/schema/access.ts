import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { app, audit, bytea, id, instant, xid8 } from './columns'

/** A node of the tree nation › province › county › unit. A grant at a node reaches all below it. */
export const scope = app.table(
  'scope',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    parentId: integer('parent_id'),
    kind: text('kind').notNull(),
    /** Units belong to one programme; nation, province and county to all (null). */
    programme: text('programme'),
    /** Ids from the root to this node, itself included. */
    path: integer('path').array().notNull(),
    label: text('label').notNull(),
  },
  (t) => [index('scope_path').using('gin', t.path), index('scope_parent').on(t.parentId)],
)

/** An account. People who are only participants have none. */
export const userAccount = app.table('user_account', {
  id: id(),
  scopeId: integer('scope_id').notNull(),
  displayName: text('display_name').notNull(),
  personId: uuid('person_id'),
  passwordHash: text('password_hash'),
  status: text('status').notNull().default('ACTIVE'),
  kind: text('kind').notNull().default('PERSON'),
  locale: text('locale').notNull().default('fa'),
  isDemo: boolean('is_demo').notNull().default(false),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  version: integer('version').notNull().default(1),
})

/** A way to name an account at sign-in: a mobile number or an e-mail address, folded. */
export const userLogin = app.table('user_login', {
  handle: text('handle').primaryKey(),
  kind: text('kind').notNull(),
  userId: uuid('user_id')
    .notNull()
    .references(() => userAccount.id),
})

/** One role of one account at one node of the tree, for one programme or for all. */
export const userGrant = app.table(
  'user_grant',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    role: text('role').notNull(),
    scopeId: integer('scope_id')
      .notNull()
      .references(() => scope.id),
    programme: text('programme'),
    grantedBy: uuid('granted_by'),
    grantedAt: instant('granted_at').notNull().default(sql`now()`),
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('user_grant_user').on(t.userId),
    index('user_grant_scope').on(t.scopeId),
    uniqueIndex('user_grant_once').on(t.userId, t.role, t.scopeId).where(sql`ended_at is null`),
  ],
)

/** What a role may do; the twin of lib/access/policy.ts, compared by a test. */
export const rolePower = app.table(
  'role_power',
  { role: text('role').notNull(), power: text('power').notNull() },
  (t) => [uniqueIndex('role_power_once').on(t.role, t.power)],
)

/** A signed-in browser. The cookie holds the secret, the table its SHA-256. */
export const authSession = app.table(
  'auth_session',
  {
    id: id(),
    tokenHash: bytea('token_hash').notNull().unique('auth_session_token'),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    lastSeenAt: instant('last_seen_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    endReason: text('end_reason'),
    /** When the second factor was last shown in this browser; a step-up renews it. Null: a password only. */
    factorAt: instant('factor_at'),
    /** A coarse word such as «Chrome on Android», never the full header. */
    device: text('device'),
  },
  (t) => [index('auth_session_user').on(t.userId)],
)

/** The second factor of an account: a sealed TOTP secret. Its owner reads it through functions only. */
export const secondFactor = app.table('second_factor', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => userAccount.id),
  sealed: text('sealed').notNull(),
  confirmedAt: instant('confirmed_at'),
  /** The last time step accepted: a code works once. */
  lastStep: integer('last_step').notNull().default(0),
  /** SHA-256 of the recovery codes not used yet. */
  recovery: bytea('recovery').array().notNull().default(sql`'{}'`),
  createdAt: instant('created_at').notNull().default(sql`now()`),
})

/** A one-time link by which a person sets the password of a new account. */
export const invitation = app.table('invitation', {
  id: id(),
  tokenHash: bytea('token_hash').notNull().unique('invitation_token'),
  scopeId: integer('scope_id').notNull(),
  userId: uuid('user_id')
    .notNull()
    .references(() => userAccount.id),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Failures of sign-in per key (account and network, hashed): the next try waits until `next_at`. */
export const authThrottle = app.table('auth_throttle', {
  key: text('key').primaryKey(),
  failures: smallint('failures').notNull().default(0),
  nextAt: instant('next_at').notNull().default(sql`now()`),
  updatedAt: instant('updated_at').notNull().default(sql`now()`),
})

/** One row: the name of the index key everything is hashed under by which something is found again; empty for the first one. */
export const indexKey = app.table(
  'index_key',
  { one: boolean('one').primaryKey().default(true), name: bytea('name').notNull().default(sql`''`) },
  () => [check('index_key_one', sql`one`), check('index_key_name', sql`length(name) in (0, 4)`)],
)

/** Who did what to which row, written in the transaction of the act. Identifiers are never in before/after. */
export const auditEvent = audit.table(
  'event',
  {
    seq: integer('seq').primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    provinceId: integer('province_id'),
    actorId: uuid('actor_id'),
    actorRole: text('actor_role'),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id'),
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    requestId: text('request_id'),
  },
  (t) => [
    index('audit_event_entity').on(t.entity, t.entityId),
    index('audit_event_province').on(t.provinceId, t.seq),
    index('audit_event_actor').on(t.actorId, t.seq),
    index('audit_event_copies').on(t.action, t.at).where(sql`action in ('backup.done', 'backup.base')`),
  ],
)

/** The chain behind the audit: each row in turn under a key the database does not know. Stream 0 is the nation, else a province. */
export const auditSeal = audit.table(
  'seal',
  {
    stream: integer('stream').notNull(),
    n: integer('n').notNull(),
    seq: integer('seq').notNull(),
    mac: bytea('mac').notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'seal_stream_n_pk', columns: [t.stream, t.n] }),
    unique('seal_of_event').on(t.seq),
    check('seal_whole', sql`n > 0 and length(mac) = 32`),
  ],
)

/** How far everything is sealed (`floor`), and how far it was looked at while transactions still ran (`looked`, `running`). */
export const auditSealing = audit.table(
  'sealing',
  {
    one: boolean('one').primaryKey().default(true),
    floor: integer('floor').notNull().default(0),
    looked: integer('looked').notNull().default(0),
    running: xid8('running'),
  },
  () => [check('sealing_one', sql`one`)],
)

/** A token by which another program asks for exports in an account's name. The database keeps its hash. */
export const apiToken = app.table(
  'api_token',
  {
    id: id(),
    scopeId: integer('scope_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    name: text('name').notNull(),
    hash: bytea('hash').notNull().unique('api_token_hash'),
    exports: text('exports').array().notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    usedOn: date('used_on'),
    minute: instant('minute'),
    used: integer('used').notNull().default(0),
  },
  (t) => [index('api_token_user').on(t.userId)],
)
