// The file format of age (age-encryption.org/v1) with a passphrase: a copy opens without this program as well.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto'
import { REFUSALS } from './refused'

type Bytes = AsyncIterable<Uint8Array>

const CHUNK = 64 * 1024
const TAG = 16
const VERSION = 'age-encryption.org/v1'
const WORK = 17
/** For a passphrase of 32 random bytes: nothing is gained by making each guess dear, and many files are closed with it. */
export const LIGHT_WORK = 10
/** What a copy of ours or of a cautious stranger asks for; more would only hold the machine up. */
const MOST_WORK = 20
const MOST_HEADER = 4096

const plain64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
const hkdf = (key: Buffer, salt: Buffer, info: string) => Buffer.from(hkdfSync('sha256', key, salt, info, 32))
const macOf = (fileKey: Buffer, header: string) =>
  createHmac('sha256', hkdf(fileKey, Buffer.alloc(0), 'header'))
    .update(header)
    .digest()

function wrappingKey(passphrase: string, salt: Buffer, work: number): Buffer {
  const N = 2 ** work
  const seasoned = Buffer.concat([Buffer.from(`${VERSION}/scrypt`), salt])
  return scryptSync(passphrase, seasoned, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 })
}

function sealChunk(key: Buffer, nonce: Buffer, chunk: Uint8Array): Buffer {
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
}

function openChunk(key: Buffer, nonce: Buffer, chunk: Buffer): Buffer | null {
  if (chunk.length < TAG) return null
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
  decipher.setAuthTag(chunk.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG)), decipher.final()])
  } catch {
    return null
  }
}

function nonceOf(count: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(count), 3)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Cuts a stream into pieces of one size and says of each whether it is the last, which alone may be shorter. */
async function* pieces(source: Bytes, size: number): AsyncGenerator<{ piece: Buffer; last: boolean }> {
  let held: Buffer[] = []
  let length = 0
  for await (const bytes of source) {
    held.push(Buffer.from(bytes))
    length += bytes.length
    if (length <= size) continue
    let all = Buffer.concat(held)
    while (all.length > size) {
      yield { piece: all.subarray(0, size), last: false }
      all = all.subarray(size)
    }
    held = [all]
    length = all.length
  }
  yield { piece: Buffer.concat(held), last: true }
}

/** The stream closed by a passphrase. */
export async function* closed(source: Bytes, passphrase: string, work = WORK): AsyncGenerator<Buffer> {
  const fileKey = randomBytes(16)
  const salt = randomBytes(16)
  const wrapped = sealChunk(wrappingKey(passphrase, salt, work), Buffer.alloc(12), fileKey)
  const header = `${VERSION}\n-> scrypt ${plain64(salt)} ${work}\n${plain64(wrapped)}\n---`
  const nonce = randomBytes(16)
  yield Buffer.concat([Buffer.from(`${header} ${plain64(macOf(fileKey, header))}\n`), nonce])
  const key = hkdf(fileKey, nonce, 'payload')
  let count = 0
  for await (const { piece, last } of pieces(source, CHUNK))
    yield sealChunk(key, nonceOf(count++, last), piece)
}

function readHeader(head: Buffer, passphrase: string): { fileKey: Buffer; length: number } {
  const found =
    /^age-encryption\.org\/v1\n-> scrypt ([\w+/]{22}) (\d{1,2})\n([\w+/]{43})\n--- ([\w+/]{43})\n/.exec(
      head.toString('latin1'),
    )
  if (!found) throw REFUSALS.notOurs()
  const [whole, salt, work, wrapped, mac] = found as unknown as [string, string, string, string, string]
  if (Number(work) > MOST_WORK) throw REFUSALS.notOurs()
  const wrap = wrappingKey(passphrase, Buffer.from(salt, 'base64'), Number(work))
  const fileKey = openChunk(wrap, Buffer.alloc(12), Buffer.from(wrapped, 'base64'))
  if (!fileKey) throw REFUSALS.wrongKey()
  const told = macOf(fileKey, whole.slice(0, whole.lastIndexOf('---') + 3))
  const given = Buffer.from(mac, 'base64')
  if (given.length !== told.length || !timingSafeEqual(given, told)) throw REFUSALS.cut()
  return { fileKey, length: whole.length }
}

/** What `closed` closed. A wrong passphrase, a changed byte and a missing end are refused; nothing unproved is given on. */
export async function* opened(source: Bytes, passphrase: string): AsyncGenerator<Buffer> {
  const reader = source[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.length < MOST_HEADER) {
    const { value, done } = await reader.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const { fileKey, length } = readHeader(head, passphrase)
  const nonce = head.subarray(length, length + 16)
  if (nonce.length < 16) throw REFUSALS.cut()
  const key = hkdf(fileKey, nonce, 'payload')
  async function* rest() {
    yield head.subarray(length + 16)
    for (;;) {
      const { value, done } = await reader.next()
      if (done) return
      yield value
    }
  }
  let count = 0
  for await (const { piece, last } of pieces(rest(), CHUNK + TAG)) {
    const chunk = openChunk(key, nonceOf(count++, last), piece)
    if (!chunk) throw REFUSALS.cut()
    yield chunk
  }
}
