import { expect, it } from 'vitest'
import { pictureType } from '@/lib/files/picture'

const bytes = (...numbers: number[]) => Uint8Array.from(numbers)
const riff = (kind: string) => Uint8Array.from(Buffer.from(`RIFF....${kind}`, 'latin1'))

it.each([
  ['jpeg', bytes(0xff, 0xd8, 0xff, 0xe1)],
  ['png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['webp', riff('WEBP')],
  [null, riff('WAVE')],
  [null, bytes(0x47, 0x49, 0x46, 0x38)],
  [null, Uint8Array.from(Buffer.from('<svg xmlns'))],
  [null, bytes(0xff, 0xd8)],
  [null, bytes()],
] as const)('%s by its first bytes', (type, content) => {
  expect(pictureType(content)).toBe(type)
})
