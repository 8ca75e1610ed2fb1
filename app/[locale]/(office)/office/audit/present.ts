import type { AuditRow } from '@/components/access/audit-table'
import type { AuditFacts, AuditLine } from '@/db/queries/audit'
import { momentText } from '@/lib/access/present'
import { isRuleKey } from '@/lib/rules/registry'
import { isUuid } from '@/lib/shared/id'
import { formatDay, isIsoDay, weekdayName } from '@/lib/shared/jalali'
import { isLocale, LANGUAGE_NAMES, type Locale, type Words } from '@/lib/shared/locale'
import { formatHours, formatNumber, formatPercent, localDigits } from '@/lib/shared/number'
import { valueText } from '../rules/value-text'
import { addressOf } from './asked'

/** Facts for machines: nodes of the tree and versions of rows say nothing to a person. */
const SILENT = new Set(['scopeId', 'version', 'person'])
const MOST_ITEMS = 6

/** An event in words; a code without a word of its own stands as it is. */
export function auditRow(line: AuditLine, base: string, t: Words, locale: Locale): AuditRow {
  const entity = entityWord(line.entity, t)
  const about = aboutText(line, t, locale)
  const named = about ? `${entity} ${about}` : entity
  const role = line.roles.map((each) => wordOr(t, `accounts.role.${each}`, each)).join(t('words.listComma'))
  return {
    seq: line.seq,
    moment: momentText(line.atMs, locale),
    // The system has no name of its own: its role is who it is.
    who: line.actor ?? (role || t('audit.nobody')),
    role: line.actor ? role : '',
    action: actionWord(line.action, t),
    entity,
    about,
    trace: line.entityId
      ? {
          href: addressOf(base, { entity: line.entity, id: line.entityId }),
          label: t('audit.trace', { entity: named }),
        }
      : null,
    reason: line.reason ? t('audit.reason', { reason: line.reason }) : null,
    changes: changesOf(line, t, locale),
  }
}

/** The word of a code, or the code: also where the catalogue goes on below it instead of having a word. */
function wordOr(t: Words, key: string, code: string): string {
  const said = t.has(key) ? t(key) : key
  return said === key ? code : said
}
export const actionWord = (action: string, t: Words) => wordOr(t, `audit.action.${action}`, action)
export const entityWord = (entity: string, t: Words) => wordOr(t, `audit.entity.${entity}`, entity)

function aboutText({ entity, about, after, before }: AuditLine, t: Words, locale: Locale): string | null {
  const seq = about.seq === null ? null : formatNumber(about.seq, locale)
  const key = after.key ?? before.key
  if (entity === 'rule' && typeof key === 'string') return wordOr(t, `rules.title.${key}`, key)
  if (entity === 'session' && seq && about.code) return t('audit.sessionOf', { seq, code: about.code })
  if (seq) return t('audit.number', { number: seq })
  return about.code
}

/** What changed, one line for each fact: «وضعیت: از … به …». */
function changesOf({ before, after, entity }: AuditLine, t: Words, locale: Locale): string[] {
  const was = flat(before)
  const is = flat(after)
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => !SILENT.has(name) && !(entity === 'rule' && name === 'key') && !isId(is[name] ?? was[name]),
  )
  const rule = typeof is.key === 'string' ? is.key : was.key
  const said = (name: string, value: unknown) => factText(name, value, rule, t, locale)
  return names.flatMap((name) => {
    const field = wordOr(t, `audit.field.${name}`, name)
    if (name === 'changed') return [t('audit.mark', { field, list: marksText(is[name], t, locale) })]
    if (!(name in was)) return [t('audit.is', { field, value: said(name, is[name]) })]
    if (!(name in is)) return [t('audit.was', { field, value: said(name, was[name]) })]
    const [from, to] = [said(name, was[name]), said(name, is[name])]
    return from === to ? [t('audit.is', { field, value: to })] : [t('audit.became', { field, from, to })]
  })
}

/** The name of a row is for machines; the trace beside the event leads to it. */
const isId = (value: unknown) => typeof value === 'string' && isUuid(value)

/** Facts within facts beside the others. */
function flat(facts: AuditFacts): AuditFacts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(value)
        : [[name, value]],
    ),
  )
}

function factText(name: string, value: unknown, rule: unknown, t: Words, locale: Locale): string {
  if (name === 'value' && typeof rule === 'string' && isRuleKey(rule))
    return valueText(rule, value, t, locale)
  if (value === null || value === undefined) return t('words.none')
  if (typeof value === 'boolean') return t(value ? 'rules.yes' : 'rules.no')
  if (typeof value === 'number') return numberText(name, value, t, locale)
  if (Array.isArray(value)) {
    if (value.length > MOST_ITEMS) return t('audit.items', { count: formatNumber(value.length, locale) })
    const items = value.map((item) =>
      name === 'days' && typeof item === 'number'
        ? weekdayName(item, locale)
        : factText(name, item, rule, t, locale),
    )
    return items.join(t('words.listComma')) || t('words.none')
  }
  return typeof value === 'string' ? stringText(name, value, t, locale) : t('words.none')
}

function numberText(name: string, value: number, t: Words, locale: Locale): string {
  if (name === 'minutes' || name === 'plannedMinutes' || name === 'heldMinutes')
    return t('rules.unit.hours', { value: formatHours(value, locale) })
  return name === 'share' ? formatPercent(value, locale, { maxDecimals: 2 }) : formatNumber(value, locale)
}

function stringText(name: string, value: string, t: Words, locale: Locale): string {
  if (isIsoDay(value)) return formatDay(value, locale, 'long')
  if (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)))
    return momentText(Date.parse(value), locale)
  if (name === 'role') return wordOr(t, `accounts.role.${value}`, valueWord(value, t))
  if (name === 'mode') return wordOr(t, `rules.mode.${value}`, value)
  if (name === 'locale' && isLocale(value)) return LANGUAGE_NAMES[value]
  return name === 'time' ? localDigits(value, locale) : valueWord(value, t)
}

const valueWord = (value: string, t: Words) =>
  /^[\w -]+$/.test(value) ? wordOr(t, `audit.value.${value}`, value) : value

/** Marks changed after they were sent, the same changes counted together; whose they are is not said here. */
function marksText(changed: unknown, t: Words, locale: Locale): string {
  if (!Array.isArray(changed)) return t('words.none')
  const counted = new Map<string, number>()
  for (const mark of changed as { from?: unknown[]; to?: unknown }[]) {
    const [to, from] = [markWord(mark.to, t), markWord(mark.from?.[0], t)]
    const text = from ? t('audit.fromTo', { from, to }) : t('audit.newMark', { to })
    counted.set(text, (counted.get(text) ?? 0) + 1)
  }
  return [...counted]
    .map(([text, count]) => t('audit.times', { text, count: formatNumber(count, locale) }))
    .join(t('words.listComma'))
}

const markWord = (code: unknown, t: Words) => (code ? wordOr(t, `audit.marks.${code}`, String(code)) : '')
