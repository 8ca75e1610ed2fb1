import type { PublicCompletion, PublicFigure, Text } from './public-release'

/** What a province's newest release tells, and nothing else of it. */
export type ReleasedProvince = {
  name: Text
  number: number
  asOfIso: string
  demo: boolean
  figures: Pick<PublicFigure, 'code' | 'value'>[]
  completion: Pick<PublicCompletion, 'completed' | 'left'>
}

export const NATIONAL_CODES = ['R-01', 'R-02', 'R-03', 'R-07', 'SESSIONS', 'R-08', 'R-09'] as const
export type NationalCode = (typeof NATIONAL_CODES)[number] | 'COMPLETED'
export const NATIONAL_COLUMNS: readonly NationalCode[] = [...NATIONAL_CODES, 'COMPLETED']

/** Sums of minutes are shown as hours. */
export const inMinutes = (code: NationalCode) => code === 'R-08' || code === 'R-09'

/** A released figure of a province; null where its release does not tell it. */
export function toldBy({ figures, completion }: ReleasedProvince, code: NationalCode): number | null {
  if (code === 'COMPLETED') return completion.completed
  return figures.find((one) => one.code === code)?.value ?? null
}

/**
 * The sum of what provinces told, and how many of them told it. Somebody who took part in two provinces is in it twice: nobody
 * can know, since a province's people are hashed with a key of its own.
 */
export function nationalSum(
  provinces: readonly ReleasedProvince[],
  code: NationalCode,
): { sum: number; provinces: number } {
  const told = provinces.map((one) => toldBy(one, code)).filter((value) => value !== null)
  return { sum: told.reduce((all, value) => all + value, 0), provinces: told.length }
}
