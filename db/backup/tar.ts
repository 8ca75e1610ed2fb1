// A tar archive (ustar) as a stream, one entry after the other: what every system can unpack.
import { REFUSALS } from './refused'

export type Entry = { name: string; body: Buffer }
/** An entry too large to be held: exactly `size` bytes, as they come. A name that ends with a stroke is a folder. */
export type Member = { name: string; size: number; bytes: AsyncIterable<Buffer> }

const BLOCK = 512
/** More than any part of ours, so that a damaged length cannot fill the memory. */
const MOST_BODY = 512 * 1024 * 1024

function header(name: string, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, 100, 'utf8')
  block.write(name.endsWith('/') ? '0000700\0' : '0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write(`${seconds.toString(8).padStart(11, '0')}\0`, 136)
  block.write('        0', 148)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

const padding = (size: number) => (BLOCK - (size % BLOCK)) % BLOCK

export async function* packed(entries: AsyncIterable<Entry | Member>, at: Date): AsyncGenerator<Buffer> {
  const seconds = Math.floor(at.getTime() / 1000)
  for await (const entry of entries) {
    const size = 'body' in entry ? entry.body.length : entry.size
    yield header(entry.name, size, seconds)
    if ('body' in entry) yield entry.body
    else yield* entry.bytes
    yield Buffer.alloc(padding(size))
  }
  yield Buffer.alloc(2 * BLOCK)
}

/** Takes from a stream as much as is asked for. One that ends before is refused. */
function takerOf(source: AsyncIterable<Uint8Array>) {
  const reader = source[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)
  const some = async (most: number): Promise<Buffer> => {
    while (held.length === 0) {
      const { value, done } = await reader.next()
      if (done) throw REFUSALS.cut()
      held = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    const part = held.subarray(0, most)
    held = held.subarray(part.length)
    return part
  }
  const exactly = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    for (let left = size; left > 0; left -= parts.at(-1)!.length) parts.push(await some(left))
    return Buffer.concat(parts)
  }
  const toEnd = async () => {
    while (!(await reader.next()).done);
  }
  return { some, exactly, toEnd }
}

/** The entries of an archive in their order, each to be read before the next. One that ends before its end is refused. */
export async function* members(source: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const take = takerOf(source)
  for (;;) {
    const block = await take.exactly(BLOCK)
    if (block.every((byte) => byte === 0)) break
    const size = Number.parseInt(block.toString('latin1', 124, 135), 8)
    if (block.toString('latin1', 257, 262) !== 'ustar' || !(size >= 0)) throw REFUSALS.cut()
    let left = size
    async function* bytes() {
      while (left > 0) {
        const part = await take.some(left)
        left -= part.length
        yield part
      }
    }
    yield { name: block.toString('utf8', 0, 100).replace(/\0.*$/s, ''), size, bytes: bytes() }
    while (left > 0) left -= (await take.some(left)).length
    await take.exactly(padding(size))
  }
  // Read to the end: only there does the seal say that nothing is missing.
  await take.toEnd()
}

/** The same, each entry whole. */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  for await (const { name, size, bytes } of members(source)) {
    if (size > MOST_BODY) throw REFUSALS.cut()
    const parts: Buffer[] = []
    for await (const part of bytes) parts.push(part)
    yield { name, body: Buffer.concat(parts) }
  }
}
