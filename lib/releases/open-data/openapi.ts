import { z } from 'zod'
import { API } from './address'
import { ANSWERS } from './answer'
import { INDICATORS } from './dictionary'
import { LICENCE } from './licence'

type Name = keyof typeof ANSWERS

const json = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } })
const param = (name: string, description: string, schema: object) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
})
const NUMBER = param('number', 'Number of a release, or "latest", which leads on to the newest.', {
  type: 'string',
  pattern: '^([1-9][0-9]{0,5}|latest)$',
})
const CODE = param('code', 'Code of an indicator.', { type: 'string', enum: Object.keys(INDICATORS) })
const COUNTY = param('county', 'Name of the county, in Persian or English.', { type: 'string' })

const read = (operationId: string, summary: string, answer: Name, parameters: object[] = []) => ({
  get: {
    operationId,
    summary,
    tags: ['public'],
    security: [],
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: {
      '200': { description: summary, content: json(answer) },
      ...(parameters.length > 0
        ? { '307': { description: '"latest" leads on to the newest release.' } }
        : {}),
      '304': { description: 'Not changed since the ETag given.' },
      '404': { description: 'There is no such release, indicator or county.', content: json('NotHere') },
    },
  },
})

const OFFICE = {
  get: {
    operationId: 'officeFigures',
    summary: 'Figures of a run as the signed-in office sees them; every answer is audited.',
    tags: ['office'],
    security: [{ session: [] }],
    parameters: ['run', 'asOf', 'code', 'by'].map((name) => ({
      name,
      in: 'query',
      required: false,
      description: {
        run: 'Code of a run.',
        asOf: 'Jalali day, 1403-04-31.',
        code: 'Code of an indicator.',
        by: 'What it is broken down by.',
      }[name],
      schema: { type: 'string' },
    })),
    responses: {
      '200': { description: 'The figures.', content: json('OfficeFigures') },
      '400': { description: 'What was asked cannot be read.', content: json('Refusal') },
      '401': { description: 'Nobody is signed in.', content: json('Refusal') },
      '403': { description: 'Not hers to see.', content: json('Refusal') },
    },
  },
}

const nullable = (type: string) => ({ type: [type, 'null'] })

/** The description of the public API (and of the office's figures) by OpenAPI 3.1. */
export function openApi() {
  const schemas = Object.fromEntries(
    Object.entries(ANSWERS).map(([name, schema]) => {
      const { $schema: _dialect, ...told } = z.toJSONSchema(schema)
      return [name, told]
    }),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tabavar: released figures',
      version: '1.0.0',
      description:
        'Figures of signed releases, as the pages and files show them: read only, no account, no key. An empty value is not nought: "status" says why nothing is told. Durations are minutes, days are ISO days, months are Jalali.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    externalDocs: { description: `The figures are published under ${LICENCE.title}.`, url: LICENCE.href },
    servers: [{ url: '/' }],
    tags: [
      { name: 'public', description: 'Released figures, for everybody.' },
      { name: 'office', description: 'Figures of the office, for whoever is signed in.' },
    ],
    paths: {
      [`${API}/releases`]: read('releases', 'All releases and corrections', 'Releases'),
      [`${API}/releases/{number}`]: read('release', 'One release with all its figures', 'Release', [NUMBER]),
      [`${API}/releases/{number}/figures/{code}`]: read(
        'indicator',
        'One indicator of a release: meaning, method and all its rows',
        'Indicator',
        [NUMBER, CODE],
      ),
      [`${API}/releases/{number}/counties/{county}`]: read('county', 'One county of a release', 'County', [
        NUMBER,
        COUNTY,
      ]),
      '/api/figures/v1': OFFICE,
    },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-tabavar',
          description: 'The cookie of a session.',
        },
      },
      schemas: {
        ...schemas,
        Refusal: {
          type: 'object',
          properties: { code: { type: 'string' } },
          required: ['code'],
          additionalProperties: false,
        },
        OfficeFigures: {
          type: 'object',
          properties: {
            version: { const: 1 },
            run: { type: 'string' },
            date: { type: 'string' },
            jalali: { type: 'string' },
            figures: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  code: { type: 'string' },
                  by: nullable('string'),
                  part: nullable('string'),
                  unit: { type: 'string' },
                  state: { type: 'string' },
                  numerator: nullable('number'),
                  denominator: nullable('number'),
                  value: nullable('number'),
                  target: nullable('number'),
                },
                required: [
                  'code',
                  'by',
                  'part',
                  'unit',
                  'state',
                  'numerator',
                  'denominator',
                  'value',
                  'target',
                ],
                additionalProperties: false,
              },
            },
          },
          required: ['version', 'run', 'date', 'jalali', 'figures'],
          additionalProperties: false,
        },
      },
    },
  }
}
