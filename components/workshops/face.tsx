import type { Face as FaceCode } from '@/lib/workshops/mood'

const MOUTHS: Record<FaceCode, string> = {
  HAPPY: 'M20 38q12 14 24 0',
  NEUTRAL: 'M21 42h22',
  SAD: 'M20 46q12-14 24 0',
}
const FILLS: Record<FaceCode, string> = { HAPPY: '#9ad8b5', NEUTRAL: '#f0d67a', SAD: '#9fbfe6' }

/** A face that says by its mouth what its colour says too. */
export function Face({ face, className = 'size-10' }: { face: FaceCode; className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={`${className} inked shrink-0`}>
      <circle cx="32" cy="32" r="29" fill={FILLS[face]} stroke="#16222c" strokeWidth="3" />
      <circle cx="22" cy="26" r="3.5" fill="#16222c" />
      <circle cx="42" cy="26" r="3.5" fill="#16222c" />
      <path d={MOUTHS[face]} fill="none" stroke="#16222c" strokeWidth="4" strokeLinecap="round" />
    </svg>
  )
}
