import 'server-only'

/** A paper as a file to be saved, kept by no cache and never shown inside a page of ours; without one, nothing is there. */
export function paperAnswer(paper: { bytes: Uint8Array; mime: string; name: string } | null): Response {
  if (!paper) return new Response(null, { status: 404 })
  const { bytes, mime, name } = paper
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mime,
      'content-disposition': `attachment; filename="${name}.${mime === 'application/pdf' ? 'pdf' : 'jpg'}"`,
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  })
}
