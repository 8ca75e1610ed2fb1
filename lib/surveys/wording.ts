import { cleanText } from '@/lib/shared/persian-text'
import { fail, ok, type Result } from '@/lib/shared/result'
import { INSTRUMENTS, type InstrumentCode, SUPPLIED_CODES } from './instruments'

/** The words of an instrument that is not ours, as a file of the office brings them. */
export type Wording = {
  instrument: InstrumentCode
  language: 'fa' | 'en'
  /** What is said before the items, such as the weeks they are about. */
  lead: string
  items: string[]
  /** From the least to the most. */
  answers: string[]
  source: string
  licence: string
}

export const LARGEST_WORDING = 64 * 1024
const LONGEST = 400

type Raw = Record<'instrument' | 'language' | 'lead' | 'source' | 'licence', string> & {
  items: string[]
  answers: string[]
}

/**
 * Reads a JSON file, or a CSV of two columns (what it is, its words) where `item` and `answer` stand once for each.
 * E-ASM-08: not such a file, an instrument that needs none, no language or an empty line. E-ASM-09: another number of items
 * or answers than the instrument has. E-ASM-10: no source or no licence.
 */
export function readWording(text: string): Result<Wording, 'E-ASM-08' | 'E-ASM-09' | 'E-ASM-10'> {
  const raw = text.length > LARGEST_WORDING ? null : rawOf(text.replace(/^\ufeff/, ''))
  if (!raw) return fail('E-ASM-08')
  const instrument = SUPPLIED_CODES.find((code) => code === raw.instrument.toUpperCase())
  if (!instrument || (raw.language !== 'fa' && raw.language !== 'en')) return fail('E-ASM-08')
  const lines = [raw.lead, ...raw.items, ...raw.answers]
  if (lines.some((line) => line === '' || line.length > LONGEST)) return fail('E-ASM-08')
  const { items: need, minValue, maxValue } = INSTRUMENTS[instrument]
  const words = maxValue - minValue + 1
  if (raw.items.length !== need || raw.answers.length !== words)
    return fail('E-ASM-09', { need, n: raw.items.length, words, answers: raw.answers.length })
  if (raw.source.length < 3 || raw.licence.length < 3) return fail('E-ASM-10')
  return ok({ ...raw, instrument, language: raw.language })
}

function rawOf(text: string): Raw | null {
  const told = text.trimStart().startsWith('{') ? fromJson(text) : fromTable(text)
  if (!told) return null
  const one = (name: string) => told[name]?.[0] ?? ''
  return {
    instrument: one('instrument'),
    language: one('language').toLowerCase(),
    lead: one('lead'),
    source: one('source'),
    licence: one('licence'),
    items: told.items ?? told.item ?? [],
    answers: told.answers ?? told.answer ?? [],
  }
}

type Told = Record<string, string[]>

function fromJson(text: string): Told | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const told: Told = {}
    for (const [name, content] of Object.entries(value)) {
      const list: unknown[] = Array.isArray(content) ? content : [content]
      if (list.some((one) => typeof one !== 'string')) return null
      told[name] = list.map((one) => cleanText(String(one)))
    }
    return told
  } catch {
    return null
  }
}

function fromTable(text: string): Told | null {
  const told: Told = {}
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue
    const [, name, words] = /^\s*"?([A-Za-z]+)"?\s*[,;\t]\s*(.*)$/.exec(line) ?? []
    if (!name || words === undefined) return null
    const quoted = /^"((?:[^"]|"")*)"\s*$/.exec(words)
    const said = quoted ? quoted[1]!.replaceAll('""', '"') : words
    const key = name.toLowerCase()
    told[key] = [...(told[key] ?? []), cleanText(said)]
  }
  return told
}
