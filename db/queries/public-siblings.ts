import type { ReleaseAudit } from '@/lib/releases/public-release'
import type { PublicSibling, SiblingBundle } from '@/lib/releases/siblings/bundle'
import { publicReading } from '../public-reading'

type Row = {
  province: string
  programme: string
  number: number
  as_of: string
  published_at: Date
  bundle: SiblingBundle
  audit: ReleaseAudit | null
}
type Correction = {
  province: string
  programme: string
  day: string
  number: number
  fa: string
  en: string | null
}

/**
 * Every release of the programmes beside the plan that is out, the newest of each first, read through the login that sees nothing but
 * released figures.
 */
export async function publicSiblings(): Promise<PublicSibling[]> {
  return publicReading(async (pub) => {
    const rows = await pub<Row[]>`
      select province, programme, number, as_of::text, published_at, bundle, audit from pub.release
      where programme <> 'RESILIENCE' and status in ('PUBLISHED', 'SUPERSEDED') order by programme, province, number desc`
    const corrections = await pub<Correction[]>`
      select province, programme, day::text, release_number as number, text_fa as fa, text_en as en from pub.correction
      where programme <> 'RESILIENCE' order by day desc, id desc`
    return rows.map((row) => {
      const same = (one: { province: string; programme: string }) =>
        one.province === row.province && one.programme === row.programme
      return {
        ...row.bundle,
        number: row.number,
        publishedAtIso: dayOf(row),
        audit: row.audit,
        older: rows
          .filter((one) => same(one) && one.number < row.number)
          .map((one) => ({ number: one.number, asOfIso: one.as_of, publishedAtIso: dayOf(one) })),
        corrections: corrections
          .filter(same)
          .map(({ day, number, fa, en }) => ({ dateIso: day, releaseNumber: number, text: { fa, en } })),
      }
    })
  })
}

const dayOf = ({ published_at }: Pick<Row, 'published_at'>) => published_at.toISOString().slice(0, 10)
