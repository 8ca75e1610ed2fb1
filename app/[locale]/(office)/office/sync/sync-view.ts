import type { Contradiction, DeviceLine, HeldSheet, SaidOp, WaitingGroup } from '@/db/queries/sync/office'
import { momentText } from '@/lib/access/present'
import { sentenceOf } from '@/lib/server/said'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

/** A name within a sentence that may run the other way. */
const apart = (text: string) => `\u2068${text}\u2069`

type Sheet = Pick<WaitingGroup, 'placeFa' | 'placeEn' | 'seq' | 'day'>

function sheetTitle(sheet: Sheet, t: Words, locale: Locale): string {
  const place = locale === 'fa' ? sheet.placeFa : sheet.placeEn
  if (!sheet.day || sheet.seq === null) return t('sync.noSheet')
  return t('sync.sheet', {
    place: apart(place ?? t('sync.training')),
    seq: formatNumber(sheet.seq, locale),
    day: formatDay(sheet.day, locale, 'long'),
  })
}

/** What an operation says, as people say it. */
export function saidText({ kind, name, body }: SaidOp, t: Words, locale: Locale): string {
  const number = (value: unknown) => formatNumber(Number(value ?? 0), locale)
  const who = apart(name ?? t('sync.said.nobody'))
  if (kind === 'mark') {
    const n = number(body.code === 'LEFT_EARLY' ? body.early : body.late)
    return t('sync.said.of', { who, what: t(`register.mark.${body.code}`, { n }) })
  }
  if (kind === 'unmark') return t('sync.said.of', { who, what: t('register.mark.none') })
  if (kind === 'head')
    return body.count === null || body.count === undefined
      ? t('sync.said.headLater')
      : t('sync.said.head', { n: number(body.count) })
  if (kind === 'hg-book') return t('sync.said.book')
  if (kind === 'hg-mark')
    return t('sync.said.of', {
      who,
      what: t(`sync.said.${body.present === null ? 'unsaid' : body.present ? 'came' : 'stayed'}`),
    })
  if (kind === 'hg-event')
    return t('sync.said.event', {
      what: t(`hamyar-desk.event.${body.event}`),
      day: formatDay(String(body.day), locale, 'long'),
    })
  if (kind === 'guest') return t('sync.said.guest', { who })
  if (kind === 'act' && ['submit', 'cancel', 'draft'].includes(String(body.outcome)))
    return body.outcome === 'cancel' && body.cancelReason
      ? t('sync.said.cancelFor', { reason: apart(String(body.cancelReason)) })
      : t(`sync.said.${body.outcome}`)
  if (kind !== 'details') return t('sync.said.unknown')
  const words = (['topic', 'note', 'mismatch'] as const)
    .filter((field) => typeof body[field] === 'string')
    .map((field) =>
      t('sync.said.words', {
        field: t(`sync.field.${field}`),
        text: apart(String(body[field]) || t('sync.said.nothing')),
      }),
    )
  return words.join(t('words.listComma'))
}

/** Sentences that speak to the sender say here what was wrong with what she sent. */
function whyOf({ code, values }: WaitingGroup, t: Words, locale: Locale): string {
  return t.has(`sync.why.${code}`) ? t(`sync.why.${code}`) : sentenceOf(t, code, values, locale)
}

export function heldOf(sheet: HeldSheet, t: Words, locale: Locale) {
  const moment = (ms: number) => momentText(ms, locale)
  return {
    key: `${sheet.sessionId} ${sheet.untilMs}`,
    title: sheetTitle(sheet, t, locale),
    line: t('sync.held.by', { by: apart(sheet.by), moment: moment(sheet.sinceMs) }),
    why: t(`sync.held.${sheet.code ?? 'opened'}`),
    until: sheet.untilMs === null ? null : t('sync.held.until', { moment: moment(sheet.untilMs) }),
  }
}

export function waitingOf(group: WaitingGroup, t: Words, locale: Locale) {
  const from = group.device
    ? t('sync.byFrom', { by: apart(group.by), device: apart(group.device) })
    : apart(group.by)
  return {
    id: `waiting-${group.ids[0]}`,
    title: group.groupFa
      ? t('sync.hamyarGroup', { name: apart(group.groupFa) })
      : sheetTitle(group, t, locale),
    line: t('sync.waiting.from', {
      from,
      claimed: momentText(group.claimedMs, locale),
      received: momentText(group.receivedMs, locale),
    }),
    why: whyOf(group, t, locale),
    count: t('sync.waiting.count', { count: formatNumber(group.ids.length, locale) }),
    said: group.said.map((op, i) => ({ key: group.ids[i]!, text: saidText(op, t, locale) })),
    ids: group.ids.join(' '),
    mayApply:
      !group.book &&
      (group.groupFa !== null || (group.sessionId !== null && group.seq !== null)) &&
      group.code !== 'E-GEN-04',
  }
}

export function contradictionOf(found: Contradiction, t: Words, locale: Locale) {
  const [kind, field] = found.place.split(':')
  const name = found.words.find((word) => word.said.name)?.said.name
  const place = field
    ? t(`sync.field.${field}`)
    : kind === 'head' || kind === 'act'
      ? t(`sync.field.${kind}`)
      : apart(name ?? t('sync.said.nobody'))
  return {
    id: `differs-${found.sessionId}-${found.place.replace(':', '-')}`,
    title: sheetTitle(found, t, locale),
    about: place,
    options: found.words.map(({ opId, by, atMs, stands, said }) => ({
      opId,
      text: saidText(field ? { ...said, body: { [field]: said.body[field] } } : said, t, locale),
      by:
        atMs === null ? apart(by) : t('sync.differs.by', { by: apart(by), moment: momentText(atMs, locale) }),
      stands,
    })),
    hidden: { sessionId: found.sessionId ?? '', place: found.place },
  }
}

export function deviceOf(device: DeviceLine, t: Words, locale: Locale) {
  const number = (value: number) => formatNumber(value, locale)
  const off = Math.abs(device.skewMinutes ?? 0)
  const notes = [
    device.waiting > 0 && t('sync.devices.waiting', { count: number(device.waiting) }),
    device.alike !== null && t('sync.devices.alike', { count: number(device.alike) }),
    device.mismatches > 0 && t('sync.devices.mismatches', { count: number(device.mismatches) }),
    off > 10 &&
      t((device.skewMinutes ?? 0) > 0 ? 'sync.devices.ahead' : 'sync.devices.behind', {
        minutes: number(off),
      }),
  ].filter((note): note is string => note !== false)
  return {
    deviceId: device.deviceId,
    name: device.by,
    line: [
      device.name && apart(device.name),
      t('sync.devices.since', { moment: momentText(device.createdMs, locale) }),
      device.seenMs === null
        ? t('sync.devices.never')
        : t('sync.devices.seen', { moment: momentText(device.seenMs, locale) }),
    ]
      .filter(Boolean)
      .join(' · '),
    notes,
    withdrawn:
      device.withdrawnMs === null
        ? null
        : t('sync.devices.withdrawn', { moment: momentText(device.withdrawnMs, locale) }),
  }
}
