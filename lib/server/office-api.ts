import 'server-only'
import { z } from 'zod'
import { exportAttendance } from '@/db/commands/reports/export-attendance'
import { exportCompleters } from '@/db/commands/reports/export-completers'
import { exportFigures } from '@/db/commands/reports/export-figures'
import { exportPeople } from '@/db/commands/reports/export-people'
import { exportSessions } from '@/db/commands/reports/export-sessions'
import { type RunLine, runNamed } from '@/db/queries/programmes/run-line'
import { type Context, reading } from '@/db/transaction'
import { scopeOf } from '@/lib/access/actor'
import type { TokenExport } from '@/lib/access/api-token'
import { asOfDay } from '@/lib/indicators/as-of'
import { isDimension } from '@/lib/indicators/breakdown'
import { isEntryCode } from '@/lib/indicators/dictionary'
import { AppError } from '@/lib/shared/result'
import { figuresBody } from './figures-body'

type Asked = URLSearchParams
type Route = {
  summary: string
  query: Record<string, string>
  answer: z.ZodType
  read: (ctx: Context, run: RunLine, asked: Asked) => Promise<object>
}

const RUN = { run: 'Code of a run; without it the newest in reach.' }
const text = z.string().nullable()
const listed = <T extends z.ZodRawShape>(row: T) =>
  z.strictObject({
    run: z.string(),
    total: z.number().int().describe('How many there are; more than rows where a list was cut.'),
    rows: z.array(z.strictObject(row)),
  })

/** Every address under /api/office/v1: what answers, and its description. Each serves what the file of the same name on the pages does. */
export const OFFICE_ROUTES: Record<TokenExport, Route> = {
  figures: {
    summary: 'Indicators of a run as code, day, breakdown and value.',
    query: {
      ...RUN,
      asOf: 'Jalali day, 1403-04-31.',
      code: 'Code of an indicator.',
      by: 'What it is broken down by.',
    },
    answer: z.strictObject({
      version: z.literal(1),
      run: z.string(),
      date: z.string(),
      jalali: z.string(),
      figures: z.array(
        z.strictObject({
          code: z.string(),
          by: text,
          part: text,
          unit: z.string(),
          state: z.string(),
          numerator: z.number().nullable(),
          denominator: z.number().nullable(),
          value: z.number().nullable(),
          target: z.number().nullable(),
        }),
      ),
    }),
    read: async (ctx, run, asked) => {
      const [code, by] = [asked.get('code'), asked.get('by')]
      if ((code !== null && !isEntryCode(code)) || (by !== null && !isDimension(by)))
        throw new AppError('E-GEN-04')
      const asOf = asOfDay(asked.get('asOf') ?? undefined, new Date(run.clock))
      const { rows } = await exportFigures(ctx, { runId: run.runId, asOf, code, by })
      return figuresBody(run.code, asOf, rows)
    },
  },
  sessions: {
    summary: 'Sessions of a run; nobody is named.',
    query: RUN,
    answer: listed({
      id: z.string(),
      cohort: z.string(),
      number: z.number().int(),
      status: z.string(),
      place: z.string(),
      county: z.string(),
      module: text,
      day: z.string(),
      start: z.string(),
      minutes: z.number().int(),
      marked: z.number().int(),
      attended: z.number().int(),
    }),
    read: async (ctx, run) => {
      const { rows, total } = await exportSessions(ctx, { runId: run.runId, locale: 'fa' })
      return {
        run: run.code,
        total,
        rows: rows.map((row) => ({
          id: row.sessionId,
          cohort: row.cohortCode,
          number: row.seq,
          status: row.status,
          place: row.placeName,
          county: row.countyName,
          module: row.moduleCode,
          day: row.dayIso,
          start: row.startTime,
          minutes: row.netMinutes,
          marked: row.nRows,
          attended: row.nAttended,
        })),
      }
    },
  },
  people: {
    summary: 'People enrolled in a run. Of a national id no more than a page shows.',
    query: { ...RUN, cohort: 'Code of a group.' },
    answer: listed({
      id: z.string(),
      name: z.string(),
      father: text,
      birthYear: z.number().int(),
      idEnd: text,
      cohort: text,
      place: text,
      county: text,
      status: text,
      minutes: z.number().int(),
    }),
    read: async (ctx, run, asked) => {
      const cohortCode = asked.get('cohort') ?? undefined
      const { rows, total } = await exportPeople(ctx, { runId: run.runId, cohortCode })
      return {
        run: run.code,
        total,
        rows: rows.map((row) => ({
          id: row.personId,
          name: row.name,
          father: row.father,
          birthYear: row.birthYear,
          idEnd: row.idEnd,
          cohort: row.cohortCode,
          place: row.placeFa,
          county: row.countyFa,
          status: row.status,
          minutes: row.minutes,
        })),
      }
    },
  },
  attendance: {
    summary:
      'Marks of a group: 1 present, 2 late, 3 left early, 4 absent, 5 excused. Names only for whom they are shown.',
    query: { ...RUN, cohort: 'Code of the group; needed.' },
    answer: z.strictObject({
      run: z.string(),
      cohort: z.string(),
      people: z.array(
        z.strictObject({ id: z.string(), name: text, status: z.string(), minutes: z.number().int() }),
      ),
      marks: z.array(
        z.strictObject({
          person: z.string(),
          session: z.string(),
          code: z.number().int(),
          minutes: z.number().int(),
        }),
      ),
    }),
    read: async (ctx, run, asked) => {
      const { cohort, marks } = await exportAttendance(ctx, {
        runId: run.runId,
        code: asked.get('cohort') || '-',
      })
      return {
        run: run.code,
        cohort: cohort.code,
        people: cohort.people.map(({ personId, name, status, minutes }) => ({
          id: personId,
          name,
          status,
          minutes,
        })),
        marks: marks.map(({ personId, sessionId, code, minutes }) => ({
          person: personId,
          session: sessionId,
          code,
          minutes,
        })),
      }
    },
  },
  completed: {
    summary: 'Who has completed by the rule in force, with hours and certificate.',
    query: RUN,
    answer: listed({
      name: z.string(),
      county: z.string(),
      place: z.string(),
      cohort: z.string(),
      minutes: z.number().int(),
      status: z.string(),
      certificate: text,
    }),
    read: async (ctx, run) => {
      const { rows, total } = await exportCompleters(ctx, { runId: run.runId, format: 'json' })
      return {
        run: run.code,
        total,
        rows: rows.map((row) => ({
          name: row.name,
          county: row.countyFa,
          place: row.placeFa,
          cohort: row.cohortCode,
          minutes: row.minutes,
          status: row.status,
          certificate: row.certificate,
        })),
      }
    },
  },
}

