import { fail, ok, type Result } from '@/lib/shared/result'

/** The conditions of a group as an office states them; all numbers whole, the share of literate members as a fraction. */
export type RuleSet = {
  /** As messages name it: HG-S0. */
  code: string
  minSize: number
  maxSize: number
  minAge: number
  maxAge: number
  /** At least `literatePart` of every `literateWhole` members read and write. */
  literatePart: number
  literateWhole: number
  coverage: boolean
}

export const MOST_MEMBERS = 60
const OLDEST = 120

/** The two sets of the source documents. HG-S0 has only a size of its own: the conditions are those of the other (C2). */
export const SOURCE_SETS: (RuleSet & { nameFa: string; nameEn: string; source: string })[] = [
  {
    code: 'HG-S0',
    nameFa: 'زنجان، ۵ تا ۷ نفر',
    nameEn: 'Zanjan, 5 to 7 members',
    minSize: 5,
    maxSize: 7,
    minAge: 15,
    maxAge: 60,
    literatePart: 1,
    literateWhole: 3,
    coverage: true,
    source: 'S0-13; S1-9, S1-11, S1-12',
  },
  {
    code: 'HG-S1',
    nameFa: 'ضابطهٔ عمومی، ۷ تا ۱۲ نفر',
    nameEn: 'General, 7 to 12 members',
    minSize: 7,
    maxSize: 12,
    minAge: 15,
    maxAge: 60,
    literatePart: 1,
    literateWhole: 3,
    coverage: true,
    source: 'S1-9, S1-10, S1-11, S1-12',
  },
]

/** The set a new group of a province is judged by unless another is chosen: Zanjan has one of its own (C1). */
export const firstSetOf = (provinceCode: string) => (provinceCode === '19' ? 'HG-S0' : 'HG-S1')

/** How many of `members` must be literate: the fraction rounded up, in whole numbers. */
export function literateNeeded(
  members: number,
  { literatePart, literateWhole }: Pick<RuleSet, 'literatePart' | 'literateWhole'>,
): number {
  return Math.floor((members * literatePart + literateWhole - 1) / literateWhole)
}

/** E-HG-27: sizes, ages or the fraction contradict themselves or are out of reason. */
export function soundRuleSet<T extends Omit<RuleSet, 'code' | 'coverage'>>(set: T): Result<T, 'E-HG-27'> {
  const whole = [set.minSize, set.maxSize, set.minAge, set.maxAge, set.literatePart, set.literateWhole].every(
    (n) => Number.isSafeInteger(n) && n >= 0,
  )
  const sound =
    whole &&
    set.minSize >= 1 &&
    set.minSize <= set.maxSize &&
    set.maxSize <= MOST_MEMBERS &&
    set.minAge <= set.maxAge &&
    set.maxAge <= OLDEST &&
    set.literateWhole >= 1 &&
    set.literatePart <= set.literateWhole
  return sound ? ok(set) : fail('E-HG-27')
}
