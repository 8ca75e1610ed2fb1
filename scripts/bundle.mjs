// The programs of server/ as single files that plain Node runs: dist/server/<name>.mjs. Packages stay outside.
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeSiteAssets } from './site-assets.mjs'

const project = resolve(import.meta.dirname, '..')

const serverOnly = {
  name: 'server-only',
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, () => ({ path: 'server-only', namespace: 'empty' }))
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }))
  },
}

/** Bundles every server/*.ts and returns their names; what has no source any more is removed. */
export async function bundle(root = project) {
  const source = join(root, 'server')
  const target = join(root, 'dist/server')
  const files = existsSync(source) ? readdirSync(source) : []
  const names = files.filter((file) => /^[^.]+\.ts$/.test(file)).map((file) => basename(file, '.ts'))
  mkdirSync(target, { recursive: true })
  for (const file of readdirSync(target)) {
    if (!names.includes(file.replace(/\.mjs(\.map)?$/, ''))) rmSync(join(target, file), { recursive: true })
  }
  await bundleWorker(root)
  if (names.length === 0) return names
  const entries = Object.fromEntries(names.map((name) => [name, join(source, `${name}.ts`)]))
  const inputs = await bundleInto(root, target, entries)
  if (names.includes('worker')) {
    const components = inputs.filter((file) => /^components\/.*\.tsx$/.test(file))
    await makeSiteAssets(root, components, join(target, 'worker.mjs'))
  }
  return names
}

/** The phone's service worker as one classic script; the front server serves it. */
async function bundleWorker(root) {
  const source = join(root, 'lib/client/phone/worker.ts')
  if (!existsSync(source)) return
  const { build, stop } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: join(root, 'dist/shell/sw.js'),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2020',
    alias: { '@': root },
    logLevel: 'silent',
  }).finally(stop)
}

/** Bundles programs { name: file } into a folder, packages left outside, and returns the files they are made of. */
export async function bundleInto(root, target, entryPoints) {
  const { build, stop } = await import('esbuild')
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: target,
    metafile: true,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root },
    plugins: [serverOnly],
    sourcemap: 'linked',
    logLevel: 'silent',
  }).finally(stop)
  return Object.keys(metafile.inputs)
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  const begun = performance.now()
  const names = await bundle().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
  console.log(`Bundled ${names.join(', ') || 'nothing'} in ${Math.round(performance.now() - begun)} ms`)
}
