import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')

/** A program of the tests as one file that Node runs by itself; answers where it lies. Both paths are of this repository. */
export async function bundled(entry: string, outfile: string): Promise<string> {
  const target = resolve(root, outfile)
  await build({
    absWorkingDir: root,
    entryPoints: [join(root, entry)],
    outfile: target,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root, 'server-only': join(root, 'tests/support/server-only.ts') },
    logLevel: 'silent',
  })
  return target
}
