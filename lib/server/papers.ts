import 'server-only'
import { LARGEST_BYTES, LARGEST_MB, pictureType } from '@/lib/files/picture'
import { fail, ok, type Result } from '@/lib/shared/result'
import { cleanPicture } from './pictures'

export type Paper = { bytes: Buffer; mime: 'application/pdf' | 'image/jpeg' }

const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]

/**
 * The paper a figure was read from: a PDF by its own first bytes, or a picture, which is drawn again without anything
 * hidden in it. E-FIL-01: too large. E-OUT-02: neither, or damaged.
 */
export async function cleanPaper(bytes: Uint8Array): Promise<Result<Paper, 'E-FIL-01' | 'E-OUT-02'>> {
  if (bytes.byteLength > LARGEST_BYTES) return fail('E-FIL-01', { max: LARGEST_MB })
  if (PDF.every((sign, i) => bytes[i] === sign))
    return ok({ bytes: Buffer.from(bytes), mime: 'application/pdf' })
  if (!pictureType(bytes)) return fail('E-OUT-02')
  const clean = await cleanPicture(bytes)
  return clean.ok
    ? clean
    : clean.code === 'E-FIL-01'
      ? fail('E-FIL-01', { max: LARGEST_MB })
      : fail('E-OUT-02')
}
