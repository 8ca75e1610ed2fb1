import 'server-only'
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { type Keyring, keyring } from '@/lib/env'
import { keyedHash, keyedHashes } from './index-key'

/** Where a sealed value stands. It is bound to this place: moved to another row or column it no longer opens. */
export type Spot = { table: string; column: string; rowId: string }

/** The key of one person's identifiers, in the clear; it lives in memory only. */
export type PersonKey = { readonly bytes: Buffer; readonly personId: string }

/** Columns of `app.person` that hold sealed identifiers. */
export type SealedColumn = 'national_id_sealed' | 'mobile_sealed'

/** What belongs to no single province is sealed under a key of its own, as a province's is: accounts, and what phones send. */
export const ACCOUNTS_KEY = 'accounts'
export const SYNC_KEY = 'sync'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** A sealed value that does not open: damaged, moved, or sealed with a key we do not have. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** A new person's key, and the form of it that `app.person_key` stores. Deleting that row forgets her for good. */
export function makePersonKey(provinceId: string, personId: string): { key: PersonKey; sealed: string } {
  const bytes = randomBytes(32)
  return { key: { bytes, personId }, sealed: sealBytes(provinceId, personKeySpot(personId), bytes) }
}

export function openPersonKey(provinceId: string, personId: string, sealed: string): PersonKey {
  return { bytes: openBytes(provinceId, personKeySpot(personId), sealed), personId }
}

/** Seals an identifier under her own key. */
export function sealForPerson(key: PersonKey, column: SealedColumn, plain: string): string {
  return seal(key.bytes, spotOf(key, column), Buffer.from(plain, 'utf8'))
}

/** The identifier sealed by `sealForPerson`; throws SealBroken and never answers with anything else. */
export function openForPerson(key: PersonKey, column: SealedColumn, sealed: string): string {
  return open(key.bytes, spotOf(key, column), sealed).toString('utf8')
}

/** Seals bytes (an uploaded file, a person's key) under the key of a province. */
export function sealBytes(provinceId: string, spot: Spot, bytes: Uint8Array): string {
  return seal(provinceKey(provinceId), spot, bytes)
}

export function openBytes(provinceId: string, spot: Spot, sealed: string): Buffer {
  return open(provinceKeyNamed(provinceId, sealed.split('.')[1] ?? ''), spot, sealed)
}

/** The same bytes under the present key of a province, for values under a former one (db/key-rotation.ts). */
export function sealedAnew(provinceId: string, spot: Spot, sealed: string): string {
  return sealBytes(provinceId, spot, openBytes(provinceId, spot, sealed))
}

/** The names by which values say that they are under a former key, and whose key that was. */
export function formerKids(provinceIds: readonly string[]): Map<string, string> {
  const former = keysNow(true).masters.slice(1)
  return new Map(provinceIds.flatMap((id) => former.map((master) => [kidOf(keyUnder(master, id)), id])))
}

/**
 * What `person.national_id_hash` holds: the same for the same ten digits within a province and in no other, and of
 * no use to anybody without the index key.
 */
export function nationalIdHash(provinceId: string, digits: string): Buffer {
  return keyedHash(`${provinceId}|${digits}`)
}

/** By which an erased row is known again in an older copy, and nobody is known by whoever has no index key. */
export function erasureMark(personId: string): Buffer {
  return keyedHash(`erased|${personId}`)
}

/** The same under each index key there was: marks stand outside the database as they were made. */
export const erasureMarks = (personId: string): Buffer[] => keyedHashes(`erased|${personId}`)

const personKeySpot = (personId: string): Spot => ({ table: 'person_key', column: 'sealed', rowId: personId })
const spotOf = (key: PersonKey, column: SealedColumn): Spot => ({
  table: 'person',
  column,
  rowId: key.personId,
})
const aad = ({ table, column, rowId }: Spot) => Buffer.from(`${table}|${column}|${rowId}`, 'utf8')

function seal(key: Buffer, spot: Spot, plain: Uint8Array): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(aad(spot))
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return [VERSION, kidOf(key), iv.toString('base64url'), body.toString('base64url')].join('.')
}

function open(key: Buffer, spot: Spot, sealed: string): Buffer {
  const [version, kid, ivText, bodyText, ...rest] = sealed.split('.')
  if (version !== VERSION || rest.length > 0) throw new SealBroken('unknown form')
  if (kid !== kidOf(key)) throw new SealBroken('another key')
  const [iv, body] = [exactly(ivText), exactly(bodyText)]
  if (iv.length !== IV_BYTES || body.length < TAG_BYTES) throw new SealBroken('wrong length')
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(aad(spot))
  decipher.setAuthTag(body.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new SealBroken('does not open')
  }
}

// Decoding base64 forgives strange letters and loose last bits; a sealed value has exactly one spelling.
function exactly(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? '', 'base64url')
  if (bytes.toString('base64url') !== text) throw new SealBroken('not base64url')
  return bytes
}

/** Names a key without telling it, so that rotation knows which values are still under an old one. */
function kidOf(key: Buffer): string {
  const known = kids.get(key)
  if (known) return known
  const kid = createHash('sha256').update('tabavar kid').update(key).digest('base64url').slice(0, 8)
  kids.set(key, kid)
  return kid
}
const kids = new WeakMap<Buffer, string>()

// Deriving costs more than sealing, and an import seals thousands of times under one province. The present master key first.
type Master = { bytes: Buffer; provinces: Map<string, Buffer> }
let derived: { ring: Keyring; masters: [Master, ...Master[]] } | undefined

function keysNow(anew = false) {
  const ring = keyring(anew)
  if (derived?.ring !== ring) {
    const master = (key: string): Master => ({ bytes: Buffer.from(key, 'base64'), provinces: new Map() })
    const former = ring.formerMasterKeys.map(({ key }) => master(key))
    derived = { ring, masters: [master(ring.masterKey), ...former] }
  }
  return derived
}

const provinceKey = (provinceId: string) => keyUnder(keysNow().masters[0], provinceId)

/** The key a value names. An unknown name may be that of a key another process has just begun to use: the keyring is read again. */
function provinceKeyNamed(provinceId: string, kid: string): Buffer {
  for (const anew of [false, true]) {
    const keys = keysNow(anew).masters.map((master) => keyUnder(master, provinceId))
    const named = keys.find((key) => kidOf(key) === kid)
    if (named) return named
  }
  throw new SealBroken('another key')
}

function keyUnder({ bytes, provinces }: Master, provinceId: string): Buffer {
  const known = provinces.get(provinceId)
  if (known) return known
  const made = Buffer.from(hkdfSync('sha256', bytes, Buffer.alloc(0), `tabavar province ${provinceId}`, 32))
  provinces.set(provinceId, made)
  return made
}
