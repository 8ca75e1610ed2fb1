// `npm run asvs`: docs/security/asvs.md from docs/security/asvs.csv. A law (tests/architecture/asvs.test.ts) compares them and looks up every
// test and document that is named.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const CHAPTERS = [
  ...[
    'Encoding and sanitisation',
    'Validation and business logic',
    'Web frontend',
    'API and web service',
    'Files',
    'Authentication',
  ],
  ...[
    'Sessions',
    'Authorisation',
    'Self-contained tokens',
    'OAuth and OpenID',
    'Cryptography',
    'Communication',
    'Configuration',
  ],
  ...['Data protection', 'Secure coding and architecture', 'Logging and errors'],
]
const STATES = { met: 'shown', absent: 'nothing of the kind', exception: 'exception', open: 'open' }

/**
 * The rows of the table: number, level, scope (`in`; `if` something were offered that is not; `except`, given up from the start), state, words, evidence.
 * @param {string} text
 */
export function rowsOf(text) {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [number = '', level = '', scope = '', state = '', words = '', evidence = ''] = line.split('|')
      return { number, level: Number(level), scope, state, words, evidence }
    })
}

/**
 * How many of a level are in scope, and how each of them stands.
 * @param {ReturnType<typeof rowsOf>} rows
 * @param {number} level
 */
export function standingOf(rows, level) {
  const mine = rows.filter((row) => row.level === level && row.scope === 'in')
  const count = (state) => mine.filter((row) => row.state === state).length
  const shown = count('met') + count('absent')
  const all = {
    total: mine.length,
    met: count('met'),
    absent: count('absent'),
    exception: count('exception'),
    open: count('open'),
  }
  return { ...all, share: shown / mine.length }
}

const percent = (share) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`

/** @param {ReturnType<typeof rowsOf>} rows */
export function pageOf(rows) {
  const standing = [1, 2, 3].map((level) => {
    const { total, met, absent, exception, open, share } = standingOf(rows, level)
    return `| ${level} | ${total} | ${met} | ${absent} | ${exception} | ${open} | ${percent(share)} |`
  })
  const chapter = (row) => Number(row.number.split('.')[0])
  const line = ({ number, level, state, words, evidence }) =>
    `| ${number} | ${level} | ${STATES[state]} | ${words} | ${evidence || '–'} |`
  const beside = rows.filter(({ scope }) => scope !== 'in')
  const parts = CHAPTERS.flatMap((title, at) => {
    const mine = rows.filter((row) => chapter(row) === at + 1 && row.scope === 'in')
    return mine.length === 0
      ? []
      : [
          `## ${at + 1} ${title}\n| number | level | stands | here | shown by |\n|---|---|---|---|---|\n${mine.map(line).join('\n')}`,
        ]
  })
  return `# ASVS 5.0, requirement by requirement

Written by \`npm run asvs\` from \`docs/security/asvs.csv\`; \`tests/architecture/asvs.test.ts\` looks up every test and every line of a document that is named,
and holds the shares below. Requirements are named by number only: the [OWASP Application Security Verification Standard 5.0.0](https://github.com/OWASP/ASVS/tree/v5.0.0)
is under CC BY-SA 4.0, and the words here are ours. It is our own reading and no audit by somebody else.

| level | in scope | shown | nothing of the kind | exception | open | shown or nothing of the kind |
|---|---|---|---|---|---|---|
${standing.join('\n')}

«Nothing of the kind»: what the requirement guards is not there, and a test or a decision says so. «Exception»: not met, with the reason. In scope are levels 1
and 2, and the ${rows.filter(({ level, scope }) => level === 3 && scope === 'in').length} of level 3 that suit people at risk. Out of it: WebRTC, and what signing in by way of another would ask (${beside.filter(({ scope }) => scope === 'if').length} requirements, were it offered).

${parts.join('\n\n')}

## Given up from the start
| number | level | stands | here | shown by |
|---|---|---|---|---|
${beside
  .filter(({ scope }) => scope === 'except')
  .map(line)
  .join('\n')}
`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = (name) => new URL(`../docs/security/${name}`, import.meta.url)
  writeFileSync(at('asvs.md'), pageOf(rowsOf(readFileSync(at('asvs.csv'), 'utf8'))))
}
