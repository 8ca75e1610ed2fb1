import type { ReportDocument, ReportTable } from '@/lib/reports/document'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber, readerDigits } from '@/lib/shared/number'
import { isolate } from '@/lib/shared/persian-text'
import type { Level, MeetingKind, Mode } from './kinds'
import { attended, type Seats, seated } from './meeting'

export type MinutesFacts = {
  kind: MeetingKind
  mode: Mode
  day: string
  subject: string
  venue: string | null
  decisions: string | null
  letterNo: string | null
  place: string
  province: string
  isDemo: boolean
  seats: readonly Seats[]
  questions: readonly {
    askedBy: Level
    question: string
    answer: string | null
    answeredBy: Level | null
    answeredOn: string | null
  }[]
}

/** The minutes of a meeting in the words of a language: who came from where, what was asked and answered, what was decided. */
export function meetingMinutes(facts: MinutesFacts, hash: string, t: Words, locale: Locale): ReportDocument {
  const number = (value: number) => formatNumber(value, locale)
  const level = (one: Level) => t(`associations.level.${one}`)
  const all = attended(facts.seats)
  const place = isolate(facts.place)
  const seats: ReportTable = {
    kind: 'table',
    id: 'seats',
    title: t('associations.minutes.seats'),
    columns: [
      { key: 'level', label: t('associations.column.level'), weight: 2 },
      { key: 'inPerson', label: t('associations.mode.IN_PERSON'), numeric: true },
      { key: 'online', label: t('associations.mode.ONLINE'), numeric: true },
    ],
    rows: [
      ...seated(facts.seats).map((one) => [
        { text: level(one.level) },
        { text: number(one.inPerson), value: one.inPerson, format: 'count' as const },
        { text: number(one.online), value: one.online, format: 'count' as const },
      ]),
      [
        { text: t('associations.column.sum'), strong: true as const },
        { text: number(all.inPerson), value: all.inPerson, format: 'count' as const },
        { text: number(all.online), value: all.online, format: 'count' as const },
      ],
    ],
  }
  return {
    locale,
    title: t('associations.minutes.title'),
    run: `${t(`associations.meetingKind.${facts.kind}`)} · ${place}`,
    office: t('associations.minutes.office', { province: isolate(facts.province) }),
    standing: facts.isDemo ? [t('words.demo')] : [],
    facts: [
      [t('associations.field.subject'), isolate(facts.subject)],
      [t('associations.field.day'), formatDay(facts.day, locale, 'full')],
      [t('associations.field.place'), place],
      [t('associations.field.mode'), t(`associations.mode.${facts.mode}`)],
      ...(facts.venue ? [[t('associations.field.venue'), isolate(facts.venue)] as [string, string]] : []),
      ...(facts.letterNo
        ? [
            [t('associations.field.letterNo'), isolate(readerDigits(facts.letterNo, locale))] as [
              string,
              string,
            ],
          ]
        : []),
    ],
    sections: [
      { id: 'present', title: t('associations.minutes.present'), blocks: [seats] },
      {
        id: 'questions',
        title: t('associations.questions'),
        blocks:
          facts.questions.length === 0
            ? [{ kind: 'text', text: t('associations.noQuestions') }]
            : facts.questions.flatMap((one, i) => [
                {
                  kind: 'text' as const,
                  text: t('associations.minutes.question', {
                    number: number(i + 1),
                    level: level(one.askedBy),
                    text: isolate(one.question),
                  }),
                },
                {
                  kind: 'text' as const,
                  text:
                    one.answer === null || one.answeredBy === null
                      ? t('associations.minutes.open')
                      : t('associations.minutes.answer', {
                          level: level(one.answeredBy),
                          text: isolate(one.answer),
                        }),
                },
              ]),
      },
      {
        id: 'decisions',
        title: t('associations.field.decisions'),
        blocks: [{ kind: 'text', text: facts.decisions ?? t('associations.minutes.noDecisions') }],
      },
      {
        id: 'signatures',
        title: t('associations.minutes.signatures'),
        blocks: [
          {
            kind: 'signatures',
            boxes: [
              { role: t('associations.minutes.writer'), name: '', at: '' },
              { role: t('associations.minutes.head'), name: '', at: '' },
            ],
          },
        ],
      },
    ],
    hash,
    footer: {
      hash: t('associations.minutes.hash'),
      page: t('associations.minutes.page'),
      of: t('associations.minutes.of'),
    },
  }
}
