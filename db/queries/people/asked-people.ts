import { foldText } from '@/lib/shared/persian-text'
import { nationalIdHash } from '../../vault'

/** What is needed to look somebody up before she is enrolled in a cohort. */
export type Candidate = {
  cohortId: string
  first: string
  last: string
  father: string | null
  nationalId: string | null
  birthYear: number
}

/** A candidate as the looking functions of the database read it (migration `people`). */
export type AskedPerson = {
  n: number
  cohort: string
  hash: string | null
  fold: string
  start: string
  year: number
  person?: string
}

/** What `person.fold` holds: by it she is found however she is spelt. */
export function personFold({ first, last, father }: Pick<Candidate, 'first' | 'last' | 'father'>): string {
  return foldText(`${first} ${last} ${father ?? ''}`)
}

export function askedPerson(n: number, person: Candidate, provinceId: string): AskedPerson {
  return {
    n,
    cohort: person.cohortId,
    hash: person.nationalId ? nationalIdHash(provinceId, person.nationalId).toString('hex') : null,
    fold: personFold(person),
    start: foldText(`${person.first} ${person.last}`),
    year: person.birthYear,
  }
}
