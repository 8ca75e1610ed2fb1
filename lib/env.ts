import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'

const Keys = z.object({ TABAVAR_KEYS: z.string().default('.data/keys') })
const Env = z.object({
  DATABASE_URL: z.string().min(1),
  /** A server that follows that of DATABASE_URL, for heavy readings; whose login is used, the address does not say. */
  TABAVAR_READ_FROM: z
    .string()
    .regex(/^(postgres|postgresql):\/\/[^/?]+\/[^/?]+/)
    .optional(),
  ...Keys.shape,
  NEXTAUTH_URL: z.string().default('http://127.0.0.1:3000'),
  TABAVAR_DEMO: z.string().optional(),
  FRONT_NEXT_URL: z.string().optional(),
  NEXT_DIST_DIR: z.string().default('.next'),
  TABAVAR_SITE: z.string().default('.data/site'),
  TABAVAR_MAP: z.string().default('.data/map.geojson'),
  TABAVAR_ANCHORS: z.string().default('.data/audit-anchors.jsonl'),
  TABAVAR_ERASURES: z.string().default('.data/erasures.jsonl'),
  /** Addresses or networks of proxies on other machines, whose word is taken on whom they ask for. */
  TABAVAR_PROXIES: z.string().default(''),
  PORT: z.coerce.number().default(3000),
  HOST: z.string().default('127.0.0.1'),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  SMS_URL: z.string().optional(),
  SMS_FROM: z.string().optional(),
  METRICS_TOKEN: z.string().min(24).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info']).default('warn'),
  SMS_INBOUND_SECRET: z.string().min(24).optional(),
})
export type Env = z.infer<typeof Env>

let read: Env | undefined
/** The environment, read and checked once. The only reader of process.env. */
export function env(): Env {
  read ??= Env.parse(process.env)
  return read
}

const Former = z.object({ key: z.string(), until: z.string() })
/** Where each chain of the audit ended when its key was changed: up to there it is under the former key, and this stands. */
const Ends = z.array(z.object({ stream: z.number().int(), n: z.number().int(), mac: z.string() }))
const Keyring = z.looseObject({
  masterKey: z.string(),
  indexKey: z.string(),
  auditKey: z.string(),
  authSecret: z.string(),
  loginSecret: z.string(),
  /** Master keys of before: what is sealed under them still opens, and nothing is sealed under them any more. */
  formerMasterKeys: z.array(Former).default([]),
  /** Index keys of before, the first one first: what is hashed under `indexKey` was hashed under each of them in turn (db/index-key.ts). */
  formerIndexKeys: z.array(Former).default([]),
  /** Keys the audit was sealed under before, the first one first: they prove their links and seal no more (db/audit-keys.ts). */
  formerAuditKeys: z.array(Former.extend({ ends: Ends })).default([]),
  /** The secret half of the pair rescue files are sealed to, since the master key it came from was first changed. */
  rescueSecret: z.string().optional(),
})
export type Keyring = z.infer<typeof Keyring>

/** How long a process may go on with the keys it has read, unless it meets a value it cannot open. */
export const KEYRING_MS = 200
let ring: { keys: Keyring; mark: string; looked: number } | undefined

/**
 * The installation's keys, base64. They live in a file of mode 0600 and never in the database or in backups. The file is
 * looked at again after KEYRING_MS, or at once where asked `anew`: a running process learns a new key by itself.
 * The same object is answered as long as the file is the same.
 */
export function keyring(anew = false): Keyring {
  const looked = performance.now()
  if (ring && !anew && looked - ring.looked < KEYRING_MS) return ring.keys
  const file = keyringFile()
  try {
    const { ino, mtimeMs, size } = statSync(file)
    const mark = `${file} ${ino} ${mtimeMs} ${size}`
    if (ring?.mark !== mark)
      ring = { keys: Keyring.parse(JSON.parse(readFileSync(file, 'utf8'))), mark, looked }
    ring.looked = looked
  } catch (error) {
    // A file taken away or damaged while we run: what is known goes on; a start without it fails.
    if (!ring) throw error
    ring.looked = looked
  }
  return ring.keys
}

/** Where the installation's secrets lie. */
export const keysFolder = (): string => Keys.parse(process.env).TABAVAR_KEYS
export const keyringFile = (): string => `${keysFolder()}/keyring.json`
