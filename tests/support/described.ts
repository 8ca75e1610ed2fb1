import { Ajv2020 } from 'ajv/dist/2020'
import { openApi } from '@/lib/releases/open-data/openapi'

const described = openApi()
const ajv = new Ajv2020({ strict: false, allErrors: true })
ajv.addSchema({ $id: 'described', ...described })

/** What in an answer is not as the description of the interface says. */
export function brokenBy(schema: string, answer: unknown): string[] {
  const fits = ajv.getSchema(`described#/components/schemas/${schema}`)
  if (!fits) throw new Error(`nothing describes ${schema}`)
  return fits(JSON.parse(JSON.stringify(answer)))
    ? []
    : (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
