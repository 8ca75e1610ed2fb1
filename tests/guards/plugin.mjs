/**
 * Puts `bothGuards` before every command of db/commands that a test calls: each call is first tried with one of the two guards taken away.
 * Only for `npm run test:guards`; the files themselves are not touched.
 */
export function guardsTakenAway() {
  return {
    name: 'guards-taken-away',
    enforce: 'pre',
    transform(code, id) {
      const file = /\/db\/commands\/(.+)\.ts$/.exec(id)?.[1]
      if (!file) return null
      const guarded = /\bauthorise\w*\(|\bactorCan\w*\(/.test(code)
      const wrapped = code.replace(
        /^export async function (\w+)(?=[<(])/gm,
        (_, name) =>
          `export function ${name}(...given: any[]): any { return bothGuards('${file}/${name}', ${guarded}, ${name}Itself, given) }\nasync function ${name}Itself`,
      )
      return { code: `import { bothGuards } from '@/tests/guards/both-guards'\n${wrapped}`, map: null }
    },
  }
}
