/** Whose certificate it is: a participant's (P), a facilitator's (F), a volunteer's of her hours (V). */
export type CertificateKind = 'P' | 'F' | 'V'
export type CertificateHolder = 'PARTICIPANT' | 'FACILITATOR' | 'VOLUNTEER'

/** By which power the name on a certificate is read; a volunteer's is shown by the database to her own association alone. */
export const namesBy = (holder: CertificateHolder) => (holder === 'VOLUNTEER' ? 'record' : 'people')

const DIGITS: Record<CertificateKind, number> = { P: 4, F: 3, V: 4 }

/** What the numbers of a province's certificates of hours begin with; neither the association nor what it is of stands in them. */
export const serviceSeries = (provinceCode: string) => `${provinceCode}-SA`

/** A number of its run, or of its province: WA-1403-DEMO-P-0001, 12-SA-V-0001. */
export function certificateNumber(series: string, kind: CertificateKind, n: number): string {
  return `${series}-${kind}-${String(n).padStart(DIGITS[kind], '0')}`
}

/** The number of a certificate given again: the first one's, and which one it is: WA-1403-DEMO-P-0001-2. */
export function numberAgain(first: string, given: number): string {
  return `${first}-${given + 1}`
}
