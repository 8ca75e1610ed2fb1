import { leadTo } from '@/lib/server/open-data/answer'

/** The folder of a release is described by its package. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }) {
  return leadTo(`/data/${encodeURIComponent((await params).number)}/datapackage.json`)
}
