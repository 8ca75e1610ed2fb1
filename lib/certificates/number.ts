/** Whose certificate it is: a participant's (P) or a facilitator's (F). */
export type CertificateKind = 'P' | 'F'

const DIGITS: Record<CertificateKind, number> = { P: 4, F: 3 }

/** A number of its run: WA-1403-DEMO-P-0001. */
export function certificateNumber(runCode: string, kind: CertificateKind, n: number): string {
  return `${runCode}-${kind}-${String(n).padStart(DIGITS[kind], '0')}`
}

/** The number of a certificate given again: the first one's, and which one it is: WA-1403-DEMO-P-0001-2. */
export function numberAgain(first: string, given: number): string {
  return `${first}-${given + 1}`
}
