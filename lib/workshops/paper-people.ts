import { nationalIdWithLostZeros, parseNationalId } from '@/lib/people/national-id'
import { saysNothing } from '@/lib/people/written-word'
import { type CellValue, cellLine } from '@/lib/shared/cell'
import { latinDigits } from '@/lib/shared/number'
import { foldText } from '@/lib/shared/persian-text'
import type { PersonColumns } from './paper-layout'

/** Somebody enrolled in the cohort; days are ISO, `to` is null while she stays. */
export type PaperMember = {
  personId: string
  first: string
  last: string
  father: string | null
  hasId: boolean
  rowNo: number
  from: string
  to: string | null
  /** Spans of days, both ends in, on which she was not in the group. */
  away: readonly (readonly [string, string])[]
}
export type PersonFound =
  | { kind: 'person'; member: PaperMember }
  | { kind: 'ask'; code: AskCode; candidates: PaperMember[] }
  | { kind: 'nobody'; code: string }
export type AskCode = 'two-namesakes' | 'id-other-name' | 'id-not-read'

const HONORIFIC = /^(?:سرکار خانم|جناب آقای|خانم|آقای|آقا|خ\.|آ\.)[\s/]+(?=\S)/u
const nameKey = (text: string) =>
  foldText(text.replace(HONORIFIC, '').replace(/[^\p{L}\p{M}\s\u200c]/gu, ' '))

/**
 * Who a row is about, among the people of its cohort: by national id first, else by name and father. Where the two
 * disagree or more than one fits, a person is asked.
 */
export function findMember(
  cells: readonly CellValue[],
  columns: PersonColumns,
  members: readonly PaperMember[],
  memberOfId: (digits: string) => PaperMember | null,
): PersonFound {
  const said = (field: keyof PersonColumns) => {
    const column = columns[field]
    return column === undefined ? '' : cellLine(cells[column])
  }
  const named = namesakes(said, members)
  const typedId = said('nationalId')
  if (saysNothing(typedId) || /^\D+$/.test(latinDigits(typedId))) return byName(named, 'two-namesakes')
  const id = parseNationalId(typedId)
  if (id.ok) {
    const member = memberOfId(id.value)
    if (member) return fits(said, member) ? { kind: 'person', member } : ask('id-other-name', [member])
    const without = named.filter(({ hasId }) => !hasId)
    return without.length > 0 ? ask('id-not-read', without) : { kind: 'nobody', code: 'E-ATT-01' }
  }
  // A program that took the id for a number has lost its zeros; with the name beside it there is no doubt.
  const restored = withZeros(typedId)
  const member = restored ? memberOfId(restored) : null
  if (member && named.includes(member)) return { kind: 'person', member }
  const candidates = member ? [member, ...named.filter((one) => one !== member)] : named
  return candidates.length > 0 ? ask('id-not-read', candidates) : { kind: 'nobody', code: id.code }
}

function byName(named: PaperMember[], code: AskCode): PersonFound {
  const [only, another] = named
  if (!only) return { kind: 'nobody', code: 'E-ATT-01' }
  return another ? ask(code, named) : { kind: 'person', member: only }
}

const ask = (code: AskCode, candidates: PaperMember[]): PersonFound => ({ kind: 'ask', code, candidates })

function withZeros(typed: string): string | null {
  const digits = latinDigits(typed).replace(/\D/g, '')
  const id = digits.length < 7 || digits.length > 9 ? null : parseNationalId(digits.padStart(10, '0'))
  return nationalIdWithLostZeros(typed) ?? (id?.ok ? id.value : null)
}

type Said = (field: keyof PersonColumns) => string

function namesakes(said: Said, members: readonly PaperMember[]): PaperMember[] {
  const whole = nameKey(said('full') || `${said('first')} ${said('last')}`)
  if (whole === '') return []
  const father = nameKey(said('father'))
  return members.filter((member) => {
    const known = keysOf(member)
    if (whole !== known.name && whole !== known.turned) return false
    return father === '' || known.father === '' || known.father === father
  })
}

type Keys = { name: string; turned: string; father: string }
const keysKept = new WeakMap<PaperMember, Keys>()

// A member is compared with every row of her sheet.
function keysOf(member: PaperMember): Keys {
  const kept = keysKept.get(member)
  if (kept) return kept
  const keys = {
    name: nameKey(`${member.first} ${member.last}`),
    turned: nameKey(`${member.last} ${member.first}`),
    father: nameKey(member.father ?? ''),
  }
  keysKept.set(member, keys)
  return keys
}

// An id in its place and half a name that agrees: a slip of the pen in the other half does not matter.
function fits(said: Said, { first, last }: PaperMember): boolean {
  const whole = nameKey(said('full') || `${said('first')} ${said('last')}`)
  if (whole === '') return true
  return whole.includes(nameKey(first)) || whole.includes(nameKey(last))
}
