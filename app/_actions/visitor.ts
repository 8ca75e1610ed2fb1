'use server'

import { getLocale } from 'next-intl/server'
import type { CheckShown } from '@/components/certificates/check-form'
import { type CertificateChecked, checkCertificate } from '@/db/commands/certificates/check-certificate'
import type { ActionResult } from '@/lib/access/answer'
import { periodText, TITLES } from '@/lib/certificates/paper'
import { answered } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { visitorOf } from '@/lib/server/survey-visit'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours } from '@/lib/shared/number'

/** Whether a certificate holds: by its code or its serial, by post only. */
export async function checkPaper(_before: unknown, form: FormData): Promise<ActionResult<CheckShown>> {
  const visitor = await visitorOf()
  const result = await answered(visitor.requestId, () =>
    checkCertificate(visitor, String(form.get('code') ?? '').slice(0, 6000)),
  )
  if (!result.ok) return said(result)
  const locale = localeOf(await getLocale())
  return { ok: true, data: checkShown(result.data, await wordsOf(locale), locale) }
}

const KINDS = {
  VALID: 'success',
  EXPIRED: 'warn',
  UNKNOWN: 'warn',
  REVOKED: 'error',
  ALTERED: 'error',
} as const

function checkShown({ verdict, retiredOn, facts }: CertificateChecked, t: Words, locale: Locale): CheckShown {
  const day = (iso: string) => formatDay(iso, locale, 'long')
  const on = verdict === 'REVOKED' ? facts?.revokedOn : verdict === 'EXPIRED' ? facts?.expiresOn : null
  const own = locale === 'fa'
  const fact = (label: string, value: string | null, ltr = false) =>
    value ? [{ label: t(`check.facts.${label}`), value, ltr }] : []
  return {
    kind: KINDS[verdict],
    verdict,
    title: t(`check.verdict.${verdict}`),
    lines: [
      t(`check.says.${verdict}`, { on: on ? day(on) : '' }),
      ...(retiredOn ? [t('check.retired', { on: day(retiredOn) })] : []),
      ...(facts?.demo ? [t('check.demo')] : []),
    ],
    facts: facts
      ? [
          ...fact('initials', facts.initials),
          ...fact('number', facts.number, true),
          ...fact('for', t(`certificates.paper.${TITLES[facts.holder]}`)),
          ...fact(
            facts.holder === 'VOLUNTEER' ? 'province' : 'run',
            own ? facts.programmeFa : facts.programmeEn,
          ),
          ...fact(
            'period',
            facts.from && facts.until && periodText({ from: facts.from, until: facts.until }, t, locale),
          ),
          ...fact('hours', formatHours(facts.minutes, locale)),
          ...fact('issuedOn', day(facts.issuedOn)),
          ...fact('expiresOn', facts.expiresOn && day(facts.expiresOn)),
          ...fact('office', own ? facts.officeFa : facts.officeEn),
        ]
      : [],
  }
}
