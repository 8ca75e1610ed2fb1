import 'server-only'
import type { CertificateTexts } from '@/lib/certificates/paper'
import { isolate } from '@/lib/shared/persian-text'
import { pdfOf } from './compile'

/** What the template of a certificate is given; foreign text is held apart. */
export function certificateData({ rule, facts, office, name, ...texts }: CertificateTexts) {
  return {
    ...texts,
    office: isolate(office),
    name: isolate(name),
    rule: rule.value,
    facts: facts.map(({ label, value, ltr }) => [label, ltr ? `\u2066${value}\u2069` : isolate(value)]),
  }
}

/** The certificate as one page, in Persian. */
export function certificatePdf(print: CertificateTexts): Buffer {
  return pdfOf('certificate', certificateData(print))
}
