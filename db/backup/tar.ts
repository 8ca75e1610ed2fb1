// A tar archive (ustar) as a stream, one entry after the other: what every system can unpack.
import { REFUSALS } from './refused'

export type Entry = { name: string; body: Buffer }

const BLOCK = 512
/** More than any part of ours, so that a damaged length cannot fill the memory. */
const MOST_BODY = 512 * 1024 * 1024

function header(name: string, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0, 100, 'utf8')
  block.write('0000600\0', 100)
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

export async function* packed(entries: AsyncIterable<Entry>, at: Date): AsyncGenerator<Buffer> {
  const seconds = Math.floor(at.getTime() / 1000)
  for await (const { name, body } of entries)
    yield Buffer.concat([header(name, body.length, seconds), body, Buffer.alloc(padding(body.length))])
  yield Buffer.alloc(2 * BLOCK)
}

/** The entries of an archive in their order. One that ends before its end is refused. */
export async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const reader = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let length = 0
  const take = async (size: number): Promise<Buffer> => {
    while (length < size) {
      const { value, done } = await reader.next()
      if (done) throw REFUSALS.cut()
      held.push(Buffer.from(value))
      length += value.length
    }
    const all = Buffer.concat(held)
    held = [all.subarray(size)]
    length -= size
    return all.subarray(0, size)
  }
  for (;;) {
    const block = await take(BLOCK)
    if (block.every((byte) => byte === 0)) break
    const size = Number.parseInt(block.toString('latin1', 124, 135), 8)
    if (block.toString('latin1', 257, 262) !== 'ustar' || !(size >= 0 && size <= MOST_BODY))
      throw REFUSALS.cut()
    const body = await take(size + padding(size))
    yield { name: block.toString('utf8', 0, 100).replace(/\0.*$/s, ''), body: body.subarray(0, size) }
  }
  // Read to the end: only there does the seal say that nothing is missing.
  while (!(await reader.next()).done);
}
