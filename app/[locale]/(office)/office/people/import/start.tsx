import type { ReactNode } from 'react'
import { UploadForm } from '@/components/people/upload-form'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import type { RunLine } from '@/db/queries/programmes/run-line'
import type { Locale, Words } from '@/lib/shared/locale'

/** The runs a file may go into, and the one the address names, else the latest; null where there is none. */
export function runsOfImport(
  all: RunLine[],
  code: string | undefined,
): { runs: RunLine[]; run: RunLine } | null {
  const runs = all.filter((run) => run.status !== 'CLOSED')
  const run = runs.find((one) => one.code === code) ?? runs[0]
  return run ? { runs, run } : null
}

type Props = {
  t: Words
  locale: Locale
  kind: 'ROSTER' | 'PAPER'
  /** The words of `<words>.import`. */
  words: 'people' | 'paper'
  action: string
  runs: RunLine[]
  run: RunLine
  /** The code a file was refused with, as the address has it. */
  refused: string | undefined
  sentence: (code: string) => string
  /** What else is asked about the file. */
  children?: ReactNode
}

/** The card with which the import of an office file begins: the file, its run, and why the last one was not read. */
export function ImportStart({
  t,
  locale,
  kind,
  words,
  action,
  runs,
  run,
  refused,
  sentence,
  children,
}: Props) {
  const said = (key: string) => t(`${words}.import.${key}`)
  return (
    <Card id="upload">
      <UploadForm
        action={action}
        kind={kind}
        refused={refused && /^[\w-]{1,40}$/.test(refused) ? sentence(refused) : null}
        words={{
          file: said('file'),
          fileHint: said('fileHint'),
          submit: said('submit'),
          refused: said('refused'),
          error: t('words.kind.error'),
        }}
      >
        <Select
          id="runId"
          label={said('run')}
          defaultValue={run.runId}
          options={runs.map((one) => ({
            value: one.runId,
            label: locale === 'fa' ? one.nameFa : one.nameEn,
          }))}
        />
        {children}
      </UploadForm>
    </Card>
  )
}
