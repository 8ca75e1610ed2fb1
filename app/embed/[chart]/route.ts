import { leadTo } from '@/lib/server/open-data/answer'

/** A chart without a number is the newest. */
export async function GET(_request: Request, { params }: { params: Promise<{ chart: string }> }) {
  return leadTo(`/embed/${encodeURIComponent((await params).chart)}/latest`)
}
