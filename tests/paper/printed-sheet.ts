import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import { registerData } from '@/lib/server/pdf/register'
import type { RegisterPrint } from '@/lib/workshops/paper-print'
import { words } from '../unit/pdf/words'

// From where the tests are run, so that a program made of this finds it too.
const FOLDER = new URL('lib/server/pdf/', pathToFileURL(`${process.cwd()}/`))
const SESSION = '019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8'
const NAMES = ['پروین کاکه‌خانی', 'فاطمه زهرا محمدی‌نیا', 'سیده زینب خلیلی', 'گل‌بهار علی‌پور', 'آنا مرادی']

/** A session of so many people, all of them made up. */
export function printOf(people: number): RegisterPrint {
  return {
    sessionId: SESSION,
    runName: 'طرح توان‌افزایی و تاب‌آوری اجتماعی ۱۴۰۵',
    placeName: 'محلهٔ آذین',
    countyName: 'ارومیه',
    groupCode: 'WA-1405-01',
    seq: 7,
    dayIso: '2026-10-10',
    startTime: '09:30',
    plannedMinutes: 120,
    moduleTitle: 'سلامت روان و مدیریت فشار',
    facilitator: 'پریسا نمونه',
    people: Array.from({ length: people }, (_, at) => ({
      row: at + 1,
      name: NAMES[at % NAMES.length]!,
      personId: `019a2b3c-0000-7000-8000-${String(at).padStart(12, '0')}`,
      // Some have a sign beside their name.
      ...(at % 2 ? { symbol: 'FISH', colour: 'RED' } : {}),
    })),
  }
}

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
