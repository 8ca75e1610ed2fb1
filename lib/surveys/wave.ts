import { fail, ok, type Result } from '@/lib/shared/result'

export const WAVE_KINDS = ['BASELINE', 'ENDLINE', 'FOLLOW_UP'] as const
export type WaveKind = (typeof WAVE_KINDS)[number]

export type WaveState = 'OPEN' | 'OVER' | 'CLOSED'
type Span = { opensOn: string; closesOn: string; closed: boolean }

/** Open until its last day; then over, and closed once the office says so. */
export const waveState = ({ closesOn, closed }: Span, today: string): WaveState =>
  closed ? 'CLOSED' : today > closesOn ? 'OVER' : 'OPEN'

/** E-ASM-16: a last day before the first. */
export const checkSpan = (opensOn: string, closesOn: string): Result<true, 'E-ASM-16'> =>
  closesOn < opensOn ? fail('E-ASM-16') : ok(true)
