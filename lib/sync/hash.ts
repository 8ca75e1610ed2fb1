/** The ids in one spelling and order, each once: what the phone and the office make their hash of. */
export function listedIds(ids: Iterable<string>): string[] {
  return [...new Set([...ids].map((id) => id.toLowerCase()))].sort()
}

/** A hash of a set of ids, the same in the browser and at the office, in whatever order they came. Hexadecimal, 64 letters. */
export async function hashOfIds(ids: Iterable<string>): Promise<string> {
  const text = new TextEncoder().encode(listedIds(ids).join('\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
