import type { ReleaseBundle } from '@/lib/releases/bundle'
import type { PublicRelease, ReleaseAudit } from '@/lib/releases/public-release'
import { type PublicReader, publicReading } from '../public-reading'

type Row = {
  province: string
  number: number
  as_of: string
  published_at: Date
  bundle: ReleaseBundle
  audit: ReleaseAudit | null
}

/**
 * A released set of figures as everyone may read it: the newest, or the one of a number. Asked through the login that can
 * see nothing but released figures. Null before the first release.
 */
export async function publicRelease(number?: number): Promise<PublicRelease | null> {
  return publicReading((pub) => released(pub, number))
}

/** Every release of the province whose release is the newest, the newest first. */
export async function publicReleases(): Promise<PublicRelease[]> {
  return publicReading(async (pub) => {
    const newest = await released(pub)
    if (!newest) return []
    const older: PublicRelease[] = []
    for (const { number } of newest.older) {
      const one = await released(pub, number)
      if (one) older.push(one)
    }
    return [newest, ...older]
  })
}

/** One line that changes whenever anything changes that is out: asked every minute, so it reads no figures. */
export async function releasesState(): Promise<string> {
  return publicReading(async (pub) => {
    const [row] = await pub<{ state: string }[]>`
      select md5(coalesce((select string_agg(concat_ws(',', id, province, number, status, bundle_hash, audit), ';' order by id) from pub.release), '')
        || coalesce((select string_agg(id::text, ';' order by id) from pub.correction), '')) as state`
    return row!.state
  })
}

async function released(pub: PublicReader, number?: number): Promise<PublicRelease | null> {
  const [row] = await pub<Row[]>`
    select province, number, as_of::text, published_at, bundle, audit from pub.release
    where programme = 'RESILIENCE' and status in ('PUBLISHED', 'SUPERSEDED') and ${number === undefined ? pub`status = 'PUBLISHED'` : pub`number = ${number}`}
    order by published_at desc, number desc limit 1`
  if (!row) return null
  const older = await pub<Pick<Row, 'number' | 'as_of' | 'published_at'>[]>`
    select number, as_of::text, published_at from pub.release
    where province = ${row.province} and programme = 'RESILIENCE' and status in ('PUBLISHED', 'SUPERSEDED') and number < ${row.number} order by number desc`
  const corrections = await pub<
    { day: string; release_number: number; text_fa: string; text_en: string | null }[]
  >`
    select day::text, release_number, text_fa, text_en from pub.correction
    where province = ${row.province} and programme = 'RESILIENCE' order by day desc, id desc`
  return {
    // Releases from before there were cells have none.
    ...{ cells: [], withdrawn: [] },
    ...row.bundle,
    number: row.number,
    publishedAtIso: row.published_at.toISOString().slice(0, 10),
    older: older.map((one) => ({
      number: one.number,
      asOfIso: one.as_of,
      publishedAtIso: one.published_at.toISOString().slice(0, 10),
    })),
    audit: row.audit,
    corrections: corrections.map((one) => ({
      dateIso: one.day,
      releaseNumber: one.release_number,
      text: { fa: one.text_fa, en: one.text_en },
    })),
  }
}
