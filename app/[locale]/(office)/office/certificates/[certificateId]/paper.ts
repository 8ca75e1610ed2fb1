import type { CertificateView } from '@/db/queries/certificates/list'
import type { CertificateTexts } from '@/lib/certificates/paper'
import { ruleOfText } from '@/lib/programmes/closing'
import { minutesNeeded } from '@/lib/rules/completion'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours } from '@/lib/shared/number'
import { ruleSentence } from '../../indicators/present'

/** A certificate in the words of a language. */
export function certificateTexts(view: CertificateView, t: Words, locale: Locale): CertificateTexts {
  const fa = locale === 'fa'
  const hours = formatHours(view.minutes, locale)
  const place = [fa ? view.placeFa : view.placeEn, fa ? view.countyFa : view.countyEn]
    .filter(Boolean)
    .join(t('words.listComma'))
  return {
    office: (fa ? view.officeFa : (view.officeEn ?? view.officeFa)) ?? '',
    title: t(view.isFacilitator ? 'certificates.paper.facilitatorTitle' : 'certificates.paper.title'),
    says: t('certificates.paper.says'),
    name: view.name ?? t('certificates.hiddenName'),
    sentence: view.isFacilitator
      ? t('certificates.paper.facilitator', { hours })
      : t('certificates.paper.participant', { hours, place }),
    rule: { label: t('certificates.paper.rule'), value: ruleOf(view, t, locale) },
    facts: [
      { label: t('certificates.paper.run'), value: fa ? view.runFa : view.runEn },
      { label: t('certificates.paper.number'), value: view.number, ltr: true },
      { label: t('certificates.paper.serial'), value: view.serial, ltr: true },
      { label: t('certificates.paper.issuedOn'), value: formatDay(view.issuedOn, locale, 'long') },
      ...(view.expiresOn
        ? [{ label: t('certificates.paper.expiresOn'), value: formatDay(view.expiresOn, locale, 'long') }]
        : []),
    ],
    signature: t('certificates.paper.signature'),
  }
}

function ruleOf(view: CertificateView, t: Words, locale: Locale): string {
  const rule = ruleOfText(view.rule)
  if (!rule) return t('words.none')
  if (!view.isFacilitator) return ruleSentence(rule, t, locale)
  return t('certificates.paper.ruleFacilitator.minutes', {
    needed: formatHours(minutesNeeded(rule), locale),
    of: formatHours(rule.plannedMinutes, locale),
  })
}
