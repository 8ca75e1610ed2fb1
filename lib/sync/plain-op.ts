import { ABSENCE_REASONS, MARK_CODES } from '@/lib/workshops/codes'
import type { SyncOp } from './schema'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
/** As a phone's clock writes it; the last days of a month are left to the schema. */
const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const LONGEST_MINUTES = 600
const MOST_HEADS = 500

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isUuid = (value: unknown) => typeof value === 'string' && UUID.test(value)
const isCount = (value: unknown, most: number) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most
const isOneOf = (value: unknown, known: readonly unknown[]) => known.includes(value)

function isWide(fields: Fields, keys: number): boolean {
  let n = 0
  for (const _key in fields) n += 1
  return n === keys
}

/**
 * The operations of an ordinary register as a phone writes them, read by hand: a hundred registers are 2,700 of them, and the
 * schema took longer than all else the server does. Null for everything else: `SyncOp` has the word on it. What is read
 * here is what `SyncOp` reads; a property test holds the two together.
 */
export function readPlain(sent: unknown): SyncOp | null {
  if (!isFields(sent) || !isWide(sent, 4) || !isUuid(sent.session)) return null
  if (!Array.isArray(sent.supersedes) || sent.supersedes.length > 0) return null
  if (typeof sent.at !== 'string' || !INSTANT.test(sent.at)) return null
  const { op } = sent
  if (!isFields(op) || !isUuid(op.id)) return null
  if (op.kind === 'mark') return isMark(op) ? (sent as SyncOp) : null
  if (op.kind === 'head') {
    return isWide(op, 3) && (op.count === null || isCount(op.count, MOST_HEADS)) ? (sent as SyncOp) : null
  }
  if (op.kind !== 'act' || !isWide(op, 3) || !isOneOf(op.outcome, ['draft', 'submit'])) return null
  op.acknowledged = []
  return sent as SyncOp
}

const isMark = (op: Fields) =>
  isWide(op, 7) &&
  isUuid(op.person) &&
  isOneOf(op.code, MARK_CODES) &&
  isCount(op.late, LONGEST_MINUTES) &&
  isCount(op.early, LONGEST_MINUTES) &&
  (op.reason === null || isOneOf(op.reason, ABSENCE_REASONS))
