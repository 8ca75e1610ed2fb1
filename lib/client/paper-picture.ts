import { fail, ok, type Result } from '@/lib/shared/result'
import { type Grey, greyOf } from '@/lib/workshops/paper-twin/picture'
import { PICTURE } from '@/lib/workshops/paper-twin/reading'

/** A photograph on this phone: to be shown, and in grey to be read. It is kept in memory only and sent nowhere. */
export type PaperPicture = { canvas: HTMLCanvasElement; grey: Grey }

/** Opens a file as a picture no finer than reading needs; upright as the camera says. */
export async function openPicture(file: Blob): Promise<Result<PaperPicture, 'not-a-picture'>> {
  const source = await decoded(file)
  if (!source) return fail('not-a-picture')
  const { width, height } = source
  const scale = Math.min(1, PICTURE.longest / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return fail('not-a-picture')
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  source.close()
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return ok({ canvas, grey: greyOf(data, canvas.width, canvas.height) })
}

async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file)
  } catch {
    return null
  }
}
