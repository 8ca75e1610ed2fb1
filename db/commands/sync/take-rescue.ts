import 'server-only'
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { AppError } from '@/lib/shared/result'
import { openRescue, RESCUE_BYTES, RescueBroken } from '@/lib/sync/rescue'
import type { OpReceipt } from '@/lib/sync/schema'
import { pools } from '../../client'
import { rescueKeys } from '../../rescue-key'
import { type Answer, isSigned, readBatch, receiptsOf, taken } from './push-batch'

/** What became of a file: how many operations were new, known already, in dispute, or wait for people. */
export type Rescued = {
  operations: number
  fresh: number
  known: number
  disputed: number
  waiting: number
  sheets: number
}
type Carried = Answer | { status: 'beyond-reach' | 'no-owner' }

const REFUSED: Record<string, string> = {
  'signed-out': 'E-ACC-02',
  'beyond-reach': 'E-RSC-03',
  'no-owner': 'E-RSC-04',
  'other-account': 'E-SYN-05',
  'other-bytes': 'E-SYN-06',
}

/**
 * Takes in the rescue file of a phone, whoever brings it: the browser whose cookie has this hash, if it may record or review
 * in every place the file is about. What is in it is judged and applied in the name of the phone's owner; the carrier stands
 * in the audit. Any copy is taken once. E-RSC-01: no such file, or changed. E-RSC-02: not signed by a phone of ours.
 */
export async function takeRescue(hash: Buffer, text: string, requestId: string): Promise<Rescued> {
  const batches = (await opened(text)).map(({ text: body, signature }) => {
    const bytes = Buffer.from(body, 'utf8')
    const read = readBatch(bytes)
    if (!read) throw new AppError('E-SYN-07')
    return { bytes, read, signature }
  })
  // All or nothing as far as the signatures go: a file is not half ours.
  for (const { bytes, read, signature } of batches)
    await requireSigned(hash, read.envelope.device, bytes, signature)
  const { hot } = pools()
  const all: Rescued = { operations: 0, fresh: 0, known: 0, disputed: 0, waiting: 0, sheets: 0 }
  const sheets = new Set<string>()
  for (const { read } of batches) {
    const answer = await taken(read, null, async (payload) => {
      const [row] = await hot<{ answer: Carried }[]>`
        select app.rescue_take(${hash}, ${hot.json(payload as never)}, ${requestId}) as answer`
      return row!.answer
    })
    if (answer.status !== 'received' && answer.status !== 'again')
      throw new AppError(REFUSED[answer.status] ?? 'E-GEN-09')
    for (const { session } of answer.answer.sheets) sheets.add(session)
    add(all, receiptsOf(answer), answer.status === 'again')
  }
  return { ...all, sheets: sheets.size }
}

async function opened(text: string) {
  if (text.length > RESCUE_BYTES) throw new AppError('E-SYN-08')
  try {
    return await openRescue(text, rescueKeys().secret)
  } catch (error) {
    if (error instanceof RescueBroken) throw new AppError('E-RSC-01')
    throw error
  }
}

async function requireSigned(hash: Buffer, device: string, bytes: Buffer, signature: string): Promise<void> {
  const { hot } = pools()
  const [row] = await hot<{ key: JsonWebKey | null }[]>`select app.carried_key(${hash}, ${device}) as key`
  if (!row?.key || !isSigned(createPublicKey({ key: row.key, format: 'jwk' }), bytes, signature))
    throw new AppError('E-RSC-02')
}

function add(all: Rescued, receipts: OpReceipt[], again: boolean): void {
  all.operations += receipts.length
  for (const { status } of receipts) {
    if (again || status === 'duplicate') all.known += 1
    else if (status === 'quarantined') all.waiting += 1
    else if (status === 'conflict') all.disputed += 1
    else all.fresh += 1
  }
}
