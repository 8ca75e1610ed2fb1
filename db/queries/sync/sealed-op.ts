import 'server-only'
import { openBytes, sealBytes } from '../../vault'

/** The key of what the sync seals: it belongs to a device and an account, not to a province. */
export const SYNC_KEY = 'sync'

const spot = (opId: string) => ({ table: 'quarantine', column: 'sealed', rowId: opId })

/** An operation as it came, with its session; it may hold a guest's name or words somebody wrote. */
export type WaitingOp = { session: string; op: Record<string, unknown> & { id: string; kind: string } }

export function sealOp(waiting: WaitingOp): string {
  return sealBytes(SYNC_KEY, spot(waiting.op.id), Buffer.from(JSON.stringify(waiting), 'utf8'))
}

export function openOp(opId: string, sealed: string): WaitingOp {
  return JSON.parse(openBytes(SYNC_KEY, spot(opId), sealed).toString('utf8')) as WaitingOp
}
