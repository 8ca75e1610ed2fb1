import 'server-only'
import type { CertificateTexts } from '@/lib/certificates/paper'
import type { Locale } from '@/lib/shared/locale'
import { isolate } from '@/lib/shared/persian-text'
import { pdfOf, qrCells } from './compile'

/** What makes a paper one that anybody can check: the address in its code, and how to. */
export type CertificateCode = { address: string; says: string; alt: string }

/** What the template of a certificate is given; foreign text is held apart. */
export function certificateData(
  { rule, facts, office, name, ...texts }: CertificateTexts,
  { address, ...code }: CertificateCode,
  lang: Locale,
) {
  return {
    ...texts,
    lang,
    office: isolate(office),
    name: isolate(name),
    rule: rule.value,
    facts: facts.map(({ label, value, ltr }) => [label, ltr ? `\u2066${value}\u2069` : isolate(value)]),
    code: { ...code, cells: qrCells(address) },
  }
}

/** The certificate as one page, in Persian or as its English twin. */
export function certificatePdf(print: CertificateTexts, code: CertificateCode, lang: Locale): Buffer {
  return pdfOf('certificate', certificateData(print, code, lang))
}
