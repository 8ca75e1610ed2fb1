import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import { registerData } from '@/lib/server/pdf/register'
import type { RegisterPrint } from '@/lib/workshops/paper-print'
import { sampleRegister } from '@/tests/support/sample-register'
import { words } from '../unit/pdf/words'

// From where the tests are run, so that a program made of this finds it too.
const FOLDER = new URL('lib/server/pdf/', pathToFileURL(`${process.cwd()}/`))
const NAMES = ['پروین کاکه‌خانی', 'فاطمه زهرا محمدی‌نیا', 'سیده زینب خلیلی', 'گل‌بهار علی‌پور', 'آنا مرادی']

/** The sample register with the names and signs of the pictures. */
export const printOf = (people: number): RegisterPrint =>
  sampleRegister(people, { names: NAMES, signs: true })

export type Raster = { width: number; height: number; data: Float32Array }
/** Pixels to a millimetre of the paper pictures are made from. */
export const FINENESS = 8

/** The first page of the real register, as the printer lays it down: the template's own drawing, not the reader's figures. */
export async function printedSheet(people: number | RegisterPrint): Promise<Raster> {
  const print = typeof people === 'number' ? printOf(people) : people
  const compiler = NodeCompiler.create({
    workspace: new URL('templates', FOLDER).pathname,
    fontArgs: [
      {
        fontBlobs: ['Regular', 'Bold'].map((weight) =>
          readFileSync(new URL(`fonts/Vazirmatn-${weight}.ttf`, FOLDER)),
        ),
      },
    ],
  })
  const svg = compiler.svg({
    mainFileContent: readFileSync(new URL('templates/register.typ', FOLDER), 'utf8'),
    inputs: { data: JSON.stringify(registerData(print, words)) },
  })
  const [width, height] = [210 * FINENESS, 297 * FINENESS]
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 * 3, unlimited: true })
    .resize({ width })
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width,
    height,
    // The drawing ends with a line of its own below the page.
    data: Float32Array.from({ length: width * height }, (_, at) =>
      at >= width * (height - 2 * FINENESS) ? 255 : data[at * info.channels]!,
    ),
  }
}
