import { appendFile, readFile } from 'node:fs/promises'
import type { Anchor } from '@/db/audit-chain'

/** The places written down so far; none where nothing was written yet. A spoilt line is an error: who changed it hides something. */
export async function readAnchors(file: string): Promise<Anchor[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      try {
        return JSON.parse(line) as Anchor
      } catch {
        throw new Error(`line ${at + 1} of ${file} is no anchor`)
      }
    })
}

/** Writes down where the chains end; a chain that has not grown since is not written again. */
export async function writeAnchors(file: string, anchors: readonly Anchor[]): Promise<number> {
  const known = new Set((await readAnchors(file)).map(({ stream, n }) => `${stream}/${n}`))
  const fresh = anchors.filter(({ stream, n }) => !known.has(`${stream}/${n}`))
  if (fresh.length > 0)
    await appendFile(file, fresh.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''), { mode: 0o600 })
  return fresh.length
}
