import type { Question } from '@/components/surveys/question-block'
import type { SuppliedWording, SurveyState } from '@/db/commands/surveys/respondent'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { INSTRUMENTS, type Instrument, type InstrumentCode } from '@/lib/surveys/instruments'

/** One instrument as it is asked: in the page's language, or, of the office's wordings, in one it was supplied in. */
export type Asked = {
  code: InstrumentCode
  language: Locale
  lead: string
  /** Whose words they are. */
  note: string
  questions: Question[]
}

/** What a wave asks of somebody, in order; an instrument whose words nobody has loaded is left out. */
export function askedOf(state: SurveyState, t: Words, locale: Locale): Asked[] {
  return (state.wave?.instruments ?? []).flatMap((code) => {
    const instrument = INSTRUMENTS[code]
    if (instrument.itemSource === 'BUILT_IN') return [ours(instrument, t, locale)]
    const supplied = state.wordings.filter((one) => one.instrument === code)
    const wording = supplied.find(({ language }) => language === locale) ?? supplied[0]
    return wording ? [theirs(instrument, wording, t, locale)] : []
  })
}

const placeOf = (n: number, { items }: Instrument, t: Words, locale: Locale) =>
  t('survey.item', { n: formatNumber(n, locale), all: formatNumber(items, locale) })

function ours(instrument: Instrument, t: Words, locale: Locale): Asked {
  const { code, scales, minValue, maxValue } = instrument
  return {
    code,
    language: locale,
    lead: t(`instrument-ka.${code}.lead`),
    note: t('instrument-ka.notValidated'),
    questions: scales.map((scale, i) => ({
      number: i + 1,
      words: t(`instrument-ka.${code}.item.${i + 1}`),
      place: placeOf(i + 1, instrument, t, locale),
      scale,
      options: Array.from({ length: maxValue - minValue + 1 }, (_, k) => ({
        value: minValue + k,
        words: t(`instrument-ka.${scale}.${minValue + k}`),
      })),
    })),
  }
}

function theirs(instrument: Instrument, wording: SuppliedWording, t: Words, locale: Locale): Asked {
  return {
    code: instrument.code,
    language: wording.language,
    lead: wording.lead,
    note: t('survey.source', { source: wording.source }),
    questions: wording.items.map((words, i) => ({
      number: i + 1,
      words,
      place: placeOf(i + 1, instrument, t, locale),
      scale: 'SUPPLIED',
      options: wording.answers.map((told, k) => ({ value: instrument.minValue + k, words: told })),
    })),
  }
}
