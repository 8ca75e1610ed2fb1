import type { Sealed } from './database'

const KEY_BYTES = 32
/** Rounds of PBKDF2 for a new PIN; a record keeps its own number. The device's key does the better part. */
export const PIN_ROUNDS = 210_000

const utf8 = new TextEncoder()
const bytesOf = (text: string) => utf8.encode(text)

export const randomBytes = (n: number) => crypto.getRandomValues(new Uint8Array(n))

export function base64Of(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

const aesOf = (raw: BufferSource) =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** A value under a key, bound to the place it lies at: a record moved elsewhere does not open. */
export async function sealJson(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, place, bytesOf(JSON.stringify(value)))
}

export async function openJson<T>(key: CryptoKey, place: string, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, place, sealed))) as T
}

async function sealBytes(key: CryptoKey, place: string, bytes: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = randomBytes(12)
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(place) },
    key,
    bytes,
  )
  return { iv, data }
}

function openBytes(key: CryptoKey, place: string, { iv, data }: Sealed): Promise<ArrayBuffer> {
  const nonce = new Uint8Array(iv)
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: bytesOf(place) }, key, data)
}

/** The two keys of an account on this phone. Private halves cannot be taken out of the browser. */
export async function newDeviceKeys(): Promise<{
  sign: CryptoKey
  seal: CryptoKey
  publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
}> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const seal = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { sign: pair.privateKey, seal, publicKey: { kty: 'EC', crv: 'P-256', x, y } }
}

/** The detached signature of a batch's bytes. */
export async function signatureOf(sign: CryptoKey, text: string): Promise<string> {
  return base64Of(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, sign, bytesOf(text)))
}

export const newDataKey = (): Uint8Array<ArrayBuffer> => randomBytes(KEY_BYTES)
export const dataKeyOf = aesOf

/** Wraps the data key by a PIN: stretched, then through the device's key. */
export async function wrapByPin(raw: Uint8Array<ArrayBuffer>, pin: string, seal: CryptoKey, account: string) {
  const salt = randomBytes(16)
  const key = await pinKey(pin, salt, PIN_ROUNDS, seal)
  return { ...(await sealBytes(key, `pin:${account}`, raw)), salt, rounds: PIN_ROUNDS }
}

export async function unwrapByPin(
  wrapped: Sealed & { salt: Uint8Array; rounds: number },
  pin: string,
  seal: CryptoKey,
  account: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await pinKey(pin, new Uint8Array(wrapped.salt), wrapped.rounds, seal)
  return new Uint8Array(await openBytes(key, `pin:${account}`, wrapped))
}

/** Wraps the data key by the secret that the office keeps for this account on this phone. */
export async function wrapBySecret(
  raw: Uint8Array<ArrayBuffer>,
  secret: string,
  seal: CryptoKey,
  account: string,
) {
  return sealBytes(await throughDevice(bytesOf(secret), seal), `rescue:${account}`, raw)
}

export async function unwrapBySecret(
  wrapped: Sealed,
  secret: string,
  seal: CryptoKey,
  account: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await throughDevice(bytesOf(secret), seal)
  return new Uint8Array(await openBytes(key, `rescue:${account}`, wrapped))
}

async function pinKey(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  seal: CryptoKey,
): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', bytesOf(pin), 'PBKDF2', false, ['deriveBits'])
  const stretched = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    typed,
    KEY_BYTES * 8,
  )
  return throughDevice(stretched, seal)
}

async function throughDevice(bytes: BufferSource, seal: CryptoKey): Promise<CryptoKey> {
  return aesOf(await crypto.subtle.sign('HMAC', seal, bytes))
}
