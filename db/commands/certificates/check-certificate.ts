import 'server-only'
import { sql } from 'drizzle-orm'
import { presented } from '@/lib/certificates/claims'
import type { CertificateHolder } from '@/lib/certificates/number'
import { agrees, type Standing, type Verdict, verdictOf } from '@/lib/certificates/verdict'
import { AppError } from '@/lib/shared/result'
import { tehranDay } from '@/lib/shared/tehran'
import { openClaims } from '../../certificate-keys'
import { certificateKeys } from '../../queries/certificates/keys'
import { blind } from '../access/token'
import { asNobody, type Visitor } from '../access/visitor'

export type CertificateChecked = {
  verdict: Verdict
  /** Signed with a key that no longer signs: as good as any. */
  retiredOn: string | null
  facts: CertificateFacts | null
}
export type CertificateFacts = Standing & {
  initials: string
  holder: CertificateHolder
  /** The run; of a volunteer the province. */
  programmeFa: string
  programmeEn: string
  officeFa: string | null
  officeEn: string | null
  demo: boolean
}
type Told = { wait?: number; known?: boolean } & CertificateFacts

/**
 * Whether a certificate holds, for whoever has it in hand: what its code says, or its serial as printed. Nothing is kept.
 * E-CRT-04: too many serials nobody has, from this network.
 */
export async function checkCertificate(visitor: Visitor, typed: string): Promise<CertificateChecked> {
  const nothing = (verdict: Verdict): CertificateChecked => ({ verdict, retiredOn: null, facts: null })
  const given = presented(typed)
  if (!given) return nothing('UNKNOWN')
  const found = await asNobody(visitor, async (db) => {
    const opened = 'token' in given ? await openClaims(given.token, await certificateKeys(db)) : null
    if ('token' in given && !opened) return null
    const serial = opened ? opened.claims.s : (given as { serial: string }).serial
    const [row] = await db.execute<{ told: Told | string }>(
      sql`select app.certificate_standing(${serial}, ${blind('certificate', visitor.network)}) as told`,
    )
    const told = typeof row!.told === 'string' ? (JSON.parse(row!.told) as Told) : row!.told
    return { opened, told }
  })
  if (!found) return nothing('ALTERED')
  const { opened, told } = found
  if (told.wait) throw new AppError('E-CRT-04', { seconds: told.wait })
  if (!told.known) return nothing('UNKNOWN')
  if (opened && !agrees(opened.claims, told)) return nothing('ALTERED')
  const { known: _, wait: __, ...facts } = told
  return {
    verdict: verdictOf(facts, tehranDay(visitor.now)),
    retiredOn: opened?.key.retiredOn ?? null,
    // The initials that were signed are those on the paper, whatever her name is written like today.
    facts: opened ? { ...facts, initials: opened.claims.i } : facts,
  }
}
