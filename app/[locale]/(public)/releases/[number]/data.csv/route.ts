import { releaseCsv } from '@/lib/releases/open-data'
import { askedRelease } from '../asked'

/** The release as a table; the mark at its beginning lets spreadsheet programs read the Persian names. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }) {
  const release = await askedRelease((await params).number)
  if (!release) return new Response(null, { status: 404 })
  return new Response(`\uFEFF${releaseCsv(release)}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="tabavar-release-${release.number}.csv"`,
    },
  })
}
