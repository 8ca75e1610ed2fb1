import { cleanText, foldText } from '../shared/persian-text'
import { fail, ok, type Result } from '../shared/result'

export type ListedCounty = { fa: string; en: string; fold: string }

const MOST = 80
const NAME = /^[\p{Script=Arabic}\u200c ()]{2,60}$/u
const HEADINGS = ['شهرستان', 'نام', 'نام شهرستان'].map(foldText)

/**
 * Counties as they are typed or pasted from a sheet: one in a line, its name, and its name in Latin letters in the next column
 * (after a tab, a comma or a bar). A heading and empty lines are passed over.
 */
export function countyList(text: string): Result<ListedCounty[], 'E-PRV-02' | 'E-PRV-03' | 'E-PRV-04'> {
  const found: ListedCounty[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const [fa = '', en = ''] = line.split(/[\t|,،;؛]/).map(cleanText)
    if (fa === '' && en === '') continue
    const fold = foldText(fa)
    if (found.length === 0 && HEADINGS.includes(fold)) continue
    if (!NAME.test(fa) || en.length > 60 || found.length === MOST) return fail('E-PRV-02', { line: at + 1 })
    if (found.some((one) => one.fold === fold)) return fail('E-PRV-03', { name: fa })
    found.push({ fa, en: en || fa, fold })
  }
  return found.length === 0 ? fail('E-PRV-04') : ok(found)
}
