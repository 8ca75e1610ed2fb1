// `npm run sbom [-- <file>]`: what is shipped, from package-lock.json alone, as CycloneDX 1.6. The same lock file gives the same bytes.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

/** Where a package that lies at `path` finds another: beside itself first, then one folder further out each time. */
function found(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (packages[place]) return place
    if (at === '') return null
  }
}

/** A lock file as a list of components with licence, origin and hash, and who needs whom. Development tools are left out. */
export function sbomOf(lock, { name, version, license }) {
  const shipped = Object.entries(lock.packages).filter(
    ([path, { dev, link }]) => path !== '' && !dev && !link,
  )
  const refOf = (path) => purlOf(nameOf(path), lock.packages[path].version)
  const components = new Map()
  const needs = new Map()
  const root = purlOf(name, version)
  const needsOf = (path, one) =>
    Object.keys({ ...one.dependencies, ...one.optionalDependencies })
      .map((each) => found(lock.packages, path, each))
      .filter((place) => place !== null && !lock.packages[place].dev)
      .map(refOf)
  for (const [path, one] of shipped) {
    const ref = refOf(path)
    components.set(ref, {
      type: 'library',
      'bom-ref': ref,
      name: nameOf(path),
      version: one.version,
      scope: one.optional ? 'optional' : 'required',
      hashes: [
        {
          alg: 'SHA-512',
          content: Buffer.from(one.integrity.slice('sha512-'.length), 'base64').toString('hex'),
        },
      ],
      licenses: [
        / (AND|OR) /.test(one.license) ? { expression: one.license } : { license: { id: one.license } },
      ],
      purl: ref,
      externalReferences: [{ type: 'distribution', url: one.resolved }],
    })
    needs.set(ref, [...new Set([...(needs.get(ref) ?? []), ...needsOf(path, one)])])
  }
  needs.set(root, needsOf('', { dependencies: lock.packages[''].dependencies }))
  const digest = createHash('sha256').update(JSON.stringify(lock.packages)).digest('hex')
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5')}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': root,
        name,
        version,
        licenses: [{ license: { id: license } }],
        purl: root,
      },
    },
    components: [...components.values()].sort((a, b) => byText(a['bom-ref'], b['bom-ref'])),
    dependencies: [...needs]
      .sort(([a], [b]) => byText(a, b))
      .map(([ref, on]) => ({ ref, dependsOn: [...new Set(on)].sort(byText) })),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  const text = `${JSON.stringify(sbomOf(read('../package-lock.json'), read('../package.json')), null, 2)}\n`
  if (process.argv[2]) writeFileSync(process.argv[2], text)
  else process.stdout.write(text)
}
