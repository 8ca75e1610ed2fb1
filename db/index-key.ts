import 'server-only'
import { createHash, createHmac } from 'node:crypto'
import { type Keyring, keyring } from '@/lib/env'

// What is kept as a keyed hash, so that it is found again and tells nobody anything: national ids, numbers of phones and cards,
// names and networks that were tried. Where the index key was changed, the hash under the former key was hashed again under the
// new one: that needs nothing opened, loses nothing, and is of no use to whoever has the former keys only.
// See docs/decisions/0041-keys-are-changed-while-everything-goes-on.md.

export const HASH_BYTES = 32
const NAME_BYTES = 4
const FIRST = Buffer.alloc(0)

/** A key and the name by which a hash says that it is under it; the first key of an installation has none. */
type Step = { key: Buffer; name: Buffer }
/** The first key first, that of now last. */
export type Steps = readonly [Step, ...Step[]]

let known: { ring: Keyring; steps: Steps } | undefined

export function stepsOf({ formerIndexKeys, indexKey }: Keyring): Steps {
  const keys = [...formerIndexKeys.map(({ key }) => key), indexKey].map((key) => Buffer.from(key, 'base64'))
  const named = (key: Buffer) =>
    createHash('sha256').update('tabavar index').update(key).digest().subarray(0, NAME_BYTES)
  const [first, ...later] = keys
  return [{ key: first!, name: FIRST }, ...later.map((key) => ({ key, name: named(key) }))]
}

/** The file is looked at each time: a hash under the former key finds nobody, and is refused where it is written. */
function stepsNow(): Steps {
  const ring = keyring(true)
  if (known?.ring !== ring) known = { ring, steps: stepsOf(ring) }
  return known.steps
}

const hmac = (key: Buffer, message: string | Buffer) => createHmac('sha256', key).update(message).digest()

/** The hash under every key there was, the present one last. */
export function keyedHashes(message: string): Buffer[] {
  const [first, ...later] = stepsNow()
  let bytes = hmac(first.key, message)
  const hashes = [bytes]
  for (const { key, name } of later) {
    bytes = hmac(key, bytes)
    hashes.push(Buffer.concat([name, bytes]))
  }
  return hashes
}

/** The hash as it is kept: 32 bytes, behind the name of its key where that is not the first. */
export const keyedHash = (message: string): Buffer => keyedHashes(message).at(-1)!

/** The same as a text that says what it is of: `kind:hash`, or `kind:name.hash`. */
export const keyedText = (kind: string, message: string): string => `${kind}:${written(keyedHash(message))}`

const written = (hash: Buffer) => {
  const [name, bytes] = [hash.subarray(0, -HASH_BYTES), hash.subarray(-HASH_BYTES)]
  return `${name.length > 0 ? `${name.toString('hex')}.` : ''}${bytes.toString('base64url')}`
}

/** Whether a kept hash is under a key we have: nobody can be found by one under another. */
export const knowsKeyOf = (hash: Buffer): boolean =>
  stepsNow().some(({ name }) => name.equals(hash.subarray(0, -HASH_BYTES)))

/** A kept hash under the last of the keys; null where it is under none of them. */
export function lifted(steps: Steps, hash: Buffer): Buffer | null {
  const [name, bytes] = [hash.subarray(0, -HASH_BYTES), hash.subarray(-HASH_BYTES)]
  const at = steps.findIndex((step) => step.name.equals(name))
  if (at < 0 || bytes.length !== HASH_BYTES) return null
  const under = steps.slice(at + 1).reduce((hash, { key }) => hmac(key, hash), bytes)
  return Buffer.concat([steps.at(-1)!.name, under])
}

/** The same of a text; what stands before its last colon stays. */
export function liftedText(steps: Steps, text: string): string | null {
  const colon = text.lastIndexOf(':')
  const [bytes, name = ''] = text
    .slice(colon + 1)
    .split('.')
    .reverse()
  const hash = lifted(steps, Buffer.concat([Buffer.from(name, 'hex'), Buffer.from(bytes ?? '', 'base64url')]))
  return hash && `${text.slice(0, colon)}:${written(hash)}`
}
