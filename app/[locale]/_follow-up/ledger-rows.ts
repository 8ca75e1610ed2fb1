import type { LedgerRow } from '@/components/workshops/hours-ledger'
import type { LedgerLine } from '@/db/queries/workshops/ledger'
import { minutesNeeded } from '@/lib/rules/completion'

/** Lines of the ledger as their component shows them; people link to their page where there is one for the reader. */
export function ledgerRows(lines: LedgerLine[], hrefOf: (personId: string) => string | null): LedgerRow[] {
  return lines.map((line) => ({
    enrolmentId: line.enrolmentId,
    name: line.name,
    rowNo: line.rowNo,
    href: line.name ? hrefOf(line.personId) : null,
    minutes: line.minutes,
    neededMinutes: minutesNeeded(line.rule),
    plannedMinutes: line.rule.plannedMinutes,
    ledger: line.ledger,
  }))
}
