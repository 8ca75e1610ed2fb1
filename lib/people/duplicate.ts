import { foldText } from '@/lib/shared/persian-text'

export type Namesake = { first: string; last: string; father: string | null; birthYear: number }

/**
 * The key that two records of probably one woman share, however spelt and under whatever national id:
 * name, surname, father's name and Jalali birth year (W-PER-07).
 */
export function namesakeKey({ first, last, father, birthYear }: Namesake): string {
  return [foldText(first), foldText(last), foldText(father ?? ''), birthYear].join('|')
}
