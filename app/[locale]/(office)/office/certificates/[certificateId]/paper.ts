import type { CertificateView } from '@/db/queries/certificates/list'
import { type CertificateTexts, periodText, TITLES } from '@/lib/certificates/paper'
import { ruleOfText } from '@/lib/programmes/closing'
import { minutesNeeded } from '@/lib/rules/completion'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import { ruleSentence } from '../../indicators/present'

/** A certificate in the words of a language. That of a volunteer names the province's programme, hours and period: neither the association nor its capacity group. */
export function certificateTexts(view: CertificateView, t: Words, locale: Locale): CertificateTexts {
  const fa = locale === 'fa'
  const hours = formatHours(view.minutes, locale)
  const programme = fa ? view.programmeFa : view.programmeEn
  const place = [fa ? view.placeFa : view.placeEn, fa ? view.countyFa : view.countyEn]
    .filter(Boolean)
    .join(t('words.listComma'))
  return {
    office:
      view.holder === 'VOLUNTEER'
        ? t('certificates.paper.serviceOffice', { province: programme })
        : ((fa ? view.officeFa : (view.officeEn ?? view.officeFa)) ?? ''),
    title: t(`certificates.paper.${TITLES[view.holder]}`),
    says: t('certificates.paper.says'),
    name: view.name ?? t('certificates.hiddenName'),
    sentence: {
      FACILITATOR: () => t('certificates.paper.facilitator', { hours }),
      PARTICIPANT: () => t('certificates.paper.participant', { hours, place }),
      VOLUNTEER: () => t('certificates.paper.service', { hours, province: isolate(programme) }),
    }[view.holder](),
    rule:
      view.from && view.until
        ? {
            label: t('certificates.paper.period'),
            value: periodText({ from: view.from, until: view.until }, t, locale),
          }
        : { label: t('certificates.paper.rule'), value: ruleOf(view, t, locale) },
    facts: [
      {
        label: t(`certificates.paper.${view.holder === 'VOLUNTEER' ? 'province' : 'run'}`),
        value: programme,
      },
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
  if (view.holder !== 'FACILITATOR') return ruleSentence(rule, t, locale)
  return t('certificates.paper.ruleFacilitator.minutes', {
    needed: formatHours(minutesNeeded(rule), locale),
    of: formatHours(rule.plannedMinutes, locale),
  })
}
