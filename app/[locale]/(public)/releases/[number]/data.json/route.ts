import { askedRelease } from '../asked'

/** The release as it was frozen. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }) {
  const release = await askedRelease((await params).number)
  if (!release) return new Response(null, { status: 404 })
  return Response.json(release, {
    headers: { 'content-disposition': `attachment; filename="tabavar-release-${release.number}.json"` },
  })
}
