import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Keys = z.object({ TABAVAR_KEYS: z.string().default('.data/keys') })
const Env = z.object({
  DATABASE_URL: z.string().min(1),
  ...Keys.shape,
  NEXTAUTH_URL: z.string().default('http://127.0.0.1:3000'),
  TABAVAR_DEMO: z.string().optional(),
  FRONT_NEXT_URL: z.string().optional(),
  NEXT_DIST_DIR: z.string().default('.next'),
  TABAVAR_SITE: z.string().default('.data/site'),
  TABAVAR_MAP: z.string().default('.data/map.geojson'),
  TABAVAR_ANCHORS: z.string().default('.data/audit-anchors.jsonl'),
  TABAVAR_ERASURES: z.string().default('.data/erasures.jsonl'),
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

const Keyring = z.object({
  masterKey: z.string(),
  indexKey: z.string(),
  auditKey: z.string(),
  authSecret: z.string(),
  loginSecret: z.string(),
})
export type Keyring = z.infer<typeof Keyring>

let ring: Keyring | undefined
/** The installation's keys, base64. They live in a file of mode 0600 and never in the database or in backups. */
export function keyring(): Keyring {
  ring ??= Keyring.parse(JSON.parse(readFileSync(`${keysFolder()}/keyring.json`, 'utf8')))
  return ring
}

/** Where the installation's secrets lie. */
export const keysFolder = (): string => Keys.parse(process.env).TABAVAR_KEYS
