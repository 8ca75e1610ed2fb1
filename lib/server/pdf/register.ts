import 'server-only'
import { signName, signOf } from '@/lib/people/symbol'
import { signPicture } from '@/lib/people/symbol-shapes'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, localDigits } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { markerCells, PRINT, type RegisterPrint, rowHeight, sheetCode } from '@/lib/workshops/paper-print'
import { pdfOf, qrCells } from './compile'

const PAPER: Locale = 'fa'

/** What the template of a register is given; every text is ready, and names are held apart from what surrounds them. */
export function registerData(print: RegisterPrint, t: Words) {
  const number = (value: number) => formatNumber(value, PAPER)
  const { most } = PRINT.rows
  const count = Math.max(1, Math.ceil(print.people.length / most))
  const pages = Array.from({ length: count }, (_, at) => print.people.slice(at * most, (at + 1) * most))
  return {
    title: t('paper.print.title', { seq: number(print.seq), place: print.placeName }),
    run: print.runName,
    geometry: PRINT,
    markers: ([0, 1, 2, 3] as const).map(markerCells),
    facts: [
      [t('paper.print.place'), isolate([print.placeName, print.countyName].filter(Boolean).join('، '))],
      [t('paper.print.group'), isolate(localDigits(print.groupCode, 'en'))],
      [t('paper.print.day'), formatDay(print.dayIso, PAPER, 'full')],
      [t('paper.print.time'), localDigits(print.startTime, PAPER)],
      [t('paper.print.module'), isolate(print.moduleTitle ?? '…')],
      [t('paper.print.planned'), t('paper.print.minutes', { count: number(print.plannedMinutes) })],
      [t('paper.print.facilitator'), isolate(print.facilitator ?? '…')],
      [t('paper.print.people'), number(print.people.length)],
    ],
    words: {
      marker: t('paper.print.marker'),
      qr: t('paper.print.qr'),
      how: t('paper-twin.print.how'),
      wrong: t('paper-twin.print.wrong'),
      camera: t('paper-twin.print.camera'),
      columns: (['row', 'name', 'present', 'late', 'lateMinutes', 'absent', 'excused', 'sign'] as const).map(
        (key) => t(`paper.print.columns.${key}`),
      ),
      headCount: t('paper.print.headCount'),
      note: t('paper.print.note'),
      noNames: t('paper.print.noNames'),
      signature: t('paper.print.signature'),
    },
    pages: pages.map((people, at) => ({
      label: t('words.page', { page: number(at + 1), pages: number(count) }),
      qr: qrCells(sheetCode(print.sessionId, at + 1, people), 'coarse'),
      rowHeight: rowHeight(people.length),
      rows: people.map(({ row, name, symbol, colour }) => {
        const sign = signOf(symbol, colour)
        return {
          row: number(row),
          name: isolate(name),
          sign: sign && { picture: signPicture(sign), alt: signName(t, sign) },
        }
      }),
    })),
  }
}

/** The printable register of a session: one page for up to thirty people. Always in Persian: it is read on paper there. */
export function registerPdf(print: RegisterPrint, t: Words): Buffer {
  return pdfOf('register', registerData(print, t))
}
