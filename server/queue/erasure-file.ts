import { appendFile, readFile } from 'node:fs/promises'
import type { Erasure } from '@/db/erasure'

/** The erasures written down so far; null where there is no such file. A spoilt line is an error: somebody would come back. */
export async function readErasures(file: string): Promise<Erasure[] | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      const spoilt = () => new Error(`line ${at + 1} of ${file} is no erasure`)
      let read: Partial<Erasure>
      try {
        read = JSON.parse(line) as Partial<Erasure>
      } catch {
        throw spoilt()
      }
      if (!/^([0-9a-f]{8})?[0-9a-f]{64}$/.test(read.mark ?? '') || Number.isNaN(Date.parse(read.at ?? '')))
        throw spoilt()
      return { mark: read.mark!, at: read.at! }
    })
}

/** Writes down what is not there yet, and the empty file where nobody was erased: a restore asks for it. */
export async function writeErasures(file: string, erasures: readonly Erasure[]): Promise<number> {
  const known = await readErasures(file)
  const marks = new Set(known?.map(({ mark }) => mark))
  const fresh = erasures.filter(({ mark }) => !marks.has(mark))
  if (known === null || fresh.length > 0)
    await appendFile(file, fresh.map(({ mark, at }) => `${JSON.stringify({ mark, at })}\n`).join(''), {
      mode: 0o600,
    })
  return fresh.length
}
