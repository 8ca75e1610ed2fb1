/**
 * A rescue file: what a phone could not send, sealed so that only the office's server opens it. It holds batches exactly as
 * the phone would push them, each with the signature of its device; whoever carries the file learns nothing and changes
 * nothing. Runs in a browser: WebCrypto only, and no parser.
 */

/** The office's public half, as a pull and a device's registration answer it. */
export type RescueKey = { kty: 'EC'; crv: 'P-256'; x: string; y: string }
/** A batch as it is pushed: its very text and the signature of it (base64). */
export type RescueBatch = { text: string; signature: string }

export const RESCUE_VERSION = 1
/** What a file is called; it says nothing about anybody. */
export const RESCUE_NAME = 'tabavar-rescue.tbv'
export const RESCUE_TYPE = 'application/json'
/** Most batches of one file, and most bytes of the file as the office takes it. */
export const RESCUE_BATCHES = 40
export const RESCUE_BYTES = 4 * 1024 * 1024

/** A file that is none, was changed on its way, or was sealed for another installation. */
export class RescueBroken extends Error {
  override readonly name = 'RescueBroken'
}

type Envelope = { v: number; kind: string; key: { x: string; y: string }; data: string }
const KIND = 'tabavar-rescue'
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const utf8 = new TextEncoder()

/** The text of a rescue file. Each has a key pair of its own, so the key and the nonce derived from it are used once. */
export async function sealRescue(office: RescueKey, batches: readonly RescueBatch[]): Promise<string> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const key = { x, y }
  const { aes, iv } = await secretOf(pair.privateKey, await publicKeyOf(office), key, office)
  const plain = utf8.encode(JSON.stringify({ batches }))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(key) }, aes, plain)
  const envelope: Envelope = { v: RESCUE_VERSION, kind: KIND, key, data: base64Of(new Uint8Array(data)) }
  return `${JSON.stringify(envelope)}\n`
}

/** The batches in a file, for whoever holds the office's private half. Throws RescueBroken and never answers in part. */
export async function openRescue(text: string, secret: RescueKey & { d: string }): Promise<RescueBatch[]> {
  const { key, data } = envelopeOf(text)
  try {
    const own = await crypto.subtle.importKey('jwk', secret, CURVE, false, ['deriveBits'])
    const theirs = await publicKeyOf({ kty: 'EC', crv: 'P-256', ...key })
    const { aes, iv } = await secretOf(own, theirs, key, secret)
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: bound(key) },
      aes,
      bytesOf(data),
    )
    return batchesOf(JSON.parse(new TextDecoder().decode(plain)))
  } catch {
    throw new RescueBroken('does not open')
  }
}

function envelopeOf(text: string): Envelope {
  let read: Partial<Envelope> | null = null
  try {
    read = JSON.parse(text.trim()) as Partial<Envelope> | null
  } catch {
    // Not even JSON: refused below.
  }
  const { key, data } = read ?? {}
  if (read?.v !== RESCUE_VERSION || read.kind !== KIND || typeof data !== 'string')
    throw new RescueBroken('no rescue file')
  if (typeof key?.x !== 'string' || typeof key.y !== 'string') throw new RescueBroken('no rescue file')
  return { v: RESCUE_VERSION, kind: KIND, key: { x: key.x, y: key.y }, data }
}

function batchesOf(plain: unknown): RescueBatch[] {
  const { batches } = plain as { batches: unknown }
  if (!Array.isArray(batches) || batches.length === 0 || batches.length > RESCUE_BATCHES)
    throw new RescueBroken('no batches')
  return batches.map(({ text, signature }: RescueBatch) => {
    if (typeof text !== 'string' || typeof signature !== 'string') throw new RescueBroken('no batch')
    return { text, signature }
  })
}

const publicKeyOf = ({ x, y }: RescueKey) =>
  crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, CURVE, false, [])

/** Both halves of the exchange go into the derivation, so a file opened with other keys than its own opens never. */
async function secretOf(
  own: CryptoKey,
  theirs: CryptoKey,
  file: Envelope['key'],
  office: RescueKey,
): Promise<{ aes: CryptoKey; iv: Uint8Array<ArrayBuffer> }> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256)
  const seed = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
  const info = utf8.encode([KIND, RESCUE_VERSION, file.x, file.y, office.x, office.y].join('|'))
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    seed,
    (32 + 12) * 8,
  )
  const aes = await crypto.subtle.importKey('raw', bits.slice(0, 32), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
  return { aes, iv: new Uint8Array(bits.slice(32)) }
}

const bound = ({ x, y }: Envelope['key']) => utf8.encode([KIND, RESCUE_VERSION, x, y].join('|'))

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(text)
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
