import { importsOf, type Source, type Violation } from './tree'

const NEXT_FILES = /^(page|layout|route|error|not-found|loading|template|default|icon|manifest|globals)$/
const FORBIDDEN = /(^|\/)(utils?|helpers?|common|misc|manager|lib2|index)(\/|\.tsx?$)/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const MOST_LINES = 300

/** Names outside the vocabulary, drawers for leftovers, barrels, and files over the ceiling. */
export function fileViolations(files: Source[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const found: Violation[] = []
    const name = path
      .split('/')
      .at(-1)!
      .replace(/\.tsx?$/, '')
    if (FORBIDDEN.test(path)) found.push({ path, rule: 'a name that says nothing, or a barrel' })
    if (!KEBAB.test(name) && !NEXT_FILES.test(name))
      found.push({ path, rule: 'file names are kebab-case nouns' })
    const lines = text.split('\n').length - 1
    if (lines > MOST_LINES) found.push({ path, rule: `${lines} lines: a noun has become a folder of verbs` })
    const framework =
      path.startsWith('app/') || /^(proxy|instrumentation)\.ts$/.test(path) || path === 'lib/server/i18n.ts'
    if (!framework && /(^|\n)export default /.test(text))
      found.push({ path, rule: 'default exports only where the framework asks for them' })
    return found
  })
}

const IMPURE: [RegExp, string][] = [
  [/new Date\(\s*\)/, 'reads the clock'],
  [/Date\.now\(/, 'reads the clock'],
  [/performance\.now\(/, 'reads the clock'],
  [/Math\.random\(/, 'uses chance'],
  [/crypto\.(randomUUID|getRandomValues)/, 'uses chance'],
  [/process\.env/, 'reads the environment'],
  [/\bfetch\(/, 'does IO'],
  [/localStorage|sessionStorage|indexedDB/, 'does IO'],
]

const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

/** lib/<domain> and lib/shared that are not pure. */
export function purityViolations(files: Source[]): Violation[] {
  return files
    .filter(({ path }) => /^lib\/(?!server\/|client\/|env\.ts)/.test(path))
    .flatMap(({ path, text }) =>
      IMPURE.filter(([sign]) => sign.test(bare(text))).map(([, rule]) => ({ path, rule })),
    )
}

/** process.env outside lib/env, and raw SQL text made of input. */
export function doorViolations(files: Source[]): Violation[] {
  return files.flatMap(({ path, text }) => {
    const found: Violation[] = []
    const told = bare(text)
    // NODE_ENV and NEXT_RUNTIME are constants the framework writes in at build time.
    const env = told.replace(/process\.env\.(NODE_ENV|NEXT_RUNTIME)/g, '')
    if (/process\.env/.test(env) && path !== 'lib/env.ts')
      found.push({ path, rule: 'only lib/env reads the environment' })
    if (/\bsql\.(raw|identifier)\(/.test(told)) found.push({ path, rule: 'no SQL made of text' })
    if (/\bpostgres\(/.test(told) && !/^(db\/client\.ts|server\/setup|db\/seed\/)/.test(path))
      found.push({ path, rule: 'one door to the database' })
    if (/\bpools\(\)/.test(told) && !/^(db\/|lib\/server\/actor\.ts$)/.test(path))
      found.push({ path, rule: 'one door to the database' })
    return found
  })
}

/** Commands a person does to her own account: being signed in as oneself is the permission. */
export const OWN_ACCOUNT = /\/access\/(change-password|set-locale|sign-out)\.ts$/

/**
 * Exported commands that neither authorise nor audit, themselves or through the command files they call.
 * A register, a decision on a sheet and what was held with a hamyar group do both inside the database function.
 */
export function commandViolations(files: Source[]): Violation[] {
  const commands = new Map(
    files
      .filter(({ path }) => path.startsWith('db/commands/'))
      .map((file) => [file.path.replace(/\.ts$/, ''), file]),
  )
  const withCalled = (file: Source) =>
    [file, ...importsOf(file).flatMap((target) => commands.get(target) ?? [])]
      .map(({ text }) => text)
      .join('\n')
  return [...commands.values()]
    .filter(({ text }) => /export async function \w+\(\s*ctx: Context/.test(text))
    .flatMap((file) => {
      const told = withCalled(file)
      const found: Violation[] = []
      const inDatabase = /app\.(save_register|review_sheet|load_holidays|sync_group)\(/.test(told)
      if (!/\bauthorise\w*\(|actorCan\w*\(/.test(told) && !OWN_ACCOUNT.test(file.path)) {
        found.push({ path: file.path, rule: 'a command authorises' })
      }
      if (!/\baudit\w*\(|recordAudit\(/.test(told) && !inDatabase)
        found.push({ path: file.path, rule: 'a command leaves an audit row' })
      return found
    })
}

/** Physical sides in a right-to-left product. */
export function sideViolations(files: Source[]): Violation[] {
  const physical =
    /[\s"'`:](-?(ml|mr|pl|pr)-[a-z0-9[]|(left|right)-[0-9[]|text-(left|right)\b|border-[lr](-|\b)|rounded-[lr](-|\b)|float-(left|right))/
  return files
    .filter(({ path }) => path.endsWith('.tsx'))
    .filter(({ text }) => physical.test(text))
    .map(({ path, text }) => ({ path, rule: `physical side: ${physical.exec(text)![0].trim()}` }))
}
