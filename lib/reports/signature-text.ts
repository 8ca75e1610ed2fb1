import { canonicalText } from '@/lib/shared/canonical'
import type { ReportKind } from './threshold'

export type SignedReason = { code: string; reason: string; writtenBy: string; writtenAt: string }

/** What a report's signature stands under: the frozen figures by their hash, and every reason that stands, word for word. */
export function signatureText(report: {
  kind: ReportKind
  hash: string
  reasons: readonly SignedReason[]
}): string {
  const reasons = report.reasons
    .map(({ code, reason, writtenBy, writtenAt }) => ({ code, reason, writtenBy, writtenAt }))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
  return canonicalText({ v: 1, kind: report.kind, hash: report.hash, reasons })
}
