import jsQR from 'jsqr'
import type { Result } from '@/lib/shared/result'
import type { Grey } from '@/lib/workshops/paper-twin/picture'
import { type PageReading, type PictureCode, readPage } from '@/lib/workshops/paper-twin/reading'

/** What a QR code says, of a picture that holds hardly anything else. */
export function readCode({ width, height, data }: Grey): string | null {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let at = 0, to = 0; at < data.length; at++, to += 4) {
    rgba[to] = rgba[to + 1] = rgba[to + 2] = data[at]!
    rgba[to + 3] = 255
  }
  return jsQR(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
}

const pause = () => new Promise<void>((done) => setTimeout(done))

/** Reads a page in short steps, with room for the screen between them; stops where nobody waits any more. */
export async function readInSteps(
  grey: Grey,
  isWanted: () => boolean,
): Promise<Result<PageReading, PictureCode> | null> {
  const steps = readPage(grey, readCode)
  for (;;) {
    await pause()
    if (!isWanted()) return null
    const { done, value } = steps.next()
    if (done) return value
  }
}
