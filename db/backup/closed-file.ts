// Files closed by a passphrase: compressed, in the format of age, there whole or not at all.
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { closed, opened } from './age'
import { REFUSALS } from './refused'

type Wish = { passphrase: string; work?: number; level?: number }

/** Writes what comes into a file that gets its name when it is complete and on the disk. `named` may say the name then. */
export async function writeClosed(
  draft: string,
  source: AsyncIterable<Buffer>,
  { passphrase, work, level }: Wish,
  named: () => string,
): Promise<void> {
  try {
    const compressed = Readable.from(source).compose(
      createGzip({ level }),
    ) as unknown as AsyncIterable<Buffer>
    await pipeline(
      closed(compressed, passphrase, work),
      createWriteStream(draft, { flags: 'w', mode: 0o600, flush: true }),
    )
    const file = named()
    await rename(draft, file)
    const folder = await open(dirname(file))
    await folder.sync().finally(() => folder.close())
  } finally {
    await rm(draft, { force: true })
  }
}

/** What a closed file holds; whatever is wrong with it is one refusal. */
export async function* contentsOf(file: string, passphrase: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  const flow = pipeline(Readable.from(opened(createReadStream(file), passphrase)), gunzip)
  // Whoever reads the end of it hears of the failure; here it is only not to be unheard.
  flow.catch(() => {})
  try {
    yield* gunzip as AsyncIterable<Buffer>
    await flow
  } catch (error) {
    if (/^Z_/.test((error as NodeJS.ErrnoException).code ?? '')) throw REFUSALS.cut()
    throw error
  }
}
