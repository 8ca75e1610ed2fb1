import { describe, expect, it } from 'vitest'
import { closed, opened } from '@/db/backup/age'

const KEY = 'a key of more than twenty letters'
async function* stream(bytes: Buffer, step = 7001) {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}
const all = async (source: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const numbered = (size: number) => Buffer.from(Array.from({ length: size }, (_, i) => (i * 31) % 251))

describe('a closed stream', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])(
    'of %i bytes opens to the same bytes',
    async (size) => {
      const bytes = numbered(size)
      expect(await all(opened(stream(await all(closed(stream(bytes), KEY))), KEY))).toEqual(bytes)
    },
  )

  it('is refused with another key, cut anywhere, lengthened, changed in any byte, or when it is something else', async () => {
    const file = await all(closed(stream(numbered(70_000)), KEY))
    const refused = (bytes: Buffer, key = KEY) => expect(all(opened(stream(bytes), key))).rejects
    await refused(file, 'another key of twenty letters').toThrow('does not open this copy')
    const payload = file.length - 70_000 - 32
    for (const length of [payload - 10, payload, payload + 30, 65_600 + payload, file.length - 1])
      await refused(file.subarray(0, length)).toThrow('cut short or damaged')
    await refused(Buffer.concat([file, Buffer.from('x')])).toThrow('cut short or damaged')
    for (const at of [payload - 17, payload - 1, payload, payload + 65_552, file.length - 1]) {
      const changed = Buffer.from(file)
      changed[at]! ^= 1
      await refused(changed).toThrow(/cut short or damaged|not a copy/)
    }
    await refused(Buffer.from('PK\u0003\u0004 a workbook')).toThrow('not a copy made by')
    await refused(Buffer.alloc(0)).toThrow('not a copy made by')
  })

  // Made by the package age-encryption 0.3.1 (the format's own authors), with work factor 10.
  it('is the format of age: what its own program closed opens here', async () => {
    const theirs =
      'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBYSzF6VEhDenBxTjVaR0t0aXdyZ0V3IDEwCkpmV3RrbHNrNytpUWJTL0NKRWlQZHo4RFNlRFV3NlhnUEpmMExqMUdqL1UKLS0tIHhBejBTTzJlck94T25DcXVUSnNnbkJEVitoc3RGRWF4OE5LR3F6MkhNKzAKApnBsKXNXmT/J08tFlNxo2YclB+rjLRkfHCmJcDhftVdDMIHLLI9pbi9d5CT+YeaImg0NtexKw=='
    const clear = await all(
      opened(stream(Buffer.from(theirs, 'base64')), 'a passphrase of the other program'),
    )
    expect(clear.toString('utf8')).toBe('کپی هر چه هست')
  })
})