/** What a token is answered: the run is looked for in its account's reach only. */
export async function officeAnswer(ctx: Context, name: TokenExport, asked: Asked): Promise<object> {
  const route = OFFICE_ROUTES[name]
  if ([...asked.keys()].some((key) => !Object.hasOwn(route.query, key))) throw new AppError('E-GEN-04')
  const scope = scopeOf(ctx.actor)
  const named = asked.get('run')
  const run = await reading(scope, (db) => runNamed(db, scope, named ?? undefined))
  // A page opens with another run where the one of its address is not in reach; a program must not take one for the other.
  if (!run || (named !== null && named !== run.code)) throw new AppError('E-GEN-02')
  return route.read(ctx, run, asked)
}

const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
})

/** The description of all of it by OpenAPI 3.1, made of the table that answers. */
export function officeOpenApi(address: string) {
  const told = (schema: z.ZodType) => {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema)
    return rest
  }
  const paths = Object.entries(OFFICE_ROUTES).map(([name, { summary, query }]) => [
    `/${name}`,
    {
      get: {
        operationId: name,
        summary,
        parameters: Object.entries(query).map(([key, description]) => ({
          name: key,
          in: 'query',
          required: description.endsWith('; needed.'),
          description,
          schema: { type: 'string' },
        })),
        responses: {
          '200': {
            description: summary,
            content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
          },
          '400': refusal('What was asked cannot be read.'),
          '401': refusal('No token that stands.'),
          '403': refusal('Not for this token, or not in its account\u2019s reach.'),
          '429': refusal('Asked too often; Retry-After says when to come back.'),
        },
      },
    },
  ])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tabavar: exports of the office',
      version: '1',
      description:
        'What the office may export, for other programs. A token is made under «توکن‌ها»; it reaches what its account reaches, and every answer is audited.',
    },
    servers: [{ url: `${address}/api/office/v1` }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries(
          Object.entries(OFFICE_ROUTES).map(([name, { answer }]) => [name, told(answer)]),
        ),
        Refusal: told(z.strictObject({ code: z.string() })),
      },
    },
  }
}
