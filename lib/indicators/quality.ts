/** Numbers that tell how far the data can be trusted (domain 8.3). */
export const QUALITY_CODES = ['Q-01', 'Q-02', 'Q-03', 'Q-04'] as const
export type QualityCode = (typeof QUALITY_CODES)[number]

export function isQualityCode(value: unknown): value is QualityCode {
  return QUALITY_CODES.some((code) => code === value)
}

/** One of them: how many, of how many where it is a share; null where the reader's powers do not reach it. */
export type QualityFigure = { code: QualityCode; count: number | null; of: number | null }
