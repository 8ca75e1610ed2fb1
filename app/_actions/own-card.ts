'use server'

import { setTimeout as after } from 'node:timers/promises'
import { getLocale } from 'next-intl/server'
import type { CardShown } from '@/components/surveys/own-card'
import {
  type CourseCard,
  queryMyCard,
  queryMyService,
  type ServiceCard,
  viewMyCard,
  withdrawByCard,
} from '@/db/commands/surveys/my-card'
import type { ActionResult } from '@/lib/access/answer'
import { SERVICE_QUERIES } from '@/lib/associations/kinds'
import { answered } from '@/lib/server/action'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { said } from '@/lib/server/said'
import { visitorOf } from '@/lib/server/survey-visit'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, latinDigits, localDigits } from '@/lib/shared/number'
import { CARD_QUERIES } from '@/lib/surveys/schema'

/** No answer comes sooner, whether a card has the number or not. */
const SOONEST_MS = 250
const text = (form: FormData, name: string) => String(form.get(name) ?? '').slice(0, 100)

/** Everything a card does: look, say that something is wrong, be asked once more, take one's consent back. */
export async function ownCard(_before: unknown, form: FormData): Promise<ActionResult<CardShown>> {
  const visitor = await visitorOf()
  const [code, intent] = [text(form, 'code'), text(form, 'intent')]
  const [result] = await Promise.all([
    answered(visitor.requestId, async () => {
      // A number nobody has counts as a try, whichever form it comes from.
      const before = await viewMyCard(visitor, code)
      const query = 'roles' in before ? queryMyService : queryMyCard
      if (intent === 'wrong') await query(visitor, code, text(form, 'what'))
      if (intent !== 'withdraw' || 'roles' in before) return before
      await withdrawByCard(visitor, code)
      return viewMyCard(visitor, code)
    }),
    after(SOONEST_MS),
  ])
  if (!result.ok) return said(result)
  const locale = localeOf(await getLocale())
  const t = await wordsOf(locale)
  const asked = { code, intent }
  const data =
    'roles' in result.data
      ? serviceShown(result.data, asked, t, locale)
      : cardShown(result.data, asked, t, locale)
  return { ok: true, data }
}

/** A volunteer's hours and roles. */
function serviceShown(
  { minutes, turns, roles, demo }: ServiceCard,
  asked: { code: string; intent: string },
  t: Words,
  locale: Locale,
): CardShown {
  const hours = (of: number) => t('card.hours', { hours: formatHours(of, locale) })
  return {
    step: 'card',
    code: asked.code,
    told: asked.intent === 'wrong' ? t('card.service.told') : null,
    hours: [
      { big: hours(minutes), line: t('card.service.served', { count: formatNumber(turns, locale) }) },
      ...roles.map((one) => ({ big: hours(one.minutes), line: t(`associations.role.${one.role}`) })),
    ],
    note: turns === 0 ? t('card.service.none') : null,
    phone: null,
    wrong: {
      submit: t('card.service.submit'),
      choices: SERVICE_QUERIES.map((value) => ({ value, label: t(`card.service.query.${value}`) })),
    },
    consent: false,
    demo: demo ? t('words.demo') : null,
  }
}

function cardShown(
  card: CourseCard,
  asked: { code: string; intent: string },
  t: Words,
  locale: Locale,
): CardShown {
  const { ledger, minutes, consent, phone, demo } = card
  const told = { wrong: 'card.wrong.told', withdraw: 'card.withdraw.told' }[asked.intent]
  return {
    step: asked.intent === 'ask' && consent ? 'sure' : ledger ? 'card' : 'gone',
    code: asked.code,
    told: told ? t(told) : null,
    hours: [
      { big: t('card.hours', { hours: formatHours(minutes, locale) }), line: t('card.earned') },
      ...(ledger && ledger.state !== 'DONE' ? [allowance(ledger, t, locale)] : []),
    ],
    note: ledger ? t(`card.state.${ledger.state}`) : t('card.state.LEFT'),
    phone: phone
      ? {
          says: t('card.phone'),
          number: localDigits(phone, locale),
          href: `tel:${latinDigits(phone).replace(/[^\d+]/g, '')}`,
        }
      : null,
    wrong: {
      submit: t('card.wrong.submit'),
      choices: CARD_QUERIES.map((value) => ({ value, label: t(`card.query.${value}`) })),
    },
    consent,
    demo: demo ? t('words.demo') : null,
  }
}

function allowance(ledger: NonNullable<CourseCard['ledger']>, t: Words, locale: Locale) {
  const sessions = t('card.sessions', { n: formatNumber(ledger.mayMissSessions, locale) })
  return ledger.unit === 'sessions'
    ? { big: sessions, line: t('card.mayMiss') }
    : {
        big: t('card.hours', { hours: formatHours(ledger.mayMiss, locale) }),
        line: t('card.mayMissAbout', { sessions }),
      }
}
