import type { RuleChangeRow, RuleHistoryWords } from '@/components/rules/rule-history'
import type { RuleRow, RuleTableWords } from '@/components/rules/rule-table'
import type { RuleChange, RuleLevel } from '@/db/queries/rules'
import { RULES, type RuleKey, type RuleValue } from '@/lib/rules/registry'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { tehranDay } from '@/lib/shared/tehran'
import { slugOf } from './groups'
import { ASSUMED, sourceText } from './source-text'
import { boundsText, valueText } from './value-text'

const HEIGHT: Record<RuleLevel, number> = { RUN: 2, PROVINCE: 1, NATION: 0 }

/** An instant that includes everything of a clock read to the second. */
export const clockOf = (run: { clock: string }): Date => new Date(Date.parse(run.clock) + 999)

/** Of all that was decided on a rule, what holds at an instant: the nearest level, there the latest. Twin of app.rules_at. */
export function inForce(history: readonly RuleChange[], at: Date): RuleChange | null {
  const begun = history.filter((change) => change.validFrom <= at)
  begun.sort(
    (a, b) =>
      HEIGHT[b.level] - HEIGHT[a.level] ||
      b.validFrom.getTime() - a.validFrom.getTime() ||
      b.changedAt.getTime() - a.changedAt.getTime(),
  )
  return begun[0] ?? null
}

const dayText = (at: Date, locale: Locale) => formatDay(tehranDay(at), locale, 'long')
// What an installation starts with was decided by nobody and has no reason; its day says nothing to anybody.
const sinceText = (change: RuleChange | null, t: Words, locale: Locale) =>
  change?.reason ? dayText(change.validFrom, locale) : t('rules.fromStart')

type Shown = { key: RuleKey; value: RuleValue; line: RuleChange | null }

/** A rule as the list shows it. */
export function ruleRow({ key, value, line }: Shown, runCode: string, t: Words, locale: Locale): RuleRow {
  const source = line?.source ?? RULES[key].source
  return {
    key,
    href: hrefOf(key, runCode, locale),
    title: t(`rules.title.${key}`),
    value: valueText(key, value, t, locale),
    bounds: boundsText(key, t, locale),
    assumed: source === ASSUMED,
    source: sourceText(source, t),
    since: sinceText(line, t, locale),
    level: line && line.level !== 'NATION' ? t(`rules.level.${line.level}`) : null,
  }
}

export const hrefOf = (key: RuleKey, runCode: string, locale: Locale) =>
  `/${locale}/office/rules/${slugOf(key)}?run=${encodeURIComponent(runCode)}`

type Context = { runCode: string; current: ReadonlySet<string>; at: Date; titled: boolean }

/** One decision on a rule, for the history. */
export function changeRow(change: RuleChange, context: Context, t: Words, locale: Locale): RuleChangeRow {
  const key = change.key as RuleKey
  const state = context.current.has(change.id) ? 'inForce' : change.validFrom > context.at ? 'notYet' : 'past'
  return {
    id: change.id,
    rule: context.titled
      ? { title: t(`rules.title.${key}`), href: hrefOf(key, context.runCode, locale) }
      : null,
    value: valueText(key, change.value, t, locale),
    state,
    stateLabel: t(`rules.${state}`),
    level: t(`rules.level.${change.level}`),
    since: sinceText(change, t, locale),
    source: sourceText(change.source, t),
    reason: change.reason ?? t('rules.firstValue'),
    by: change.reason ? (change.changedBy ?? t('words.none')) : t('words.none'),
    at: change.reason ? dayText(change.changedAt, locale) : t('words.none'),
  }
}

export function tableWords(t: Words, caption: string): RuleTableWords {
  return {
    caption,
    rule: t('rules.rule'),
    value: t('rules.value'),
    allowed: t('rules.allowed'),
    source: t('rules.source'),
    since: t('rules.holdsSince'),
  }
}

export function historyWords(t: Words, caption: string): RuleHistoryWords {
  return {
    caption,
    rule: t('rules.rule'),
    value: t('rules.value'),
    scope: t('rules.scope'),
    since: t('rules.holdsSince'),
    source: t('rules.source'),
    why: t('rules.why'),
    by: t('rules.changedBy'),
    at: t('rules.changedAt'),
  }
}
