import 'server-only'
import { openBytes, SYNC_KEY, sealBytes } from '../../vault'

const spot = (opId: string) => ({ table: 'quarantine', column: 'sealed', rowId: opId })

/** An operation as it came, with its session; it may hold a guest's name or words somebody wrote. */
export type WaitingOp = { session: string; op: Record<string, unknown> & { id: string; kind: string } }

export function sealOp(waiting: WaitingOp): string {
  return sealBytes(SYNC_KEY, spot(waiting.op.id), Buffer.from(JSON.stringify(waiting), 'utf8'))
}

export function openOp(opId: string, sealed: string): WaitingOp {
  return JSON.parse(openBytes(SYNC_KEY, spot(opId), sealed).toString('utf8')) as WaitingOp
}
