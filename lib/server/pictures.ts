import 'server-only'
import sharp from 'sharp'
import { LARGEST_BYTES, LARGEST_MB, LONGEST_SIDE, pictureType } from '@/lib/files/picture'
import { fail, ok, type Result } from '@/lib/shared/result'

export type CleanPicture = { bytes: Buffer; mime: 'image/jpeg' }

/** Nobody's phone takes more; a small file that unfolds into a huge picture is refused before it is unfolded. */
const MOST_PIXELS = 60_000_000

/**
 * A picture drawn again from its pixels: upright, at most 1600 on its longer side, and without anything hidden in it
 * (place, camera, thumbnail, comment). E-FIL-01: too large. E-FIL-02: no picture, or damaged.
 */
export async function cleanPicture(
  bytes: Uint8Array,
): Promise<Result<CleanPicture, 'E-FIL-01' | 'E-FIL-02'>> {
  if (bytes.byteLength > LARGEST_BYTES) return fail('E-FIL-01', { max: LARGEST_MB })
  const type = pictureType(bytes)
  if (!type) return fail('E-FIL-02')
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
    const { format } = await picture.metadata()
    if (format !== type) return fail('E-FIL-02')
    const clean = await picture
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer()
    return clean.byteLength > LARGEST_BYTES
      ? fail('E-FIL-01', { max: LARGEST_MB })
      : ok({ bytes: clean, mime: 'image/jpeg' })
  } catch {
    return fail('E-FIL-02')
  }
}
