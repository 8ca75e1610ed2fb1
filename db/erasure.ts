import 'server-only'
import { openForPerson, openPersonKey } from './vault'

/** A mark of somebody erased, as it is written down outside the database. */
export type Erasure = { mark: string; at: string }

export type NamedRow = {
  id: string
  provinceId: string
  first: string
  last: string
  nid: string | null
  mobile: string | null
  key: string | null
}

const LEAST_LETTERS = 5

/**
 * Whatever names her where somebody may have written it into a note: her whole name, either part first, and her numbers. The
 * database finds other spellings of each by itself (`app.spelled`). Never logged, and handed to the database as a parameter only.
 */
export function wordsNaming({ id, provinceId, first, last, nid, mobile, key }: NamedRow): string[] {
  const own = key ? openPersonKey(provinceId, id, key) : null
  const local = own && mobile ? openForPerson(own, 'mobile_sealed', mobile).replace(/^\+98/, '') : null
  const numbers = [
    ...(own && nid ? [openForPerson(own, 'national_id_sealed', nid)] : []),
    ...(local ? [`+98${local}`, `0${local}`, local] : []),
  ]
  return [`${first} ${last}`, `${last} ${first}`, ...numbers].filter(
    (word) => word.length >= LEAST_LETTERS && !/["\\—]/.test(word),
  )
}
