import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import type { CertificateHolder } from './number'

/** A certificate in words, the same on the page and on paper. */
export type CertificateTexts = {
  office: string
  title: string
  says: string
  name: string
  sentence: string
  rule: { label: string; value: string }
  facts: { label: string; value: string; ltr?: boolean }[]
  signature: string
}

/** What a certificate is called, by whom it is for. */
export const TITLES: Record<CertificateHolder, string> = {
  PARTICIPANT: 'title',
  FACILITATOR: 'facilitatorTitle',
  VOLUNTEER: 'serviceTitle',
}

/** The period of a volunteer's hours in words. */
export const periodText = (period: { from: string; until: string }, t: Words, locale: Locale): string =>
  t('certificates.paper.periodOf', {
    from: formatDay(period.from, locale, 'long'),
    until: formatDay(period.until, locale, 'long'),
  })
