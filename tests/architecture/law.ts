import { importsOf, type Source, type Violation } from './tree'

/** Zones, the most specific first: the first match wins. `may` are zones of ours, `packages` what comes from outside. */
export const LAW: { zone: string; may: string[]; packages: RegExp }[] = [
  { zone: 'lib/env', may: [], packages: /^(zod|node:fs)$/ },
  {
    zone: 'lib/server',
    may: ['lib', 'lib/env', 'lib/server', 'db', 'db/queries', 'db/commands'],
    packages:
      /^(server-only|node:|next|next-intl|next-auth|react$|zod|hucre|papaparse|drizzle-orm$|@node-rs\/argon2|@myriaddreamin\/typst-ts-node-compiler$|uqr$|otplib$|sharp$|nodemailer$|docx$)/,
  },
  { zone: 'lib/client', may: ['lib', 'lib/client'], packages: /^(idb|jsqr)$/ },
  { zone: 'lib', may: ['lib'], packages: /^(zod|@internationalized\/date)$/ },
  { zone: 'db/schema', may: ['lib', 'db/schema'], packages: /^drizzle-orm/ },
  {
    zone: 'db/queries',
    may: ['lib', 'db', 'db/schema', 'db/queries'],
    packages: /^(drizzle-orm|zod$|node:crypto$|server-only$)/,
  },
  {
    zone: 'db/commands',
    may: ['lib', 'lib/env', 'db', 'db/schema', 'db/queries', 'db/commands'],
    packages: /^(drizzle-orm|zod$|node:|@node-rs\/argon2|otplib$|highs$|server-only$)/,
  },
  {
    zone: 'db/seed',
    may: ['lib', 'lib/env', 'db', 'db/schema', 'db/queries', 'db/commands', 'db/seed'],
    packages: /^(drizzle-orm|postgres$|node:|@node-rs\/argon2)/,
  },
  {
    zone: 'db',
    may: ['lib', 'lib/env', 'db', 'db/schema'],
    packages: /^(drizzle-orm|postgres$|server-only$|node:|zod$|jose$)/,
  },
  {
    zone: 'components',
    may: ['components', 'lib', 'lib/client'],
    packages: /^(react|next\/(link|navigation|dynamic)$|recharts)/,
  },
  {
    zone: 'app',
    may: [
      'app',
      'components',
      'lib',
      'lib/env',
      'lib/server',
      'lib/client',
      'db',
      'db/queries',
      'db/commands',
    ],
    packages: /^(react|next|next-intl|next-auth|node:|zod$)/,
  },
  // What renders a release: the pure components, outside Next.
  {
    zone: 'server/site',
    may: ['server/site', 'components', 'lib', 'lib/server', 'db/queries'],
    packages: /^(node:|react$|react-dom\/server$|next-intl$)/,
  },
  {
    zone: 'server',
    may: [
      'server',
      'server/site',
      'lib',
      'lib/env',
      'lib/server',
      'db',
      'db/queries',
      'db/commands',
      'db/seed',
    ],
    packages: /^(node:|fastify|@fastify\/|drizzle-orm|postgres$|next-auth|graphile-worker$|prom-client$)/,
  },
  { zone: 'proxy', may: ['lib', 'lib/env', 'lib/server'], packages: /^(next|next-intl|node:)/ },
  { zone: 'instrumentation', may: ['db'], packages: /^$/ },
]

/** What one domain of lib may know of others beside itself, `shared` and `access`. New coupling is one line here. */
export const DOMAINS: Record<string, string[]> = {
  shared: [],
  access: ['people'],
  rules: [],
  neighbourhoods: [],
  people: ['neighbourhoods'],
  programmes: ['neighbourhoods', 'rules'],
  workshops: ['programmes', 'people', 'rules'],
  indicators: ['workshops', 'surveys', 'programmes', 'neighbourhoods', 'rules'],
  releases: ['indicators', 'rules', 'disclosure', 'surveys', 'charities'],
  disclosure: [],
  reports: ['indicators', 'workshops', 'people', 'programmes', 'rules'],
  surveys: ['programmes', 'people', 'disclosure'],
  hamyar: ['people', 'neighbourhoods'],
  charities: ['programmes', 'neighbourhoods'],
  associations: ['people', 'neighbourhoods', 'reports'],
  certificates: ['programmes', 'people'],
  files: [],
  tasks: [],
  sync: ['workshops', 'hamyar'],
  community: [],
  quality: [],
  projection: [],
  interest: [],
  picture: ['people', 'associations'],
}
const OPEN = ['shared', 'access']
/** What everybody may read without signing in: pages, files, the public interface, charts for other pages. */
const PUBLIC = [
  'app/[locale]/(public)/',
  'app/data/',
  'app/embed/',
  'app/api/public/',
  'lib/server/open-data/',
]

const inZone = (path: string, zone: string) =>
  path === zone || path.startsWith(`${zone}/`) || path.startsWith(`${zone}.`)
export const lawOf = (path: string) => LAW.find(({ zone }) => inZone(path, zone))

const onlyTyped = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`import\\s+(type\\s)?[^'"]*from\\s+['"]${name}['"]`, 'g'))].every(
    (match) => match[1] !== undefined,
  )

/** Imports that run against the law. */
export function importViolations(files: Source[]): Violation[] {
  return files.flatMap((file) => {
    const law = lawOf(file.path)
    if (!law) return [{ path: file.path, rule: 'no zone holds this file' }]
    return importsOf(file).flatMap((target) => {
      const theirs = lawOf(target)
      if (/\.(css|json|woff2)$/.test(target)) return []
      // A type costs nothing at run time; of packages it may be known anywhere.
      if (!theirs)
        return law.packages.test(target) || onlyTyped(file.text, target)
          ? []
          : [{ path: file.path, rule: `${law.zone} may not import the package ${target}` }]
      return law.may.includes(theirs.zone)
        ? []
        : [{ path: file.path, rule: `${law.zone} may not import ${theirs.zone} (${target})` }]
    })
  })
}

/** Domains of lib that know more of each other than the table says; public pages that look past released figures. */
export function domainViolations(files: Source[]): Violation[] {
  return files.flatMap((file) => {
    const [zone, domain = ''] = file.path.split('/')
    const reads = importsOf(file)
    if (PUBLIC.some((place) => file.path.startsWith(place))) {
      return reads
        .filter((target) => target.startsWith('db/') && target !== 'db/queries/public')
        .map((target) => ({
          path: file.path,
          rule: `a public page reads released figures only, not ${target}`,
        }))
    }
    if (zone !== 'lib' || ['server', 'client', 'env.ts'].includes(domain)) return []
    const may = DOMAINS[domain]
    if (!may) return [{ path: file.path, rule: `${domain} is not a domain of the house` }]
    return reads
      .filter((target) => target.startsWith('lib/'))
      .map((target) => target.split('/')[1] ?? '')
      .filter((other) => other !== domain && !OPEN.includes(other) && !may.includes(other))
      .map((other) => ({ path: file.path, rule: `${domain} may not know ${other}` }))
  })
}
