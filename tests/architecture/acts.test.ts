import { describe, expect, it } from 'vitest'
import { ALL } from '../e2e/roles-cells'
import { roleCount } from '../guards/role-cells'
import { ANYBODY, COMMAND_ROWS } from '../guards/role-rows'
import { type Source, sources } from './tree'

/** The commands that somebody signed in gives: what begins with her context. Cards, visitors and phones prove themselves otherwise. */
const commandsOf = ({ path, text }: Source) => {
  const [domain] = path.replace('db/commands/', '').replace(/\.ts$/, '').split('/')
  return [...text.matchAll(/^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*ctx: Context\b/gm)].map(
    ([, name]) => `${domain}/${name}`,
  )
}

/** The acts of a file of the application that come to no command, by themselves or by a function of the file. */
function actsWithoutCommand({ text }: Source): string[] {
  if (!text.startsWith("'use server'")) return []
  const imports = text.matchAll(/import \{([^}]+)\} from '@\/db\/commands\/[^']+'/g)
  const commands = [...imports].flatMap(([, names]) =>
    [...names!.matchAll(/\w+(?=\s*(?:,|$))/g)].map(([name]) => name),
  )
  const parts = text.split(/^(?=(?:export )?(?:async )?(?:function|const) )/m).slice(1)
  const known = new Map(
    parts.flatMap((part) => {
      const [head, name] = /^(?:export )?(?:async )?(?:function|const) (\w+)/.exec(part) ?? []
      return name ? [[name, part.slice(head!.length)] as const] : []
    }),
  )
  const named = (body: string, names: Iterable<string>) =>
    [...names].filter((name) => new RegExp(`\\b${name}\\b`).test(body))
  const reaches = (name: string, seen: ReadonlySet<string>): boolean => {
    const body = known.get(name) ?? ''
    const more = named(body, known.keys()).filter((one) => !seen.has(one))
    return named(body, commands).length > 0 || more.some((one) => reaches(one, new Set([...seen, one])))
  }
  return [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)]
    .map(([, name]) => name!)
    .filter((name) => !reaches(name, new Set([name])))
}

/** Acts that change nothing of anybody's: what is uploaded is shown again; a cookie is dropped. */
const NO_COMMAND = ['previewHolidays', 'leaveSurvey']

describe('who may give which command', () => {
  const commands = sources(['db/commands'], /\.ts$/).flatMap(commandsOf)

  it('is said of each command there is, and of none that has gone', () => {
    expect(commands.length).toBeGreaterThan(230)
    expect(new Set(commands).size).toBe(commands.length)
    expect(commands.filter((one) => !(one in COMMAND_ROWS))).toEqual([])
    expect(Object.keys(COMMAND_ROWS).filter((one) => !commands.includes(one))).toEqual([])
  })

  it('is said once, in letters of roles', () => {
    const isRow = (who: string) =>
      who === ANYBODY ||
      [...who.replace(/\((\w+)\)$/, '$1')].every(
        (letter, i, all) => ALL.includes(letter) && all.indexOf(letter) === i,
      )
    expect(Object.entries(COMMAND_ROWS).filter(([, who]) => !isRow(who))).toEqual([])
  })

  it('is thereby said of each act of the application: each comes to a command', () => {
    const acts = sources(['app', 'components', 'lib'], /\.tsx?$/)
    const inline = acts.filter(
      ({ path, text }) => text.includes("'use server'") && !path.startsWith('app/_actions/'),
    )
    expect(inline.map(({ path }) => path)).toEqual([])
    const bare = acts.filter(({ path }) => path.startsWith('app/_actions/')).flatMap(actsWithoutCommand)
    expect(bare.sort()).toEqual([...NO_COMMAND].sort())
  })

  it('would be missed: an act that writes past the commands, a role let through, a role refused that may', () => {
    const path = 'app/_actions/x.ts'
    const text = `'use server'\nimport { a } from '@/db/commands/x/a'\nexport async function one() { return two() }\nfunction two() { return a() }\nexport async function three() {}\n`
    expect(actsWithoutCommand({ path, text })).toEqual(['three'])
    const ends = Object.fromEntries([...ALL].map((letter) => [letter, 'refused: E-GEN-02']))
    const tried = [{ command: 'x/a/a', roles: { ...ends, O: 'done', U: 'done' } }]
    expect(roleCount(tried, { 'x/a': 'OU' }).wrong).toEqual([])
    expect(roleCount(tried, { 'x/a': 'O(US)' }).wrong).toEqual([])
    expect(roleCount(tried, { 'x/a': 'OD' }).wrong).toEqual(['x/a: done for «OU», the table says «OD»'])
    expect(roleCount(tried, {}).wrong).toHaveLength(1)
    expect(
      roleCount([{ command: 'x/a/a', roles: { ...ends, B: 'error: 42P01' } }], { 'x/a': '' }).wrong,
    ).toEqual(['x/a for B: error: 42P01'])
  })
})
