import 'server-only'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale } from '@/lib/shared/locale'
import { formatHours, localDigits } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { pdfOf, qrCells } from './compile'

/** A certificate ready to be set; `rule` is the whole sentence of the rule it was given under. */
export type CertificatePrint = {
  role: 'PARTICIPANT' | 'FACILITATOR'
  name: string
  runName: string
  /** Who issues it: the office's name. */
  issuer: string
  minutes: number
  rule: string
  number: string
  /** What the QR says and the reader may type: the whole address of the page that checks it. */
  checkUrl: string
  issuedOn: string
}
type Say = (key: string, values?: Record<string, string | number>) => string

const PAPER: Locale = 'fa'

/** What the template of a certificate is given; every text is ready. */
export function certificateData(print: CertificatePrint, t: Say) {
  const facilitator = print.role === 'FACILITATOR'
  const values = { run: print.runName, hours: formatHours(print.minutes, PAPER) }
  return {
    title: t(facilitator ? 'paper.certificate.facilitatorTitle' : 'paper.certificate.title'),
    issuer: isolate(print.issuer),
    name: isolate(print.name),
    sentence: t(facilitator ? 'paper.certificate.facilitator' : 'paper.certificate.participant', values),
    rule: localDigits(print.rule, PAPER),
    facts: [
      [t('paper.certificate.number'), isolate(print.number)],
      [t('paper.certificate.issuedOn'), formatDay(print.issuedOn, PAPER, 'long')],
    ],
    address: isolate(print.checkUrl),
    qr: qrCells(print.checkUrl),
    words: {
      says: t('paper.certificate.says'),
      check: t('paper.certificate.check'),
      qr: t('paper.certificate.qr'),
      signature: t('paper.certificate.signature'),
    },
  }
}

/** The certificate as one page. `t` is the Persian translator: a certificate is in Persian. */
export function certificatePdf(print: CertificatePrint, t: Say): Buffer {
  return pdfOf('certificate', certificateData(print, t))
}
